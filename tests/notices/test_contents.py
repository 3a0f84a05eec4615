"""What one person is told about a draw, and what not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from bot.conversation.choices import Choice
from bot.conversation.messages import (
    DrawCorrected,
    DrawDigest,
    Message,
    NewDraw,
    OperatorCorrection,
)
from bot.notices.announcements import EVERY_DRAW
from bot.notices.contents import NotTold, Telling, TooEarly, figures_of, is_quiet, tell
from bot.ports.notices import Due, Owed
from bot.replies.en.sentences import say
from bot.replies.markup import plain
from knowledge.profiles import Profile, Submission
from tests.notices.owing import (
    NEW,
    SEEN,
    WELDER,
    WORLD,
    due,
    owed,
    packaged,
    subscription,
    world_with,
)

GROUP = subscription(-100, group=True)
ALL = subscription(about=EVERY_DRAW)
CHANGES = subscription(only_changes=True)


def told(one: Due) -> Message:
    """The message; there must be one."""
    telling = tell(one, WORLD)
    assert isinstance(telling, Telling)
    return telling.message


def first_line(one: Due) -> str:
    """What is seen on the lock screen."""
    return plain(say(told(one))).splitlines()[0]


def reason_of(one: Due) -> str:
    """Why nothing is told."""
    telling = tell(one, WORLD)
    assert isinstance(telling, NotTold)
    assert telling.outcome == "not_concerned"
    return telling.reason


# A new draw

DRAW = "trades draw #448 (20 November 2026, cut-off 470)"
THAT = "trades draw #448 (20 November 2026)"
FIRST_LINES = {
    "above": (WELDER, f"Yes: 473 was enough for {DRAW}."),
    "one point above": (replace(WELDER, crs=471), f"Yes: 471 was enough for {DRAW}."),
    "one point below": (replace(WELDER, crs=469), f"No: 469 was 1 point short for {DRAW}."),
    "at the cut-off, too late": (
        replace(WELDER, crs=470),
        f"No: 470 is exactly the cut-off of {THAT}, and the profile is later than the tie-break.",
    ),
    "at the cut-off, early enough": (
        replace(WELDER, crs=470, submission=Submission(date(2026, 4, 20))),
        f"Yes: 470 is exactly the cut-off of {THAT}, and the profile is earlier than the"
        " tie-break.",
    ),
    "at the cut-off, on the day of the tie-break": (
        replace(WELDER, crs=470, submission=Submission(date(2026, 5, 1))),
        f"It hangs on the hour: 470 is exactly the cut-off of {THAT}, and the tie-break fell on"
        " the day of the profile.",
    ),
    "above, with an occupation that is not listed": (
        replace(WELDER, crs=520, noc="31301"),
        f"No: registered nurse is not on the list of {DRAW}, though 520 was enough.",
    ),
    "only a score": (
        Profile(473),
        f"So far yes: 473 was enough for {DRAW}. Still open: the occupation and whether the"
        " profile was in the pool that day.",
    ),
    "no score": (
        replace(WELDER, crs=None),
        f"Still open for {DRAW}: the score that day.",
    ),
}


@pytest.mark.parametrize(("profile", "line"), FIRST_LINES.values(), ids=FIRST_LINES)
def test_the_first_line_is_the_outcome(profile: Profile, line: str) -> None:
    assert first_line(due(profile=profile)) == f"New draw. {line}"


@pytest.mark.parametrize("profile", [case[0] for case in FIRST_LINES.values()], ids=FIRST_LINES)
def test_nobody_is_told_to_be_eligible_or_to_have_got_an_invitation(profile: Profile) -> None:
    text = say(told(due(profile=profile))).lower()
    for claim in ("you are eligible for the", "you got", "you were invited", "congratulations"):
        assert claim not in text


NEUTRAL = {
    "without a profile": due(),
    "with an empty profile": due(profile=Profile()),
    "with a profile that this version cannot read": replace(due(), profile="{"),
    "in a group": due(profile=WELDER, to=GROUP, zone="Asia/Manila"),
}


@pytest.mark.parametrize("one", NEUTRAL.values(), ids=NEUTRAL)
def test_the_notice_is_neutral_with_a_button(one: Due) -> None:
    telling = tell(one, WORLD)
    assert isinstance(telling, Telling)
    assert isinstance(telling.message, NewDraw)
    assert telling.message.judged is None
    assert telling.message.zone is None
    assert telling.rows == ((Choice("check", "448"),),)
    text = plain(say(telling.message))
    assert text.startswith("New: trades draw #448 (20 November 2026, cut-off 470), ")
    assert "profiles submitted before 1 May 2026, 12:00:01 UTC" in text
    assert "Your" not in text


def test_a_kind_of_draw_that_is_not_known_judges_nobody() -> None:
    event = owed(draws=("449",), category="unknown")
    message = told(due(event, WELDER, ALL))
    assert isinstance(message, NewDraw)
    assert message.judged is None
    assert "Odd &lt;occupations&gt;" in say(message)


def test_a_settled_verdict_offers_the_next_step_and_a_what_if() -> None:
    telling = tell(due(profile=WELDER), WORLD)
    assert isinstance(telling, Telling)
    assert telling.rows == ((Choice("help", "next.448"), Choice("what_if")),)


def test_an_unsettled_one_offers_to_settle_it() -> None:
    telling = tell(due(profile=Profile(473)), WORLD)
    assert isinstance(telling, Telling)
    assert telling.rows == ((Choice("check", "448"),),)


def test_times_are_also_told_in_the_persons_own_zone() -> None:
    at_the_cutoff = replace(WELDER, crs=470)
    assert "17:30:01 Kolkata" in say(told(due(profile=at_the_cutoff, zone="Asia/Kolkata")))


def test_a_draw_that_this_machine_has_not_read_yet_is_not_told_yet() -> None:
    assert tell(due(), world_with()) == TooEarly("draw #448 is not known here yet")
    digest = owed("digest", ("447", "448"))
    assert tell(due(digest), world_with()) == TooEarly("draw #448 is not known here yet")


def test_who_changed_to_another_category_meanwhile_is_not_told() -> None:
    assert reason_of(due(to=subscription(about="french"))) == "other_kind"
    digest = owed("digest", ("447", "448"))
    assert reason_of(due(digest, to=subscription(about="french"))) == "other_kind"


# Only when my outcome would change

CHANGING = {
    "not in the range of #447, in the range of #448": (WELDER, True),
    "in the range of both": (replace(WELDER, crs=480), False),
    "in the range of neither": (replace(WELDER, crs=400), False),
    "without a profile nobody asked to hear nothing": (None, True),
}


@pytest.mark.parametrize(("profile", "is_told"), CHANGING.values(), ids=CHANGING)
def test_only_changes(profile: Profile | None, is_told: bool) -> None:
    assert isinstance(tell(due(profile=profile, to=CHANGES), WORLD), Telling) == is_told


def test_without_the_wish_every_draw_is_told() -> None:
    assert isinstance(tell(due(profile=replace(WELDER, crs=480)), WORLD), Telling)


def test_the_first_draw_of_a_category_is_a_change() -> None:
    first = owed(draws=("1",), category=packaged("1").category)
    everything = subscription(about=EVERY_DRAW, only_changes=True)
    assert isinstance(tell(due(first, WELDER, everything), WORLD), Telling)


# Corrections

BEFORE_IT = timedelta(hours=-1)
"""The draw itself was told an hour before its correction was seen."""


def corrected(**before: Any) -> Owed:
    """#448 had these fields until now."""
    return owed("correction", corrected=replace(NEW, **before))


