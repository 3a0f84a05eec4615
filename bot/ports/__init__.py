"""What the bot needs from the outside, as small Protocols named by the need."""
