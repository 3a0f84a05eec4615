"""Whose each part of a message is: words of a language as tables, one engine, one order."""
