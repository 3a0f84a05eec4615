"""From what people type to what they mean, without guessing."""

from bot.reading.reader import understand

__all__ = ["understand"]
