"""What the program itself writes in README and docs: ``python -m tests.house.readme``."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from bot.conversation.world import World
from bot.terminal.chat import Chat
from knowledge.occupations.reader import load_occupations
from tests.facts import frozen
from tests.house import readme_pictures
from tests.house.diagram import diagram

README = Path(__file__).resolve().parents[2] / "README.md"
WRITTEN_IN = {
    README: {"pictures", "conversation"},
    README.parent / "docs" / "conversation.md": {"diagram"},
}
"""Which part stands in which document."""

AS_OF = datetime(2026, 11, 22, 12, tzinfo=UTC)
SAID = ("480, welder, submitted 14 March 2026", "what if I had 470?")

_PART = re.compile(
    r"(<!-- (?P<name>\w+): written by python -m tests\.house\.readme -->\n).*?(<!-- end -->)",
    re.DOTALL,
)


def conversation() -> str:
    """What a person sees in the terminal, their own lines after ">"."""
    chat = Chat(World(AS_OF, frozen(), load_occupations()), "en")
    turns = [f"> {said}\n\n{chat.answer(said)}" for said in SAID]
    told = "\n\n".join(turns)
    return f"On {AS_OF:%Y-%m-%d}, in the terminal:\n\n```text\n{told}\n```"


PARTS = {
    "pictures": readme_pictures.markdown,
    "conversation": conversation,
    "diagram": diagram,
}


def renewed(text: str) -> str:
    """A document with every part written anew. KeyError for a part that nobody writes."""
    return _PART.sub(lambda part: f"{part[1]}{PARTS[part['name']]()}\n{part[3]}", text)


def parts_in(text: str) -> set[str]:
    """Names of the parts that a document has a place for."""
    return {part["name"] for part in _PART.finditer(text)}


if __name__ == "__main__":
    readme_pictures.draw()
    for document in WRITTEN_IN:
        document.write_text(renewed(document.read_text(encoding="utf-8")), encoding="utf-8")
