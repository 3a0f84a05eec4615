"""The garbage collector in a program that runs for months."""

from __future__ import annotations

import gc
import weakref

from bot.system.garbage import NEW_OBJECTS, spare_what_is_there


class Ring:
    """Garbage that only the collector finds: it holds itself."""

    def __init__(self) -> None:
        self.me = self


def test_what_is_there_is_spared_and_later_garbage_still_found() -> None:
    usual = gc.get_threshold()
    spare_what_is_there()
    try:
        assert gc.get_threshold()[0] == NEW_OBJECTS
        assert gc.get_freeze_count() > 0
        later = weakref.ref(Ring())
        gc.collect()
        assert later() is None
    finally:
        gc.unfreeze()
        gc.set_threshold(*usual)
