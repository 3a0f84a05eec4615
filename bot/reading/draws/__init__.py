"""Which draw, category or pool a message speaks of."""
