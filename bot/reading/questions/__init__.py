"""What somebody wants to know or to have done."""
