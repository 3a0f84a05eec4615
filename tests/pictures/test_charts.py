"""What is shown on a chart: all draws, the right ones labelled, scales around them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.answers import pool_report
from bot.conversation.messages import PoolReport
from bot.ports.pictures import PoolCount
from bot.reading.understood import Lang
from bot.replies.charts import charts
from bot.replies.charts import pools as pool_charts
from bot.replies.charts.pool_in_characters import pool_characters
from bot.replies.en import pictures as en_pictures
from bot.replies.fr import pictures as fr_pictures
from bot.replies.markup import plain
from bot.replies.pictures import PICTURES
from bot.replies.rendering import LANGUAGES
from knowledge.facts import pools
from tests.facts import FOLDER
from tests.pictures.scenes import (
    CATEGORIES,
    LANGS,
    PROFILES,
    WORLD,
    draw_and_pool,
    history_chart,
    pool_chart,
    told,
)
from tests.tables import each

MINUS = "−"


@pytest.mark.parametrize("profile", PROFILES)
def test_every_draw_is_on_the_chart(profile: str) -> None:
    each(CATEGORIES, lambda category: _has_every_draw(category, profile))


def _has_every_draw(category: str, profile: str) -> None:
    draws = WORLD.knowledge.draws.of_category(category)
    chart = history_chart(category, profile, "en")
    assert [(p.on, p.crs_cutoff) for p in chart.points] == [
        (d.drawn_on, d.crs_cutoff) for d in draws
    ]
    for point in chart.points:
        assert 0 < chart.crs.place(point.crs_cutoff) < 1
        assert 0 < chart.days.place(point.on.toordinal()) < 1
    assert 2 <= len(chart.crs.ticks) <= 6
    assert 1 <= len(chart.days.ticks) <= 7


@pytest.mark.parametrize("profile", PROFILES)
def test_both_languages_show_the_same(profile: str) -> None:
    each(CATEGORIES, lambda category: _shows_the_same(category, profile))


def _shows_the_same(category: str, profile: str) -> None:
    english, french = (history_chart(category, profile, lang) for lang in LANGS)
    for one, other in zip(english.points, french.points, strict=True):
        assert (one.on, one.crs_cutoff, one.standing, one.labelled) == (
            other.on,
            other.crs_cutoff,
            other.standing,
            other.labelled,
        )
    assert [tick.at for tick in english.crs.ticks] == [tick.at for tick in french.crs.ticks]
    assert [row.cells[2] for row in english.rows] == [row.cells[2] for row in french.rows]
    assert len(english.columns) == len(french.columns)
    assert [name for name, _ in english.legend] == [name for name, _ in french.legend]
    assert (english.note is None) == (french.note is None)
    assert (english.rest is None) == (french.rest is None)


def test_a_short_history_is_listed_and_labelled_whole() -> None:
    chart = history_chart("trades", "nobody", "en")
    assert len(chart.rows) == len(chart.points) == 7
    assert all(point.labelled for point in chart.points)
    assert chart.rows[0].cells == ("#447", "1\xa0Oct\xa02026", "476", "3,500")
    assert chart.rest is None
    assert chart.score is None
    assert chart.legend == ()


def test_of_a_long_history_the_newest_are_listed_and_the_extremes_labelled() -> None:
    chart = history_chart("pnp", "nobody", "en")
    assert len(chart.points) == 114
    assert [row.cells[0] for row in chart.rows] == [
        "#445",
        "#442",
        "#438",
        "#435",
        "#431",
        "#427",
    ]
    # 902 in draw 91b is the highest, 663 in draw 298 the lowest, 445 the newest.
    assert [(p.number, p.cutoff) for p in chart.points if p.labelled] == [
        ("#91b", "902"),
        ("#298", "663"),
        ("#445", "725"),
    ]
    assert chart.rest is not None


def test_marks_and_distances_are_the_persons() -> None:
    chart = history_chart("trades", "in the range", "en")
    # 480 submitted 2025-11-03: draws 447 (476) and 408 (477) were after that and below that.
    assert [(row.standing, row.cells[4]) for row in chart.rows] == [
        ("in", "+4"),
        ("in", "+3"),
        ("out", f"{MINUS}25"),
        ("out", "+47"),
        ("out", "+44"),
        ("out", "+55"),
        ("out", "+92"),
    ]
    assert [name for name, _ in chart.legend] == ["in", "out"]
    assert chart.note is not None, "+92 and not in the range has to be explained"


def test_no_explanation_where_the_score_alone_decides() -> None:
    assert history_chart("trades", "far below", "en").note is None


def test_at_the_cutoff_the_distance_is_nought_and_nothing_settled() -> None:
    newest = history_chart("trades", "at the cut-off", "en").rows[0]
    assert (newest.standing, newest.cells[4]) == ("open", "0")


def test_without_a_score_outcomes_are_shown_but_no_line() -> None:
    chart = history_chart("trades", "no score", "en")
    assert chart.score is None
    assert len(chart.columns) == 4
    assert {row.standing for row in chart.rows} == {"open", "out"}


@pytest.mark.parametrize(
    ("profile", "label"),
    [
        ("far above", "You: 1,150 ▲ above this scale"),
        ("far below", "You: 60 ▼ below this scale"),
        ("in the range", "You: 480"),
    ],
)
def test_a_score_far_away_does_not_press_the_cutoffs_together(profile: str, label: str) -> None:
    chart = history_chart("trades", profile, "en")
    assert chart.score is not None
    assert chart.score.label == label
    assert chart.crs.highest - chart.crs.lowest < 250


@given(
    st.lists(st.integers(0, 1200), min_size=1, max_size=9),
    st.none() | st.integers(0, 1200),
)
def test_a_scale_holds_all_cutoffs_and_a_score_near_them(
    cutoffs: list[int], crs: int | None
) -> None:
    axis = charts.crs_axis(cutoffs, crs, en_pictures.WORDS)
    assert all(axis.lowest <= cutoff <= axis.highest for cutoff in cutoffs)
    assert 2 <= len(axis.ticks) <= 6
    assert all(axis.lowest <= tick.at <= axis.highest for tick in axis.ticks)
    low, high = min(cutoffs), max(cutoffs)
    if crs is not None and low - 60 <= crs <= high + 60:
        assert axis.lowest <= crs <= axis.highest


@given(st.dates(date(2015, 1, 1), date(2060, 1, 1)), st.integers(0, 12_000))
def test_days_have_few_marks_inside_their_scale(first: date, days: int) -> None:
    last = date.fromordinal(first.toordinal() + days)
    axis = charts.day_axis(first, last, en_pictures.WORDS)
    assert 1 <= len(axis.ticks) <= 7
    ordinals = [tick.at for tick in axis.ticks]
    assert all(axis.lowest <= at <= axis.highest for at in ordinals)
    assert len({tick.label for tick in axis.ticks}) == len(ordinals)
    assert axis.lowest < first.toordinal() <= last.toordinal() < axis.highest


def test_no_profile_is_counted_twice() -> None:
    each(pools.read_pools(FOLDER / "pool"), _counts_no_profile_twice)


def _counts_no_profile_twice(number: str) -> None:
    _, pool = draw_and_pool(number)
    added = sum(bar.profiles for bar in pool_chart(number, None, "en").bars)
    # In 247 the published ten-point bands add up to 180 less than the band they are parts of.
    assert pool.total - added == (180 if number == "247" else 0)


def test_bands_follow_each_other_without_a_gap() -> None:
    _, pool = draw_and_pool("445")
    bands = pool_charts.narrowest(pool)
    for higher, lower in pairwise(bands):
        assert higher.lowest == lower.highest + 1


@pytest.mark.parametrize(
    "crs", [0, 300, 301, 350, 400, 401, 410, 411, 485, 500, 501, 600, 601, 1200]
)
def test_exactly_the_band_of_the_score_is_marked(crs: int) -> None:
    marked = [bar.label for bar in pool_chart("445", crs, "en").bars if bar.mine is not None]
    assert len(marked) == 1
    lowest, highest = (int(end.replace(",", "")) for end in marked[0].split("–"))
    assert lowest <= crs <= highest


def test_without_a_score_no_band_is_marked() -> None:
    assert all(bar.mine is None for bar in pool_chart("445", None, "fr").bars)


def test_wide_bands_are_told_from_those_of_ten_points() -> None:
    bars = {bar.label: bar.wide for bar in pool_chart("445", None, "en").bars}
    assert len(bars) == 15
    assert bars["601–1,200"]
    assert bars["0–300"]
    assert not bars["401–410"]
    assert sum(bars.values()) == 5


def test_profiles_in_higher_bands_leave_out_the_own_one() -> None:
    _, pool = draw_and_pool("445")
    # 728 of 601-1200, 21,070 of 501-600 and 12,745 of 491-500.
    assert pool_charts.profiles_above(pool, 485) == 728 + 21_070 + 12_745
    assert pool_charts.profiles_above(pool, 1200) == 0
    assert pool_charts.profiles_above(pool, 0) == pool.total - 7_707


def test_an_unknown_kind_of_draw_has_a_title_too() -> None:
    message = replace(told("trades", "nobody"), category="new")
    assert en_pictures.history_picture(message).title == "Express Entry"
    assert fr_pictures.history_picture(message).title == "Entrée express"


def told_pool(crs: int | None, *, as_of: datetime = WORLD.now) -> PoolReport:
    report = pool_report(crs, replace(WORLD, now=as_of))
    assert isinstance(report, PoolReport)
    return report


@pytest.mark.parametrize("lang", LANGS)
def test_every_count_of_the_pool_is_on_its_line(lang: Lang) -> None:
    report = told_pool(485)
    trend = PICTURES[lang].pool_picture(report).trend
    assert trend is not None
    assert trend.counts[0].on == date(2022, 1, 17)
    assert trend.counts[-1] == PoolCount(date(2026, 9, 27), 728 + 21_070 + 12_745, 12_817)
    days = [count.on for count in trend.counts]
    assert days == sorted(set(days))
    for count in trend.counts:
        for there in (trend.profiles.place(count.above), trend.profiles.place(count.beside)):
            assert 0 <= there <= 1
        assert 0 < trend.days.place(count.on.toordinal()) < 1
    assert trend.listed[0].above == trend.counts[-1].above
    assert len(trend.listed) == pool_charts.MOST_COUNTS_LISTED


def test_without_a_score_all_profiles_are_counted_over_time() -> None:
    trend = PICTURES["en"].pool_picture(told_pool(None)).trend
    assert trend is not None
    assert trend.beside == ""
    assert trend.counts[-1].above == 229_904
    assert {count.beside for count in trend.counts} == {0}


def test_no_count_is_of_later_than_the_day_it_is_asked_for() -> None:
    trend = (
        PICTURES["en"].pool_picture(told_pool(480, as_of=datetime(2023, 6, 1, tzinfo=UTC))).trend
    )
    assert trend is not None
    assert trend.counts[-1].on < date(2023, 6, 1)


def test_a_pool_that_was_counted_once_has_no_line() -> None:
    report = told_pool(480)
    once = replace(report, counted=report.counted[-1:])
    assert PICTURES["en"].pool_picture(once).trend is None
    assert "over time" not in pool_characters(PICTURES["en"].pool_picture(once))


@pytest.mark.parametrize("lang", LANGS)
def test_the_counts_over_time_fit_the_terminal_and_stand_in_the_words(lang: Lang) -> None:
    report = told_pool(480)
    chart = PICTURES[lang].pool_picture(report)
    assert chart.trend is not None
    words = plain(LANGUAGES[lang].say(replace(report, as_text=True)))
    for width in (48, 72, 100):
        lines = pool_characters(chart, width).split("\n")
        assert max(map(len, lines)) <= width
        for count in chart.trend.listed:
            written = count.written.replace("\xa0", " ")
            assert any(line.endswith(f" {written}") for line in lines)
            assert written in words.replace("\xa0", " ")
