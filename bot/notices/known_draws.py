"""The draws that answers are made from: the packaged facts, extended and corrected by the feed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from bot.conversation.answers import STALE_AFTER
from bot.ports.notices import FeedState, Revision
from knowledge.draws import DrawLedger
from knowledge.feed.changes import changes


def merge(packaged: DrawLedger, revisions: Iterable[Revision], state: FeedState) -> DrawLedger:
    """The ledger of all that is known: ``revisions`` are the newest of each draw.

    Where the feed agrees with a packaged draw the packaged one stays, with its source and note;
    what the feed does not tell (an unknown name, no tie-break) does not overrule it. The ledger
    is complete until the UTC day of the last good reading, or as long as the packaged facts are.
    """
    draws = {draw.number: draw for draw in packaged.draws}
    change = changes(draws, [revision.draw for revision in revisions])
    for draw in (*change.new, *(right for _, right in change.corrected)):
        draws[draw.number] = draw
    until = packaged.complete_until
    if state.read_at is not None:
        until = max(until, state.read_at.astimezone(UTC).date())
    return DrawLedger.of(draws.values(), until, state.read_at)


def stale_since(state: FeedState, now: datetime) -> datetime | None:
    """The last good reading, when it is 24 hours ago or more; None while the data are fresh.

    A feed never read counts from its first failure. A quiet week is not stale: reading that
    nothing changed is a good reading.
    """
    last_good = state.read_at or state.failing_since
    if last_good is None or now - last_good < STALE_AFTER:
        return None
    return last_good
