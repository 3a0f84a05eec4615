"""One turn: second tries end with the patience."""

from __future__ import annotations

import logging

import pytest

from bot.ports.faults import Retryable
from bot.ports.updates import Incoming
from bot.telegram.worker import take_turn


def said(update: int, chat: int = 1) -> Incoming:
    return Incoming(update, chat, "text", "x")


async def test_second_tries_end_with_the_patience(caplog: pytest.LogCaptureFixture) -> None:
    tries = 0

    async def locked(_: Incoming) -> None:
        nonlocal tries
        tries += 1
        raise Retryable("the database is locked")

    await take_turn(locked, said(1), patience=0.6)
    assert tries == 2
    assert [record.levelno for record in caplog.records] == [logging.WARNING, logging.ERROR]
    assert "the database is locked" in caplog.text
