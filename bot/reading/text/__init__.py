"""A person's characters, words and numbers, before anything is made of them."""
