"""IRCC's feed of rounds: from bytes to draws and problems."""
