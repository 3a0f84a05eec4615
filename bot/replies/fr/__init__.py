"""Every French word the bot says."""
