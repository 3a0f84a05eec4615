"""Charts as values, as characters and with their captions."""