def test_a_correction_that_changes_the_outcome_is_told_and_says_what_was_corrected() -> None:
    message = told(due(corrected(crs_cutoff=475), WELDER, told=BEFORE_IT))
    assert isinstance(message, DrawCorrected)
    text = plain(say(message))
    assert text.splitlines()[0] == (
        "Correction. Yes: 473 was enough for trades draw #448 (20 November 2026, cut-off 470)."
    )
    assert "Before this correction: no, 2 points short." in text
    assert "• cut-off 470, until now 475" in text


def test_who_was_not_told_of_a_draw_hears_of_no_correction() -> None:
    """108 of 200 were told "before this" of what nobody had told them."""
    assert reason_of(due(corrected(crs_cutoff=475), WELDER)) == "not_told_before"


def test_who_was_not_told_because_nothing_changed_hears_of_the_draw_as_new() -> None:
    """473 was below 476 of #447 and 475 of #448: no change; it is above the 470 of now."""
    silent_until_now = due(corrected(crs_cutoff=475), WELDER, CHANGES)
    assert isinstance(told(silent_until_now), NewDraw)
    below = replace(WELDER, crs=460)
    assert reason_of(due(corrected(crs_cutoff=475), below, CHANGES)) == "same_outcome"


@pytest.mark.parametrize("after", [BEFORE_IT, timedelta(seconds=5), timedelta(hours=1)], ids=str)
def test_the_figures_that_were_told_decide_whether_a_correction_is_due(after: timedelta) -> None:
    """Whenever it was: within the first minute, machines may know the old or the new ones."""
    event = corrected(crs_cutoff=475)
    assert event.corrected is not None
    for profile in (WELDER, None):
        old = tell(due(event, profile, told=after, told_as=event.corrected), WORLD)
        assert isinstance(old, Telling)
        assert isinstance(old.message, DrawCorrected)
        now = due(event, profile, told=after, told_as=NEW)
        assert reason_of(now) == "known_already"


