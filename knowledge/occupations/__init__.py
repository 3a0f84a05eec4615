"""Occupations: unit groups, their names, and how people say them."""
