"""What an explanation is filled with: the newest draw's numbers, the person's own, the figures.

Which of these a sentence uses is the language's affair; a line without its value is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from typing import Final

from bot.conversation.messages import Explained
from bot.replies.card import one_draw, other_draw
from bot.replies.charts.pools import holds, narrowest, profiles_above
from bot.replies.invitations import left
from bot.replies.sentences import (
    Address,
    Amount,
    Sentence,
    Several,
    Unit,
    Value,
    listed,
    occupation,
    sentence,
)
from knowledge.draws import Draw
from knowledge.topics import Fact
from knowledge.verdicts import add_months

FIGURES: Final[dict[str, tuple[str, str, str, Unit | None]]] = {
    "full_time_hours": ("experience_rules", "full_time", "hours_a_week", None),
    "year_hours": ("experience_rules", "full_time", "hours_a_year", None),
    "cec_months": ("experience_rules", "cec", "months", "months"),
    "cec_years": ("experience_rules", "cec", "window_years", "years"),
    "fsw_months": ("experience_rules", "fsw", "months", "months"),
    "fsw_years": ("experience_rules", "fsw", "window_years", "years"),
    "fst_years": ("trades_or_fst", "program_asks", "years", "years"),
    "fst_window": ("trades_or_fst", "program_asks", "window_years", "years"),
    "fst_hours": ("trades_or_fst", "program_asks", "hours", None),
    "fst_clb_speaking": ("trades_or_fst", "program_asks", "clb_speaking", None),
    "fst_clb_reading": ("trades_or_fst", "program_asks", "clb_reading", None),
    "cec_clb_high": ("language_test", "minimums", "cec_teer_0_1", None),
    "cec_clb_low": ("language_test", "minimums", "cec_teer_2_3", None),
    "fsw_clb": ("language_test", "minimums", "fsw", None),
    "test_years": ("language_test", "age", "years", "years"),
    "french_nclc": ("raise_score", "french", "nclc", None),
    "nomination_points": ("raise_score", "nomination", "points", None),
    "eca_years": ("raise_score", "schooling_abroad", "years", "years"),
    "teer_first": ("noc", "digits", "lowest_teer", None),
    "teer_last": ("noc", "digits", "highest_teer", None),
    "draft_days": ("how_to_start", "profile", "days", None),
    "extend_days": ("permit_fear", "extend", "days_ahead", None),
    "restore_days": ("permit_fear", "expired", "days", None),
    "ban_years": ("scam", "false_offer", "ban_years", "years"),
    "child_age": ("family", "dependent", "under", None),
    "offer_points_until": ("job_offer", "no_points", "ended_on", None),
    "consultation_since": ("category", "lists_change", "consulted_from", None),
    "consultation_until": ("category", "lists_change", "consulted_until", None),
    "peq_ended": ("provinces", "quebec_program", "ended_on", None),
    "general_last": ("other_draws", "kinds", "last_general_on", None),
}
"""Figures by the name of their gap: topic, fact and figure, and the noun that is counted."""

_PROVINCES: Final = "province_"


def topic(message: Explained) -> Sentence:
    """The explanation of one matter, with all that its text may be filled with."""
    found: dict[str, Value] = {}
    for part in (
        _figures(message),
        _rules(message),
        _draw(message),
        _own(message),
        _around(message),
    ):
        found |= {name: value for name, value in part if value is not None}
    return Sentence(f"topic.{message.topic}", found)


Found = Iterator[tuple[str, Value | None]]


def _figures(message: Explained) -> Found:
    """What the topics state, and the official pages."""
    for name, (about, fact, figure, unit) in FIGURES.items():
        value = message.facts[about][fact].figures[figure]
        if not isinstance(value, tuple):
            yield name, Amount(value, unit) if unit and isinstance(value, int) else value
    yield "tie_break_in_force", message.facts["tie_break"]["in_utc"].since
    shown = message.facts["next_draw"]["when_rows_appear"]
    yield "feed_first", time(shown.number("from_hour"), shown.number("from_minute"))
    yield "feed_last", time(shown.number("until_hour"), shown.number("until_minute"))
    invited = [fact for fact in message.facts["chances"].facts.values() if "people" in fact.figures]
    yield "trades_invited", listed(*map(_in_year, invited))
    names = message.facts["provinces"]["programs"]
    for name, page in message.pages.items():
        yield name, Address(page.href("en"), page.href("fr"))
    yield (
        "programs",
        listed(
            *(
                sentence(
                    "program",
                    program=names.text(name.removeprefix(_PROVINCES)),
                    page=Address(page.href("en"), page.href("fr")),
                )
                for name, page in message.pages.items()
                if name.startswith(_PROVINCES)
            )
        ),
    )


def _in_year(fact: Fact) -> Sentence:
    year = "" if fact.since is None else str(fact.since.year)
    return sentence("in_year", count=fact.number("people"), year=year)


def _rules(message: Explained) -> Found:
    yield "days_to_apply", message.days_to_apply
    yield "life", Amount(message.life_months, "months")
    yield "crs_change_on", message.crs_change_on


def _draw(message: Explained) -> Found:
    """The draw that is talked about, the one before it, and the gaps between all of them."""
    draw, rules = message.draw, message.rules
    if draw is None or rules is None:
        return
    yield "draw", one_draw(draw, cutoff=False)
    yield "number", draw.number
    yield "cutoff", draw.crs_cutoff
    yield "draw_page", Address(*message.draw_page)
    yield "tie_break", draw.tie_break_at
    if draw.tie_break_at is None and rules.tie_break_rule:
        yield "tie_break_unknown", True
    if rules.nocs is not None:
        yield "listed", len(rules.nocs)
        yield "list_since", message.list_since
        yield "occupations", listed(*map(occupation, message.listed))
    if rules.experience is not None:
        yield "asked_months", Amount(rules.experience.months, "months")
        if rules.experience.window_years is not None:
            yield "asked_years", Amount(rules.experience.window_years, "years")
    yield "respond_by", message.respond_by
    if message.respond_by is not None and message.respond_by < message.on:
        yield "passed", True
    yield from _beside(message, draw)


def _beside(message: Explained, draw: Draw) -> Found:
    """The draw before, and how many days lay between the draws of this kind."""
    draws = message.ledger.of_category(draw.category)
    at = draws.index(draw)
    if at:
        yield "previous", draws[at - 1].number
        yield "previous_cutoff", draws[at - 1].crs_cutoff
    days = message.ledger.gaps(draw.category)
    yield "days_since", Amount((message.on - draws[-1].drawn_on).days, "days")
    if days:
        yield "gaps", listed(*days[-_MOST_GAPS:])
        yield "gap_count", min(len(days), _MOST_GAPS)


_MOST_GAPS = 6
_MOST_DRAWS = 6
"""So many other kinds of draw are named, likeliest first."""


def _own(message: Explained) -> Found:
    """The person's own score, occupation and dates, where they are known."""
    profile, draw, job = message.profile, message.draw, message.job
    if profile.crs is not None:
        yield "crs", profile.crs
        yield (
            "score",
            sentence("score" if message.person is None else "score.other", crs=profile.crs),
        )
        if draw is not None:
            more = profile.crs - draw.crs_cutoff
            yield "over", Amount(more, "points") if more > 0 else None
            yield "under", Amount(-more, "points") if more < 0 else None
            yield "level", True if more == 0 else None
    if job is not None:
        yield "job", occupation(job)
        yield "noc", job.noc
        yield "asked", message.asked
        yield "teer", job.teer
        levels = message.facts["language_test"]["minimums"]
        yield "clb_needed", levels.number("cec_teer_0_1" if job.teer < _LOWER else "cec_teer_2_3")
        if message.rules is not None and message.rules.nocs is not None:
            yield "on_list" if job.noc in message.rules.nocs else "off_list", True
    if profile.submission is not None:
        ends_on = add_months(profile.submission.pool_on, message.life_months)
        yield "submitted", profile.submission
        yield "expired_on" if ends_on < message.on else "expires_on", ends_on
    if profile.experience_months is not None:
        yield "months", Amount(profile.experience_months, "months")
    if message.mine is not None:
        yield "judged", True
    if message.mine is not None and message.mine.verdict.outcome == "invited":
        yield "in_range", True


