"""What stands behind ``t.me/<bot>?start=``: a scenario, a kind of draw, a what-if.

Telegram takes at most 64 characters of A-Z a-z 0-9 _ and -. A payload is versioned, since links
live for ever, and holds no identity: whoever opens it learns a score, an occupation and days, not
whose they are. The time of day and the time zone are left out: hardly two people share them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from knowledge.profiles import Profile, Submission

MOST_CHARACTERS = 64

FROM_GROUP, FROM_CHANNEL = "check", "mean"
"""What a chat begins with that somebody opened from a group, and from a post in a channel."""

_SCENARIO = re.compile(
    r"1p(?:-c(?P<crs>\d{1,4}))?(?:-n(?P<noc>\d{5}))?(?:-d(?P<on>\d{8}))?(?:-m(?P<months>\d{1,3}))?"
    r"(?:-r(?P<draw>\d{1,4}[a-z]?))?"
)
_SUBSCRIBE = re.compile(r"1s-(?P<about>[a-z_]{1,40})")


@dataclass(frozen=True, slots=True)
class Scenario:
    """A profile to look at, in the draw of that number (None: the newest trades draw)."""

    profile: Profile
    draw: str | None = None


@dataclass(frozen=True, slots=True)
class WantNotices:
    """Subscribe to a category id, or "all"."""

    about: str


@dataclass(frozen=True, slots=True)
class OpenWhatIf:
    """Ask what should be different."""


Link = Scenario | WantNotices | OpenWhatIf


def encode_link(link: Link) -> str:
    """The payload of a link.

    >>> encode_link(Scenario(Profile(480, "72106", Submission(date(2025, 11, 3)))))
    '1p-c480-n72106-d20251103'
    """
    match link:
        case OpenWhatIf():
            return "1w"
        case WantNotices(about):
            return f"1s-{about}"
        case Scenario(profile, draw):
            on = None if profile.submission is None else f"{profile.submission.on:%Y%m%d}"
            months = profile.experience_months
            marked = {"c": profile.crs, "n": profile.noc, "d": on, "m": months, "r": draw}
            said = (f"-{mark}{value}" for mark, value in marked.items() if value is not None)
            return "1p" + "".join(said)
        case _:
            assert_never(link)


def decode_link(payload: str) -> Link | None:
    """What a payload stands for; None where it is of another version, forged or cut off.

    Whether such a score, occupation, draw or category exists is for the caller to see.
    """
    if len(payload) > MOST_CHARACTERS:
        return None
    if payload == "1w":
        return OpenWhatIf()
    if wanted := _SUBSCRIBE.fullmatch(payload):
        return WantNotices(wanted["about"])
    found = _SCENARIO.fullmatch(payload)
    if found is None or not payload.isascii():
        return None
    try:
        on = None if found["on"] is None else date.fromisoformat(found["on"])
    except ValueError:
        return None
    profile = Profile(
        None if found["crs"] is None else int(found["crs"]),
        found["noc"],
        None if on is None else Submission(on),
        None if found["months"] is None else int(found["months"]),
    )
    return None if profile.is_empty else Scenario(profile, found["draw"])
