"""Captions say in words whatever the pictures show, and are never longer than Telegram takes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import product

import pytest

from bot.conversation.answers import pool_report
from bot.conversation.events import Said
from bot.conversation.machine import step
from bot.conversation.messages import History, PoolReport
from bot.conversation.states import Memory, Resting
from bot.conversation.world import World
from bot.ports.pictures import HistoryChart
from bot.reading.understood import Lang
from bot.replies.charts.captions import CAPTION_LIMIT, fitted, shown_length
from bot.replies.markup import plain
from bot.replies.pictures import PICTURES, drawn
from bot.replies.rendering import words
from knowledge.draws import Draw
from knowledge.facts import pools
from tests.facts import FOLDER
from tests.fake_telegram import rules
from tests.pictures.scenes import (
    CATEGORIES,
    LANGS,
    PROFILES,
    WORLD,
    draw_and_pool,
    told,
)
from tests.tables import each

FACTS = WORLD.knowledge


def caption(category: str, profile: str, lang: Lang, world: World = WORLD) -> str:
    """The caption as a person sees it; refused where Telegram would refuse it."""
    message = told(category, profile, world)
    html = PICTURES[lang].history_caption(message, PICTURES[lang].history_beside(message))
    assert html is not None
    return rules.shown_text(html, "HTML", rules.CAPTION_LIMIT)


def shown(chart: HistoryChart) -> list[str]:
    """Every number and day on a picture but those of its two scales."""
    words = [chart.title, chart.subtitle]
    words += [cell for row in chart.rows for cell in row.cells]
    words += [word for p in chart.points if p.labelled for word in (p.number, p.cutoff)]
    return words


@pytest.mark.parametrize("lang", LANGS)
def test_a_caption_holds_every_number_of_its_picture(lang: Lang) -> None:
    def check(scene: tuple[str, str]) -> None:
        _holds_every_number(*scene, lang)

    each(product(CATEGORIES, PROFILES), check)


def _holds_every_number(category: str, profile: str, lang: Lang) -> None:
    text = caption(category, profile, lang)
    chart = PICTURES[lang].history_picture(told(category, profile))
    for word in shown(chart):
        assert re.search(rf"(?<![\d+−]){re.escape(word)}(?!\d)", text), f"{word!r} in {text}"
    if chart.score is not None:
        assert re.findall(r"\d[\d,\xa0]*\d", chart.score.label)[0] in text
    assert len(re.findall("^•", text, re.MULTILINE)) >= len(chart.rows)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("draw", FACTS.draws.of_category("trades"), ids=lambda d: f"#{d.number}")
def test_so_it_was_after_every_trades_draw(draw: Draw, lang: Lang) -> None:
    noon = datetime.combine(draw.drawn_on + timedelta(days=40), time(12), UTC)
    world = World(noon, FACTS, WORLD.occupations)
    for profile in PROFILES:
        text = caption("trades", profile, lang, world)
        assert re.search(rf"{draw.number}\b", text)
        assert "…" not in text


@pytest.mark.parametrize("lang", LANGS)
def test_of_a_long_history_the_newest_come_first_and_the_rest_is_marked(lang: Lang) -> None:
    lines = caption("pnp", "nobody", lang).split("\n")
    rows = [line for line in lines if line.startswith("•")]
    numbers = [int(re.findall(r"\d+", row)[0]) for row in rows]
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[0] == 445
    assert lines[lines.index(rows[-1]) + 1].startswith("…")
    assert len(rows) < 114


@pytest.mark.parametrize("lang", LANGS)
def test_a_short_history_is_told_whole(lang: Lang) -> None:
    assert "…" not in caption("trades", "in the range", lang)


def test_a_reason_is_told_where_there_is_room_but_never_the_score_twice() -> None:
    text = caption("trades", "in the range", "en")
    assert (
        "#368, 18\xa0Sep\xa02025: 505 (you −25), 1,250 invitations; not in range"
        " (profile came after the draw)"
    ) in text
    assert "points below" not in text


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("crs", [None, 0, 485, 1200])
def test_the_pools_caption_holds_every_number(crs: int | None, lang: Lang) -> None:
    for number in pools.read_pools(FOLDER / "pool"):
        draw, pool = draw_and_pool(number)
        html = PICTURES[lang].pool_caption(draw, pool, crs)
        assert html is not None
        text = rules.shown_text(html, "HTML", rules.CAPTION_LIMIT)
        chart = PICTURES[lang].pool_picture(draw, pool, crs)
        assert plain(chart.subtitle) in text
        rows = [line for line in text.split("\n") if line.startswith("•")]
        for bar, row in zip(chart.bars, rows, strict=True):
            assert re.search(rf"\b{bar.label}\xa0?: {bar.count}\b", row)
            assert ("←" in row) == (bar.mine is not None)
        assert "…" not in text


@pytest.mark.parametrize("lang", LANGS)
def test_a_pool_that_does_not_add_up_says_so(lang: Lang) -> None:
    odd, even = (
        PICTURES[lang].pool_caption(*draw_and_pool(number), None) for number in ("247", "445")
    )
    assert odd is not None
    assert even is not None
    assert odd.count("\n") == even.count("\n") + 1


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("crs", [None, 485])
@pytest.mark.parametrize("now", [WORLD.now, datetime(2026, 10, 2, 12, tzinfo=UTC)])
def test_the_pool_comes_with_its_warnings_and_source(
    now: datetime, crs: int | None, lang: Lang
) -> None:
    told = pool_report(crs, replace(WORLD, now=now))
    assert isinstance(told, PoolReport)
    found = drawn(told, lang, "")
    assert found is not None
    text = rules.shown_text(found.caption, "HTML", rules.CAPTION_LIMIT)
    assert text.count("⚠") == len(told.caveats)
    assert text.split("\n")[-1].startswith("Source")
    assert words((told,), lang).count("•") == text.count("•")


@pytest.mark.parametrize("lang", LANGS)
def test_what_else_is_said_stands_below_the_picture_or_there_is_none(lang: Lang) -> None:
    history = told("trades", "in the range")
    for long, fits in ((20, True), (1000, False)):
        found = drawn(history, lang, "x" * long)
        assert (found is not None) == fits
        if found is not None:
            assert found.caption.endswith(found.beside)
            assert found.beside.endswith("x" * long)
            assert shown_length(found.caption) <= CAPTION_LIMIT


def test_words_that_are_wanted_get_no_picture() -> None:
    history = told("trades", "nobody")
    assert drawn(history, "en", "") is not None
    assert drawn(replace(history, as_text=True), "en", "") is None
    assert drawn(replace(history, rows=()), "en", "") is None


@pytest.mark.parametrize("category", CATEGORIES)
def test_how_to_get_all_of_a_long_history_is_told_and_works(category: str) -> None:
    for lang in LANGS:
        found = re.search(r"/history (.*)", caption(category, "in the range", lang))
        if found is None:
            continue
        state = Resting(Memory(lang=lang))
        (message, *_) = step(state, Said(found[0]), WORLD).replies
        assert isinstance(message, History)
        assert (message.category, message.as_text) == (category, True)


def test_the_limit_is_telegrams() -> None:
    assert CAPTION_LIMIT == rules.CAPTION_LIMIT


@pytest.mark.parametrize("text", ["a < b & c", "−25 🙂", "x" * 1024])
def test_length_is_counted_as_telegram_counts_it(text: str) -> None:
    html = text.replace("&", "&amp;").replace("<", "&lt;")
    assert (
        shown_length(f'<b>{html}</b><a href="https://a.ca/b"></a>')
        == len(text.encode("utf-16-le")) // 2
    )


def test_the_fullest_wording_of_which_enough_fits_is_taken() -> None:
    long, short = ["y" * 400] * 3, ["z" * 300] * 3
    assert fitted("", [long, short], "", 2) == "\n".join([*long[:2], "…"])
    assert fitted("", [long, short], "", 3) == "\n".join(short)
    assert fitted("", [long, short], "t" * 200, 3) is None


def test_rows_left_out_leave_their_mark() -> None:
    rows = ["y" * 400] * 3
    assert fitted("lead", [rows], "tail", 2) == f"lead\n\n{rows[0]}\n{rows[0]}\n…\n\ntail"
    more = fitted("lead", [rows], "tail", 2, "and others")
    assert more == f"lead\n\n{rows[0]}\n{rows[0]}\nand others\n\ntail"
    assert fitted("lead", [[]], "tail", 0) == "lead\n\ntail"


@pytest.mark.parametrize(
    ("profile", "said"),
    [
        ("in the range", "Hors de la plage : profil arrivé après la ronde"),
        ("at the cut-off", "Pourquoi hors de la plage : /history trades texte"),
    ],
)
def test_where_reasons_have_no_room_in_the_rows_they_are_named_above(
    profile: str, said: str
) -> None:
    shown = caption("trades", profile, "fr").replace("\xa0", " ").replace("\u202f", " ")
    assert "; hors de la plage\n" in shown
    assert said in shown.split("\n")
    assert said not in caption("trades", "nobody", "fr")
