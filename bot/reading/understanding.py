"""Reads a message once: finds, owners, roles, decisions; then what it wants."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date
from itertools import pairwise
from typing import Any, Literal
from zoneinfo import ZoneInfo

from bot.reading.days import submitted as day_roles
from bot.reading.days.readings import Day, Instant, LocalTime, MonthOnly, Said, tz_of
from bot.reading.days.time_answers import read_time, read_time_answer
from bot.reading.days.vague import vague_submission
from bot.reading.draws.categories import read_category
from bot.reading.finding import Finds, find, said_as_score, with_jobs
from bot.reading.questions.forms import without_form
from bot.reading.questions.small_talk import not_known, read_small_talk
from bot.reading.questions.years import only_a_year, year_asked
from bot.reading.scores.standing import Score, standing_of
from bot.reading.text.page import Page
from bot.reading.text.tokens import Line, Mention
from bot.reading.understood import (
    Assumed,
    Change,
    NotTaken,
    Ownership,
    Person,
    Reading,
    Reason,
    Slot,
    Unclear,
    UnclearReason,
    Understood,
    WhyNot,
    meant,
)
from bot.reading.wants.asked import Asked, asked
from bot.reading.wants.deciding import with_wants
from bot.reading.whose.cues import table_of, word_set
from bot.reading.whose.deciding import Decided, Item, base_of_score, decide
from bot.reading.whose.owners import Owners, spouses, words_for_others
from bot.reading.whose.scene import Scene
from bot.reading.work.full_time import MOST_MONTHS, Length, full_time, length_at, may_be_age
from bot.reading.work.occupations import Work, item_of, read_job
from knowledge.facts.shelf import CrsRange, Knowledge
from knowledge.occupations.reader import OccupationIndex, UnknownNoc
from knowledge.profiles import POOL_ZONE, Profile, ScoreOn

_MOST = 4_096
_OF_NUMBERS = "0123456789 \u00a0\u202f\n\t.,:/-"
_JOINS_DAYS = frozenset(
    [
        "or",
        "and",
        "to",
        "ou",
        "et",
        "a",
        "au",
        "-",
        "maybe",
        "sorry",
        "no",
        "i",
        "mean",
        "meant",
        "wait",
        "pardon",
        "non",
        "plutot",
        "the",
        "le",
        "du",
        "until",
        "on",
        "in",
        "it",
        "was",
    ]
)
_CORRECTED = frozenset({"sorry", "no", "pardon", "non", "meant", "mean", "oops", "plutot"})
_A_MONTH = re.compile(r"\bmonth|\bmois")
_PRESENT, _HELD = ("own", "moved"), ("own", "moved", "had")
_PART_TIME = re.compile(r"\b(?:part|half)[ -]?time\b|\btemps[ -]partiel\b|\bmi[ -]temps\b")
_AMOUNTS = ("experience", "canadian_experience", "french")
_NEAR = 6
_SPANS = frozenset(["or", "to", "and", "ou", "et", "au", "a", "until", "maybe", "the", "le"])
_PLAIN = ("bare", "if", "label", "chance")
_EITHER = frozenset(
    ["and", "or", "et", "ou", "to", "a", "maybe", "peut-etre", "points", "pts", "vs", "versus"]
)
_ASKS_NOTHING = ("unknown", "small_talk", "what_if")


@dataclass(frozen=True, slots=True)
class _Said:
    """Everything of one message while it is decided."""

    scene: Scene
    finds: Finds
    page: Page
    reading: Reading
    today: date
    possible: CrsRange
    scores: Mapping[int, Score]
    days: Mapping[int, Said]
    lengths: Mapping[int, Length]
    jobs: Mapping[int, Work]
    occupations: OccupationIndex
    first_year: int

    @property
    def asks(self) -> bool:
        """Whether any part of the message is a question."""
        owners = self.scene.owners
        return bool(owners.moods.question) or self.page.asks

    def words(self, places: Iterable[int]) -> str:
        """The person's own words from the first to the last of some tokens."""
        told = sorted(places)
        tokens = self.scene.line.tokens
        return self.page.said(tokens[told[0]].start, tokens[told[-1]].end)


