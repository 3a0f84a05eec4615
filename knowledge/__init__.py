"""What Canada published about Express Entry draws, and what follows from it.

Facts live in ``knowledge/data``; the rules are pure functions on frozen values.
Nothing here knows of a bot, a network or a clock.
"""
