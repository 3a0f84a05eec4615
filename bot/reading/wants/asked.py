"""What a message asks for: one want, several in the order asked, or what it may have meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from bot.reading.wants.scoring import SURE, Guess, Scorer, Words, scorer
from bot.reading.wants.tokens import END

_FACTS = frozenset(("crs~", "noc~", "job~", "date~", "big~"))
"""Typed words of which one is enough to make a message of nothing but typed words a profile."""
_POSSIBLE = 0.04
_MOST_OFFERED = 3
_NOTHING = frozenset({"unknown", "small_talk"})
_NEEDS = {"forget": "DELETE", "unsubscribe": "UNSUBSCRIBE"}
"""What must be said in so many words before it is done; else it is only offered."""
_ASKING = frozenset(
    ("ASKED", "MEAN", "HOW", "WHY", "WHERE", "WHO", "WHEN", "HOW_MANY", "LONG", "NOW_WHAT")
)
"""Concepts of which one makes a message ask something."""
_FEW_WORDS = 4
_LEAST_WORDS = 2
_START = 3
"""Among how many first words of a part one must ask."""
_ENDS = frozenset(("?", "!", END))


@dataclass(frozen=True, slots=True)
class Asked:
    """Labels such as "latest" and "explain.cutoff".

    ``wants`` in the order asked, never empty; ``maybe`` what may be meant where it is unknown,
    likeliest first; ``guesses`` of the whole message and its ``concepts`` tell why. ``bare``: it
    is nothing but facts; ``numbered``: there are such in it; ``brief``: it has few words;
    ``states``: nothing in it asks.
    """

    wants: tuple[str, ...]
    maybe: tuple[str, ...] = ()
    guesses: tuple[Guess, ...] = ()
    concepts: tuple[str, ...] = ()
    bare: bool = False
    numbered: bool = False
    brief: bool = False
    states: bool = False


def asked(plain: str, known: Scorer | None = None) -> Asked:
    """What a message in plain letters asks for.

    >>> asked("how many invitations are left this year").wants
    ('remaining',)
    >>> asked("when is the next draw? and how many people are in the pool?").wants
    ('explain.next_draw', 'explain.pool')
    """
    known = scorer() if known is None else known
    words = known.words(plain)
    guesses = known.guesses(words)
    bare = only_facts(words)
    if bare:
        wants: tuple[str, ...] = ("check",)
    else:
        wants = _of_parts(words, known) or _of_all(guesses[0], words)
    maybe = _offered(guesses) if wants == ("unknown",) else ()
    named = tuple(dict.fromkeys(chain.from_iterable(words.meanings)))
    numbered = any(token[-1] == "~" for token in words.tokens)
    brief = len(words.tokens) <= _FEW_WORDS
    asks = "?" in words.tokens or not _ASKING.isdisjoint(named) or _asks(words, 0)
    return Asked(
        wants, maybe, tuple(guesses[: _MOST_OFFERED + 1]), named, bare, numbered, brief, not asks
    )


def only_facts(words: Words) -> bool:
    """Whether a message is a bare list of facts, which asks to be checked.

    >>> known = scorer()
    >>> only_facts(known.words("480, welder, 14 march 2026")), only_facts(known.words("hi 480"))
    (True, False)
    """
    said = [token for token in words.tokens if token not in _ENDS]
    return not _FACTS.isdisjoint(said) and all(token[-1] == "~" for token in said)


def _of_all(best: Guess, words: Words) -> tuple[str, ...]:
    return (best.label,) if _taken(best, words) else ("unknown",)


def _taken(guess: Guess, words: Words) -> bool:
    needed = _NEEDS.get(guess.label)
    said = needed is None or any(needed in here for here in words.meanings)
    return guess.share >= SURE and said


def _offered(guesses: Sequence[Guess]) -> tuple[str, ...]:
    likely = [each.label for each in guesses[: _MOST_OFFERED + 2] if each.share >= _POSSIBLE]
    return tuple(label for label in likely if label not in _NOTHING)[:_MOST_OFFERED]


def _of_parts(words: Words, known: Scorer) -> tuple[str, ...]:
    """The wants of a message that asks several things; empty where it asks one or none."""
    parts = parts_of(words)
    if len(parts) < 2:
        return ()
    found: dict[str, None] = {}
    for part in parts:
        if len(part.tokens) < _LEAST_WORDS or not _is_question(part):
            continue
        best = known.guesses(part)[0]
        if best.label not in _NOTHING and _taken(best, part):
            found[best.label] = None
    return tuple(found) if len(found) > 1 else ()


def _is_question(part: Words) -> bool:
    start = chain.from_iterable(part.meanings[:_START])
    return part.tokens[-1] == "?" or "ASKS" in start or "NOTIFY" in start


def parts_of(words: Words) -> list[Words]:
    """Cut a message where another question may begin.

    >>> known = scorer()
    >>> [" ".join(part.tokens) for part in parts_of(known.words("was i in? and how many are left"))]
    ['was i in ?', 'and how many are left']
    """
    cuts = [0]
    for at, token in enumerate(words.tokens):
        if token in _ENDS:
            cuts.append(at + 1)
        elif "JOINT" in words.meanings[at] and _asks(words, at + 1):
            cuts.append(at)
    ends = (*cuts[1:], len(words.tokens))
    return [words.part(start, end) for start, end in zip(cuts, ends, strict=True) if start < end]


def _asks(words: Words, at: int) -> bool:
    return at < len(words.tokens) and "ASKS" in words.meanings[at]
