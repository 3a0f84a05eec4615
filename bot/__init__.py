"""The conversation, its words, and the ways it reaches people."""
