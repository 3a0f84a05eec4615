"""What somebody may want next: the buttons that fit a verdict or an explanation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.conversation.choices import Choice
from bot.conversation.transition import Rows
from bot.conversation.world import World
from bot.reading.understood import Topic
from knowledge.verdicts import Outcome

Step = Choice | Topic
"""A choice as it is, or a matter to be explained."""

CHECK: Final = Choice("check")
WHAT_IF: Final = Choice("what_if")
NEW_DRAWS: Final = Choice("subscribe")
REMIND: Final = Choice("remind")
PUSHED: Final = (NEW_DRAWS, REMIND)
"""What leads to messages of the bot's own accord: not in a terminal."""

HISTORY: Final = Choice("history")

_AFTER_VERDICT: Mapping[Outcome, tuple[Step, ...]] = {
    "invited": ("nothing_received", "invitation", WHAT_IF, "other_draws"),
    "not_invited": ("other_draws", "raise_score", WHAT_IF, HISTORY),
    "depends": ("tie_break", WHAT_IF, "other_draws", HISTORY),
    "incomplete": (WHAT_IF, "other_draws"),
}

_AFTER_TOPIC: Mapping[Topic, tuple[Step, ...]] = {
    "tie_break": (CHECK, "submission_date"),
    "cutoff": (CHECK, HISTORY),
    "crs": ("raise_score", "where_in_account"),
    "raise_score": (WHAT_IF, "language_test", "provinces", "other_draws"),
    "noc": ("category", CHECK),
    "category": ("noc", "experience_rules", CHECK),
    "trades_or_fst": ("certificate", "job_offer", CHECK),
    "submission_date": ("where_in_account", "validity", CHECK),
    "validity": (Choice("dates"), REMIND, "new_profile", "submission_date"),
    "new_profile": ("submission_date", CHECK),
    "invitation": (REMIND, "nothing_received", "human_help"),
    "nothing_received": ("where_in_account", "human_help", CHECK),
    "next_draw": (NEW_DRAWS, HISTORY, "chances"),
    "chances": (WHAT_IF, "raise_score", "other_draws", HISTORY),
    "no_promise": (CHECK, HISTORY),
    "crs_change": ("where_in_account", CHECK),
    "experience_rules": ("category", CHECK),
    "job_offer": ("certificate", "scam", CHECK),
    "certificate": ("job_offer", CHECK),
    "language_test": (WHAT_IF, "raise_score"),
    "how_to_start": ("noc", "language_test", CHECK),
    "where_in_account": ("nothing_received", CHECK),
    "other_draws": (WHAT_IF, "provinces", "raise_score"),
    "provinces": ("other_draws", WHAT_IF),
    "fees": ("scam", "human_help"),
    "family": (CHECK, "invitation"),
    "human_help": ("scam", "permit_fear"),
    "permit_fear": ("human_help", "other_draws", CHECK),
    "scam": ("human_help", "rumour"),
    "rumour": (Choice("latest"), NEW_DRAWS),
    "about_bot": ("privacy", CHECK),
    "data_age": (Choice("latest"), "rumour"),
    "privacy": (Choice("export"), CHECK),
}


def after_verdict(outcome: Outcome, world: World) -> Rows:
    """What fits the outcome; a change of an answer always does."""
    news = (NEW_DRAWS,) if world.pushes else ()
    return _rows((*_AFTER_VERDICT[outcome], Choice("remaining"), Choice("change"), *news))


def after_topic(topic: Topic, world: World) -> Rows:
    """What may be asked next about that matter."""
    steps = _AFTER_TOPIC[topic]
    return _rows(tuple(step for step in steps if world.pushes or step not in PUSHED))


def _rows(steps: tuple[Step, ...]) -> Rows:
    """Two in a row."""
    choices = [each if isinstance(each, Choice) else Choice("explain", each) for each in steps]
    return tuple(tuple(choices[at : at + 2]) for at in range(0, len(choices), 2))