def test_a_notice_says_which_figures_it_tells() -> None:
    telling = tell(due(GAP, WELDER, ALL), WORLD)
    assert isinstance(telling, Telling)
    assert telling.figures is not None
    assert [each.split("=")[0] for each in telling.figures.split()] == ["446", "447", "448"]
    assert figures_of(NEW) in telling.figures.split()
    assert figures_of(NEW) != figures_of(replace(NEW, itas=2_501))


@pytest.mark.parametrize(
    ("after", "is_told"),
    [
        (BEFORE_IT, True),
        (timedelta(seconds=59), True),  # perhaps by a machine that did not know of it yet
        (timedelta(seconds=60), False),
    ],
    ids=str,
)
def test_who_was_first_told_of_the_draw_as_it_is_now_needs_no_correction(
    after: timedelta, is_told: bool
) -> None:
    """A broadcast that takes an hour, and IRCC corrects the draw in its middle."""
    for profile in (WELDER, None):
        telling = tell(due(corrected(crs_cutoff=475), profile, told=after), WORLD)
        assert isinstance(telling, Telling) is is_told


@pytest.mark.parametrize(
    "fields",
    [
        {"crs_cutoff": 472},  # 473 is above 470 and 472
        {"itas": 2000},
        {"tie_break_at": None},  # matters at exactly the cut-off only
    ],
    ids=str,
)
def test_a_correction_that_leaves_the_outcome_is_not_told(fields: dict[str, Any]) -> None:
    assert reason_of(due(corrected(**fields), WELDER, told=BEFORE_IT)) == "outcome_stays"


def test_a_tie_break_that_became_known_settles_those_at_the_cutoff() -> None:
    at_the_cutoff = due(corrected(tie_break_at=None), replace(WELDER, crs=470), told=BEFORE_IT)
    assert first_line(at_the_cutoff).startswith(
        "Correction. No: 470 is exactly the cut-off of trades draw #448 (20 November 2026), "
    )


def test_without_an_outcome_a_correction_is_for_those_who_were_told_of_the_draw() -> None:
    event = corrected(crs_cutoff=475)
    assert reason_of(due(event)) == "not_told_before"
    assert (
        first_line(due(event, told=BEFORE_IT))
        == "Correction to trades draw #448 (20 November 2026, cut-off 470)."
    )
    assert reason_of(due(corrected(itas=2000), told=BEFORE_IT)) == "outcome_stays"
    group = tell(due(event, WELDER, GROUP, told=BEFORE_IT), WORLD)
    assert isinstance(group, Telling)
    assert isinstance(group.message, DrawCorrected)
    assert (group.message.judged, group.message.was) == (None, None)


def test_a_kind_of_draw_that_became_known_is_told_with_its_verdict() -> None:
    event = replace(
        corrected(category="unknown", version=None, name="Odd <trades>"), category="unknown"
    )
    text = say(told(due(event, WELDER, ALL, told=BEFORE_IT)))
    assert "Before this correction" not in text.splitlines()[0]
    assert "until now Odd &lt;trades&gt;" in text


def test_who_never_heard_of_it_is_told_of_a_new_draw() -> None:
    unknown = corrected(category="unknown", version=None, name="Odd <trades>")
    for profile in (WELDER, None):
        message = told(due(unknown, profile))
        assert isinstance(message, NewDraw)
        assert (message.judged is None) == (profile is None)


