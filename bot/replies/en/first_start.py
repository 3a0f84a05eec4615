"""What somebody reads who starts ``serve`` for the first time, without a token; in English."""

FIVE_STEPS = """\
A bot on Telegram in five steps:

  1. In Telegram, open a chat with @BotFather and send /newbot. It asks for a
     name, then for a user name that ends in "bot", and answers with a token
     such as 123456789:AbC... Whoever has the token is the bot: keep it secret.
  2. Still there: /setprivacy, your bot, Enable (in groups it sees only what is
     said to it); /setinline, your bot, and the example 505 welder 2024-11-04.
  3. Put the token in a file that only you can read: type this, paste the token,
     press Enter, then Ctrl-D:

         install -m 600 /dev/stdin ~/tradedraw.token

  4. Start the bot:

         TELEGRAM_BOT_TOKEN_FILE=~/tradedraw.token python3 start.py serve

  5. Open https://t.me/ followed by the bot's user name, and press Start.

"python3 start.py doctor" says whether all is well; "python3 start.py chat" is
the same conversation here, without a token.
"""
