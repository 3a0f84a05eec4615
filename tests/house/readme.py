"""What the program itself writes in README and docs: ``python -m tests.house.readme``."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bot.conversation.world import World
from bot.reading.occupations.reader import load_occupations
from bot.reading.understood import Lang
from bot.terminal.chat import Chat
from tests.facts import frozen
from tests.house import readme_pictures
from tests.house.diagram import diagram

README = Path(__file__).resolve().parents[2] / "README.md"
FRENCH = README.parent / "docs" / "fr" / "README.md"
WRITTEN_IN = {
    README: {"pictures", "conversation"},
    FRENCH: {"conversation_fr"},
    README.parent / "docs" / "conversation.md": {"diagram"},
}
"""Which part stands in which document."""

AS_OF = datetime(2026, 11, 22, 12, tzinfo=UTC)
SAID: dict[Lang, tuple[str, ...]] = {
    "en": ("480, welder, submitted 14 March 2026", "what if I had 470?"),
    "fr": ("480, soudeur, profil déposé le 14 mars 2026", "et si j'avais 470?"),
}
IN_THE_TERMINAL: dict[Lang, str] = {
    "en": f"On {AS_OF:%Y-%m-%d}, in the terminal:",
    "fr": f"Le {AS_OF:%Y-%m-%d}, dans le terminal :",
}

_PART = re.compile(
    r"(<!-- (?P<name>\w+): written by python -m tests\.house\.readme -->\n).*?(<!-- end -->)",
    re.DOTALL,
)


def conversation(lang: Lang) -> str:
    """What a person sees in the terminal, their own lines after ">"."""
    chat = Chat(World(AS_OF, frozen(), load_occupations()), lang)
    turns = [f"> {said}\n\n{chat.answer(said)}" for said in SAID[lang]]
    told = "\n\n".join(turns)
    return f"{IN_THE_TERMINAL[lang]}\n\n```text\n{told}\n```"


PARTS: dict[str, Callable[[], str]] = {
    "pictures": readme_pictures.markdown,
    "conversation": partial(conversation, "en"),
    "conversation_fr": partial(conversation, "fr"),
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
