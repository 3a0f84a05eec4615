"""The ports of storage over a PostgreSQL database."""
