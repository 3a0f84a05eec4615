"""What each matter of the conversation does: the interview, lookups, subscribing, ..."""
