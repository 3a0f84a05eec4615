"""French words for what the operator writes to everybody who was told."""

from __future__ import annotations

from bot.conversation.messages import OperatorCorrection
from bot.replies.markup import bold, esc


def operator_text(message: OperatorCorrection) -> str:
    """The operator's own words, marked as theirs."""
    lead = (
        f"Correction sur la ronde n° {esc(message.draw)}, écrite par la personne qui tient ce bot"
    )
    return f"{bold(lead)}\n\n{esc(message.text)}"