_LOWER = 2
"""The TEER level from which the Canadian Experience Class asks for the lower language level."""


def _around(message: Explained) -> Found:
    """The pool, the other kinds of draw, what may remain, and how old all this is."""
    pool, crs = message.pool, message.profile.crs
    if pool is not None:
        yield "pool_on", pool.as_on
        yield "pool_size", pool.total
        for band in narrowest(pool) if crs is not None else ():
            if holds(band, crs):
                yield "band", f"{band.lowest}–{band.highest}"
                yield "in_band", band.profiles
                yield "in_pool_above", profiles_above(pool, crs or 0)
    if message.elsewhere:
        shown = message.elsewhere[:_MOST_DRAWS]
        lines = tuple(sentence("item", said=other_draw(one)) for one in shown)
        yield "elsewhere", Several(lines, "below")
    if message.draw is not None:
        yield "remaining", left(message.remaining, message.draw.category)
    programs = message.ledger.of_category("fst")
    yield "fst_draws", Amount(len(programs), "draws")
    yield "fst_last", programs[-1].drawn_on if programs else None
    newest = message.freshness.newest
    yield "newest", None if newest is None else newest.number
    yield "newest_on", None if newest is None else newest.drawn_on
    yield "read_at", message.freshness.read_at
    yield "data_until", message.freshness.complete_until
