"""What a message says beside its facts: conditions of a draw, and what it goes on with."""
