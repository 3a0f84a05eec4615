"""Where Statistics Canada's example titles lie once they were imported.

They are not packaged: whoever runs the program fetches the official file and imports it with
``python -m knowledge import-noc FILE``.
"""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_data_path

_FILE = "noc-titles.csv"


def titles_path() -> Path:
    """The file that imported titles are kept in, whether it is there or not."""
    return user_data_path("tradedraw", appauthor=False) / _FILE


def imported_titles() -> Path | None:
    """The file of imported titles, None when none were imported."""
    path = titles_path()
    return path if path.is_file() else None