def understand(
    text: str, reading: Reading, knowledge: Knowledge, occupations: OccupationIndex
) -> Understood:
    """Read one message, in English and French alike; pure, total, the same every time.

    Whatever has more than one reading is in ``unclear``, and its own field stays None. All
    characters that Telegram lets one write are read, without a word that goes on beyond them.
    """
    zone = tz_of(reading.zone) if reading.zone else UTC
    today = reading.now.astimezone(zone).date()
    said, as_text = without_form(_beginning(text))
    understood = _understood(Page(said), reading, today, knowledge, occupations)
    return replace(understood, as_text=True) if as_text else understood


def _beginning(text: str) -> str:
    """Give what is read of a message: a number cut in two would be another number."""
    if len(text) <= _MOST:
        return text
    words = text[: _MOST + 1].rsplit(None, 1)
    return words[0].rstrip(_OF_NUMBERS) if len(words) > 1 else ""


def _understood(
    page: Page,
    reading: Reading,
    today: date,
    knowledge: Knowledge,
    occupations: OccupationIndex,
) -> Understood:
    if reading.expecting in _AMOUNTS and page.rest in word_set("fillers", "none"):
        return _none_at_all(reading)
    small = read_small_talk(page)
    if small is not None:
        if small == "undo":
            return replace(meant("undo"), small="undo")
        matter = not_known(page) if small == "dont_know" and reading.expecting is None else None
        return meant("small_talk", small=small) if matter is None else meant("explain", matter)
    if reading.expecting == "submitted_time":
        answer = read_time_answer(page.given, reading, today)
    else:
        answer = read_time(page.given, reading, today)
    if answer is not None:
        return answer
    if (year := only_a_year(page.rest, today.year)) is not None:
        return meant("remaining", year=year)
    return _read(page, reading, today, knowledge, occupations)


def _none_at_all(reading: Reading) -> Understood:
    """The answer "none" to the question for an amount."""
    if reading.expecting == "experience":
        facts = Profile(experience_months=0)
    elif reading.expecting == "french":
        facts = Profile(french_nclc=0)
    else:
        facts = Profile(canadian_experience_months=0)
    return replace(meant("check"), facts=facts, about="self", ownership="answer")


def _read(
    page: Page,
    reading: Reading,
    today: date,
    knowledge: Knowledge,
    occupations: OccupationIndex,
) -> Understood:
    text = page.text
    wanted = asked(page.plain)
    want = None if wanted.wants[0] in _ASKS_NOTHING else wanted.wants[0]
    first = Owners(Line(text, ()))
    category = read_category(page, page.rest, want)
    provinces_own = _is_of_province(page, category)
    if category == "pnp" and provinces_own:
        category = None
    finds = find(
        page,
        reading,
        knowledge,
        occupations,
        today,
        category,
        supposed=bool(first.moods.suppose) or reading.expecting == "what_if",
    )
    said = _laid_out(text, page, finds, reading, today, knowledge, occupations)
    decided = _decide(said, asks=want is not None and not (wanted.states and want == "check"))
    facts = _facts(said, decided)
    understood = replace(facts, category=category, draw=finds.draw)
    if provinces_own:
        understood = replace(understood, draw=None)
    elif finds.draw_unclear is not None:
        understood = replace(understood, unclear=(*understood.unclear, finds.draw_unclear))
    return _wanting(understood, said, wanted, today)


def _is_of_province(page: Page, category: str | None) -> bool:
    """Whether a draw that a message speaks of is a province's own, and none of the ministry's."""
    named = not page.words.isdisjoint(word_set("fillers", "provinces"))
    draws = not page.words.isdisjoint(word_set("fillers", "draws"))
    return named and (draws or category == "pnp") and category in (None, "pnp")


