"""Every message the bot can say, at least once, on real draws: what the snapshots show."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import get_args

from bot.conversation import answers
from bot.conversation.choices import Choice, Kind
from bot.conversation.explaining import explained
from bot.conversation.messages import (
    AboutPerson,
    Answer,
    Ask,
    AskNominationPoints,
    AskOwner,
    AskPool,
    AskWhatIf,
    AskWhatToChange,
    AskZone,
    Caveat,
    Changed,
    Message,
    MyProfile,
    NextStep,
    NoDrawYet,
    NoExactDay,
    NoneOfThese,
    NoSuchDay,
    NoSuchDraw,
    NotACrsScore,
    Noted,
    NothingToCompare,
    NotUnderstood,
    NotYet,
    OddExperience,
    PoolDays,
    Remark,
    Saying,
    SeveralScores,
    UnknownCode,
    Welcome,
    WhichDay,
    WhichDraw,
    WhichOccupation,
)
from bot.conversation.states import Memory, Question
from bot.conversation.world import World
from bot.reading.occupations.reader import load_occupations
from bot.reading.understood import Assumed, Slot, Topic
from bot.replies.next_step import reason_of
from knowledge.draws import Draw
from knowledge.flips import Flip
from knowledge.occupations.groups import UnitGroup
from knowledge.own_dates import OwnDates
from knowledge.plans import Fulfilled, Open, Over
from knowledge.profiles import Between, Profile, Submission
from tests.facts import frozen
from tests.replies.notice_samples import notices
from tests.replies.own_samples import OWN_CHOICES, own_data
from tests.replies.subscription_samples import CHOICES, subscriptions

FACTS, OCCUPATIONS = frozen(), load_occupations()
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
WORLD = World(NOW, FACTS, OCCUPATIONS)
THEN = World(datetime(2025, 9, 19, 12, 0, tzinfo=UTC), FACTS, OCCUPATIONS)
TORONTO = "America/Toronto"


def group(noc: str) -> UnitGroup:
    """A unit group that is known to exist."""
    found = OCCUPATIONS.group(noc)
    assert found is not None
    return found


def _on(day: date, at: time | None = None, zone: str | None = None) -> Submission:
    return Submission(day, at, at is not None and at.second > 0, zone)


PROFILES: dict[str, tuple[str, Profile]] = {
    "above": ("447", Profile(480, "72106", _on(date(2025, 11, 3)))),
    "one point above": ("447", Profile(477, "72106", _on(date(2025, 11, 3)), 12)),
    "below": ("447", Profile(450, "72106", _on(date(2025, 11, 3)))),
    "only a low score": ("447", Profile(450)),
    "only a high score": ("447", Profile(480)),
    "nothing said": ("447", Profile()),
    "no date": ("447", Profile(480, "72106")),
    "unknown tie-break": ("447", Profile(476, "72106", _on(date(2026, 3, 1)))),
    "left the list": ("447", Profile(520, "63200", _on(date(2026, 3, 1)))),
    "not on the list": ("447", Profile(520, "62200", _on(date(2026, 3, 1)))),
    "not on the list, one near": ("447", Profile(520, "73102", _on(date(2026, 3, 1)))),
    "not on the list, one near at another level": (
        "447",
        Profile(520, "75110", _on(date(2026, 3, 1))),
    ),
    "not on the list, none near": ("447", Profile(520, "31301", _on(date(2026, 3, 1)))),
    "a code without a group": ("447", Profile(520, "99999", _on(date(2026, 3, 1)))),
    "nothing near": ("447", Profile(520, "31301", _on(date(2026, 3, 1)))),
    "joined later": ("368", Profile(520, "63201", _on(date(2025, 3, 1)))),
    "needs the seconds": (
        "368",
        Profile(505, "72310", _on(date(2024, 11, 5), time(17, 36), TORONTO)),
    ),
    "earlier": ("368", Profile(505, "72310", _on(date(2024, 11, 4)))),
    "later": ("368", Profile(505, "72310", _on(date(2024, 11, 5), time(22, 36, 10), "UTC"))),
    "same second": ("368", Profile(505, "72310", _on(date(2024, 11, 5), time(22, 36, 9), "UTC"))),
    "needs the time": ("368", Profile(505, "72310", _on(date(2024, 11, 5)))),
    "a time without a zone": ("368", Profile(505, "72310", _on(date(2024, 11, 5), time(20, 5)))),
    "below, late": ("368", Profile(495, "72310", _on(date(2025, 3, 5)))),
    "after the draw": ("447", Profile(480, "72106", _on(date(2026, 10, 5)))),
    "expired": ("447", Profile(480, "72106", _on(date(2025, 9, 1)))),
    "on the day": ("447", Profile(480, "72106", _on(date(2026, 10, 1)))),
    "expiry day": ("447", Profile(480, "72106", _on(date(2025, 10, 1)))),
    "too little experience": ("447", Profile(480, "72106", _on(date(2026, 1, 5)), 1)),
    "no list, no tie-break rule": ("76", Profile(439, None, _on(date(2017, 9, 1)))),
    "French": ("437", Profile(480, None, _on(date(2026, 3, 1)))),
    "military": ("430", Profile(480, "43204", _on(date(2026, 1, 5)))),
}


def samples() -> dict[str, Message]:
    """A name for each message, and the message."""
    found: dict[str, Message] = {}
    for name, (number, profile) in PROFILES.items():
        subject = answers.subject_of(WORLD, None, number)
        found[f"answer: {name}"] = answers.answer(profile, subject, WORLD, TORONTO)
    real = PROFILES["below"][1]
    subject = answers.subject_of(WORLD)
    found["answer: what if, other outcome"] = answers.answer(
        replace(real, crs=490), subject, WORLD, None, real
    )
    found["answer: what if, same outcome"] = answers.answer(
        replace(real, crs=460), subject, WORLD, None, real
    )
    found["answer: what if, not settled"] = answers.answer(
        Profile(480), subject, WORLD, None, Profile(460)
    )
    found["answer: as of 2025-09-19"] = answers.answer(
        PROFILES["earlier"][1], answers.subject_of(THEN), THEN, None
    )
    for category in ("researchers", "french", "trades"):
        draw = answers.subject_of(WORLD, category)
        found[f"latest: {category}"] = answers.latest_draw(draw, WORLD, TORONTO)
    found["latest: 368"] = answers.latest_draw(
        answers.subject_of(WORLD, None, "368"), WORLD, TORONTO
    )
    for name in ("earlier", "unknown tie-break"):
        about, mine = PROFILES[name]
        found[f"latest: {name}"] = answers.latest_draw(
            answers.subject_of(WORLD, None, about), WORLD, TORONTO, mine
        )
    found["latest: first of all"] = answers.latest_draw(
        answers.subject_of(WORLD, None, "1"), WORLD, None
    )
    for name, category, world, year in (
        ("open", "trades", THEN, None),
        ("open, disputed", "education", THEN, None),
        (
            "exceeded",
            "healthcare",
            World(datetime(2025, 12, 1, tzinfo=UTC), FACTS, OCCUPATIONS),
            None,
        ),
        ("over", "trades", WORLD, 2025),
        ("over, nothing missing", "healthcare", WORLD, 2025),
        ("no plan", "trades", WORLD, None),
        (
            "no plan, one draw",
            "education",
            World(datetime(2025, 6, 1, tzinfo=UTC), FACTS, OCCUPATIONS),
            None,
        ),
        ("no plan, no draw", "stem", WORLD, None),
        ("no plan, year over", "trades", WORLD, 2024),
        ("no plan, year over, no draw", "trades", WORLD, 2022),
    ):
        found[f"remaining: {name}"] = answers.remaining_report(category, world, year)
    found["history: no profile"] = answers.history("trades", Profile(), WORLD)
    found["history: every outcome"] = answers.history(
        "trades", PROFILES["needs the time"][1], WORLD
    )
    tied = Profile(505, "72310", _on(date(2024, 11, 4)))
    found["history: at the cut-off, early enough"] = answers.history("trades", tied, WORLD)
    found["history: score only"] = answers.history("trades", Profile(476), WORLD)
    found["history: a cook"] = answers.history("trades", PROFILES["left the list"][1], WORLD)
    found["history: long"] = answers.history("pnp", Profile(), WORLD)
    found["history: an older page"] = answers.history("pnp", Profile(480), WORLD, 2)
    found["history: the oldest page"] = answers.history("pnp", Profile(), WORLD, 6)
    found["history: none"] = answers.history("researchers", Profile(), WORLD)
    for topic in get_args(Topic):
        found[f"explained: {topic}"] = explained(topic, Memory(), WORLD)
        told = explained(topic, Memory(PROFILES["needs the time"][1], draw="368"), WORLD)
        found[f"explained: {topic}, with numbers"] = told
    found["explained: no draw"] = explained("tie_break", Memory(category="researchers"), WORLD)
    found["explained: cut-off, no draw"] = explained(
        "cutoff", Memory(category="researchers"), WORLD
    )
    found["explained: cut-off, above"] = explained("cutoff", Memory(Profile(480)), WORLD)
    found["explained: tie-break, below"] = explained("tie_break", Memory(Profile(470)), WORLD)
    found["explained: category without a list"] = explained(
        "category", Memory(category="french"), WORLD
    )
    found["explained: category, not on the list"] = explained(
        "category", Memory(PROFILES["not on the list"][1]), WORLD
    )
    found["explained: no change announced"] = explained("crs_change", Memory(), THEN)
    found |= own_data(WORLD)
    return (
        found
        | _rare()
        | _small()
        | _noted()
        | _of_people()
        | _next_steps()
        | notices(WORLD, THEN)
        | subscriptions(WORLD)
    )


OF_STEPS: dict[str, tuple[str, Profile]] = {
    "too little work in Canada": ("446", Profile(560, "72106", canadian_experience_months=3)),
    "French too low": ("437", Profile(480, "72106", french_nclc=5)),
    "the days to apply have passed": ("408", Profile(480, "72106", _on(date(2026, 1, 5)))),
    "behind the tie-break": ("408", Profile(477, "72106", _on(date(2026, 4, 1)))),
    "no nomination": ("445", Profile(800, "72106", nomination=False)),
}


def _next_steps() -> dict[str, Message]:
    """What to do now after each of the verdicts, and where there is none."""
    found: dict[str, Message] = {"next step: nothing known": NextStep(None)}
    for name, (number, profile) in (PROFILES | OF_STEPS).items():
        told = answers.answer(profile, answers.subject_of(WORLD, None, number), WORLD, TORONTO)
        assert isinstance(told, Answer)
        found.setdefault(f"next step: {reason_of(told)}", NextStep(told, name == "below"))
    return found


def _rare() -> dict[str, Message]:
    """What the facts of today do not show: another kind of draw, other counts, a feed just read."""
    found: dict[str, Message] = {}
    told = answers.answer(PROFILES["below"][1], answers.subject_of(WORLD), WORLD, None)
    assert isinstance(told, Answer)
    draw = replace(told.judged.draw, category="unknown")
    judged = replace(told.judged, draw=draw, rules=replace(told.judged.rules, nocs=None))
    found["answer: unknown kind, feed read"] = replace(
        told, judged=judged, freshness=replace(told.freshness, read_at=NOW)
    )
    report = answers.remaining_report("trades", THEN, None)
    plan = report.remaining
    assert isinstance(plan, Open)
    full = replace(plan.count, planned=plan.count.issued)
    fulfilled = Fulfilled(plan.year, plan.plan, full, plan.others, plan.past)
    found["remaining: fulfilled"] = replace(report, remaining=fulfilled)
    one_left = replace(plan.count, planned=plan.count.issued + 1)
    found["remaining: one left"] = replace(report, remaining=replace(plan, count=one_left))
    over = Over(plan.year, plan.plan, one_left, plan.others, plan.past)
    found["remaining: over, one missing"] = replace(report, remaining=over)
    found["remaining: unknown kind"] = answers.remaining_report("unknown", WORLD, None)
    for name, crs in (("nobody", None), ("a score", 485)):
        found[f"pool: {name}"] = _pool(crs)
    found["history: one draw"] = answers.history("military", Profile(), WORLD)
    found["history: unknown kind"] = answers.history("unknown", Profile(), WORLD)
    found["no draw yet: unknown kind"] = NoDrawYet("unknown", plan, told.freshness)
    nothing = replace(told.judged, flip=Flip())
    found["answer: nothing would turn it"] = replace(told, judged=nothing)
    found["answer: notice without a day"] = replace(
        told, caveats=(Caveat("crs_rules_may_have_changed"),)
    )
    return found


def _small() -> dict[str, Message]:
    draw, welder, cook = FACTS.draws.draw("368"), group("72106"), group("63200")
    full = PROFILES["needs the time"][1]
    found: dict[str, Message] = {
        "welcome": Welcome(draw),
        "welcome, no draw": Welcome(None),
        "ask zone": AskZone(),
        "ask zone, several": AskZone("BST"),
        "ask what if": AskWhatIf(full),
        "ask what to change": AskWhatToChange(replace(full, experience_months=1), welder, TORONTO),
        "not a score": NotACrsScore("1300", 0, 1200),
        "several scores": SeveralScores((470, 485)),
        "several scores, none to offer": SeveralScores(()),
        "which occupation": WhichOccupation("mechanic", (welder, cook)),
        "which occupation, again": WhichOccupation("", (welder, cook)),
        "unknown code": UnknownCode("99999"),
        "none of these": NoneOfThese(),
        "which day": WhichDay("5/11/2024", (date(2024, 11, 5), date(2024, 5, 11))),
        "which day, again": WhichDay("", (date(2024, 11, 5), date(2024, 5, 11))),
        "only a month": NoExactDay("march 2026"),
        "no such day": NoSuchDay("31 <February>"),
        "not yet": NotYet(date(2027, 1, 5), "5 January 2027"),
        "not yet, day not read": NotYet(None, "next week"),
        "odd experience": OddExperience("2 & 3 years"),
        "no such draw": NoSuchDraw("999", draw),
        "which draw": WhichDraw("1 nov 2017", ("75", "76")),
        "which draw, another kind": WhichDraw("healthcare draw 447", ("447",)),
        "which day, about": WhichDay("about 5 oct", (date(2025, 10, 5),)),
        "which day, about, again": WhichDay("", (date(2025, 10, 5),)),
        "several scores, about one": SeveralScores((480,)),
        "no such draw, none known": NoSuchDraw("999", None),
        "nothing to compare: crs": NothingToCompare("crs"),
        "nothing to compare: submitted": NothingToCompare("submitted"),
        "my profile": MyProfile(replace(full, experience_months=14), welder, TORONTO),
        "my profile, a time": MyProfile(
            Profile(submission=_on(date(2024, 11, 5), time(20, 5))), None, "+05:30"
        ),
        "my profile, a time to the second": MyProfile(
            Profile(submission=_on(date(2024, 11, 5), time(20, 5, 1))), None, None
        ),
        "my profile, all of it": MyProfile(
            replace(
                full,
                submission=None,
                submitted_between=Between(date(2026, 3, 1), date(2026, 3, 31)),
                canadian_experience_months=14,
                french_nclc=7,
                nomination=False,
                crs_on=date(2026, 9, 30),
            ),
            welder,
            TORONTO,
        ),
        "my profile and days": MyProfile(
            full,
            welder,
            None,
            OwnDates(date(2026, 10, 1), date(2025, 5, 3), date(2026, 2, 3), "03-12"),
        ),
        "my profile, empty": MyProfile(Profile(), None, None),
    }
    for question in get_args(Question):
        found[f"ask: {question}"] = Ask(question, draw, TORONTO, date(2024, 11, 5))
    found["ask: submitted_time, bare"] = Ask("submitted_time")
    for asked in (*get_args(Question), "what_if", "zone", None):
        found[f"not understood: {asked}"] = NotUnderstood(asked)
    for what in get_args(Saying):
        found[f"said: {what}"] = Remark(what)
    return found


def _noted() -> dict[str, Message]:
    welder = group("72106")
    new = replace(PROFILES["needs the time"][1], noc="72106", experience_months=14)
    slots: tuple[Slot, ...] = ("crs", "occupation", "submitted", "experience")
    year = (Assumed("submitted", "year", "2024"),)
    return {
        "noted": Noted(new, Profile(), slots, welder),
        "noted, changed": Noted(new, replace(new, crs=480), ("crs",), welder),
        "noted, another day": Noted(
            new, replace(new, submission=_on(date(2026, 11, 21))), ("submitted",), welder
        ),
        "noted, year assumed": Noted(new, Profile(), ("submitted",), welder, year),
        "noted, about": Noted(
            new, Profile(), ("submitted",), welder, (Assumed("submitted", "day", "2024-11-05"),)
        ),
        "noted, what if": Noted(new, Profile(), ("crs",), welder, what_if=True),
        "noted, what if the same": Noted(new, new, (), welder, what_if=True),
        "noted, kept": Noted(new, Profile(), (), welder, kept=True),
    }


def _of_people() -> dict[str, Message]:
    """Whose facts are meant, what changed of them, and questions with a yes or no."""
    before = Profile(480, "72106", _on(date(2025, 11, 3)), 12, None, (), None, None, 10, 5, False)
    after = Profile(475, "72310", None, 14, None, (), MAY, None, 12, 7, True)
    welder, carpenter = group("72106"), group("72310")
    slots: tuple[Slot, ...] = get_args(Slot)
    high = answers.judged(Profile(480, "72106"), _draw("447"), WORLD)
    french = answers.judged(Profile(391), _draw("437"), WORLD)
    nominee = answers.judged(Profile(741), _draw("445"), WORLD)
    return {
        "changed": Changed(before, after, slots, welder, carpenter),
        "changed, taken back": Changed(after, before, slots, carpenter, welder, undone=True),
        "changed, to nothing": Changed(before, Profile(), slots, welder, None, undone=True),
        "about somebody": AboutPerson("husband"),
        "about a client": AboutPerson("client B"),
        "about somebody without a name": AboutPerson(""),
        "ask: pool": AskPool(high.draw, high),
        "ask: pool, again": AskPool(high.draw, high, True),
        "ask: pool, somebody": AskPool(high.draw, high, person="husband"),
        "ask: points of the nomination": AskNominationPoints(470, 600),
        "ask: owner": AskOwner(Profile(461, "72310", _on(date(2026, 2, 25))), carpenter),
        "ask: owner, a span": AskOwner(replace(after, crs=None), None),
        "ask: french": Ask("french", None, None, None, french, required=7),
        "ask: Canadian work": Ask("canadian_experience", person="husband", required=12),
        "ask: score, somebody": Ask("crs", person="client B"),
        "ask: score of a day, somebody": Ask("crs", on=date(2026, 10, 1), person="husband"),
        "ask: occupation, somebody": Ask("occupation", person="husband"),
        "ask: day, somebody": Ask("submitted", _draw("408"), person="husband"),
        "ask: hour, somebody": Ask("submitted_time", _draw("408"), person="client B"),
        "ask: day at the tie": Ask("submitted", _draw("408")),
        "ask: nomination": Ask("nomination", None, None, None, nominee),
        "ask: score of a day": Ask("crs", on=date(2026, 10, 1)),
        "pool days, not all": PoolDays(
            high.draw, answers.pool_days(high.draw, WORLD), decides=False
        ),
        "pool days": PoolDays(high.draw, answers.pool_days(high.draw, WORLD)),
        "perhaps meant": NotUnderstood(None, maybe=True),
    }


MAY = Between(date(2026, 5, 1), date(2026, 5, 31))


def _draw(number: str) -> Draw:
    found = FACTS.draws.draw(number)
    assert found is not None
    return found


def _pool(crs: int | None) -> Message:
    return answers.pool_report(crs, WORLD)


def choices() -> list[Choice]:
    """Every kind of button, with the values that change its words."""
    values = (
        CHOICES
        | OWN_CHOICES
        | {
            "change": ("", "crs", "occupation", "submitted"),
            "occupation": ("72106", "99999"),
            "pool": ("", "text"),
            "latest": ("", "408"),
            "zone": ("America/Toronto", "UTC", "+05:30"),
            "lang": ("en", "fr"),
            "crs": ("478",),
            "day": ("2024-11-05",),
            "submitted": ("2025-11-03",),
            "points": ("+15",),
            "in_pool": ("yes.447", "later.447", "older.447"),
            "condition": ("yes", "no"),
            "meant": ("explain.tie_break", "remaining."),
        }
    )
    return [Choice(kind, value) for kind in get_args(Kind) for value in values.get(kind, ("",))]
