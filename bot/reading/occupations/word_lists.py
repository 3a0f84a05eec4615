"""The words around occupations, those of every language together, in the form a text has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.reading.occupations.words import stem, stems
from bot.reading.text.plain_text import plain_text
from bot.reading.whose.cues import words

_Table = Mapping[str, Iterable[str]]


@dataclass(frozen=True, slots=True)
class WordLists:
    """The word lists of ``words/LANGUAGE/jobs.toml``, every entry in the form a text has it."""

    stop: frozenset[str]
    ordinary: frozenset[str]
    topics: frozenset[str]
    neutral: frozenset[str]
    places: frozenset[str]
    claims: frozenset[tuple[str, ...]]
    loose_claims: frozenset[tuple[str, ...]]
    job_words: frozenset[str]
    owners: frozenset[str]
    relations: frozenset[str]
    whose: frozenset[str]
    degrees: frozenset[str]
    third_person: frozenset[tuple[str, ...]]
    met: frozenset[tuple[str, ...]]
    everyday: frozenset[str]
    negators: frozenset[tuple[str, ...]]
    inverted: frozenset[str]
    asking: frozenset[str]
    between: frozenset[str]
    chain: frozenset[str]
    joiners: frozenset[str]
    links: frozenset[str]
    ties: frozenset[str]
    ties_before: frozenset[str]
    turns: frozenset[str]
    articles: frozenset[str]
    sites: frozenset[str]
    employers: frozenset[str]
    working: frozenset[str]
    premises: frozenset[str]
    double: frozenset[str]
    same: Mapping[str, tuple[str, ...]]
    kin: Mapping[str, frozenset[str]]
    verbs: Mapping[str, tuple[str, ...]]
    fields: tuple[tuple[str, str], ...]
    roles: Mapping[str, str]
    role_verbs: Mapping[str, str]
    leads_to: Mapping[str, Mapping[str, tuple[str, ...]]]
    unmeaning: frozenset[str] = field(init=False)
    listed: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Gather what changes no occupation beside it, and what is no misspelling of one."""
        unmeaning = (self.ordinary - self.topics) | self.stop | self.neutral | self.places
        object.__setattr__(self, "unmeaning", unmeaning)
        grammar = self.job_words | self.owners | self.between | self.links | self.employers
        deeds = self.premises.union(self.verbs, self.role_verbs, self.roles)
        people = self.relations | self.everyday
        object.__setattr__(self, "listed", unmeaning | self.ordinary | grammar | deeds | people)


def word_lists() -> WordLists:
    """The word lists of ``words/<lang>/jobs.toml``, folded."""
    said: Mapping[str, Any] = words("jobs")
    around, claims, links = said["around"], said["claims"], said["links"]
    relations, negators = said["relations"], said["negators"]
    roles: Mapping[str, Mapping[str, Any]] = said["role"]
    same = {_one(short): _plain(full) for short, full in said["same"].items()}
    return WordLists(
        stop=_folded(around["stop"]),
        ordinary=_folded((*around["ordinary"], *around["topics"])),
        topics=_folded(around["topics"]),
        neutral=_folded(around["neutral"]),
        places=_folded(around["places"]),
        claims=_phrases(claims["personal"]),
        loose_claims=_phrases((*claims["personal"], *claims["loose"])),
        job_words=_folded(around["job_words"]),
        owners=_folded(around["owners"]),
        relations=_folded(relations["any"]),
        whose=_folded(relations["whose"]),
        degrees=_folded(relations["degrees"]),
        third_person=_phrases(relations["does"]),
        met=_phrases(relations["met"]),
        everyday=_folded(around["everyday"]),
        negators=_phrases(negators["any"]),
        inverted=_folded(negators["inverted"]),
        asking=_folded(negators["asking"]),
        between=_folded(negators["between"]),
        chain=_folded(negators["chain"]),
        joiners=_folded(negators["joiners"]),
        links=_folded(links["any"]),
        ties=_folded(links["ties"]),
        ties_before=_folded(links["ties_before"]),
        turns=_folded(links["turns"]),
        articles=_folded(links["articles"]),
        sites=_folded(links["sites"]),
        employers=_folded(links["employers"]),
        working=_folded(links["working"]),
        premises=_folded(around["premises"]),
        double=_folded(around["double"]),
        same=same,
        kin=_kin(said["kin"], same),
        verbs={
            form: tuple(word for agent in agents for word in stems(agent, same))
            for verb, agents in said["verbs"].items()
            for form in _inflected(verb)
        },
        fields=tuple(said["fields"].items()),
        roles={
            "".join(stems(word, same)): name
            for name, role in roles.items()
            for word in role["words"]
        },
        role_verbs={
            form: name
            for name, role in roles.items()
            for verb in role.get("verbs", ())
            for form in _inflected(verb)
        },
        leads_to={
            name: {start: tuple(codes) for start, codes in role["leads_to"].items()}
            for name, role in roles.items()
        },
    )


def _plain(text: str) -> tuple[str, ...]:
    return stems(text, {})


def _one(text: str) -> str:
    return "".join(_plain(text))


def _folded(listed: Iterable[str]) -> frozenset[str]:
    return frozenset(map(_one, listed))


def _phrases(listed: Iterable[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(map(_plain, listed))


def _kin(families: _Table, same: Mapping[str, tuple[str, ...]]) -> Mapping[str, frozenset[str]]:
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
