"""Which copies of the database are kept, so that /forget can name what it cannot reach.

A small JSON list beside the database: where each copy was put and when it was made.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pydantic import AwareDatetime, TypeAdapter, ValidationError

from bot.conversation.messages.own_data import KeptBackup
from bot.ports.faults import PortError
from bot.system.lock_file import LockFile
from bot.system.private_files import UNFINISHED, acting_for, real, remove, write_private

log = logging.getLogger(__name__)

WAIT_SECONDS = 10.0
SLICE_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class _Entry:
    path: str
    made_at: AwareDatetime


_ENTRIES = TypeAdapter(list[_Entry])


def list_of(database: Path) -> Path:
    """Where the copies of that database are listed; the same for every link that leads there."""
    database = real(database)
    return database.with_name(f"{database.name}.backups.json")


def kept_backups(database: Path) -> tuple[KeptBackup, ...]:
    """The copies of that database that are still kept as far as can be seen, newest first.

    One that is gone from a folder that is there was deleted; where the folder is not there either
    (another container, a disk that is not mounted) it counts as kept. PortError when the list
    cannot be read: then nothing is known, which is not the same as no copies.
    """
    kept = [entry for entry in _read(list_of(database)) if not _deleted(entry)]
    named = (KeptBackup(Path(entry.path).name, entry.made_at.astimezone(UTC)) for entry in kept)
    return tuple(sorted(named, key=lambda backup: backup.made_at, reverse=True))


def sweep(database: Path) -> None:
    """Remove copies that were broken off by a kill: they hold everybody's data for nobody.

    PortError when the list cannot be read, or one of them cannot be removed.
    """
    for entry in _read(list_of(database)):
        part = Path(entry.path)
        if part.suffix != UNFINISHED or not part.exists():
            continue
        lock = LockFile(part)
        if not lock.take():
            continue  # it is being written just now
        try:
            remove(part)
        except OSError as error:
            raise PortError(f"cannot remove the unfinished backup {part}: {error}") from error
        finally:
            lock.release()


def backups_beside(database: Path | None) -> tuple[KeptBackup, ...] | None:
    """The same for a receipt: None when nobody can say, as on a server (None), whose own tools
    make the copies."""
    try:
        return None if database is None else kept_backups(database)
    except PortError as error:
        log.warning("a receipt names no backups: %s", error)
        return None


@contextmanager
def recorded(
    database: Path, copy: Path, made_at: datetime, instead_of: Path | None = None
) -> Iterator[None]:
    """Write down a copy, which gets its name inside; those that were deleted leave the list.

    The copy is on the list before it is there: a crash in between must not hide it. PortError
    when the list cannot be read or written.
    """
    listed, copy = list_of(database), copy.absolute()
    gone = {str(copy), str(instead_of)}
    added = _Entry(str(copy), made_at.astimezone(UTC))
    with _one_at_a_time(listed):
        old = [entry for entry in _read(listed) if not _deleted(entry) and entry.path not in gone]
        try:
            text = _ENTRIES.dump_json([*old, added], indent=1).decode()
            write_private(listed, f"{text}\n")
        except OSError as error:
            raise PortError(f"cannot write {listed}: {error.strerror}") from error
        yield


def _read(listed: Path) -> list[_Entry]:
    try:
        with acting_for(listed):
            return _ENTRIES.validate_json(listed.read_bytes())
    except FileNotFoundError:
        return []
    except (OSError, ValidationError) as error:
        raise PortError(
            f"the list of backups {listed} cannot be read: mend it, or delete it together with "
            "the backups it names"
        ) from error


def _deleted(entry: _Entry) -> bool:
    path = Path(entry.path)
    try:
        return path.parent.is_dir() and not path.exists()
    except OSError:  # a folder that may not be entered
        return False


@contextmanager
def _one_at_a_time(listed: Path) -> Iterator[None]:
    """Two backups that end at the same moment must both stay on the list."""
    lock, waited = LockFile(listed.with_name(f"{listed.name}.lock")), 0.0
    while not lock.take():
        if waited >= WAIT_SECONDS:
            raise PortError(f"another backup holds {lock.path} for too long: end it and try again")
        time.sleep(SLICE_SECONDS)
        waited += SLICE_SECONDS
    try:
        yield
    finally:
        lock.release()
