"""Short orders about whose facts are shown, and about taking back the last change."""

from __future__ import annotations

from bot.reading.beside.sayings import HeardLine, Meant, sayings
from bot.reading.understood import Small, Understood
from bot.reading.whose.cues import table_of

_MOST_WORDS = 9
_ORDER: tuple[Small, ...] = ("not_mine", "back_to_mine", "undo", "keep", "mine")


def read_act(heard: HeardLine) -> Understood | None:
    """The order that a message is as a whole; None when it says anything else."""
    table = table_of("acts", "said")
    if not heard.words or len(heard.words) > _MOST_WORDS or not all(map(table.knows, heard.words)):
        return None
    meant = sayings("acts", heard.line)
    small = next((each for each in _ORDER if _is_whole(each, meant, heard)), None)
    if small is None:
        return None
    return Understood(small=small).wanting("undo" if small == "undo" else "small_talk")


def _is_whole(small: Small, meant: Meant, heard: HeardLine) -> bool:
    """Whether all words are of that order, and some of them tell it."""
    pointed = "points" in meant  # "that's"
    telling = [small, *(("of_others",) if pointed and small == "not_mine" else ())]
    telling += ["own_profile", "mine"] if pointed and small == "keep" else []
    told = not meant.keys().isdisjoint(telling)
    return told and heard.is_all(meant, *telling, "filler", "points")
