"""Where this machine keeps what was made of the facts, so that the next start is quick."""

from __future__ import annotations

from platformdirs import user_cache_path

from knowledge.snapshots import Snapshots


def snapshots() -> Snapshots:
    """Snapshots in this user's cache folder, read from beside the program's code as well.

    Where there is no such folder (a user without a home), none are written.
    """
    folder = user_cache_path("tradedraw", appauthor=False)
    return Snapshots(folder if folder.is_absolute() else None)
