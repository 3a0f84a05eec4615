"""What messages ask for is learnt from the examples, the same everywhere, and told with reasons."""

from __future__ import annotations

from collections import defaultdict
from itertools import permutations

import pytest

from bot.reading.text.page import Page
from bot.reading.wants.examples import Example, examples, nearest
from bot.reading.wants.scoring import asked, read, scorer, weights, wording
from tests.sampling import whole
from tests.tools.learning import changed, learnt_from, lessons, packed, train, unpacked

EXAMPLES = list(examples())
FEWEST = 15
"""Phrases of one label and language below which a label is not learnt."""


SOME = 40
"""One in so many examples is enough to see that learning works."""


def test_the_weights_were_learnt_from_the_examples_that_are_here() -> None:
    """All that they follow from has the digest they were written with; learning takes too long."""
    if learnt_from(weights()) != lessons(EXAMPLES).digest:
        pytest.fail("run python -m tests.tools.train_wants; it tells what changes")


def test_the_same_examples_always_teach_the_same_weights() -> None:
    """Some of them, in any order; with ``ROWS=all`` all of them, compared with those in use."""
    some = EXAMPLES[::SOME]
    learnt = train(some)
    assert train(some[::-1]) == learnt
    known = read(learnt)
    assert [known.guesses(known.words(Page(each.said).plain))[0].label for each in some] == [
        each.label for each in some
    ]
    if whole():
        before, after = weights(), train(EXAMPLES)
        assert after == before, "\n".join(changed(before, after, EXAMPLES))


def test_one_wording_has_one_label() -> None:
    known = scorer()
    labels = defaultdict[str, list[Example]](list)
    for each in EXAMPLES:
        labels[wording(known.words(Page(each.said).plain).tokens)].append(each)
    twice = [rows for rows in labels.values() if len({row.label for row in rows}) > 1]
    assert twice == []


def test_every_label_has_examples_in_every_language() -> None:
    counts = defaultdict[tuple[str, str], int](int)
    for each in EXAMPLES:
        counts[each.lang, each.label] += 1
    few = {
        (lang, label): counts[lang, label]
        for lang in {each.lang for each in EXAMPLES}
        for label in {each.label for each in EXAMPLES}
        if counts[lang, label] < FEWEST
    }
    assert few == {}


def test_every_example_is_read_as_it_is_labelled() -> None:
    known = scorer()
    wrong = [
        each
        for each in EXAMPLES
        if known.guesses(known.words(Page(each.said).plain))[0].label != each.label
    ]
    assert wrong == []


def test_the_weights_settle_nearly_all_of_it() -> None:
    assert len(scorer().settled) <= len(EXAMPLES) / 20


@pytest.mark.parametrize(
    "facts", list(permutations(("480", "welder", "14 march 2026", "72106"), 2)), ids=" ".join
)
def test_facts_alone_are_a_check(facts: tuple[str, ...]) -> None:
    assert asked(", ".join(facts)).wants == ("check",)


SEVERAL = [
    ("how many are left? and when is the next draw", ("remaining", "explain.next_draw")),
    ("combien il en reste et quand est la prochaine ronde", ("remaining", "explain.next_draw")),
    ("was i in with 478? how many people are above me", ("check", "explain.pool")),
    ("c'est quoi le bris d'egalite ? c'est quoi la cnp ?", ("explain.tie_break", "explain.noc")),
    ("who are you and what are you", None),
    ("i have 470 and i am a welder, was i in range", None),
    ("hi! how are you?", None),
]


@pytest.mark.parametrize(("said", "wanted"), SEVERAL, ids=[said for said, _ in SEVERAL])
def test_several_questions_are_told_apart_in_the_order_asked(
    said: str, wanted: tuple[str, ...] | None
) -> None:
    found = asked(said).wants
    assert (found if len(found) > 1 else None) == wanted


@pytest.mark.parametrize(
    "said",
    [
        "forgive me for asking",
        "what happens if i forget my password",
        "i am not interested in hockey",
        "subscribe to my channel and win",
    ],
)
def test_nothing_is_deleted_or_stopped_by_a_guess(said: str) -> None:
    assert {"forget", "unsubscribe"}.isdisjoint(asked(said).wants)


def test_below_the_margin_the_likeliest_are_offered() -> None:
    found = asked("tell me something about the thing with points and dates maybe")
    assert found.wants == ("unknown",)
    shares = {guess.label: guess.share for guess in found.guesses}
    assert 1 <= len(found.maybe) <= 3
    assert list(found.maybe) == sorted(found.maybe, key=lambda label: -shares.get(label, 0))
    assert {"unknown", "small_talk"}.isdisjoint(found.maybe)


def test_an_answer_can_say_why() -> None:
    found = asked("how many invitations are left this year")
    assert {"HOW_MANY", "PLACES", "LEFT"} <= set(found.concepts)
    assert found.guesses[0].label == "remaining"


@pytest.mark.parametrize("said", ["", " ", "\n", "🙏", "ж", "a" * 4096, "0 " * 2048, "'" * 99])
def test_any_text_is_read(said: str) -> None:
    assert asked(Page(said).plain).wants


def test_sums_of_packed_weights_come_apart_again() -> None:
    rows = ([3, -128, 0, 127], [-5, -1, 7, -127])
    assert unpacked(sum(map(packed, rows)), 4) == [-2, -129, 7, 0]


def test_the_nearest_example_tells_why() -> None:
    found = nearest("how many invitations could still be left", "remaining")
    assert found is not None
    assert found.label == "remaining"
    assert {"left", "still"} & set(found.said.split())
