"""What is wanted, after what was said: facts and draws decide where the words alone do not.

The rules stand in the order in which they are tried; each says what it is for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import get_args

from bot.reading.understood import (
    NO_FACTS,
    Intent,
    Lang,
    NotTaken,
    Reason,
    Slot,
    Topic,
    Understood,
    Want,
)
from bot.reading.wants.scoring import NOT_SAID, Asked
from knowledge.accents import unaccented

_STANDS = frozenset({"check", "what_if"})
_AWAITS = frozenset({"explain.nothing_received", "explain.chances", "explain.permit_fear"})
"""Asked with facts of one's own, these are about where one stands, first of all."""
_ASKED_PLAINLY = frozenset(
    {"what_if", "remaining", "history", "explain.scam", "explain.rumour", "explain.tie_break"}
)
"""What is asked without a question: facts beside other statements are only told."""
_OWN_STANDING = frozenset({"PICKED", "INVITED", "CHANCES", "ABOVE", "CUTOFF", "FALL", "ASKED"})
"""Without one of these, numbers that are no facts ask for no check."""
_OF_A_PLAN = frozenset({"LEFT", "MORE", "PLAN", "NEXT"})
"""With one of these what is to come is asked, whatever draw is named."""
_OF_DRAWS = frozenset({"remaining", "latest", "history"})
_TO_COME = frozenset({"explain.next_draw", "explain.chances"})
"""About a draw to come, which is none that is known."""
_LIKELY = 0.15
"""How likely it must be that where one stands is asked, for a change of points to be tried."""
_CERTAIN, _OF_OWN_JOB = 0.8, 0.9
"""Above this another question is answered although something is supposed, or a job told, in it."""
_SOME, _HALF = 0.25, 0.5
"""How likely another question must be to be answered beside facts, which would be checked."""
_LIKELIEST = 2
_CHANGED: tuple[tuple[Slot, tuple[str, ...]], ...] = (
    ("experience", ("EXPERIENCE",)),
    ("submitted", ("DATE", "SUBMIT")),
    ("occupation", ("NOC", "JOBS")),
    ("crs", ("SCORE",)),
)
"""Which answer is to be given anew, by what is named."""


@cache
def want_of(label: str) -> Want:
    """The want of a label.

    >>> want_of("explain.cutoff"), want_of("explain.pool").topic, want_of("latest").intent
    (Want(intent='explain', topic='cutoff'), 'pool', 'latest')
    """
    name, _, about = label.partition(".")
    intent: Intent = next((each for each in get_args(Intent) if each == name), "unknown")
    if not about:
        return Want(intent)
    return Want(intent, next((each for each in get_args(Topic) if each == about), "pool"))


def with_wants(said: Understood, asked: Asked, *, answers: bool = False) -> Understood:
    """The same message with what it asks for, in the order asked.

    ``answers``: a question about the person is open, which what asks nothing is meant to answer.
    """
    if not answers and _is_no_job(said, asked):
        said = replace(said, facts=NO_FACTS, about=None, ownership=None, supposed=False)
        said = replace(said, occupation_said=None, occupation_choices=())
    told = answers and asked.states and said.says_something and not said.supposed
    labels = ("check",) if told else tuple(dict.fromkeys(_decided(said, asked)))
    said = _fitted(said, labels, asked)
    open_yet = labels == ("unknown",) and said.asks_to_change is None
    maybe = asked.maybe if open_yet and not (answers and asked.states) else ()
    return replace(
        said,
        wants=tuple(map(want_of, labels)),
        did_you_mean=tuple(map(want_of, maybe)),
        reasons=(*said.reasons, *_reasons(labels, asked)),
    )


def _decided(said: Understood, asked: Asked) -> Iterator[str]:
    facts = said.says_something or said.about is not None
    if _is_supposed(said, asked, facts=facts):
        yield "what_if"
        return
    own = said.crs is not None and said.ownership in ("claim", "answer", "list")
    for label in asked.wants:
        if label in NOT_SAID:
            yield _of_nothing(said, asked, facts=facts, label=label)
        elif label == "remaining" and said.draw and _OF_A_PLAN.isdisjoint(asked.concepts):
            yield "latest"  # "how many were invited in draw 447"
        elif label == "check" and not facts and _is_no_check(asked):
            yield _of_nothing(said, asked, facts=False, label="unknown")
        elif label in _AWAITS and own and not _falls(asked):
            yield from ("check", label)
        else:
            yield "check" if facts and _is_only_told(label, said, asked) else label


def _is_no_job(said: Understood, asked: Asked) -> bool:
    """Whether an occupation is only a word in talk of something else: "best city for welders"."""
    best = asked.guesses[0]
    owned = said.ownership in ("claim", "answer")
    if asked.bare or best.label not in NOT_SAID or (owned and "HAVE" in asked.concepts):
        return False
    if not unaccented(said.occupation_said or "").isascii():
        return False  # a trade in a script that the examples know no word of
    return best.share >= (_OF_OWN_JOB if owned else _CERTAIN) and _is_only_a_job(said)


