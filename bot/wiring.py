"""The only place that builds things and connects them."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import uuid4

from bot.conversation.inline import offered
from bot.conversation.messages.own_data import KeptBackup
from bot.feed_source.contact import Contact
from bot.feed_source.http import HttpFeedSource
from bot.notices.alerts import SecondInstance, TokenRefused
from bot.operating.backup_list import backups_beside, sweep
from bot.operating.facts import Facts
from bot.pictures.gallery import Gallery
from bot.pictures.painter import ProcessPainter
from bot.ports.faults import PortError
from bot.ports.inline import InlineAnswer
from bot.ports.metrics import NO_METRICS, Metrics
from bot.receiving import Answering, Serving, receive
from bot.replies.inline import render_inline
from bot.running.alerts import Alerts
from bot.running.delivery.deliverer import Deliverer
from bot.running.delivery.pacing import PriorityMessenger, RepliesFirst
from bot.running.feed import FeedReader
from bot.running.french_feed import FrenchFeed, french_address
from bot.running.memory import language
from bot.running.turns import Runtime
from bot.settings import NoTokenError, Settings, SqliteFile, open_token_file, read_settings
from bot.storage.databases import open_postgres, open_sqlite
from bot.storage.marker import mark, refuse_lost_database
from bot.system.garbage import spare_what_is_there
from bot.system.logs import set_up_logging
from bot.system.loops import ended, for_ever, forget_settled, forget_unused, prune
from bot.system.service_manager import ServiceManager
from bot.system.watchdog import watched
from bot.telegram.bot import TelegramBot, make_bot
from bot.telegram.faults import SecondInstanceError
from bot.telegram.groups import TelegramAdministrators
from bot.telegram.introductions import Introducing
from bot.telegram.messenger import TelegramMessenger
from bot.telegram.notifier import TelegramNotifier
from bot.telegram.worker import OnIncoming
from knowledge.facts.shelf import Knowledge

log = logging.getLogger(__name__)

LAST_NOTICES_SECONDS = 45.0
"""For notices in flight at the end; what is not settled by then is told again by its lease."""

FEED_AGE, FEED_POLLS = timedelta(minutes=30), 6
"""``/readyz`` wants a reading within half an hour or six pauses, whichever is longer."""


def serve(folder: Path, *, new_database: bool = False, without_log: bool = False) -> str | None:
    """Run the bot on the facts of that folder until it is told to stop.

    Gives one line that says why it could not, else None. NoTokenError where no token is set.
    """
    try:
        settings = read_settings()
        token = settings.bot_token()
        set_up_logging(settings.log_format, [token, settings.secret_of_webhook()])
        if (warning := open_token_file()) is not None:
            log.warning("%s", warning)
        if isinstance(kept := settings.database_url, SqliteFile):
            refuse_lost_database(kept.path, new_database=new_database, without_log=without_log)
        asyncio.run(_serve(settings, token, folder))
    except NoTokenError:
        raise
    except PortError as error:
        return str(error)
    return None


async def _serve(settings: Settings, token: str, folder: Path) -> None:
    stop = asyncio.Event()
    _stop_on_signals(stop)
    kept = settings.database_url
    if isinstance(kept, SqliteFile):
        database = await open_sqlite(kept.path)
    else:
        database = await open_postgres(kept.url)
    try:
        if isinstance(kept, SqliteFile):
            mark(kept.path)
            sweep(kept.path)
        # A bot of its own for notices and alerts: its requests never wait behind replies, and it
        # is still there when receiving has ended.
        async with _opened(make_bot(token, settings.telegram_api_url)) as post:
            await _connected(Serving(settings, token, database, stop), post, folder)
    finally:
        await database.close()


def _french_feed(
    run: Serving, contact: Contact, reader: FeedReader, alerts: Alerts, knowledge: Knowledge
) -> tuple[FrenchFeed, ...]:
    """The comparison with the French feed, where the English one's address shows where it is."""
    address = french_address(run.settings.feed_url)
    if address is None:
        return ()
    leading = run.database.leadership.leading
    return (
        FrenchFeed(
            HttpFeedSource(address, contact),
            run.clock,
            knowledge,
            known=lambda: reader.known,
            alert=alerts,
            leading=lambda: leading("feed"),
        ),
    )


