"""From what people type to what they mean, without guessing."""

from bot.reading.understanding import understand

__all__ = ["understand"]
