"""Twenty in ten seconds are told once, then nothing is answered until it is calmer."""

from __future__ import annotations

from bot.ports.updates import Incoming, InGroup
from bot.telegram.floods import (
    CALM,
    GROUP_SECONDS,
    MOST,
    MOST_IN_GROUP,
    MOST_PEOPLE,
    SECONDS,
    Floods,
    Heard,
)

CHAT, OTHER = 11, 12


class Bench:
    """Floods by a clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 0.0
        self.floods = Floods(lambda: self.now)
        self.update = 0

    def hear(self, count: int, chat: int = CHAT, every: float = 0.0, **more: object) -> list[Heard]:
        heard: list[Heard] = []
        for _ in range(count):
            self.now += every
            self.update += 1
            told = Incoming(self.update, chat, "text", "x", **more)  # type: ignore[arg-type]
            heard.append(self.floods.heard(told))
        return heard


def test_nineteen_at_once_are_answered() -> None:
    assert Bench().hear(MOST - 1) == ["answer"] * (MOST - 1)


def test_the_twentieth_is_told_and_the_rest_is_silence() -> None:
    assert Bench().hear(60) == ["answer"] * (MOST - 1) + ["tell"] + ["ignore"] * 40


def test_others_are_answered_meanwhile() -> None:
    bench = Bench()
    bench.hear(60)
    assert bench.hear(5, OTHER) == ["answer"] * 5


def test_twenty_in_more_than_ten_seconds_are_a_talk() -> None:
    assert set(Bench().hear(100, every=SECONDS / (MOST - 1) + 0.01)) == {"answer"}
    assert "tell" in Bench().hear(100, every=SECONDS / (MOST - 1) - 0.01)


def test_after_a_pause_of_ten_seconds_everybody_is_answered_again() -> None:
    bench = Bench()
    bench.hear(60)
    bench.now += SECONDS + 0.01
    assert bench.hear(MOST) == ["answer"] * (MOST - 1) + ["tell"]


def test_who_goes_on_is_not_answered_and_not_told_again() -> None:
    bench = Bench()
    bench.hear(MOST)
    assert set(bench.hear(200, every=0.5)) == {"ignore"}


def test_who_slows_down_is_answered_again_without_a_pause() -> None:
    bench = Bench()
    bench.hear(MOST)
    heard = bench.hear(30, every=SECONDS / CALM + 0.2)
    assert "answer" in heard
    assert set(heard[heard.index("answer") :]) == {"answer"}


def test_what_was_said_while_the_bot_was_away_is_no_flood() -> None:
    bench = Bench()
    heard = [bench.hear(1, said_at=1_790_000_000 + 60 * minute)[0] for minute in range(40)]
    assert set(heard) == {"answer"}
    assert "tell" in bench.hear(MOST, said_at=1_790_009_999)


def test_an_update_that_is_asked_about_again_is_counted_once() -> None:
    bench = Bench()
    told = Incoming(1, CHAT, "button", "x")
    assert {bench.floods.heard(told) for _ in range(60)} == {"answer"}
    bench.update = 1
    bench.hear(MOST - 1)
    last = Incoming(bench.update, CHAT, "text", "x")
    assert {bench.floods.heard(last) for _ in range(60)} == {"tell"}


def test_in_a_group_each_person_is_counted_and_wherever_they_write() -> None:
    bench = Bench()
    heard = bench.hear(MOST - 2, -5, group=InGroup(CHAT)) + bench.hear(12, CHAT)
    assert heard.count("tell") == 1
    assert bench.hear(1, -5, group=InGroup(OTHER)) == ["answer"]
    assert bench.hear(1, CHAT) == ["ignore"]


def test_a_group_gets_twenty_answers_a_minute_whoever_asks_and_the_last_says_so() -> None:
    bench = Bench()
    heard = [bench.hear(1, -5, group=InGroup(person))[0] for person in range(100, 140)]
    assert heard == ["answer"] * (MOST_IN_GROUP - 1) + ["tell"] + ["ignore"] * 20
    assert bench.hear(1, -6, group=InGroup(100)) == ["answer"]
    bench.now += GROUP_SECONDS
    assert bench.hear(1, -5, group=InGroup(100)) == ["answer"]


def test_one_person_below_the_flood_limit_gets_a_group_no_more_than_twenty_in_any_minute() -> None:
    bench = Bench()
    answered: list[float] = []
    told = 0
    for _ in range(1000):  # 1.6 a second for more than ten minutes
        (heard,) = bench.hear(1, -5, every=0.625, group=InGroup(CHAT))
        told += heard == "tell"
        if heard != "ignore":
            answered.append(bench.now)
    for at in answered:
        assert sum(at - GROUP_SECONDS < one <= at for one in answered) <= MOST_IN_GROUP
    assert len(answered) > 150
    assert told <= 12


def test_groups_that_are_silent_are_forgotten() -> None:
    bench = Bench()
    for group in range(1, 100):
        bench.hear(1, -group, group=InGroup(group))
    bench.now += GROUP_SECONDS + 1
    bench.hear(1, -500, group=InGroup(500))
    assert [*bench.floods._groups] == [-500]


def test_an_album_counts_as_one() -> None:
    bench = Bench()
    albums = [bench.hear(10, album=str(number)) for number in range(MOST)]
    assert albums[-2] == ["answer"] * 10
    assert albums[-1] == ["tell"] + ["ignore"] * 9


def test_what_happens_to_the_bot_is_never_too_much() -> None:
    floods = Floods(lambda: 0.0)
    moves = [floods.heard(Incoming(n, CHAT, "blocked", "")) for n in range(99)]
    assert set(moves) == {"answer"}


def test_memory_is_bounded_by_time_and_by_number() -> None:
    bench = Bench()
    for chat in range(1000):
        bench.hear(1, chat)
    bench.now += SECONDS + 1
    bench.hear(1, 5000)
    assert len(bench.floods._people) == 1
    for chat in range(MOST_PEOPLE + 10):
        bench.hear(1, chat)
    assert len(bench.floods._people) <= MOST_PEOPLE
