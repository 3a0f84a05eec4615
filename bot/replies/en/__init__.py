"""Every English word the bot says."""
