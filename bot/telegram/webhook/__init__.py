"""Updates by webhook, through a queue."""
