"""IRCC's feed, fetched over HTTP."""
