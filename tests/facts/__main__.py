"""The program itself, on the facts that stand still: ``python -m tests.facts ask ...``."""

from bot.cli import main
from tests.facts import FOLDER

main(folder=FOLDER)
