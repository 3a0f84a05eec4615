"""What the machine may know besides the conversation itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.conversation.messages.own_data import KeptBackup, Stored
from bot.conversation.subscriptions import OperatorView, Standing
from bot.reading.occupations.reader import OccupationIndex
from knowledge.facts.shelf import Knowledge
from knowledge.pools import Pool

NOBODY = Standing()
UNSEEN = OperatorView()


@dataclass(frozen=True, slots=True)
class World:
    """The facts, and the instant (UTC) for which an answer holds.

    ``category`` and ``draw`` are what questions are about when they name nothing themselves;
    None means the newest trades draw.

    ``pools`` are the distributions that the feed told of, by draw number, beside the packaged ones.

    ``group`` where a group of people reads along; ``decides`` whether who speaks may decide for it
    (in private: for themselves); ``overheard`` where the bot was not named, only answered.

    ``remembers`` where what is said is known at the next message (not where one question is
    answered by itself).

    ``server`` where what is stored is on a server of PostgreSQL, not in a file of SQLite.

    ``pushes`` where notices of new draws can be sent (not in a terminal), ``operator`` where an
    operator talks. ``username`` is the bot's own on Telegram, None where it is not known.
    ``standing``, ``view``, ``stored`` (about this chat) and ``backups`` (that /forget does not
    reach, None when nobody can say) are there only for turns that need them (see
    ``bot.conversation.needs``).
    """

    now: datetime
    knowledge: Knowledge
    occupations: OccupationIndex
    category: str | None = None
    draw: str | None = None
    pools: Mapping[str, Pool] = field(default_factory=dict)
    remembers: bool = True
    server: bool = False
    pushes: bool = False
    operator: bool = False
    group: bool = False
    decides: bool = True
    overheard: bool = False
    standing: Standing = NOBODY
    view: OperatorView = UNSEEN
    username: str | None = None
    stored: Stored | None = None
    backups: tuple[KeptBackup, ...] | None = ()
