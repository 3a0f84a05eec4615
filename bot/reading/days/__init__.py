"""Days, times of day and time zones in a message."""
