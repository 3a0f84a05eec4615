"""Web addresses in a window: a long one is shown by its two ends, and leads to the whole of it."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"https?://[^\s)\]>]+")
_LEAST = 24
"""Columns in which both ends can be told: a host and a few letters of the page."""


def pieces(line: str, width: int) -> list[tuple[str, str | None]]:
    """The line as texts, each with the address it leads to, None for the words between.

    An address that has no room in lines of that width is shown shortened; all else as it stands.

    >>> pieces("[1] https://www.canada.ca/en/services/rounds/invitations.html?q=447", 48)
    [('[1] ', None), ('www.canada.ca/…/invitations.html?q=447', 'https://www.canada.ca/en/services/rounds/invitations.html?q=447')]
    >>> pieces("See https://t.me/draws_bot.", 48)
    [('See ', None), ('https://t.me/draws_bot.', 'https://t.me/draws_bot.')]
    """
    found: list[tuple[str, str | None]] = []
    end = 0
    for address in _ADDRESS.finditer(line):
        before = line[end : address.start()]
        room = max(width - len(before) if len(before) < width // 2 else width, _LEAST)
        found += [(before, None), (shortened(address[0], room), address[0])]
        end = address.end()
    return [piece for piece in [*found, (line[end:], None)] if piece[0]]


def shortened(address: str, room: int) -> str:
    """The address in at most that many columns: its host and its end, where it is too long.

    >>> shortened("https://www.canada.ca/en/services/rounds/invitations.html?q=447", 30)
    'www.canada.ca/…ions.html?q=447'
    """
    if len(address) <= room:
        return address
    host, _, path = address.partition("://")[2].partition("/")
    if len(host) + 1 + len(path) <= room:
        return f"{host}/{path}"
    last = path.rpartition("/")[2]
    if len(host) + len("/…/") + len(last) <= room:
        return f"{host}/…/{last}"
    return f"{host}/…{path[-max(room - len(host) - len('/…'), 8) :]}"
