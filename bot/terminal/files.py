"""A file that is asked for in the terminal, written where that was said."""

from __future__ import annotations

import os
import re
from pathlib import Path

from bot.conversation.messages import FileWritten
from bot.system.private_files import unfinished

_ASKED = re.compile(r"(/(?:dates|echeances)\s+(?:file|fichier))\s+(\S.*)", re.IGNORECASE)
_OURS = b"BEGIN:VCALENDAR"


def asked(line: str) -> tuple[str, str | None]:
    """What is asked, and where a file is to be written; None where it is only to be shown.

    >>> asked("/dates file my dates.ics"), asked("/dates file")
    (('/dates file', 'my dates.ics'), ('/dates file', None))
    """
    found = _ASKED.fullmatch(line.strip())
    return (line, None) if found is None else (found[1], found[2])


def write(content: bytes, place: str) -> FileWritten:
    """Write it for its owner only; a calendar file that is there is replaced, any other stays."""
    path = Path(place).expanduser()
    try:
        if path.exists() and not path.read_bytes().startswith(_OURS):
            return FileWritten(place, "taken")
        with unfinished(path) as made:
            made.write_bytes(content)
            os.replace(made, path)
    except OSError as error:
        return FileWritten(place, error.strerror or type(error).__name__)
    return FileWritten(place)
