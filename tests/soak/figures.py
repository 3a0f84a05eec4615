"""What a soak found, and whether it is as it must be."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from statistics import quantiles

from bot.notices.waits import SEVERAL

WRITTEN_WITHIN = 0.5
"""Seconds from Telegram's answer until it must be written down, which nothing on earth can do in
the same instant."""

HEARD_WITHIN = 0.5
"""Seconds from "wait" until no machine sends any more: slots are reserved 0.2 s ahead, and what is
on its way arrives."""

SECOND = 1.0
GOAL_SECONDS = 1.0


@dataclass(slots=True)
class Request:
    """One sendMessage: ``at`` when it arrived, by the loop's clock; ``machine`` by its port.

    ``mark`` and ``chat`` are set for notices. ``answer_lost``: the connection was broken on
    purpose, before or after it was ``accepted``. ``told_to_wait_until``: answered with 429.
    """

    machine: int
    at: float
    mark: str = ""
    chat: int = 0
    status: int = 0
    accepted: bool = False
    answer_lost: bool = False
    answered_at: float | None = None
    told_to_wait_until: float | None = None


@dataclass(frozen=True, slots=True)
class Stall:
    """The fake Bot API stood still: what arrived in that time was seen at its end."""

    since: float
    until: float


@dataclass(slots=True)
class End:
    """A machine was ended at that instant, by kill -9 or else gently, and then started again.

    ``again_at``: when it was started; ``back_at``: when updates were received again, None if
    this machine did not receive them.
    """

    machine: int
    at: float
    killed: bool
    again_at: float = float("inf")
    back_at: float | None = None

    def answered_before(self, request: Request) -> float | None:
        """How many seconds before the kill that request of this machine was answered.

        0 for one that was in flight, without an answer; None for what the kill cannot explain.
        """
        if not self.killed or request.machine != self.machine or request.at >= self.again_at:
            return None
        if request.answered_at is None:
            return 0.0
        before = max(0.0, self.at - request.answered_at)
        return before if before < WRITTEN_WITHIN else None


@dataclass(frozen=True, slots=True)
class Command:
    """A person's command and when it was answered; None while it was not."""

    said_at: float
    answered_at: float | None

    @property
    def took(self) -> float:
        """Seconds until the answer."""
        return float("inf") if self.answered_at is None else self.answered_at - self.said_at


