"""From the outbox to Telegram: claim, write, push, settle."""

from bot.running.delivery.deliverer import Deliverer

__all__ = ["Deliverer"]