def test_a_correction_that_was_taken_back_is_not_told() -> None:
    assert reason_of(due(corrected(), WELDER, told=BEFORE_IT)) == "as_it_was"


# Channels

CHANNEL = replace(subscription(-1001, group=True), channel=True)


def test_a_post_in_a_channel_is_about_nobody_and_leads_everybody_into_private() -> None:
    telling = tell(due(owed(), WELDER, CHANNEL), WORLD)
    assert isinstance(telling, Telling)
    assert isinstance(telling.message, NewDraw)
    assert telling.message.judged is None
    assert telling.rows == ((Choice("private", "mean"),),)
    assert telling.instead_of is None


def test_a_correction_puts_the_post_in_a_channel_right_where_it_stands() -> None:
    event = corrected(crs_cutoff=475)
    assert event.corrected is not None
    posted = replace(
        due(event, None, CHANNEL, told=timedelta(), told_as=event.corrected), told_message=77
    )
    telling = tell(posted, WORLD)
    assert isinstance(telling, Telling)
    assert telling.instead_of == 77
    assert isinstance(telling.message, NewDraw)
    assert telling.message.draw == NEW
    assert reason_of(replace(posted, told_figures=figures_of(NEW))) == "known_already"


def test_a_post_in_a_channel_that_told_of_several_draws_stays_as_it_is() -> None:
    event = corrected(crs_cutoff=475)
    assert event.corrected is not None
    figures = f"447=0 {figures_of(event.corrected)}"
    posted = replace(due(event, None, CHANNEL, told=timedelta()), told_message=77)
    telling = tell(replace(posted, told_figures=figures), WORLD)
    assert isinstance(telling, Telling)
    assert telling.instead_of is None
    assert isinstance(telling.message, DrawCorrected)


# Digests

GAP = owed("digest", ("446", "447", "448"), EVERY_DRAW)


def test_a_digest_is_newest_first_with_the_outcome_of_each() -> None:
    message = told(due(GAP, WELDER, ALL))
    assert isinstance(message, DrawDigest)
    outcomes = [(d.number, j and j.verdict.outcome) for d, j in message.rows]
    assert outcomes == [("448", "invited"), ("447", "not_invited"), ("446", "not_invited")]


def test_a_digest_without_a_profile_has_no_outcomes() -> None:
    message = told(due(GAP, to=ALL))
    assert isinstance(message, DrawDigest)
    assert [found for _, found in message.rows] == [None, None, None]


def test_a_digest_holds_only_what_the_subscription_is_about() -> None:
    message = told(due(GAP, WELDER))
    assert isinstance(message, DrawDigest)
    assert [draw.number for draw, _ in message.rows] == ["448", "447"]


def test_a_digest_of_one_draw_is_a_notice_like_any_other() -> None:
    assert isinstance(told(due(owed("digest", ("446", "448")), WELDER)), NewDraw)


def test_a_digest_without_a_change_is_not_for_those_who_asked_for_changes() -> None:
    both = owed("digest", ("447", "448"))
    # In the range of #408 (2 April, 477), #447 (476) and #448 (470).
    always = replace(WELDER, crs=480, submission=Submission(date(2026, 3, 1)))
    assert reason_of(due(both, always, CHANGES)) == "same_outcome"
    assert isinstance(told(due(both, WELDER, CHANGES)), DrawDigest)


def test_a_long_digest_fits_into_one_message() -> None:
    many = tuple(draw.number for draw in WORLD.knowledge.draws.draws[-60:])
    message = told(due(owed("digest", many, EVERY_DRAW), WELDER, ALL))
    assert isinstance(message, DrawDigest)
    text = say(message)
    assert text.startswith("<b>60 draws that you have not heard of, newest first; the last 12</b>")
    assert len(text) < 4096


# By hand


def test_the_operators_words_are_marked_as_a_persons_correction() -> None:
    event = owed("manual", text="Draw #448: the <cut-off> was 471.")
    message = told(due(event))
    assert message == OperatorCorrection("448", "Draw #448: the <cut-off> was 471.")
    lead, _, text = say(message).partition("\n\n")
    assert lead == ("<b>Correction about draw #448, written by the person who runs this bot</b>")
    assert text == "Draw #448: the &lt;cut-off&gt; was 471."


