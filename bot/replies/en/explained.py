"""English words for explanations, with the person's own numbers where there are any."""

from __future__ import annotations

from bot.conversation.messages import Explained
from bot.replies.en.wording import English
from bot.replies.sentences import answering
from bot.replies.topics import topic


def explained_text(message: Explained) -> str:
    """One matter: the answer first, what is folded last."""
    return answering(topic(message), English(message.zone))
