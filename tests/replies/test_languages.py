"""Both languages tell the same facts, each in its own typography, and neither promises anything."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, get_args

import pytest

from bot.conversation.choices import Choice
from bot.conversation.messages import Answer, DrawCorrected, Judged, Message, NewDraw
from bot.reading.understood import Lang
from bot.replies.en import (
    sentences as en,
)
from bot.replies.en import (
    terms as en_terms,
)
from bot.replies.fr import (
    sentences as fr,
)
from bot.replies.fr import (
    terms as fr_terms,
)
from bot.replies.markup import plain
from bot.replies.rendering import LANGUAGES
from bot.running.one_question import as_json, ask
from tests.fake_telegram.rules import shown_text
from tests.replies.samples import FACTS, OCCUPATIONS, WORLD, choices, samples
from tests.tables import each

SAMPLES = samples()
MONTHS: dict[Lang, str] = {
    "en": "january february march april may june july august september october november december",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
MONTH: dict[Lang, dict[str, int]] = {
    lang: {name: at for at, name in enumerate(names.split(), 1)} for lang, names in MONTHS.items()
}
OPERATORS_WORDS = {"from the operator", "operator: given up"}
"""Written by a person or by Telegram, shown as they stand."""

OURS = [name for name in SAMPLES if name not in OPERATORS_WORDS]

HREF = re.compile(r'href="([^"]*)"')
OFFICIAL = re.compile(r"https://(?!www\.canada\.ca/content/)\S*")
"""A page in the language of the text: only how many there are is the same."""
TAG = re.compile(r"<[^>]*>")
DAY = re.compile(r"\b(\d{1,2})(?:er)?[ \xa0](\w+)[ \xa0](\d{4})\b")
ISO_DAY = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
CLOCK = re.compile(r"\b(\d{1,2}):(\d\d)(?::(\d\d))?(?P<pm> pm)?\b")
FRENCH_CLOCK = re.compile(r"\b(\d{1,2})\xa0h\xa0(\d\d)(?:\xa0min\xa0(\d\d)\xa0s)?\b")
THOUSANDS: dict[Lang, str] = {"en": r"(?<=\d),(?=\d{3}\b)", "fr": r"(?<=\d)\xa0(?=\d{3}\b)"}


def same_pages(data: Any) -> Any:
    """The data without what depends on the language: addresses of pages, where the fold is."""
    if isinstance(data, dict):
        kept = {name: value for name, value in data.items() if name not in ("page", "fold_at")}
        return {name: same_pages(value) for name, value in kept.items()}
    return [same_pages(each) for each in data] if isinstance(data, list) else data


def facts_in(html: str, lang: Lang) -> Counter[str]:
    """All numbers, days, times, time zones, addresses and codes of a text, in one notation."""
    found = Counter(OFFICIAL.sub("a page", href) for href in HREF.findall(html))

    def day(match: re.Match[str]) -> str:
        month = MONTH[lang].get(match[2].lower())
        if month is None:
            return match[0]
        found[f"{match[3]}-{month:02}-{int(match[1]):02}"] += 1
        return " "

    def iso_day(match: re.Match[str]) -> str:
        found[match[0]] += 1
        return " "

    def clock(match: re.Match[str]) -> str:
        hour = int(match[1]) + (12 if match.groupdict().get("pm") else 0)
        found[f"{hour:02}:{match[2]}" + (f":{match[3]}" if match[3] else "")] += 1
        return " "

    text = re.sub(THOUSANDS[lang], "", TAG.sub("", html))
    text = ISO_DAY.sub(iso_day, DAY.sub(day, text))
    text = FRENCH_CLOCK.sub(clock, CLOCK.sub(clock, text))
    found["UTC"] = text.count("UTC")
    return found + Counter(re.findall(r"\d+[a-z]?\b", text))


def test_the_facts_of_a_text_are_found() -> None:
    english = "On 1 January 2026, 04:05:06 UTC: 3,500 at 10:36 pm; NOC 72106, draw #91a, 2025-11-03"
    french = (
        "Le 1er janvier 2026 à 4\xa0h\xa005\xa0min\xa006\xa0s UTC\xa0: 3\xa0500 à 22\xa0h\xa036;"
        " CNP 72106, ronde n°\xa091a, 2025-11-03"
    )
    said = ["2026-01-01", "04:05:06", "UTC", "3500", "22:36", "72106", "91a", "2025-11-03"]
    assert facts_in(english, "en") == facts_in(french, "fr") == Counter(said)


def test_a_message_tells_the_same_facts_in_both_languages() -> None:
    def check(name: str) -> None:
        message = SAMPLES[name]
        assert facts_in(en.say(message), "en") == facts_in(fr.say(message), "fr")

    each(OURS, check)


def test_a_button_tells_the_same_facts_in_both_languages() -> None:
    def check(choice: Choice) -> None:
        english, french = en.label(choice, OCCUPATIONS), fr.label(choice, OCCUPATIONS)
        assert facts_in(english, "en") == facts_in(french, "fr")
        if choice.kind != "occupation":
            assert max(len(english), len(french)) <= 26, "too long for half a row on a phone"

    each(choices(), check, lambda choice: f"{choice.kind} {choice.value}")


LEADS: dict[Lang, dict[str, tuple[str, ...]]] = {
    "en": {
        "invited": ("Yes: ",),
        "not_invited": ("No: ",),
        "depends": ("It hangs on ", "Nobody can say: "),
        "incomplete": ("So far yes: ", "Still open for "),
    },
    "fr": {
        "invited": ("Oui : ",),
        "not_invited": ("Non : ",),
        "depends": ("Tout tient ", "Personne ne peut le dire : "),
        "incomplete": ("Jusqu’ici oui : ", "Reste à savoir pour "),
    },
}
"""How the first line begins, or goes on behind what is supposed."""


@pytest.mark.parametrize("lang", get_args(Lang))
def test_the_first_line_of_an_answer_is_its_outcome(lang: Lang) -> None:
    outcomes = set()
    for message in SAMPLES.values():
        if isinstance(message, Answer):
            outcome = message.judged.verdict.outcome
            first = plain(LANGUAGES[lang].say(message)).replace("\xa0", " ").partition("\n")[0]
            assert first.removeprefix(first.partition("? ")[0] + "? ").startswith(
                LEADS[lang][outcome]
            )
            outcomes.add(outcome)
    assert outcomes == set(LEADS[lang])


def told_in(message: Message) -> Judged | None:
    """The outcome that a notice tells."""
    return message.judged if isinstance(message, NewDraw | DrawCorrected) else None


@pytest.mark.parametrize("lang", get_args(Lang))
def test_the_first_line_of_a_notice_holds_its_outcome(lang: Lang) -> None:
    outcomes = set()
    for name, message in SAMPLES.items():
        found = told_in(message)
        if found is not None:
            lead = LANGUAGES[lang].say(message).partition("</b>")[0].replace("\xa0", " ")
            told = {
                each
                for each, words in LEADS[lang].items()
                if any(f". {begin}" in lead for begin in words)
            }
            assert told == {found.verdict.outcome}, name
            outcomes |= told
    assert outcomes == set(LEADS[lang])


@pytest.mark.parametrize("lang", get_args(Lang))
def test_telegram_takes_the_text(lang: Lang) -> None:
    def check(name: str) -> None:
        assert shown_text(LANGUAGES[lang].say(SAMPLES[name]), "HTML")

    each(SAMPLES, check)


PROMISES = re.compile(
    r"you(?:'re| are) eligible|you qualify|you will be invited|you(?:'ve| have)? (?:got|received)"
    r"|you (?:were|are|have been) invited|your invitation (?:was|has been)"
    r"|vous êtes (?:admissible|invité)|vous serez invité|vous (?:avez|aurez) (?:reçu|été invité)"
    r"|vous recevrez|votre invitation (?:a été|est)",
    re.IGNORECASE,
)


@pytest.mark.parametrize("promise", ["You are eligible!", "vous avez reçu une invitation"])
def test_a_promise_would_be_found(promise: str) -> None:
    assert PROMISES.search(promise)


@pytest.mark.parametrize("lang", get_args(Lang))
def test_nobody_is_called_eligible_or_invited(lang: Lang) -> None:
    texts = [plain(LANGUAGES[lang].say(message)).replace("’", "'") for message in SAMPLES.values()]
    assert not [found[0] for text in texts if (found := PROMISES.search(text))]


@pytest.mark.parametrize("lang", get_args(Lang))
def test_no_blank_is_doubled_and_no_line_ends_in_one(lang: Lang) -> None:
    def check(name: str) -> None:
        for line in plain(LANGUAGES[lang].say(SAMPLES[name])).split("\n"):
            assert not re.search(r"[ \xa0]{2}|[ \xa0]$", line.removeprefix("   ")), line

    each(OURS, check)


FOREIGN: dict[Lang, str] = {
    "fr": r"the|your?|is|are|was|were|of|and|with|draws?|cut-off|below|above|days?|months?|noc|crs",
    "en": r"le|la|les|des|du|votre|vous|est|et|dans|avec|pour|rondes?|mois|jours?|cnp|scg",
}
THEIR_WORDS = r"“[^”]*”|«[^»]*»|\(?https?://\S+|\bEST\b"
"""What somebody else said or wrote may be in any language; addresses and time zones are in none."""


@pytest.mark.parametrize("lang", get_args(Lang))
def test_no_word_of_the_other_language_is_left(lang: Lang) -> None:
    def check(name: str) -> None:
        text = re.sub(THEIR_WORDS, "", plain(LANGUAGES[lang].say(SAMPLES[name])))
        found = re.findall(rf"(?<![\w/])(?:{FOREIGN[lang]})(?!\w)", text, re.IGNORECASE)
        assert not found

    each(OURS, check)


@pytest.mark.parametrize(
    ("mistake", "why"),
    [
        (r"[\"']", "straight quotes and apostrophes"),
        (r"[ \xa0][;?!]", "no blank before ; ? ! in Canada"),
        (r"(?<![\xa0\d]):(?!\d)|[^\xa0\d]:\d|\d:(?!\d)", "a no-break space before a colon"),
        (r"«(?!\xa0)|(?<!\xa0)»", "no-break spaces inside guillemets"),
        (r"[“”]", "guillemets, no English quotes"),
        (r"n°(?!\xa0\d|\xa0»)", "no line break after n°"),
        (r"\d (?:h|min|s)\b|\bh \d", "no line break inside a time"),
        (r"\d[, ]\d{3}\b(?![-/])", "thousands by a no-break space"),
        (rf"\b1 (?:{'|'.join(MONTH['fr'])})\b", "the first is 1er"),
        (r"\.\.\.", "an ellipsis is one character"),
        (r"º", "the degree sign in n°, no ordinal sign"),
        (r"\b[01] \w+és\b", "zero and one are singular"),
        (
            r"\b(?:vous|je)\b[^.;?!\n]{0,24}\b(?:abonné|invité|inscrit|averti|avisé|informé)\b",
            "nobody is taken for a man",
        ),
        (r"p\.ex|\b(?:de|à) (?:le|les) (?!\w+er)", "contractions"),
        (r"(?<!-)\b(?:de|que|la|ne|je|se) [aeiouéèêà]|\bsi ils?\b", "elision"),
    ],
)
def test_french_typography(mistake: str, why: str) -> None:
    texts = {name: fr.say(message) for name, message in SAMPLES.items()}
    texts |= {f"{each}": fr.label(each, OCCUPATIONS) for each in choices()}
    for name in texts.keys() - OPERATORS_WORDS:
        text = re.sub(r"\n*\[\d\] https?://\S+| ?\(?https?://\S+", "", plain(texts[name]))
        assert not re.search(mistake, text), f"{name}: {why}: {text}"


def test_every_name_of_the_facts_is_named_in_both_languages() -> None:
    assert en_terms.CATEGORY.keys() == fr_terms.CATEGORY.keys() >= FACTS.categories.keys()


@pytest.mark.parametrize(
    "question",
    ["480 72106 2025-11-03", "476", "505 72310 2024-11-05", "1300", "72200", "510 62200"],
)
def test_the_answer_as_data_is_equal_in_both_languages(question: str) -> None:
    asked = {lang: as_json(ask(question, WORLD, lang)) for lang in get_args(Lang)}
    texts = {lang: answer.pop("text") for lang, answer in asked.items()}
    titles = {lang: answer["understood"].pop("occupation") for lang, answer in asked.items()}
    assert same_pages(asked["en"]) == same_pages(asked["fr"])
    assert texts["en"] != texts["fr"]
    assert (titles["en"] is None) == (titles["fr"] is None)


@pytest.mark.parametrize(
    "question",
    [
        "480 72106 2025-11-03 18 mois",
        "476 72106 2026-03-01",
        "505 72310 5 nov. 2024 à 22h36 UTC, draw 368",
        "510 62200 2026-03-01",
        "510 63200 2026-03-01",
        "480 75110 2026-03-01",
        "1300",
        "505, 2026-02-31",
        "490 72106 mars 2026",
        "et si j'avais 510?",
        "what if I had 510 as a welder, submitted 2026-03-01",
        "aurais-je déjà été invité avec 440 points, 72106, 2024-03-01",
        "how many invitations are left in 2025",
        "combien d'invitations restent pour la santé",
        "latest French draw",
        "ronde 999",
        "c'est quoi la règle de bris d'égalité",
        "how long does my profile live",
        "merci",
        "what is the weather",
    ],
)
def test_a_question_in_either_language_tells_the_same_facts_in_both(question: str) -> None:
    told = {lang: ask(question, WORLD, lang) for lang in get_args(Lang)}
    texts = {lang: re.sub(r"https?://\S+", "", answer.text) for lang, answer in told.items()}
    facts = {lang: facts_in(text, lang) for lang, text in texts.items()}
    links = {lang: answer.text.count("https://") for lang, answer in told.items()}
    assert (facts["en"], links["en"]) == (facts["fr"], links["fr"])
    answers = {lang: as_json(answer) for lang, answer in told.items()}
    for answer in answers.values():
        del answer["text"], answer["understood"]["occupation"]
        for choice in answer["understood"]["occupation_choices"]:
            del choice["title"]
    assert same_pages(answers["en"]) == same_pages(answers["fr"])


def test_an_occupation_is_titled_in_the_language_of_the_answer() -> None:
    welder = {lang: as_json(ask("72106", WORLD, lang))["understood"] for lang in get_args(Lang)}
    assert welder["en"]["occupation"].startswith("Welders")
    assert welder["fr"]["occupation"].startswith("Soudeurs/soudeuses")
