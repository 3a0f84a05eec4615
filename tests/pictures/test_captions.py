"""A caption tells its picture in three lines; warnings and source are folded below them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import product

import pytest

from bot.conversation.answers import pool_report
from bot.conversation.messages import PoolReport
from bot.reading.understood import Lang
from bot.replies.markup import CAPTION_LIMIT, bare, plain, shown_length
from bot.replies.pictures import PICTURES, drawn
from bot.replies.rendering import words
from tests.fake_telegram import rules
from tests.pictures.scenes import CATEGORIES, LANGS, PROFILES, WORLD, pool_told, told
from tests.tables import each

LINES = 3


@pytest.mark.parametrize("lang", LANGS)
def test_a_caption_has_three_lines_that_telegram_takes(lang: Lang) -> None:
    def check(scene: tuple[str, str]) -> None:
        found = drawn(told(*scene), lang, "")
        assert found is not None
        assert bare(found.caption).count("\n") + 1 <= LINES
        assert rules.shown_text(found.caption, "HTML", rules.CAPTION_LIMIT)

    each(product(CATEGORIES, PROFILES), check)


def test_the_caption_tells_the_score_and_how_often_it_was_enough() -> None:
    history = told("trades", "in the range")
    found = drawn(history, "en", "")
    assert found is not None
    assert bare(found.caption).split("\n")[-1] == "You: 480. It was enough in 2 of 7."


@pytest.mark.parametrize(("lang", "said"), [("en", "What if"), ("fr", "Et si")])
def test_the_picture_of_a_what_if_says_so(lang: Lang, said: str) -> None:
    history = replace(told("trades", "in the range"), supposed=True)
    found = drawn(history, lang, "")
    assert found is not None
    assert bare(found.caption).split("\n")[-1].startswith(said)
    chart = PICTURES[lang].history_picture(history)
    assert chart.score is not None
    assert chart.score.label.startswith(said)
    shown = PICTURES[lang].pool_picture(replace(pool_told("445", 485), supposed=True))
    assert any(bar.mine is not None and bar.mine.startswith(said) for bar in shown.bars)


@pytest.mark.parametrize(
    ("lang", "label", "said"),
    [("en", "brother", "Your brother"), ("fr", "cliente b", "La cliente B")],
)
def test_the_picture_of_somebody_else_names_them(lang: Lang, label: str, said: str) -> None:
    history = replace(told("trades", "in the range"), person=label)
    found = drawn(history, lang, "")
    assert found is not None
    assert bare(found.caption).split("\n")[-1].startswith(said)
    chart = PICTURES[lang].history_picture(history)
    assert chart.columns[-1] == said
    shown = PICTURES[lang].pool_picture(replace(pool_told("445", 485), person=label))
    assert any(bar.mine is not None and bar.mine.startswith(said) for bar in shown.bars)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("crs", [None, 485])
@pytest.mark.parametrize("now", [WORLD.now, datetime(2026, 10, 2, 12, tzinfo=UTC)])
def test_the_pool_comes_with_its_warnings_and_source(
    now: datetime, crs: int | None, lang: Lang
) -> None:
    report = pool_report(crs, replace(WORLD, now=now))
    assert isinstance(report, PoolReport)
    found = drawn(report, lang, "")
    assert found is not None
    assert bare(found.caption).count("\n") + 1 == (2 if crs is None else LINES)
    folded = plain(found.beside)
    assert "Source" in folded
    assert folded.count("\n") >= len(report.caveats)
    assert words((replace(report, as_text=True),), lang).count("•") > LINES


@pytest.mark.parametrize("lang", LANGS)
def test_what_else_is_said_stands_below_the_picture_or_there_is_none(lang: Lang) -> None:
    history = told("trades", "in the range")
    for long, fits in ((20, True), (1000, False)):
        found = drawn(history, lang, "x" * long)
        assert (found is not None) == fits
        if found is not None:
            assert bare(found.caption).endswith("x" * long)
            assert found.beside.startswith("x" * long)
            assert shown_length(found.caption) <= CAPTION_LIMIT


def test_words_that_are_wanted_get_no_picture() -> None:
    history = told("trades", "nobody")
    assert drawn(history, "en", "") is not None
    assert drawn(replace(history, as_text=True), "en", "") is None
    assert drawn(replace(history, rows=()), "en", "") is None


def test_the_limit_is_telegrams() -> None:
    assert CAPTION_LIMIT == rules.CAPTION_LIMIT


@pytest.mark.parametrize("text", ["a < b & c", "−25 🙂", "x" * 1024])
def test_length_is_counted_as_telegram_counts_it(text: str) -> None:
    html = text.replace("&", "&amp;").replace("<", "&lt;")
    assert (
        shown_length(f'<b>{html}</b><a href="https://a.ca/b"></a>')
        == len(text.encode("utf-16-le")) // 2
    )
