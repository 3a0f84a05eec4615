"""Where the outside begins: Telegram, the database, the terminal, the clock."""
