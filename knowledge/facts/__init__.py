"""The only reader of ``data/``: strictly checked, then frozen values."""
