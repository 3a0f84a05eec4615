"""How French fills the gaps of sentences: amounts with their nouns, draws, days, people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, assert_never

from bot.replies.elapsed import passed
from bot.replies.fr.asked_back import ASKED_BACK, QUESTIONS
from bot.replies.fr.cards import CARDS
from bot.replies.fr.terms import CATEGORY, FR, of_somebody, somebody
from bot.replies.fr.topics_draws import DRAWS
from bot.replies.fr.topics_people import PEOPLE
from bot.replies.fr.topics_profile import PROFILE
from bot.replies.markup import as_said, esc
from bot.replies.sentences import (
    Address,
    Amount,
    Kind,
    Named,
    OfPerson,
    OneDraw,
    PersonLabel,
    Quoted,
    Sentence,
    Several,
    Unit,
    Value,
    after_colons,
    worded,
)
from knowledge.profiles import Submission

TOPICS: Final = DRAWS | PROFILE | PEOPLE
TEXTS: Final = (
    CARDS | ASKED_BACK | QUESTIONS | {f"topic.{topic}": text for topic, text in TOPICS.items()}
)

_NOUNS: Final[dict[Unit, tuple[str, str]]] = {
    "number": ("", ""),
    "points": (" point", " points"),
    "months": (" mois", " mois"),
    "years": (" an", " ans"),
    "days": (" jour", " jours"),
    "people": (" personne", " personnes"),
    "invitations": (" invitation", " invitations"),
    "draws": (" ronde", " rondes"),
    "occupations": (" profession", " professions"),
}


@dataclass(frozen=True, slots=True)
class French:
    """French, with instants in the person's own time zone, too, where it is known."""

    zone: str | None = None

    def text(self, key: str) -> str:
        """The text of that sentence, with its gaps."""
        return TEXTS[key]

    def address(self, value: Address) -> str | None:
        """The address for French readers."""
        return value.fr

    def value(self, value: Value) -> str:
        """The value in words, safe inside Telegram HTML."""
        match value:
            case Amount():
                one, many = _NOUNS[value.unit]
                return f"{FR.number(value.count)}{one if value.count < 2 else many}"
            case Named():
                return esc(value.fr)
            case Address():
                return esc(value.fr)
            case OneDraw():
                day = [] if value.drawn_on is None else [FR.day(value.drawn_on)]
                end = [] if value.cutoff is None else [f"limite {FR.number(value.cutoff)}"]
                told = ", ".join([self.value(Kind(value.category)), *day, *end])
                return f"ronde n° {esc(value.number)} ({told})"
            case Kind():
                return esc(CATEGORY.get(value.category, "Entrée express"))
            case OfPerson():
                return of_somebody(value.label)
            case Quoted():
                return as_said(value.words)
            case PersonLabel():
                return somebody(value.label)
            case Sentence():
                return worded(value, self)
            case Several():
                return self._several(value)
            case Submission():
                return FR.submission(value, self.zone)
            case datetime():
                return FR.shown_instant(value, self.zone)
            case date():
                return FR.day(value)
            case time():
                return FR.clock(value, seconds=False)
            case timedelta():
                return passed(value, FR)
            case int():
                return FR.number(value)
            case str():
                return esc(value)
            case _:
                assert_never(value)

    def _several(self, several: Several) -> str:
        words = [self.value(each) for each in several.values]
        match several.put:
            case "after":
                return after_colons(words)
            case "beside":
                return " · ".join(words)
            case "apart":
                return "; ".join(words)
            case "below":
                return "\n".join(filter(None, words))
            case "either":
                return " ou ".join(words)
            case "listed":
                return " et ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
            case _:
                assert_never(several.put)
