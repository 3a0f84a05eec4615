"""What an operator sees and does: health, counters, status, backups."""
