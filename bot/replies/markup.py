"""Telegram HTML, and the same as plain text."""

from __future__ import annotations

import html
import re

_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)
_TAG = re.compile(r"</?(?:b|i|u|s|code|pre|a)[^>]*>")


LONGEST_SAID = 80
"""Characters repeated of what somebody wrote, so that every answer fits one message."""


def esc(value: object) -> str:
    """A value made safe inside Telegram HTML."""
    return html.escape(str(value), quote=False)


def as_said(words: str | None) -> str:
    """What somebody wrote, made safe, and cut off where it is too long to be repeated.

    >>> as_said("5 < 6"), len(as_said("x" * 5_000))
    ('5 &lt; 6', 80)
    """
    words = words or ""
    return esc(words if len(words) <= LONGEST_SAID else f"{words[: LONGEST_SAID - 1]}…")


def bold(text: str) -> str:
    """Text already safe, in bold."""
    return f"<b>{text}</b>"


def link(label: str, href: str | None) -> str:
    """A label (not yet safe) that leads to an address, or the label alone."""
    if href is None:
        return esc(label)
    return f'<a href="{html.escape(href)}">{esc(label)}</a>'


def bare(text: str) -> str:
    """Telegram HTML as plain text without the addresses of its links.

    >>> bare('<b>Trades</b> &amp; <a href="https://x.ca">more</a>')
    'Trades & more'
    """
    return html.unescape(_TAG.sub("", text))


def plain(text: str) -> str:
    """Telegram HTML as plain text; an address stands behind its label, several below the text.

    >>> plain('<b>Trades</b> &amp; <a href="https://x.ca/?a=1&amp;b=2">more</a>')
    'Trades & more (https://x.ca/?a=1&b=2)'
    >>> plain('<a href="https://x.ca">One</a> and <a href="https://y.ca">two</a>.')
    'One [1] and two [2].\\n\\n[1] https://x.ca\\n[2] https://y.ca'
    """
    addresses = list(dict.fromkeys(found[1] for found in _LINK.finditer(text)))
    if len(addresses) < 2:
        without_links = _LINK.sub(r"\2 (\1)", text)
    else:
        without_links = _LINK.sub(lambda link: f"{link[2]} [{addresses.index(link[1]) + 1}]", text)
        notes = [f"[{number}] {address}" for number, address in enumerate(addresses, 1)]
        without_links += "\n\n" + "\n".join(notes)
    return html.unescape(_TAG.sub("", without_links))
