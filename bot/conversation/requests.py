"""What somebody asks of the bot: one value, whatever way it came, and one table of each.

A sentence, a command, a button, a deep link and a line typed in some chat all become requests.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args

from bot.conversation.states import AskingHomeZone, ConfirmingForget, State
from bot.reading.understood import Intent, Lang, Understood, meant

MOST_TOLD = 5
"""How many of the newest notices /status shows."""

Command = Literal[
    "start",
    "check",
    "latest",
    "remaining",
    "history",
    "pool",
    "whatif",
    "subscribe",
    "unsubscribe",
    "status",
    "settings",
    "language",
    "dates",
    "me",
    "privacy",
    "export",
    "forget",
    "cancel",
    "help",
]
OperatorCommand = Literal["admin", "pause", "resume", "correct", "accept"]

Personal = Literal[
    "tell",
    "stand",
    "check",
    "what_if",
    "points",
    "crs",
    "occupation",
    "none_of_these",
    "day",
    "zone",
    "submitted",
    "in_pool",
    "condition",
    "change",
    "keep",
    "real",
    "undo",
    "mine",
    "not_mine",
    "yes",
    "no",
    "dont_know",
    "skip",
    "cancel",
    "forget",
    "place",
    "tie_break",
    "me",
    "dates",
    "dated",
    "remember",
    "remind",
    "export",
    "share",
]
"""About the person's own standing, answers and data. ``tell``: facts, answers, suppositions;
``stand``: where whoever is shown stands; ``place``: where somebody lives; ``dates``:
what ends when, ``dated``: days that are told, to be kept only after ``remember``."""

LookedUp = Literal[
    "start",
    "latest",
    "remaining",
    "history",
    "as_text",
    "older",
    "newer",
    "pool",
    "explain",
    "which_draw",
    "help",
    "greeting",
    "thanks",
    "nothing",
    "puzzled",
    "unknown",
]
"""About draws, invitations, rules, and the talk itself; ``nothing``: a yes or no at rest."""

Settled = Literal[
    "subscribe",
    "subscribe_other",
    "wished",
    "also",
    "without",
    "only_changes",
    "quiet",
    "quiet_zone",
    "unsubscribe",
    "status",
    "settings",
    "home_zone",
    "lang",
    "privacy",
    "operator",
    "correction",
    "correct",
    "unknown_command",
    "stale",
    "meant",
    "private",
    "edited_earlier",
    "sent_something_else",
    "added",
    "too_much",
    "not_read",
    "all_deleted",
    "blocked",
]
"""About notices, settings and operators, and whatever is no text."""

Act = Personal | LookedUp | Settled
"""What can be asked."""

Public = Literal["everybody", "administrators", "person"]
"""Who may ask it in a group; ``person``: it is about one person, and asked over into private."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What ``World.standing`` and ``World.view`` must hold for a turn.

    ``told`` is how many of the newest notices; ``counts`` and ``recipients_of`` (a draw number,
    perhaps of no draw) are for operators only. ``decision``: in a group it is up to the
    administrators. ``stored``: every row about the chat; ``backups``: the copies of the database
    that /forget does not reach.
    """

    subscription: bool = False
    told: int = 0
    counts: bool = False
    recipients_of: str | None = None
    decision: bool = False
    stored: bool = False
    backups: bool = False


NOTHING = Needs()
_MINE = Needs(subscription=True)
_SUBSCRIPTION = Needs(subscription=True, decision=True)
_STATUS = Needs(subscription=True, told=MOST_TOLD)


@dataclass(frozen=True, slots=True)
class Row:
    """All that is the same whenever this is asked.

    ``command`` asks for it, ``french`` is its other name; commands stand in Telegram's menu in the
    order of the table, in a group those that are ``public``. ``intent`` is what it is called for
    other programs.
    """

    intent: Intent = "unknown"
    public: Public = "person"
    needs: Needs = NOTHING
    command: Command | None = None
    french: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """One thing that is asked: ``value`` says which, ``said`` what was said with it.

    ``typed`` where it came in words, not as a command or button, ``spoken`` the language of those
    words as far as they tell; ``offered`` where it was offered as what was perhaps meant.
    """

    act: Act
    value: str = ""
    said: Understood = Understood()  # noqa: RUF009 - it is frozen
    typed: bool = False
    offered: bool = False
    spoken: Lang | None = None

    @property
    def understood(self) -> Understood:
        """What it was understood to be, where it did not come in words, too."""
        if self.said != Understood() or self.act in ("unknown", "stale", "unknown_command"):
            return self.said
        return meant(ROWS[self.act].intent)

    @property
    def repeats_a_verdict(self) -> bool:
        """Whether the answer is part of what is said with every verdict."""
        return self.act in ("latest", "remaining") and self.said.year is None


_ABOUT_A_PERSON: Mapping[Act, Row] = {
    "tell": Row("check"),
    "stand": Row("check"),
    "points": Row("what_if"),
    "change": Row("check"),
    "crs": Row("check"),
    "occupation": Row("check"),
    "none_of_these": Row("small_talk"),
    "day": Row("check"),
    "zone": Row("check"),
    "submitted": Row("check"),
    "in_pool": Row("check"),
    "condition": Row("check"),
    "dont_know": Row("small_talk"),
    "skip": Row("small_talk"),
    "keep": Row("check"),
    "real": Row("check"),
    "mine": Row("check"),
    "not_mine": Row("check"),
    "undo": Row("undo"),
    "place": Row("settings", needs=_MINE),
    "tie_break": Row("check"),
    "private": Row("check"),
}
_OF_THE_TALK: Mapping[Act, Row] = {
    "meant": Row(public="everybody"),
    "which_draw": Row("latest", "everybody"),
    "yes": Row("small_talk", "everybody"),
    "no": Row("small_talk", "everybody"),
    "greeting": Row("small_talk", "everybody"),
    "thanks": Row("small_talk", "everybody"),
    "puzzled": Row("explain"),
    "nothing": Row("small_talk", "everybody"),
    "unknown": Row(public="everybody"),
    "unknown_command": Row(public="everybody"),
    "stale": Row(public="everybody"),
    "edited_earlier": Row(),
    "sent_something_else": Row(public="everybody"),
    "added": Row(public="everybody"),
    "too_much": Row(public="everybody"),
    "not_read": Row(public="everybody"),
    "all_deleted": Row(needs=Needs(backups=True)),
    "blocked": Row(needs=_MINE),
    "operator": Row(needs=Needs(counts=True)),
    "correction": Row(),
    "correct": Row(),
}
ROWS: Mapping[Act, Row] = {
    "start": Row("help", "everybody", command="start"),
    "check": Row("check", command="check", french="verifier"),
    "latest": Row("latest", "everybody", command="latest", french="dernier"),
    "remaining": Row("remaining", "everybody", command="remaining", french="reste"),
    "history": Row("history", "everybody", command="history", french="historique"),
    "as_text": Row("history", "everybody"),
    "older": Row("history", "everybody"),
    "newer": Row("history", "everybody"),
    "pool": Row("explain", "everybody", command="pool", french="bassin"),
    "what_if": Row("what_if", command="whatif", french="etsi"),
    "explain": Row("explain", "everybody"),
    "subscribe": Row(
        "subscribe", "administrators", _SUBSCRIPTION, command="subscribe", french="abonner"
    ),
    "subscribe_other": Row("subscribe", "administrators", _SUBSCRIPTION),
    "wished": Row("subscribe", "administrators", _SUBSCRIPTION),
    "also": Row("subscribe", "administrators", _SUBSCRIPTION),
    "without": Row("subscribe", "administrators", _SUBSCRIPTION),
    "only_changes": Row("subscribe", needs=_SUBSCRIPTION),
    "quiet": Row("settings", "administrators", _SUBSCRIPTION),
    "quiet_zone": Row("settings", "administrators", _SUBSCRIPTION),
    "unsubscribe": Row(
        "unsubscribe", "administrators", _SUBSCRIPTION, command="unsubscribe", french="desabonner"
    ),
    "status": Row("status", "everybody", _STATUS, command="status", french="etat"),
    "settings": Row("settings", needs=_MINE, command="settings", french="reglages"),
    "home_zone": Row("settings", needs=_MINE),
    "lang": Row(
        "language", "administrators", Needs(decision=True), command="language", french="langue"
    ),
    "dates": Row("dates", needs=_MINE, command="dates", french="echeances"),
    "me": Row("me", needs=_MINE, command="me", french="moi"),
    "privacy": Row("privacy", command="privacy", french="confidentialite"),
    "export": Row("export", needs=Needs(stored=True), command="export", french="exporter"),
    "share": Row("share"),
    "remind": Row("remind", needs=_MINE),
    "dated": Row("dates", needs=_MINE),
    "remember": Row("dates", needs=_MINE),
    "forget": Row("forget", command="forget", french="oublier"),
    "cancel": Row("small_talk", command="cancel", french="annuler"),
    "help": Row("help", "everybody", command="help", french="aide"),
    **_ABOUT_A_PERSON,
    **_OF_THE_TALK,
}
"""Every act, those with a command in the order of the menu."""

_NAMES: Mapping[str, Act] = {
    **{row.french: act for act, row in ROWS.items() if row.french is not None},
    **{row.command: act for act, row in ROWS.items() if row.command is not None},
}


def act_of(name: str) -> Act | None:
    """What the command of that name, in either language, asks for.

    >>> act_of("aide")
    'help'
    """
    return _NAMES.get(name)


def command_of(name: str) -> Command | None:
    """The command itself by either of its names."""
    act = act_of(name)
    return None if act is None else ROWS[act].command


def commands(*public: Public) -> tuple[Command, ...]:
    """The commands of the menu that these may give; /start is a button of Telegram's own."""
    return tuple(
        row.command
        for row in ROWS.values()
        if row.command not in (None, "start") and row.public in public
    )


