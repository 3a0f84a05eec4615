"""English words for what the operator writes to everybody who was told."""

from __future__ import annotations

from bot.conversation.messages import OperatorCorrection
from bot.replies.markup import bold, esc


def operator_text(message: OperatorCorrection) -> str:
    """The operator's own words, marked as theirs."""
    lead = f"Correction about draw #{esc(message.draw)}, written by the person who runs this bot"
    return f"{bold(lead)}\n\n{esc(message.text)}"