@dataclass(slots=True)
class Found:
    """Everything seen in a soak. ``owed``: who must be told, by mark."""

    pace: float
    owed: dict[str, frozenset[int]] = field(default_factory=dict)
    notices: list[Request] = field(default_factory=list)
    ends: list[End] = field(default_factory=list)
    stalls: list[Stall] = field(default_factory=list)
    commands: list[Command] = field(default_factory=list)
    gone_but_subscribed: int = 0
    unsubscribed_for_nothing: int = 0
    not_settled: int = 0
    exit_codes: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a soak; seconds and counts."""

    owed: int
    lost: int
    strangers: int
    duplicates: int
    unexplained: int
    in_flight: int
    just_answered: int
    answers_lost: int
    kills: int
    busiest: int
    pace: float
    told_to_wait: int
    sent_in_a_pause: int
    commands: int
    unanswered: int
    p50: float
    p99: float
    longest: float
    across_ends: float
    gone_but_subscribed: int
    unsubscribed_for_nothing: int
    not_settled: int
    bad_exits: int

    def wrong(self) -> list[str]:
        """What is not as it must be, one line each."""
        checks = {
            f"{self.lost} notices are lost": self.lost,
            f"{self.strangers} notices went to people to whom they are not owed": self.strangers,
            f"{self.unexplained} notices were told twice although no request was in flight":
                self.unexplained,
            f"{self.busiest} requests in one second, the pace is {self.pace:g}":
                self.busiest > self.pace,
            f"{self.sent_in_a_pause} notices came although Telegram had said wait":
                self.sent_in_a_pause,
            f"{self.unanswered} commands were never answered": self.unanswered,
            f"{self.gone_but_subscribed} who blocked the bot are still subscribed":
                self.gone_but_subscribed,
            f"{self.unsubscribed_for_nothing} were unsubscribed for nothing":
                self.unsubscribed_for_nothing,
            f"{self.not_settled} notices are still waiting in the database": self.not_settled,
            f"{self.bad_exits} machines did not end with exit code 0": self.bad_exits,
        }  # fmt: skip
        return [line for line, violated in checks.items() if violated]

    def __str__(self) -> str:
        slow = "" if self.p99 < GOAL_SECONDS else f" (goal: below {GOAL_SECONDS:g} s)"
        return "\n".join(
            (
                f"notices owed {self.owed}, lost {self.lost}, to others {self.strangers}",
                f"duplicates {self.duplicates}, unexplained {self.unexplained}; requests in flight"
                f" at {self.kills} kills {self.in_flight}, answers broken off on purpose"
                f" {self.answers_lost}, told twice although answered up to"
                f" {1000 * WRITTEN_WITHIN:.0f} ms before the kill {self.just_answered}",
                f"busiest second {self.busiest} requests, the pace is {self.pace:g};"
                f" told to wait {self.told_to_wait} times, sent meanwhile {self.sent_in_a_pause}",
                f"commands {self.commands}, unanswered {self.unanswered}, p50 {self.p50:.3f} s,"
                f" p99 {self.p99:.3f} s{slow}, longest {self.longest:.3f} s; across a restart"
                f" at most {self.across_ends:.3f} s",
                f"gone but still subscribed {self.gone_but_subscribed}, unsubscribed for nothing"
                f" {self.unsubscribed_for_nothing}, not settled {self.not_settled}",
            )
        )


def figures(found: Found) -> Figures:
    """Count it all."""
    accepted: dict[tuple[str, int], list[Request]] = {}
    for request in sorted(found.notices, key=attrgetter("at")):
        if request.accepted:
            accepted.setdefault((request.mark, request.chat), []).append(request)
    owed = {(mark, chat) for mark, chats in found.owed.items() for chat in chats}
    twice = [request for requests in accepted.values() for request in requests[:-1]]
    by_kill = {
        id(request): before
        for end in found.ends
        for request in found.notices
        if request.accepted and (before := end.answered_before(request)) is not None
    }
    lost_answers = {id(each) for each in found.notices if each.accepted and each.answer_lost}
    explained = by_kill.keys() | lost_answers
    at_work, across = _commands(found)
    return Figures(
        owed=len(owed),
        lost=len(owed - set(accepted)),
        strangers=len(set(accepted) - owed),
        duplicates=len(twice),
        unexplained=sum(id(request) not in explained for request in twice),
        in_flight=sum(before == 0 for before in by_kill.values()),
        just_answered=sum(by_kill.get(id(request), 0) > 0 for request in twice),
        answers_lost=len(lost_answers),
        kills=sum(end.killed for end in found.ends),
        busiest=busiest_second([request.at for request in found.notices], found.stalls),
        pace=found.pace,
        told_to_wait=len({r.told_to_wait_until for r in found.notices} - {None}),
        sent_in_a_pause=_sent_in_a_pause(found),
        commands=len(found.commands),
        unanswered=sum(command.answered_at is None for command in found.commands),
        p50=_percentile(at_work, 50),
        p99=_percentile(at_work, 99),
        longest=max(at_work, default=0.0),
        across_ends=max(across, default=0.0),
        gone_but_subscribed=found.gone_but_subscribed,
        unsubscribed_for_nothing=found.unsubscribed_for_nothing,
        not_settled=found.not_settled,
        bad_exits=sum(code != 0 for code in found.exit_codes),
    )


def busiest_second(arrivals: Iterable[float], stalls: Sequence[Stall]) -> int:
    """The most arrivals that surely lie within one second.

    What was seen at the end of a stall may have arrived at any time in it; it counts into a
    second only if it lies there wherever in the stall it came.
    """
    seen = sorted(arrivals)
    ends = [stall.until for stall in stalls]

    def earliest(at: float) -> float:
        # What waited while this process stood still is read within a moment after it.
        stall = bisect_left(ends, at - SECOND / 20)
        return min(at, stalls[stall].since) if stall < len(stalls) else at

    most = 0
    for first, at in enumerate(seen):
        most = max(most, bisect_left(seen, earliest(at) + SECOND) - first)
    return most


def _sent_in_a_pause(found: Found) -> int:
    """Requests that came while everybody was to wait; a kill may have lost the order to.

    Everybody waits once a machine was told so for several chats: one chat's limit is its own.
    """
    pauses = []
    told = [request for request in found.notices if request.told_to_wait_until is not None]
    for until, group in groupby(told, key=attrgetter("told_to_wait_until")):
        answered = _said_to_all(group)
        if answered is None or any(answered - 1 < end.at < until for end in found.ends):
            continue
        pauses.append((answered + HEARD_WITHIN, until))
    return sum(since < request.at < until for since, until in pauses for request in found.notices)


def _said_to_all(told: Iterable[Request]) -> float | None:
    """When a machine was answered "wait" for the chat that makes it several."""
    chats: dict[int, set[int]] = {}
    for request in told:
        waiting = chats.setdefault(request.machine, set())
        waiting.add(request.chat)
        if len(waiting) == SEVERAL:
            return request.answered_at
    return None


def _commands(found: Found) -> tuple[list[float], list[float]]:
    """Seconds until the answer: while a machine received updates, and across an end of it."""
    away = [(end.at, end.back_at) for end in found.ends if end.back_at is not None]
    at_work: list[float] = []
    across: list[float] = []
    for command in found.commands:
        until = command.answered_at
        if until is not None:
            hit = any(since < until and command.said_at < back for since, back in away)
            (across if hit else at_work).append(command.took)
    return at_work, across


def _percentile(values: Sequence[float], percent: int) -> float:
    if len(values) < 2:
        return max(values, default=0.0)
    return quantiles(values, n=100, method="inclusive")[percent - 1]
