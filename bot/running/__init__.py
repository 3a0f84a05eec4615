"""What runs: a turn, the feed, deliveries, alerts; load, decide, one transaction, send."""
