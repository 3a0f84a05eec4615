"""What a message asks for: one want, several in the order asked, or what it may have meant."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from bot.reading.wants.scoring import SURE, Guess, Scorer, Words, scorer
from bot.reading.wants.tokens import END

NOT_SAID = frozenset({"unknown", "small_talk"})
"""Labels of what asks nothing that there is an answer to."""
_FACTS = frozenset(("crs~", "noc~", "job~", "date~", "big~"))
"""Typed words of which one is enough to make a message of nothing but typed words a profile."""
_POSSIBLE, _MOST_OFFERED = 0.04, 3
_NEEDS = {"forget": "DELETE", "unsubscribe": "UNSUBSCRIBE"}
"""What must be said in so many words before it is done; else it is only offered."""
_ASKING = frozenset(
    ("ASKED", "MEAN", "HOW", "WHY", "WHERE", "WHO", "WHEN", "HOW_MANY", "LONG", "NOW_WHAT")
)
"""Concepts of which one makes a message ask something."""
_FEW_WORDS, _LEAST_WORDS = 4, 2
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
    >>> asked("480, welder, 14 march 2026").bare, asked("hi 480").bare
    (True, False)
    """
    known = known or scorer()
    words = known.words(plain)
    guesses = tuple(known.guesses(words))
    said = [token for token in words.tokens if token not in _ENDS]
    typed = [token for token in said if token[-1] == "~"]
    bare = len(typed) == len(said) and not _FACTS.isdisjoint(said)
    wants = ("check",) if bare else _of_parts(words, known) or _taken(guesses[0], words)
    likely = (guess.label for guess in guesses if guess.share >= _POSSIBLE)
    maybe = [label for label in likely if label not in NOT_SAID][:_MOST_OFFERED]
    named = tuple(dict.fromkeys(chain.from_iterable(words.meanings)))
    asks = "?" in words.tokens or not _ASKING.isdisjoint(named) or _asks(words, 0)
    return Asked(
        wants or ("unknown",),
        () if wants else tuple(maybe),
        guesses,
        named,
        bare,
        numbered=bool(typed),
        brief=len(words.tokens) <= _FEW_WORDS,
        states=not asks,
    )


def _taken(guess: Guess, words: Words) -> tuple[str, ...]:
    """What is surely asked for: a guess that is sure enough, none that nothing is."""
    needed = _NEEDS.get(guess.label)
    said = needed is None or any(needed in here for here in words.meanings)
    sure = guess.share >= SURE and said and guess.label != "unknown"
    return (guess.label,) if sure else ()


def _of_parts(words: Words, known: Scorer) -> tuple[str, ...]:
    """The wants of a message that asks several things; empty where it asks one or none."""
    found: dict[str, None] = {}
    parts = parts_of(words)
    for part in parts if len(parts) > 1 else ():
        if len(part.tokens) >= _LEAST_WORDS and _is_question(part):
            found |= dict.fromkeys(_taken(known.guesses(part)[0], part))
    several = [label for label in found if label not in NOT_SAID]
    return tuple(several) if len(several) > 1 else ()


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
