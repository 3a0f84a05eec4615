"""A soak can fail: whatever goes wrong shows in its figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.notices.waits import SEVERAL
from tests.soak.figures import (
    HEARD_WITHIN,
    WRITTEN_WITHIN,
    Command,
    End,
    Found,
    Request,
    Stall,
    busiest_second,
    figures,
)

PEOPLE = frozenset(range(1, 41))
PACE = 12.0
KILLED_AT = 2.05


def told(chat: int, at: float, answered_at: float | None = None) -> Request:
    """A notice that was accepted, and answered 20 ms later."""
    answered_at = at + 0.02 if answered_at is None else answered_at
    return Request(1, at, "448", chat, accepted=True, answered_at=answered_at)


def good() -> Found:
    """Forty people are told, nine in a second; one machine is killed and back after 1 s."""
    return Found(
        PACE,
        {"448": PEOPLE},
        [told(chat, chat / 9) for chat in sorted(PEOPLE)],
        [End(1, KILLED_AT, True, again_at=2.1, back_at=3.0)],
        commands=[Command(1.0, 1.1), Command(2.5, 3.2)],
        exit_codes=[0],
    )


def wrong(found: Found) -> list[str]:
    return figures(found).wrong()


def test_when_all_is_well_nothing_is_wrong() -> None:
    assert wrong(good()) == []
    assert "lost 0" in str(figures(good()))


def test_a_person_who_was_not_told_is_lost() -> None:
    found = good()
    found.notices.pop()
    assert wrong(found) == ["1 notices are lost"]


def test_an_accepted_notice_counts_and_a_refused_one_does_not() -> None:
    found = good()
    found.notices[-1] = replace(found.notices[-1], accepted=False)
    assert wrong(found) == ["1 notices are lost"]


def test_nobody_else_is_told() -> None:
    found = good()
    found.notices.append(told(99, 5.0))
    assert wrong(found) == ["1 notices went to people to whom they are not owed"]


TWICE = "1 notices were told twice although no request was in flight"


@pytest.mark.parametrize(
    ("first", "explained"),
    [
        pytest.param(told(7, KILLED_AT - 0.01, 9.0), True, id="no answer before the kill"),
        pytest.param(
            told(7, 1.2, KILLED_AT - WRITTEN_WITHIN + 0.01), True, id="answered just before it"
        ),
        pytest.param(told(7, 1.2, KILLED_AT - WRITTEN_WITHIN), False, id="answered long before it"),
        pytest.param(told(7, 2.11, 9.0), False, id="sent after the restart"),
        pytest.param(
            replace(told(7, 1.2), answer_lost=True, answered_at=None, machine=2),
            True,
            id="answer lost on its way",
        ),
        pytest.param(replace(told(7, 2.0, 9.0), machine=2), False, id="another machine"),
    ],
)
def test_twice_is_explained_only_by_what_was_in_flight(first: Request, explained: bool) -> None:
    found = good()
    found.notices[6] = first
    found.notices.append(told(7, 5.0))
    assert wrong(found) == ([] if explained else [TWICE])
    assert figures(found).duplicates == 1


def test_nobody_is_told_twice_around_a_gentle_end() -> None:
    found = good()
    found.ends[0].killed = False
    found.notices[6] = told(7, KILLED_AT - 0.01, 9.0)
    found.notices.append(told(7, 5.0))
    assert wrong(found) == [TWICE]


def test_the_last_of_two_needs_no_explanation_but_every_one_before_does() -> None:
    found = good()
    found.notices[6] = told(7, KILLED_AT - 0.01, 9.0)
    found.notices += [told(7, 5.0), told(7, 5.2)]
    assert wrong(found) == [TWICE]
    assert figures(found).duplicates == 2


def test_the_pace_is_kept_in_every_second_wherever_it_begins() -> None:
    found = good()
    found.notices += [Request(1, 2.5 + n / 100, "448", 1) for n in range(2)]
    assert wrong(found) == []  # nine or ten, and two
    found.notices.append(Request(1, 2.52, "448", 1))
    assert wrong(found) == ["13 requests in one second, the pace is 12"]


@pytest.mark.parametrize(
    ("arrivals", "stalls", "most"),
    [
        pytest.param([], [], 0, id="nothing"),
        pytest.param([0, 0.5, 0.999, 1.0], [], 3, id="a second without its end"),
        pytest.param([0, 0.8, 0.81, 1.2, 1.6], [Stall(0.2, 0.8)], 3, id="seen after a stall"),
        pytest.param([0, 0.8, 0.81, 1.2, 1.6], [], 4, id="without a stall"),
        pytest.param([0, 0.8, 0.81, 1.2, 1.6], [Stall(0.2, 0.7)], 4, id="long after a stall"),
    ],
)
def test_the_busiest_second(arrivals: list[float], stalls: list[Stall], most: int) -> None:
    assert busiest_second(arrivals, stalls) == most


def test_telegrams_wait_holds_for_all() -> None:
    found = good()
    found.ends.clear()
    waiting = replace(told(1, 5.0), accepted=False, told_to_wait_until=8.0)
    alone = [waiting, told(1, waiting.at + 0.03 + HEARD_WITHIN)]
    found.notices += alone
    assert "1 notices came although Telegram had said wait" not in wrong(found), "one chat's own"
    found.notices[-2:] = [replace(waiting, chat=chat) for chat in range(SEVERAL)] + alone[1:]
    assert "1 notices came although Telegram had said wait" in wrong(found)
    found.ends.append(End(1, 5.1, True))  # the order died with the machine
    assert "1 notices came although Telegram had said wait" not in wrong(found)


def test_every_command_is_answered() -> None:
    found = good()
    found.commands.append(Command(4.0, None))
    assert wrong(found) == ["1 commands were never answered"]


def test_commands_across_a_restart_are_counted_apart() -> None:
    counted = figures(good())
    assert counted.longest == pytest.approx(0.1)
    assert counted.across_ends == pytest.approx(0.7)


@pytest.mark.parametrize(
    ("field", "line"),
    [
        ("gone_but_subscribed", "2 who blocked the bot are still subscribed"),
        ("unsubscribed_for_nothing", "2 were unsubscribed for nothing"),
        ("not_settled", "2 notices are still waiting in the database"),
    ],
)
def test_what_the_database_says_counts(field: str, line: str) -> None:
    found = good()
    setattr(found, field, 2)
    assert wrong(found) == [line]


def test_a_gentle_end_must_be_a_good_one() -> None:
    found = good()
    found.exit_codes = [0, 1, -9]
    assert wrong(found) == ["2 machines did not end with exit code 0"]
