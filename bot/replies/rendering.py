"""From message values and choices to one message that can be shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Protocol, assert_never, get_args

from bot.conversation.choices import Choice, encode
from bot.conversation.messages import (
    AboutPerson,
    Answer,
    Changed,
    DatesFile,
    Exported,
    History,
    Message,
    Noted,
    PoolReport,
    Remark,
)
from bot.conversation.transition import Rows, Transition
from bot.ports.messages import Button, Document, Illustration, Rendered
from bot.reading.occupations.reader import OccupationIndex
from bot.reading.understood import Lang
from bot.replies.fitting import rows_of
from bot.replies.introductions import Introduction
from bot.replies.markup import folded_last
from knowledge.own_dates import Deadline


class Texts(Protocol):
    """What the module of a language offers."""

    def say(self, message: Message, taken: int = 0) -> str:
        """The message as Telegram HTML; a verdict where so many rows are taken already."""

    def day_title(self, deadline: Deadline) -> str:
        """What is on a day of the person, as a calendar shows it."""

    def label(self, choice: Choice, occupations: OccupationIndex) -> str:
        """The words on a button."""


class _Languages(Mapping[Lang, Texts]):
    """All languages; the texts of one are imported when it is first spoken."""

    def __getitem__(self, lang: Lang) -> Texts:
        match lang:
            case "en":
                from bot.replies.en import sentences as en

                return en
            case "fr":
                from bot.replies.fr import sentences as fr

                return fr
        raise KeyError(lang)  # what a stored row may still hold

    def __iter__(self) -> Iterator[Lang]:
        return iter(get_args(Lang))

    def __len__(self) -> int:
        return len(get_args(Lang))


LANGUAGES: Mapping[Lang, Texts] = _Languages()


def words(messages: tuple[Message, ...], lang: Lang) -> str:
    """The messages of one turn as one text in Telegram HTML; what is folded stands last.

    A verdict takes the room that the others leave; whom it is about and what is supposed it says
    itself.
    """
    texts = LANGUAGES[lang]
    told = [message for at, message in enumerate(messages) if not _told_by_next(at, messages)]
    taken = rows_of([texts.say(message) for message in told if not isinstance(message, Answer)])
    found = ""
    for message in told:
        said = texts.say(message, taken)
        gap = "" if not found else "\n" if found.endswith(_CLOSE) else "\n\n"
        found = f"{found.removesuffix(_CLOSE)}{gap if said else ''}{said}"
        if said and (isinstance(message, Changed | AboutPerson) or message == BACK):
            found += _CLOSE
    return folded_last(found.removesuffix(_CLOSE))


BACK = Remark("back_to_real")

_CLOSE = "\0"
"""Ends a line that what follows stands directly below."""


def _told_by_next(at: int, messages: tuple[Message, ...]) -> bool:
    """Whether the verdict that comes next says the same in its first line."""
    message, after = messages[at], messages[at + 1 :]
    verdict = next((each for each in after if isinstance(each, Answer)), None)
    if verdict is None:
        return False
    if isinstance(message, AboutPerson):
        return verdict.person == message.label
    return isinstance(message, Noted) and message.what_if and verdict.against is not None


def buttons(
    choices: Rows, lang: Lang, occupations: OccupationIndex
) -> tuple[tuple[Button, ...], ...]:
    """The choices as rows of labelled buttons."""
    label = LANGUAGES[lang].label
    return tuple(
        tuple(
            Button(
                label(choice, occupations),
                encode(choice),
                choice.value if choice.kind == "private" else None,
            )
            for choice in row
        )
        for row in choices
    )


def render(transition: Transition, occupations: OccupationIndex) -> Rendered:
    """All that one turn says, as exactly one message."""
    lang, choices = transition.state.memory.lang, transition.choices
    rows = buttons(_only(choices, _goes_with_words), lang, occupations)
    picture = _illustration(transition, occupations)
    text = words(transition.replies, lang)
    return Rendered(text, rows, picture, document(transition.replies, lang))


def _only(rows: Rows, wanted: Callable[[Choice], bool]) -> Rows:
    found = (tuple(choice for choice in row if wanted(choice)) for row in rows)
    return tuple(row for row in found if row)


def _goes_with_words(choice: Choice) -> bool:
    return choice.kind != "as_text" and choice != Choice("pool", "text")


def _goes_with_a_picture(choice: Choice) -> bool:
    return choice.kind not in ("older", "newer")


def _illustration(transition: Transition, occupations: OccupationIndex) -> Illustration | None:
    """The picture of a turn that has one: what else is said stands below it."""
    lang, replies = transition.state.memory.lang, transition.replies
    for at, message in enumerate(replies):
        if isinstance(message, History | PoolReport):
            from bot.replies.pictures import drawn

            found = drawn(message, lang, words((*replies[:at], *replies[at + 1 :]), lang))
            if found is None:
                return None
            rows = buttons(_only(transition.choices, _goes_with_a_picture), lang, occupations)
            return Illustration(found.chart, found.caption, found.beside, rows)
    return None


def document(messages: tuple[Message, ...], lang: Lang) -> Document | None:
    """The file that comes with the messages of one turn, if one does."""
    for message in messages:
        if isinstance(message, Exported):
            name = f"tradedraw-{message.at:%Y-%m-%d}.json"
            return Document(name, message.content.encode("utf-8", "backslashreplace"))
        if isinstance(message, DatesFile):
            from bot.replies.calendar import calendar_file

            title = LANGUAGES[lang].day_title
            days = [(each, title(each)) for each in message.deadlines]
            made = calendar_file(days, message.calendar, message.at)
            return Document("tradedraw.ics", made)
    return None


def introduction(lang: Lang) -> Introduction:
    """The introduction in that language."""
    match lang:
        case "en":
            from bot.replies.en.introduction import INTRODUCTION

            return INTRODUCTION
        case "fr":
            from bot.replies.fr.introduction import INTRODUCTION as PRESENTATION

            return PRESENTATION
        case _:
            assert_never(lang)
