"""Updates by long polling."""
