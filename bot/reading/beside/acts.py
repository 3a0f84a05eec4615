"""Short orders about whose facts are shown, and about taking back the last change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.reading.beside.sayings import sayings, words_of
from bot.reading.understood import Small, Understood

_MOST_WORDS = 9
_ORDER: tuple[Small, ...] = ("not_mine", "back_to_mine", "undo", "keep", "mine")


def read_act(plain: str) -> Understood | None:
    """The order that a message is as a whole; None when it says anything else.

    >>> read_act("that's my brother's").small, read_act("ok back to mine please").small
    ('not_mine', 'back_to_mine')
    """
    words = words_of(plain)
    if not words or len(words) > _MOST_WORDS:
        return None
    meant = sayings("acts.toml").said(words)
    small = next((each for each in _ORDER if _is_whole(each, meant, len(words))), None)
    if small is None:
        return None
    said = Understood(small=small)
    return said.wanting("undo" if small == "undo" else "small_talk")


def _is_whole(small: Small, meant: Mapping[str, Sequence[int]], count: int) -> bool:
    """Whether all words are of that order, and some of them tell it."""
    pointed = "points" in meant
    telling = set(meant.get(small, ()))
    if small == "not_mine" and pointed:
        telling.update(meant.get("of_others", ()))
    if small == "keep" and pointed:
        telling.update(meant.get("own_profile", ()), meant.get("mine", ()))
    known = telling | set(meant.get("filler", ())) | set(meant.get("points", ()))
    return bool(telling) and len(known) == count
