"""CRS scores in a message, and changes of them."""