async def _connected(run: Serving, post: TelegramBot, folder: Path) -> None:
    """Everything at work: answering, reading the feed, delivering notices, tidying up."""
    settings, database, clock = run.settings, run.database, run.clock
    server = not isinstance(settings.database_url, SqliteFile)
    facts, replies = Facts(folder, server=server), RepliesFirst()
    pictures = Gallery(ProcessPainter(), database.file_ids)
    alerts = Alerts(TelegramMessenger(post), clock, settings.admin_ids, database.outbox)
    delivery_stop = asyncio.Event()
    leading = database.leadership.leading
    reader = FeedReader(
        HttpFeedSource(settings.feed_url, Contact(post)),
        database.feed_store,
        clock,
        facts.packaged,
        on_ledger=facts.take,
        alert=alerts,
        poll_seconds=settings.feed_poll_seconds,
        leading=lambda: leading("feed"),
    )
    facts.pools = lambda: reader.pools
    deliverer = Deliverer(
        database.outbox,
        TelegramNotifier(post),
        clock,
        facts.world,
        worker=uuid4().hex,
        per_second=settings.broadcast_per_second,
        stop=delivery_stop,
        alert=alerts,
        refresh=reader.refresh,
        gate=replies.gate,
    )
    french = _french_feed(run, Contact(post), reader, alerts, facts.packaged)
    await reader.refresh()
    await alerts.take_up()
    spare_what_is_there()

    def backups() -> tuple[KeptBackup, ...] | None:
        kept = settings.database_url
        return backups_beside(kept.path if isinstance(kept, SqliteFile) else None)

    def turns(bot: TelegramBot) -> OnIncoming:
        shown = TelegramMessenger(bot, pictures=pictures)
        messenger = PriorityMessenger(shown, replies)
        return Runtime(
            database.store,
            messenger,
            clock,
            facts.known_to(lambda: bot.itself),
            database.outbox,
            frozenset(settings.admin_ids),
            TelegramAdministrators(bot),
            database.keeper,
            backups,
            metrics,
        ).on

    def inline(text: str, lang_code: str | None) -> InlineAnswer:
        world = facts.world(clock.now())
        return render_inline(offered(text, language(lang_code), world), world.occupations)

    mine, admins = partial(leading, "tidying"), frozenset(settings.admin_ids)
    tidying = partial(forget_unused, database.keeper, clock, mine)
    settled = partial(forget_settled, database.outbox, clock, mine)
    introducing = Introducing(post, database.introductions, admins, mine)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(pictures.close)
        metrics = await _observed(run, post, stack)
        delivering = asyncio.create_task(for_ever("notices", deliverer.run, delivery_stop))
        beside = [
            asyncio.create_task(for_ever("the feed", reader.run, run.stop)),
            *(
                asyncio.create_task(for_ever("the French feed", compared.run, run.stop))
                for compared in french
            ),
            asyncio.create_task(
                for_ever("old updates", lambda: prune(database.store, clock), run.stop)
            ),
            asyncio.create_task(for_ever("unused chats", tidying, run.stop)),
            asyncio.create_task(for_ever("settled notices", settled, run.stop)),
            asyncio.create_task(for_ever("introducing the bot", introducing.run, run.stop)),
            asyncio.create_task(ServiceManager.of().serve(run.stop)),
            asyncio.create_task(watched(), name="watchdog"),
        ]
        try:
            await receive(run, Answering(turns, inline), metrics, partial(alerts, TokenRefused()))
        except SecondInstanceError:
            alerts(SecondInstance())
            raise
        finally:
            run.stop.set()
            delivery_stop.set()
            await asyncio.wait([delivering], timeout=LAST_NOTICES_SECONDS)
            await ended([delivering, *beside])
            await alerts.close()


async def _observed(run: Serving, post: TelegramBot, stack: AsyncExitStack) -> Metrics:
    """Health and metrics at HTTP_LISTEN, where it is set, for as long as the stack."""
    settings, database = run.settings, run.database
    if settings.http_listen is None:
        return NO_METRICS
    from bot.operating.health import Check, TelegramCheck, database_check, feed_check, health_app
    from bot.operating.metrics import PrometheusMetrics
    from bot.system.http_server import listening

    async def feed_read_at() -> datetime | None:
        return (await database.feed_store.feed_state(settings.feed_url)).read_at

    metrics = PrometheusMetrics(
        run.clock,
        feed_read_at=feed_read_at,
        counts=database.outbox.counts,
        waiting=database.queue.waiting,
    )
    longest = max(FEED_AGE, timedelta(seconds=FEED_POLLS * settings.feed_poll_seconds))
    checks: dict[str, Check] = {
        "database": database_check(lambda: database.outbox.write_check(run.clock.now())),
        "telegram": TelegramCheck(post),
        "feed": feed_check(feed_read_at, run.clock, longest),
    }
    listen = settings.http_listen
    app = health_app(checks, metrics)
    await stack.enter_async_context(listening(app, listen.host, listen.port, "HTTP_LISTEN"))
    return metrics


@asynccontextmanager
async def _opened(bot: TelegramBot) -> AsyncIterator[TelegramBot]:
    """A bot whose requests can be made, without asking Telegram who it is."""
    await bot.request.initialize()
    try:
        yield bot
    finally:
        await bot.request.shutdown()


def _stop_on_signals(stop: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        # Windows has no such handlers; there Ctrl-C cancels instead.
        with suppress(NotImplementedError):
            loop.add_signal_handler(number, stop.set)
