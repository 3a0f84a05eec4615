"""Occupations as people say them, understood or asked back."""