def _is_only_a_job(said: Understood) -> bool:
    job = said.noc is not None or bool(said.occupation_choices)
    return job and replace(said.facts, noc=None).is_empty and not (said.change or said.others)


def _is_only_told(label: str, said: Understood, asked: Asked) -> bool:
    """Whether facts are told beside a word of something else, which is not what is asked."""
    if label == "help" or (label == "latest" and said.crs is not None):
        return True
    owned = said.ownership in ("claim", "answer") or not _is_only_a_job(said)
    told = asked.states and not said.facts.is_empty and owned
    return told and (label not in _ASKED_PLAINLY or (label == "what_if" and said.owned))


def _falls(asked: Asked) -> bool:
    """Whether it is asked how far the cut-off may fall, and no score is the person's."""
    return "FALL" in asked.concepts and "HAVE" not in asked.concepts


def _is_supposed(said: Understood, asked: Asked, *, facts: bool) -> bool:
    """Whether a change or a supposition is to be tried, whatever else is said."""
    best = asked.guesses[0]
    standing = sum(guess.share for guess in asked.guesses if guess.label in _STANDS)
    if said.change is not None:  # rather than beside the point of another question
        return standing >= _LIKELY or best.share < _CERTAIN
    if not (facts and said.supposed):
        return False
    others = best.share >= _HALF and best.label in _OF_DRAWS
    likely = standing >= max(_LIKELY, best.share / 2)
    return asked.bare or (likely and not others and _STANDS.isdisjoint(asked.wants))


def _is_no_check(asked: Asked) -> bool:
    """Whether numbers that are no facts look like some: "room 481"."""
    told = asked.numbered and asked.states
    return asked.bare or (told and _OWN_STANDING.isdisjoint(asked.concepts))


def _of_nothing(said: Understood, asked: Asked, *, facts: bool, label: str) -> str:
    """What is wanted where no question was understood: facts are checked, draws are shown."""
    best, shares = asked.guesses[0], {guess.label: guess.share for guess in asked.guesses}
    beside = best.label in NOT_SAID or _is_only_told(best.label, said, asked)
    if not asked.states and best.share >= _HALF and not beside and (facts or best.label in _STANDS):
        return best.label
    stands = not _STANDS.isdisjoint(guess.label for guess in asked.guesses[:_LIKELIEST])
    if facts and (asked.states or stands or said.ownership in ("claim", "answer", "list")):
        return "what_if" if said.supposed else "check"
    drawn = said.draw is not None or said.unclear_draw is not None
    named = said.category is not None and (asked.brief or shares.get("latest", 0) >= _SOME)
    return "latest" if drawn or named else label


def _fitted(said: Understood, labels: tuple[str, ...], asked: Asked) -> Understood:
    """What was said, as far as it belongs to what is wanted."""
    if labels[0] == "remaining":
        said = replace(said, draw=None)
    if "explain.trades_or_fst" in labels:
        said = replace(said, category=None)
    if not _TO_COME.isdisjoint(labels):
        unclear = tuple(each for each in said.unclear if each.slot != "draw")
        said = replace(said, draw=None, unclear=unclear)
    if "explain.chances" in labels and said.crs is not None and _falls(asked):
        not_taken = (*said.not_taken, NotTaken("crs", str(said.crs), "question"))
        said = replace(said, facts=replace(said.facts, crs=None), not_taken=not_taken)
    if labels[0] == "subscribe" and "EVERY_DRAW" in asked.concepts:
        said = replace(said, category="all")
    if labels[0] == "language":
        said = replace(said, language=_language(asked), category=None)
    if labels[0] == "what_if" and said.ownership == "list":
        said = replace(said, ownership="supposed", supposed=True)
    if asked.wants == ("change",) and not said.says_something:
        named = (slot for slot, words in _CHANGED if not set(words).isdisjoint(asked.concepts))
        said = replace(said, asks_to_change=next(named, None))
    return said


def _language(asked: Asked) -> Lang | None:
    """The language asked for: the one named, the other one where it is refused."""
    named = [lang for lang in get_args(Lang) if f"IN_{lang.upper()}" in asked.concepts]
    if len(named) != 1:
        return None
    refused = "NOT" in asked.concepts
    return next(lang for lang in get_args(Lang) if (lang == named[0]) != refused)


def _reasons(labels: tuple[str, ...], asked: Asked) -> Iterator[Reason]:
    shares = {guess.label: guess.share for guess in asked.guesses}
    for label in labels:
        rule = f"{shares[label]:.2f}" if label in shares else "by what was said"
        yield Reason("want", label, " ".join((rule, *asked.concepts)))
