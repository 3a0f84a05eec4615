"""From what people type to what they mean, without guessing."""

from bot.conversation.understand.reader import understand

__all__ = ["understand"]