def _laid_out(
    text: str,
    page: Page,
    finds: Finds,
    reading: Reading,
    today: date,
    knowledge: Knowledge,
    occupations: OccupationIndex,
) -> _Said:
    asks = page.asks
    expected = reading.expecting == "occupation"
    hidden = [
        (each.start, each.end)
        for each in finds.mentions
        if each.kind not in ("code", "number") or _is_no_code(text, each)
    ]
    regions: dict[str, list[tuple[int, int]]] = {}
    if not expected and not words_for_others().isdisjoint(page.words):
        regions = _regions(Owners(Line(text, finds.mentions, asks=asks)))
    works: list[Work] = []
    others = [span for spans in regions.values() for span in spans]
    own = read_job(page, [*hidden, *others], occupations, expected=expected)
    if page.polite and page.rest in word_set("fillers", "vocatives"):
        own = None
    if own is not None:
        works.append(own)
    for spans in regions.values():
        outside = _outside(text, spans)
        if (theirs := read_job(page, [*hidden, *outside], occupations, expected=False)) is not None:
            works.append(theirs)
    by_span = {span: work for work in works for span in work.places}
    line = Line(text, with_jobs(finds, tuple(by_span)), asks=asks)
    owners = Owners(line)
    if reading.expecting == "what_if" or (reading.expecting is None and owners.tries_something()):
        owners = Owners(line, tries=True)
    scene = Scene(line, owners)
    scores: dict[int, Score] = {}
    days: dict[int, Said] = {}
    lengths: dict[int, Length] = {}
    jobs: dict[int, Work] = {}
    for mention, place in line.place.items():
        if mention in finds.numbers:
            number = finds.numbers[mention]
            score = standing_of(scene, place, number.value, ranged=number.ranged)
            score = replace(score, vague=True) if number.apart else score
            if _is_todays(scene, place, finds, today):
                score = replace(score, now=True)
            scores[place] = _as_test(scene, score, scores.get(place - 1))
        elif mention in finds.days:
            days[place] = finds.days[mention]
        elif mention in finds.lengths:
            lengths[place] = length_at(scene, place, finds.lengths[mention])
        elif mention.kind == "job":
            jobs[place] = by_span[mention.start, mention.end]
    draws = knowledge.draws.known(reading.now).draws
    first_year = draws[0].drawn_on.year if draws else 0
    possible = knowledge.rules.crs.on(reading.now.date()).value
    return _Said(
        scene,
        finds,
        page,
        reading,
        today,
        possible,
        scores,
        days,
        lengths,
        jobs,
        occupations,
        first_year,
    )


def _is_todays(scene: Scene, place: int, finds: Finds, today: date) -> bool:
    """Whether the word beside a score says that it is today's: "476 today"."""
    tokens = scene.line.tokens
    for beside in (place - 1, place + 1):
        mention = tokens[beside].mention if 0 <= beside < len(tokens) else None
        parted = "," in tokens[max(place, beside)].sign if 0 <= beside < len(tokens) else True
        day = finds.days.get(mention) if mention is not None else None
        if day is None or parted or any(map(str.isdecimal, day.said)):
            continue
        if isinstance(day.reading, Day) and day.reading.on == today:
            return True
    return False


def _as_test(scene: Scene, score: Score, last: Score | None) -> Score:
    """The same number, or one more result of a test: "TEF: 450 420 430 410"."""
    if last is None or last.standing != "number" or score.standing != "bare":
        return score
    alike = last.value is not None and score.value is not None
    if alike and (last.value < 100) == (score.value < 100):  # type: ignore[operator]
        return replace(score, standing="number")
    return score


def _is_no_code(text: str, mention: Mention) -> bool:
    """Whether a number is said to be a score: "crs 1150", "478pts"."""
    if mention.kind != "number":
        return False
    digits = text[mention.start : mention.end].partition(".")[0].replace(" ", "")
    apart = not digits.isdecimal() or text[mention.end :][:1] == "/"
    return apart or said_as_score(text, mention.start, mention.end)


def _regions(owners: Owners) -> dict[str, list[tuple[int, int]]]:
    """Where in a text other people are spoken of, by their label."""
    regions: dict[str, list[tuple[int, int]]] = {}
    tokens = owners.line.tokens
    if not owners.turns:
        return regions
    for turn, following in zip(owners.turns, [*owners.turns[1:], None], strict=True):
        last = following.first if following else len(tokens)
        if turn.subject != "other" or turn.label is None or turn.first >= last:
            continue
        first = max(turn.first, turn.last)
        if first >= last:
            continue
        span = (tokens[first].start, tokens[last - 1].end)
        regions.setdefault(turn.label, []).append(span)
    return regions


