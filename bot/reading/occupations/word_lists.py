"""The words around occupations, those of every language together, in the form a text has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.reading.occupations.words import stem, stems
from bot.reading.text.plain_text import plain_text
from bot.reading.whose.cues import words


@dataclass(frozen=True, slots=True)
class WordLists:
    """The word lists of ``words/LANGUAGE/jobs.toml``, which says what each is for."""

    stop: frozenset[str]
    ordinary: frozenset[str]
    topics: frozenset[str]
    neutral: frozenset[str]
    places: frozenset[str]
    owners: frozenset[str]
    everyday: frozenset[str]
    premises: frozenset[str]
    workplaces: frozenset[str]
    double: frozenset[str]
    links: frozenset[str]
    ties: frozenset[str]
    ties_before: frozenset[str]
    turns: frozenset[str]
    articles: frozenset[str]
    sites: frozenset[str]
    chain: frozenset[str]
    joiners: frozenset[str]
    subjects: frozenset[str]
    works: frozenset[str]
    worked: frozenset[str]
    callings: frozenset[str]
    before_ing: frozenset[str]
    after_work: frozenset[str]
    joints: frozenset[str]
    adverbs: frozenset[str]
    ands: frozenset[str]
    scores: frozenset[str]
    same: Mapping[str, tuple[str, ...]]
    kin: Mapping[str, frozenset[str]]
    verbs: Mapping[str, tuple[str, ...]]
    fields: tuple[tuple[str, str], ...]
    roles: Mapping[str, str]
    role_verbs: Mapping[str, str]
    leads_to: Mapping[str, Mapping[str, tuple[str, ...]]]
    aside: frozenset[str] = field(init=False)
    unmeaning: frozenset[str] = field(init=False)
    listed: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Gather what changes no occupation beside it, and what is no misspelling of one."""
        aside = self.stop | self.neutral | self.places
        unmeaning = (self.ordinary - self.topics) | aside
        object.__setattr__(self, "aside", aside)
        object.__setattr__(self, "unmeaning", unmeaning)
        known = unmeaning | self.ordinary | self.owners | self.links
        deeds = self.premises.union(self.verbs, self.role_verbs, self.roles)
        object.__setattr__(self, "listed", known | deeds | self.everyday)


def word_lists() -> WordLists:
    """The word lists as they are written, each word in the form a text has it."""
    said: Mapping[str, Any] = words("jobs")
    roles: Mapping[str, Mapping[str, Any]] = said["role"]
    same = {_one(short): stems(full, {}) for short, full in said["same"].items()}
    around = {key: frozenset(map(_one, listed)) for key, listed in said["around"].items()}
    around["ordinary"] |= around["topics"]
    role_words = ((name, word) for name, role in roles.items() for word in role["words"])
    role_verbs = ((name, verb) for name, role in roles.items() for verb in role.get("verbs", ()))
    return WordLists(
        **around,
        same=same,
        kin=_kin(said["kin"], same),
        verbs={
            form: tuple(word for agent in agents for word in stems(agent, same))
            for verb, agents in said["verbs"].items()
            for form in _inflected(verb)
        },
        fields=tuple(said["fields"].items()),
        roles={"".join(stems(word, same)): name for name, word in role_words},
        role_verbs={form: name for name, verb in role_verbs for form in _inflected(verb)},
        leads_to={
            name: {start: tuple(codes) for start, codes in role["leads_to"].items()}
            for name, role in roles.items()
        },
    )


def _one(text: str) -> str:
    return "".join(stems(text, {}))


def _kin(
    families: Mapping[str, Iterable[str]], same: Mapping[str, tuple[str, ...]]
) -> Mapping[str, frozenset[str]]:
    related: dict[str, frozenset[str]] = {}
    for family in families.values():
        members = frozenset(word for text in family for word in stems(text, same))
        for member in members:
            related[member] = related.get(member, frozenset()) | (members - {member})
    return related


def _inflected(verb: str) -> set[str]:
    """The forms of a verb a person may use of himself: "fix", "fixes", "fixing", "fixed"."""
    base = plain_text(verb).text
    short = base.removesuffix("e")
    doubled = base + base[-1]
    forms = {base, f"{base}s", f"{short}ing", f"{short}ed", f"{doubled}ing", f"{doubled}ed"}
    return {stem(form) for form in forms}