def test_the_operators_words_need_no_facts_about_the_draw() -> None:
    event = owed("manual", draws=("999",), text="There was no such draw.")
    assert isinstance(tell(due(event), WORLD), Telling)


# Time


@pytest.mark.parametrize(
    ("age", "is_told"),
    [(timedelta(hours=48) - timedelta(seconds=1), True), (timedelta(hours=48), False)],
    ids=["a second before 48 hours", "at 48 hours"],
)
def test_a_notice_is_pushed_for_48_hours(age: timedelta, is_told: bool) -> None:
    telling = tell(due(), world_with(NEW, now=SEEN + age))
    assert isinstance(telling, Telling) == is_told
    assert isinstance(telling, Telling) or telling == NotTold(
        "expired", "48 hours after it was first seen"
    )


QUIET = {
    # Quiet from 22:00 to 07:00; Toronto is at UTC-5 in November, Manila at UTC+8.
    "Toronto 21:59:59": (None, None, datetime(2026, 11, 21, 2, 59, 59, tzinfo=UTC), False),
    "Toronto 22:00": (None, None, datetime(2026, 11, 21, 3, 0, tzinfo=UTC), True),
    "Toronto 06:59:59": (None, None, datetime(2026, 11, 21, 11, 59, 59, tzinfo=UTC), True),
    "Toronto 07:00": (None, None, datetime(2026, 11, 21, 12, 0, tzinfo=UTC), False),
    "the profile's zone": (None, "Asia/Manila", datetime(2026, 11, 20, 15, 0, tzinfo=UTC), True),
    "the subscription's zone before the profile's": (
        "UTC",
        "Asia/Manila",
        datetime(2026, 11, 20, 15, 0, tzinfo=UTC),
        False,
    ),
    "an offset": ("+08:00", None, datetime(2026, 11, 20, 15, 0, tzinfo=UTC), True),
    "a zone that does not exist is Toronto": (
        "Atlantis/Capital",
        None,
        datetime(2026, 11, 21, 3, 0, tzinfo=UTC),
        True,
    ),
}


@pytest.mark.parametrize(("own", "profile", "now", "quiet"), QUIET.values(), ids=QUIET)
def test_quiet_hours(own: str | None, profile: str | None, now: datetime, quiet: bool) -> None:
    assert is_quiet(subscription(zone=own), profile, now) == quiet
    telling = tell(
        due(profile=WELDER, to=subscription(zone=own), zone=profile), world_with(NEW, now=now)
    )
    assert isinstance(telling, Telling)
    assert telling.silent == quiet


@pytest.mark.parametrize(
    ("begin", "end", "quiet"),
    [(time(9), time(11), True), (time(10), time(10), False), (time(11), time(9), False)],
    ids=["within a day", "the same time twice is never", "over midnight"],
)
def test_other_quiet_hours_at_ten_in_toronto(begin: time, end: time, quiet: bool) -> None:
    subscribed = subscription(quiet_from=begin, quiet_until=end)
    assert is_quiet(subscribed, None, SEEN) == quiet


def test_what_remains_and_the_draw_before_are_told_in_a_line_each() -> None:
    text = plain(say(told(due(profile=WELDER))))
    # 3,000 of #408, 3,500 of #447, 2,500 of #448
    assert "Trades in 2026: 9,000 invitations in 3 draws; no public plan" in text
    neutral = plain(say(told(due())))
    assert "The one before: trades draw #447 (1 October 2026, cut-off 476), 3,500 inv" in neutral


def test_that_the_tie_break_is_not_known_is_said_once() -> None:
    """To those at the cut-off as the reason, to those whose score is not known as a warning."""
    world = world_with(replace(NEW, tie_break_at=None))
    for profile, warned in ((replace(WELDER, crs=470), 0), (replace(WELDER, crs=None), 1)):
        telling = tell(due(owed(), profile), world)
        assert isinstance(telling, Telling)
        assert isinstance(telling.message, NewDraw)
        assert telling.message.answer is not None
        codes = [caveat.code for caveat in telling.message.answer.caveats]
        assert codes.count("tie_break_unknown") == warned
        text = plain(say(telling.message))
        assert text.count("is not known to me") + text.count("I do not know this") == 1
