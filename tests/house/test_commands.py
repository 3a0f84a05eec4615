"""Every command of the conversation is told to people, and lived through in a journey."""

from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import pytest

from bot.conversation.messages import Freshness, OperatorReport, Remark
from bot.conversation.requests import ROWS, Command, OperatorCommand, act_of
from bot.conversation.subscriptions import Counts
from bot.replies.rendering import LANGUAGES, words
from tests.facts import frozen

JOURNEYS = Path(__file__).resolve().parents[1] / "journeys"
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
LINES = [
    line
    for journey in sorted(JOURNEYS.glob("*.txt"))
    for line in journey.read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("command", [*get_args(Command), *get_args(OperatorCommand)])
def test_a_command_has_a_journey(command: str) -> None:
    given = [line for line in LINES if line.startswith(f"> /{command}")]
    assert given, f"write a journey in which somebody says /{command}"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("command", sorted({*get_args(Command)} - {"start", "help"}))
def test_a_command_is_in_the_help(lang: str, command: str) -> None:
    told = next(words((Remark("commands"),), each) for each in LANGUAGES if each == lang)
    act = act_of(command)
    assert act is not None
    assert f"/{ROWS[act].french if lang == 'fr' else command}" in told


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("command", sorted({*get_args(OperatorCommand)} - {"admin"}))
def test_operators_are_told_their_commands_and_nobody_else_is(lang: str, command: str) -> None:
    spoken = next(each for each in LANGUAGES if each == lang)
    draws = frozen().draws
    fresh = Freshness(draws.newest(), draws.complete_until, None)
    report = OperatorReport(Counts(0, 0, 0, 0, 0, 0), False, fresh, AT)
    assert f"/{command}" in words((report,), spoken)
    assert f"/{command}" not in words((Remark("commands"),), spoken)