def _outside(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    left: list[tuple[int, int]] = []
    at = 0
    for start, end in sorted(spans):
        if start > at:
            left.append((at, start))
        at = max(at, end)
    if at < len(text):
        left.append((at, len(text)))
    return left


def _decide(said: _Said, *, asks: bool) -> Decided:
    """Decide on every find; ``asks``: the message asks for something beside its facts."""
    scene, reading = said.scene, said.reading
    items: list[Item] = []
    refused: dict[int, WhyNot] = {}
    answers: set[int] = set()
    alone = scene.only_answers
    tokens = scene.line.tokens
    for place, score in said.scores.items():
        item = base_of_score(scene, score, said.possible.highest)
        if reading.expecting in ("crs", "what_if") and alone and len(said.scores) == 1:
            if not isinstance(item, Item):
                item = Item(place, "crs", "bare", "answer", 30)
            if reading.expecting == "what_if":
                item = replace(item, base="supposed", weight=60)
            elif _is_age(scene, place, score):
                continue
            else:
                answers.add(place)
        elif (
            reading.expecting is None
            and item is None
            and len(tokens) == 1
            and _is_near(said, score)
        ):
            item = Item(place, "crs", "bare", "alone", 30)
        if isinstance(item, Item):
            items.append(item)
        elif item is not None:
            refused[place] = item
    last: Item | None = None
    for place in sorted(said.days):
        last = _day_item(said, place, last)
        items.append(last)
        if reading.expecting == "submitted" and alone:
            answers.add(place)
    for place, length in said.lengths.items():
        item = _length_item(said, place, length)
        if item is not None:
            items.append(item)
        if reading.expecting in ("experience", "canadian_experience") and alone:
            answers.add(place)
            items.append(Item(place, "experience", "bare", "answer", 30))
    for place, work in said.jobs.items():
        item = item_of(scene, place, work, expected=reading.expecting == "occupation", asks=asks)
        if item is not None:
            items.append(item)
            if reading.expecting == "occupation":
                answers.add(place)
    if len(items) == 1 and items[0].slot == "occupation" and items[0].base == "label":
        asked = scene.owners.asked(items[0].place) and scene.whose(items[0].place).subject is None
        items = [replace(items[0], base="asked")] if asked and not answers else items
    if len(items) == 1 and items[0].slot == "experience" and items[0].base == "label":
        asked = scene.owners.asked(items[0].place) and scene.whose(items[0].place).subject is None
        items = [replace(items[0], base="other")] if asked and not answers else items
    decided = decide(scene, items, answers=frozenset(answers))
    return Decided(decided.facts, {**refused, **decided.refused})


def _is_near(said: _Said, score: Score) -> bool:
    """Whether a bare number that can be no score was still meant as one: no year, no 7.5."""
    if score.value is None:
        written = said.words([score.place])
        return written[:3].isdecimal() and not written[3:4].isdecimal()
    return score.value == 0 or 1000 <= score.value < 10_000


def _is_age(scene: Scene, place: int, score: Score) -> bool:
    """Whether the answer to the question for the score is how old somebody is: "I'm 35"."""
    before = {token.word for token in scene.line.tokens[:place]}
    small = score.value is not None and score.value < 100
    return small and not before.isdisjoint(("i'm", "im", "am")) and "at" not in before


def _day_item(said: _Said, place: int, last: Item | None) -> Item:
    """How a day stands; one that is joined to the last ("3 or 4 May") is of the same."""
    role = day_roles.role_of(said.scene, place)
    owners = said.scene.owners
    base = {"mine": "label", "made": "label", "updated": "label", "bare": "bare"}.get(role, "other")
    day = said.days[place]
    rough = isinstance(day.reading, Day | LocalTime | Instant) and day.reading.approximate
    wordy = not any(map(str.isdecimal, day.said)) and (
        not isinstance(day.reading, MonthOnly) or _A_MONTH.search(day.said.lower()) is not None
    )
    others = any(each.kind != "day" for each in said.scene.line.place)
    if base == "bare" and (rough or wordy) and others:
        base = "other"
    if role == "updated" and owners.asked(place):
        base = "other"
    if owners.tries or (base == "label" and owners.supposed(place)):
        base = "supposed"
    between = (
        {token.word for token in said.scene.line.tokens[last.place + 1 : place]} if last else {""}
    )
    if last is not None and between <= _JOINS_DAYS:
        corrected = not between.isdisjoint(_CORRECTED) and base == "bare"
        if base == "bare" or not corrected:
            base = last.base if base in ("bare", "other") else base
        if last.rule == "denied" and role == "bare":
            base = "label"
    return Item(place, "submitted", base, role, 60 if base == "supposed" else 40)


def _length_item(said: _Said, place: int, length: Length) -> Item | None:
    owners = said.scene.owners
    if length.work == "other":
        return None
    if length.work == "bare" and may_be_age(length.amount):
        return None
    beside = any(abs(place - job) <= 2 for job in said.jobs)
    if length.work == "bare" and not (beside or said.scene.is_whole_clause(place)):
        return None
    base = "label" if length.work == "work" else "bare"
    if owners.supposed(place):
        base = "supposed"
    elif owners.asked_before(place) and owners.at(place).subject != "me":
        before = said.scene.line.tokens[place - 1].word if place else ""
        base = "asked" if length.enough or before in ("with", "avec") else "other"
    return Item(place, "experience", base, length.work, 40)


def _facts(said: _Said, decided: Decided) -> Understood:
    """Lay the decided facts out by person."""
    own = [place for place, fact in decided.facts.items() if fact.person is None]
    labels = list(
        dict.fromkeys(fact.person for fact in decided.facts.values() if fact.person is not None)
    )
    own += _of_household(said, decided, own)
    labels = [
        label for label in labels if any(_is_of(decided, p, label, own) for p in decided.facts)
    ]
    mine = _profile(said, decided, own, own=True)
    people = [
        _profile(said, decided, [p for p in decided.facts if _is_of(decided, p, label, own)])
        for label in labels
    ]
    persons = [
        Person(label, told.facts, told.occupation_said, told.occupation_choices, told.unclear)
        for label, told in zip(labels, people, strict=True)
    ]
    if not said.asks:
        persons = [person for person in persons if _may_be_judged(person)]
    not_taken = _not_taken(said, decided)
    change = _change(said, decided, own)
    changed = None if change == Change() else change
    if mine.says_something or not persons:
        hows = {decided.facts[place].how for place in own}
        supposed = mine.supposed or changed is not None
        owned = any(_is_owned(said, decided, place) for place in own)
        # In a list without an owner a label makes nobody's list one's own.
        ways: tuple[Ownership, ...] = ("claim", "answer", "list")
        if not owned:
            ways = ("answer", "list", "claim")
        how: Ownership | None = next((each for each in ways if each in hows), None)
        if supposed and "supposed" in hows:
            how = "supposed"
        about: Literal["self"] | None = "self" if hows - {"supposed"} else None
        return replace(
            mine,
            about=about,
            ownership=how,
            supposed=supposed,
            others=tuple(persons),
            change=changed,
            not_taken=not_taken,
            owned=owned and not supposed,
            **_following(said),
        )
    first, *rest = persons
    return replace(
        mine,
        about="other",
        person=first.label,
        facts=first.facts,
        occupation_said=first.occupation_said,
        occupation_choices=first.occupation_choices,
        unclear=first.unclear,
        ownership="claim",
        supposed=_told_of(labels, people, first.label).supposed or changed is not None,
        others=tuple(rest),
        change=changed,
        not_taken=not_taken,
        **_following(said),
    )


def _change(said: _Said, decided: Decided, own: Sequence[int]) -> Change:
    """What is changed; a change told beside the present score is in that score already."""
    moved = said.finds.moved
    told = any(place in said.scores and said.scores[place].now for place in own)
    supposes = bool(said.scene.owners.moods.suppose)
    crs = None if told and not supposes else moved.crs
    return Change(crs, moved.submitted_days, said.finds.minutes)


def _is_owned(said: _Said, decided: Decided, place: int) -> bool:
    """Whether the first person says a fact to be their own: "my score is 480"."""
    fact = decided.facts[place]
    return fact.how == "claim" and said.scene.whose(place).subject in ("me", "we")


def _following(said: _Said) -> dict[str, Any]:
    """How a message goes on with what is shown: "and with 490?", "8 more on top", "same day"."""
    owners = said.scene.owners
    return {
        "follows": owners.follows(),
        "on_top": bool(owners.moods.on_top) and said.finds.moved.crs is not None,
        "same": frozenset(hit.cue.name for hit in table_of("same", "slots").hits(said.scene.line)),
        "corrects": bool(owners.moods.corrects),
    }


def _told_of(labels: Sequence[str], people: Sequence[Understood], label: str) -> Understood:
    return next(told for name, told in zip(labels, people, strict=True) if name == label)


def _may_be_judged(person: Person) -> bool:
    """Whether more is told of somebody than what they work as: "my dad is a carpenter"."""
    facts = replace(person.facts, noc=None, experience_months=None)
    return not facts.is_empty or any(each.slot != "occupation" for each in person.unclear)


def _is_of(decided: Decided, place: int, label: str | None, own: Sequence[int]) -> bool:
    return decided.facts[place].person == label and place not in own


def _of_household(said: _Said, decided: Decided, own: Sequence[int]) -> list[int]:
    """The facts of a husband or wife where "we" have the score: it is one profile."""
    owners = said.scene.owners
    if not any(p in said.scores and owners.at(p).subject == "we" for p in own):
        return []
    theirs = [p for p, fact in decided.facts.items() if fact.person in spouses()]
    return [] if any(place in said.scores for place in theirs) else theirs


def _not_taken(said: _Said, decided: Decided) -> tuple[NotTaken, ...]:
    slots: dict[int, Slot] = {}
    slots |= dict.fromkeys(said.scores, "crs")
    slots |= dict.fromkeys(said.days, "submitted")
    slots |= dict.fromkeys(said.lengths, "experience")
    slots |= dict.fromkeys(said.jobs, "occupation")
    return tuple(
        NotTaken(slots[place], said.words([place]), why)
        for place, why in sorted(decided.refused.items())
    )


def _profile(
    said: _Said, decided: Decided, places: Sequence[int], *, own: bool = False
) -> Understood:
    """The facts of one person."""
    unclear: list[Unclear] = []
    assumed: list[Assumed] = []
    facts = Profile()
    reasons = [
        Reason(
            "fact", said.words([place]), f"{decided.facts[place].how}: {decided.facts[place].rule}"
        )
        for place in places
    ]
    scored = [place for place in places if place in said.scores]
    crs, odd, counted = _crs(said, decided, scored)
    if odd is not None:
        unclear.append(odd)
    scores = _scores(said, decided, scored)
    crs_on = next((each.on for each in scores if each.crs == crs), None)
    if len({each.crs for each in scores}) < 2:
        scores = ()
    facts = replace(facts, crs=crs, crs_on=crs_on, scores=scores)
    job = _job(said, decided, places)
    if job is not None:
        facts = replace(facts, noc=job.noc)
        if isinstance(job.job, UnknownNoc):
            nearest = tuple(group.noc for group in job.job.nearest)
            unclear.append(Unclear("occupation", job.job.said, "unknown_code", nearest))
    submitted = _submitted(said, decided, [place for place in places if place in said.days])
    facts = replace(facts, submission=submitted.submission, submitted_between=submitted.between)
    unclear += submitted.unclear
    vague: Unclear | None = None
    if submitted == day_roles.NOTHING and own:
        vague = vague_submission(said.page, asked=said.reading.expecting == "submitted")
        if vague is not None:
            between = day_roles.roughly(vague.said, said.today)
            facts = replace(facts, submitted_between=between)
            unclear += [vague] if between is None else []
    assumed += submitted.assumed
    months, canadian, odd = _experience(said, [p for p in places if p in said.lengths])
    facts = replace(facts, experience_months=months, canadian_experience_months=canadian)
    if odd is not None:
        unclear.append(odd)
    others = [place for place in places if place not in said.scores]
    return Understood(
        facts=facts,
        occupation_said=None if job is None else job.said,
        occupation_choices=() if job is None else job.choices,
        unclear=tuple(unclear),
        assumed=tuple(assumed),
        supposed=any(decided.facts[place].how == "supposed" for place in (*counted, *others))
        or (vague is not None and bool(said.scene.owners.moods.suppose)),
        reasons=tuple(reasons),
    )


def _job(said: _Said, decided: Decided, places: Sequence[int]) -> Work | None:
    """The occupation of one person; read anew without the names that are none of theirs."""
    taken = [place for place in places if place in said.jobs]
    if not taken:
        return None
    weights = [decided.facts[place].weight for place in taken]
    taken = [p for p, weight in zip(taken, weights, strict=True) if weight == max(weights)]
    work = said.jobs[taken[0]]
    tokens = said.scene.line.tokens
    kept = {(tokens[place].start, tokens[place].end) for place in taken}
    left_out = [span for span in work.places if span not in kept]
    if not left_out:
        return work
    hidden = [
        (token.start, token.end)
        for token in tokens
        if token.mention is not None and (token.start, token.end) not in kept
    ]
    return read_job(said.page, hidden, said.occupations, expected=False) or work


def _crs(
    said: _Said, decided: Decided, places: Sequence[int]
) -> tuple[int | None, Unclear | None, Sequence[int]]:
    """One score out of those that are said of one person, and the tokens that count for it."""
    left: list[int] = []
    for place in sorted(places):
        if said.scores[place].corrected and left:
            left.clear()
        left.append(place)
    if not left:
        return None, None, ()
    weights = _weights(said, decided, left)
    heaviest = max(weights.values())
    chosen = [place for place in left if weights[place] == heaviest]
    scores = [said.scores[place] for place in chosen]
    values = sorted({score.value for score in scores if score.value is not None})
    words = said.words(chosen)
    readings = tuple(map(str, values))
    if len(values) > 1:
        return None, Unclear("crs", words, "several", readings), chosen
    value = values[0] if values else None
    labelled = any(score.labelled or score.standing in ("own", "had") for score in scores)
    answered = any(decided.facts[place].how == "answer" for place in chosen)
    low = (value is not None and 0 < value < 100) or (
        value == 0 and not (labelled or answered or len(said.scene.line.tokens) == 1)
    )
    if value is None or low or value not in said.possible:
        return None, Unclear("crs", words, "out_of_range"), chosen
    if any(score.vague or score.ranged for score in scores):
        return None, Unclear("crs", words, "ambiguous", readings), chosen
    return value, None, chosen


def _scores(said: _Said, decided: Decided, places: Sequence[int]) -> tuple[ScoreOn, ...]:
    """The scores that were held on days, or are held now beside another one."""
    held: list[ScoreOn] = []
    told = [p for p in places if decided.facts[p].how != "supposed" and _is_sure(said, p)]
    owned = any(said.scores[place].standing in _PRESENT for place in told)
    told = [p for p in told if not owned or said.scores[p].standing in _HELD or said.scores[p].now]
    several = len({said.scores[place].value for place in told}) > 1
    several = several or said.finds.moved.crs is not None
    for place in told:
        score = said.scores[place]
        on = _held_on(said, decided, place)
        present = on is None and (score.now or score.standing == "own")
        if several and present and (score.now or score.standing != "had"):
            on = said.reading.now.astimezone(ZoneInfo(POOL_ZONE)).date()
        if on == said.today and not several:
            on = None
        if score.value is not None and (on is not None or several):
            held.append(ScoreOn(score.value, on))
    return tuple(dict.fromkeys(held)) if any(each.on for each in held) else ()


def _is_sure(said: _Said, place: int) -> bool:
    score = said.scores[place]
    known = score.value is not None and score.value in said.possible
    return known and not score.vague and not score.ranged


def _held_on(said: _Said, decided: Decided, place: int) -> date | None:
    """The day on which a score was held: one in its clause that is not of the submission."""
    clause = said.scene.line.clause(place)
    if said.scores[place].standing not in ("own", "had", "label", "bare"):
        return None
    near = sorted((abs(at - place), at) for at in said.days if at in clause)
    for distance, at in near:
        reading = said.days[at].reading
        role = day_roles.role_of(said.scene, at)
        if at in decided.facts or role in ("mine", "denied", "earlier") or distance > _NEAR:
            continue
        if isinstance(reading, Day | LocalTime | Instant) and not reading.future:
            return reading.on
    return None


def _weights(said: _Said, decided: Decided, places: Sequence[int]) -> dict[int, int]:
    """What each score counts; two that are joined ("478 or 480") count the same."""
    tokens = said.scene.line.tokens
    weights = {place: decided.facts[place].weight for place in places}
    for last, place in pairwise(places):
        one, other = said.scores[last], said.scores[place]
        between = {token.word for token in tokens[last + 1 : place]}
        joined = between <= _EITHER and not other.now and "(" not in tokens[place].sign
        plain = one.standing in _PLAIN or other.standing in _PLAIN
        if (joined and plain) or (one.ranged and other.ranged):
            weights[last] = weights[place] = max(weights[last], weights[place])
    return weights


def _submitted(said: _Said, decided: Decided, places: Sequence[int]) -> day_roles.Submitted:
    """When a profile was submitted, out of the days that one person says are of it."""
    heaviest = max((decided.facts[place].weight for place in places), default=0)
    tokens = said.scene.line.tokens
    kept: list[int] = []
    updated: list[int] = []
    for place in places:
        if decided.facts[place].weight != heaviest:
            continue
        if kept and tokens[place - 1].word in _CORRECTED:
            kept.clear()
        if day_roles.role_of(said.scene, place) == "updated":
            updated.append(place)
        else:
            kept.append(place)
    kept = _without_drafts(said, kept)
    if len(kept) == 2 and _is_span(said, *kept):
        between = day_roles.span_of(said.days[kept[0]], said.days[kept[1]], said.today)
        if between is not None:
            return day_roles.Submitted(between=between)
    before = [tokens[place - 1].word if place else "" for place in kept or updated]
    days = [said.days[place] for place in kept or updated]
    found = day_roles.submitted(days, before, said.today, said.first_year)
    if len(days) == 1 and found.assumed and found.submission and said.scene.owners.moods.plan:
        planned = day_roles.this_year_or_next(days[0], found.submission)
        if planned is not None:
            return day_roles.Submitted(unclear=(planned,))
    if updated and not kept and found.submission is not None:
        doubt = day_roles.doubted(days[0], found.submission)
        return day_roles.Submitted(unclear=(doubt,))
    return found


def _is_span(said: _Said, first: int, last: int) -> bool:
    """Whether two days are the ends of a span: "between 3 and 9 May", "3 or 4 May"."""
    tokens = said.scene.line.tokens
    words = [token.word for token in tokens[first + 1 : last]]
    readings = [said.days[place].reading for place in (first, last)]
    kinds = {isinstance(reading, MonthOnly) for reading in readings}
    return len(kinds) == 1 and all(word in _SPANS for word in words)


def _without_drafts(said: _Said, places: list[int]) -> list[int]:
    """The days without that of creating a profile that was submitted later."""
    made = [place for place in places if day_roles.role_of(said.scene, place) == "made"]
    others = [place for place in places if place not in made]
    return others if others and made and max(made) < min(others) else places


def _experience(
    said: _Said, places: Sequence[int]
) -> tuple[int | None, int | None, Unclear | None]:
    lengths = [said.lengths[place] for place in places]
    if not lengths:
        return None, None, None
    readings = list(
        dict.fromkeys(months for length in lengths for months in length.amount.readings)
    )
    words = said.words(places)
    if len(readings) != 1:
        reason: UnclearReason = "several" if readings else "ambiguous"
        return None, None, Unclear("experience", words, reason, tuple(map(str, readings)))
    if any(length.vague for length in lengths):
        return None, None, Unclear("experience", words, "ambiguous", (str(readings[0]),))
    if said.finds.hours is None and _PART_TIME.search(said.page.text):
        reason = "hours_unknown"
        if "full" not in said.page.words:
            return None, None, Unclear("experience", words, reason, (str(readings[0]),))
    months = full_time(readings[0], said.finds.hours)
    if months > MOST_MONTHS:
        return None, None, Unclear("experience", words, "impossible", (str(months),))
    if said.reading.expecting == "canadian_experience":
        return None, months, None
    if any(length.canadian for length in lengths):
        return months, months, None
    return months, None, None


def _supposes(laid: _Said) -> bool:
    """Whether a message supposes something that is no fact: "what if I do nothing"."""
    line = laid.scene.line
    return any(
        line.tokens[hit.last - 1].word in ("if", "si", "whatif", "suppose")
        for hit in laid.scene.owners.moods.suppose
    )


def _wanting(said: Understood, laid: _Said, wanted: Asked, today: date) -> Understood:
    """What the message wants, after what it says."""
    said = with_wants(said, wanted, answers=laid.reading.expecting is not None)
    if said.intent == "unknown" and not said.did_you_mean and _supposes(laid):
        said = said.wanting("what_if")
    year = None
    if said.intent in ("remaining", "history", "latest"):
        year = year_asked(laid.page.text, today.year)
    return replace(said, year=year)
