"""Telegram: updates come in, messages go out."""
