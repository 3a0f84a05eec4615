"""From the outbox to Telegram: claim, write, push, settle."""

from bot.delivering.deliverer import Deliverer

__all__ = ["Deliverer"]