def order_of(name: str) -> OperatorCommand | None:
    """The operator's command of that name, or None."""
    return next((order for order in get_args(OperatorCommand) if order == name), None)


def needs(requests: tuple[Request, ...], state: State) -> Needs:
    """What must be known before these can be done in that state."""
    found = NOTHING
    for request in requests:
        found = _both(found, _needs(request))
    if isinstance(state, ConfirmingForget):
        return replace(found, backups=True)
    if isinstance(state, AskingHomeZone):
        return replace(found, subscription=True)
    return found


def _needs(request: Request) -> Needs:
    if request.act == "start" and request.value:
        return _SUBSCRIPTION
    if request.act == "correction":
        return Needs(recipients_of=draw_to_correct(request.value))
    if request.act == "operator" and request.value:
        return NOTHING
    return ROWS[request.act].needs


def _both(one: Needs, other: Needs) -> Needs:
    return Needs(
        one.subscription or other.subscription,
        max(one.told, other.told),
        one.counts or other.counts,
        other.recipients_of if one.recipients_of is None else one.recipients_of,
        one.decision or other.decision,
        one.stored or other.stored,
        one.backups or other.backups,
    )


def draw_to_correct(rest: str) -> str:
    """The number of the draw that stands before a correction, "" where none does.

    >>> draw_to_correct("#91A The size was 400.")
    '91a'
    """
    return (rest.split(maxsplit=1) or [""])[0].lstrip("#").lower()
