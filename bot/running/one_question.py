"""One-shot questions: the same machine and texts as in a conversation, and the answer as data."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.conversation.answers import (
    Subject,
    caveats,
    history,
    ledger_of,
    remaining_for,
    subject_of,
)
from bot.conversation.events import Said
from bot.conversation.machine import do
from bot.conversation.messages import Judged, NotACrsScore
from bot.conversation.states import Memory, Resting
from bot.conversation.transition import Transition
from bot.conversation.understanding import requests_of
from bot.conversation.world import World
from bot.reading.understood import Lang, Unclear, Understood
from bot.reading.wants.examples import nearest
from bot.replies.markup import esc, fold_at, plain
from bot.replies.rendering import buttons, words
from bot.running.json_objects import (
    SCHEMA,
    Object,
    draw_object,
    flip_object,
    instant,
    remaining_object,
    understood_object,
    verdict_object,
)
from knowledge.deadlines import profile_life
from knowledge.elsewhere import elsewhere
from knowledge.profiles import Profile


@dataclass(frozen=True, slots=True)
class Asking:
    """One question and everything its answer is made of."""

    understood: Understood
    told: Transition
    subject: Subject
    world: World
    lang: Lang
    html: str

    @property
    def text(self) -> str:
        """The whole answer as a person reads it in a terminal."""
        return plain(self.html)


def ask(text: str, world: World, lang: Lang) -> Asking:
    """Answer one question without any memory: nothing is asked on, no answer could be given."""
    world = replace(world, remembers=False)
    state = Resting(Memory(lang=lang))
    requests = requests_of(Said(text), state, world)
    told, said = do(state, requests, world), requests[0].understood
    lang = told.state.memory.lang  # "in French please" is answered in French
    subject = subject_of(world, said.category, said.draw)
    if told.draw is not None:
        subject = Subject(told.draw.category, told.draw, subject.latest)
    html = f"{words(told.replies, lang)}{_to_choose_from(told, lang, world)}"
    return Asking(said, told, subject, world, lang, html)


_MEANT = ("meant", "occupation", "day", "crs", "zone")
"""Buttons that stand for what may have been meant: here they are lines of the answer."""


def _to_choose_from(told: Transition, lang: Lang, world: World) -> str:
    rows = tuple((choice,) for row in told.choices for choice in row if choice.kind in _MEANT)
    found = buttons(rows, lang, world.occupations)
    return "".join(f"\n• {esc(button.label)}" for row in found for button in row)


_ABOUT_DRAWS = ("check", "what_if", "remaining", "latest", "history", "explain")
"""Intents whose answer stands on a draw and on what may remain."""


def as_json(asked: Asking) -> Object:
    """The answer as one JSON object, as the contract gives it."""
    world, subject = asked.world, asked.subject
    intent, judgement = asked.understood.intent, asked.told.judged
    told = intent in _ABOUT_DRAWS or judgement is not None
    profile = Profile() if judgement is None else judgement.profile
    left = remaining_for(subject.category, world, asked.understood.year) if told else None
    about = subject.draw if intent != "remaining" or judgement is not None else None
    warned = caveats(world, about, profile, left) if told else ()
    newest = ledger_of(world).newest()
    ledger = world.knowledge.draws
    said = replace(
        asked.understood,
        unclear=(*asked.understood.unclear, *_impossible_change(asked)),
        facts=_judged_score(asked.understood.facts, subject),
    )
    return {
        "schema": SCHEMA,
        "as_of": instant(world.now),
        "understood": understood_object(said, world, asked.lang),
        "profile_life": _life(profile, world),
        "draw": draw_object(subject.draw, world, asked.lang) if told else None,
        "verdict": None if judgement is None else verdict_object(judgement.verdict),
        "elsewhere": _elsewhere(judgement, asked),
        "remaining": None if left is None else remaining_object(left, world),
        "flip": None if judgement is None else flip_object(judgement.flip),
        "history": _history(asked),
        "notices": list(dict.fromkeys(caveat.code for caveat in warned)),
        "knowledge": {
            "version": world.knowledge.version,
            "newest_draw": None if newest is None else newest.number,
            "newest_draw_on": None if newest is None else newest.drawn_on.isoformat(),
            "feed_read_at": None if ledger.read_at is None else instant(ledger.read_at),
        },
        "text": plain(asked.html, ruled=False),
        "fold_at": fold_at(asked.html),
    }


def _judged_score(facts: Profile, subject: Subject) -> Profile:
    """The facts, with the score that is judged where several days' scores are told."""
    score = facts.score_on(subject.draw.drawn_on) if subject.draw and facts.scores else None
    return facts if score is None else replace(facts, crs=score.crs, crs_on=score.on)


def reasons(asked: Asking, text: str) -> list[dict[str, str]]:
    """Why a text was understood so: of each fact, each thing that is none, and each want.

    Beside a want stands the example that comes nearest to the text.
    """
    said = asked.understood
    told = [{"of": why.of, "said": why.said, "rule": why.rule} for why in said.reasons]
    left = [{"of": each.slot, "said": each.said, "rule": each.why} for each in said.not_taken]
    near = [nearest(text, why.said) for why in said.reasons if why.of == "want"]
    alike = [
        {"of": "example", "said": each.said, "rule": each.label}
        for each in near
        if each is not None
    ]
    return told + alike + left


def _life(profile: Profile, world: World) -> Object | None:
    """Until when the profile lives, and whether it still does."""
    life = profile_life(profile, world.knowledge.rules, world.now)
    if life is None:
        return None
    return {"expires_on": life.expires_on.isoformat(), "expired": life.expired}


def _elsewhere(judgement: Judged | None, asked: Asking) -> list[Object] | None:
    """The latest draw of each other category; null without a score."""
    if judgement is None:
        return None
    world = asked.world
    found = elsewhere(judgement.profile, asked.subject.category, world.knowledge, world.now)
    if found is None:
        return None
    return [
        {
            "category": other.draw.category,
            "draw": other.draw.number,
            "outcome": other.verdict.outcome,
            "needs": list(other.verdict.needs),
        }
        for other in found
    ]


def _impossible_change(asked: Asking) -> tuple[Unclear, ...]:
    """A relative what-if that leads outside the possible scores."""
    if any(unclear.slot == "crs" for unclear in asked.understood.unclear):
        return ()
    return tuple(
        Unclear("crs", problem.said, "out_of_range")
        for problem in asked.told.replies
        if isinstance(problem, NotACrsScore)
    )


def _history(asked: Asking) -> list[Object] | None:
    if asked.understood.intent != "history":
        return None
    judged = asked.told.judged
    profile = asked.told.state.memory.shown if judged is None else judged.profile
    rows = history(asked.subject.category, profile, asked.world).rows
    return [
        {
            "draw": draw_object(draw, asked.world, asked.lang),
            "verdict": None if found is None else verdict_object(found.verdict),
        }
        for draw, found in rows
    ]
