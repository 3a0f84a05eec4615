"""Telegram HTML, and the same as plain text."""

from __future__ import annotations

import html
import re
from datetime import datetime

CAPTION_LIMIT = 1024
"""Characters of a caption after its entities are read (https://core.telegram.org/bots/api)."""

_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)
_TAG = re.compile(r"</?(?:b|i|u|s|code|pre|a|tg-time)\b[^>]*>")
_ANY_TAG = re.compile(r"<[^>]*>")
_FOLD = re.compile(r"\n*<blockquote expandable>(.*?)</blockquote>", re.DOTALL)
HERE = {"en": "your time", "fr": "votre heure"}
"""Stands where Telegram puts the reader's own time; nothing else can, so there it is left out."""
_HERE = re.compile(rf" \(<tg-time[^>]*>(?:{'|'.join(HERE.values())})</tg-time>\)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+")
_LINKING = re.compile(
    r"(?<=\w)(?=\.[^\W\d_]{2})|(?<=:)(?=//)|(?<=@)(?=\w)|(?<![\w/])(?<=[/#$])(?=[^\W\d_])"
)
_KEPT_APART = "\N{WORD JOINER}"

RULE = "\N{BOX DRAWINGS LIGHT HORIZONTAL}" * 12
"""Stands in plain text where the folded part begins."""

LONGEST_SAID = 80
"""Characters repeated of what somebody wrote, so that every answer fits one message."""


def esc(value: object) -> str:
    """A value made safe inside Telegram HTML."""
    return html.escape(str(value), quote=False)


def as_said(words: str | None) -> str:
    """What somebody wrote, made safe, and cut off where it is too long to be repeated.

    Characters that control or turn the text around are left out; an address, a name or a command
    in it becomes no link.

    >>> as_said("5 < 6"), len(as_said("x" * 5_000))
    ('5 &lt; 6', 80)
    >>> as_said("a\u202eb\x07"), as_said("t.me/x").replace("\u2060", "|")
    ('a b', 't|.me/x')
    """
    words = " ".join(_CONTROL.sub(" ", words or "").split())
    words = words if len(words) <= LONGEST_SAID else f"{words[: LONGEST_SAID - 1]}…"
    return esc(_LINKING.sub(_KEPT_APART, words))


def capital(words: str) -> str:
    """The words with their first letter as a capital."""
    return f"{words[:1].upper()}{words[1:]}"


def bold(text: str) -> str:
    """Text already safe, in bold."""
    return f"<b>{text}</b>"


def link(label: str, href: str | None) -> str:
    """A label (safe already) that leads to an address, or the label alone."""
    return label if href is None else f'<a href="{html.escape(href)}">{label}</a>'


def fold(text: str) -> str:
    """What is only seen when it is opened; nothing where there is nothing to fold."""
    return f"\n<blockquote expandable>{text}</blockquote>" if text else ""


def folded_last(text: str) -> str:
    """Several texts put together, with all that is folded in them as one fold at the end.

    >>> folded_last("One.\\n<blockquote expandable>Two.</blockquote>\\n\\nThree?")
    'One.\\n\\nThree?\\n<blockquote expandable>Two.</blockquote>'
    """
    return _FOLD.sub("", text) + fold(folded_of(text))


def folded_of(text: str) -> str:
    """What is folded in the text."""
    return "\n".join(_FOLD.findall(text))


def shown_at_once(text: str) -> str:
    """The text without what is folded."""
    return _FOLD.sub("", text)


def at_time(at: datetime, words: str) -> str:
    """An instant that Telegram shows in the reader's own time zone, and others as these words."""
    return f'<tg-time unix="{int(at.timestamp())}" format="DT">{words}</tg-time>'


def bare(text: str) -> str:
    """Telegram HTML as plain text without the addresses of its links and what is folded.

    >>> bare('<b>Trades</b> &amp; <a href="https://x.ca">more</a>')
    'Trades & more'
    """
    return html.unescape(_TAG.sub("", _HERE.sub("", shown_at_once(text))))


def plain(text: str, *, ruled: bool = True) -> str:
    """Telegram HTML as plain text; an address stands behind its label, several below the text.

    What is folded stands last, below a rule where it is ``ruled``.

    >>> plain('<b>Trades</b> &amp; <a href="https://x.ca/?a=1&amp;b=2">more</a>')
    'Trades & more (https://x.ca/?a=1&b=2)'
    >>> plain('<a href="https://x.ca">One</a> and <a href="https://y.ca">two</a>.')
    'One [1] and two [2].\\n\\n[1] https://x.ca\\n[2] https://y.ca'
    """
    above, folded = shown_at_once(text), folded_of(text)
    rule = f"\n{RULE}\n" if ruled else "\n"
    text = _HERE.sub("", f"{above}{rule}{folded}" if folded else above)
    addresses = list(dict.fromkeys(found[1] for found in _LINK.finditer(text)))
    if len(addresses) < 2 and not folded:
        without_links = _LINK.sub(r"\2 (\1)", text)
    else:
        without_links = _LINK.sub(lambda link: f"{link[2]} [{addresses.index(link[1]) + 1}]", text)
        notes = [f"[{number}] {address}" for number, address in enumerate(addresses, 1)]
        without_links += "\n" * bool(notes) + "\n".join(["", *notes])
    return html.unescape(_TAG.sub("", without_links))


def fold_at(text: str) -> int | None:
    """The index of the first folded line in the plain text (not ruled), None without a fold."""
    if _FOLD.search(text) is None:
        return None
    return shown_at_once(text).count("\n") + 1


def shown_length(text: str) -> int:
    """How long a text is for Telegram, which counts UTF-16 code units and no tags."""
    return len(html.unescape(_ANY_TAG.sub("", text)).encode("utf-16-le")) // 2
