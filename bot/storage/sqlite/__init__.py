"""The ports of storage over one SQLite file."""
