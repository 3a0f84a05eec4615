"""Exact names of occupations in a text, and which of them are not the person's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.reading.occupations.index import Entry, NameIndex
from bot.reading.occupations.word_lists import WordLists
from bot.reading.occupations.words import Word

_CLAIM_REACH = 4
_CLAUSE_REACH = 40
"""How many words back somebody else is looked for: no clause is longer, a list may be."""
_MOST_MENTIONS = 48
"""Nobody names more occupations of their own; reading more only takes longer."""
_SHORT = 3
_I = frozenset({"i", "im", "ive", "id", "we", "our", "je", "j", "nous"})
_ELSEWHERE = frozenset({"at", "near", "from", "chez"})
_THE = frozenset({"the", "le", "la", "l"})
_SPOKE = frozenset({"said", "told", "came", "went", "called", "dit", "venu"})
_AND = frozenset({"and", "or", "et", "ou"})
_SCORES = frozenset({"point", "pt", "crs", "score", "scg", "year", "yr", "month", "an", "moi"})


@dataclass(frozen=True, slots=True)
class NameMention:
    """An exact name in a text: tokens ``first`` to ``last`` (not included).

    ``mended`` tells that the spelling was mended.
    """

    first: int
    last: int
    entry: Entry
    mended: bool


@dataclass(frozen=True, slots=True)
class JobText:
    """A text being read: its words, and whether it answers the question for the occupation."""

    tokens: tuple[Word, ...]
    index: NameIndex
    words: WordLists
    expected: bool
    mended: frozenset[int] = frozenset()
    stems: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Keep the folded words: they are looked at again and again."""
        object.__setattr__(self, "stems", tuple(token.stem for token in self.tokens))

    def stem(self, place: int) -> str:
        """The folded word at that place, nothing outside the text."""
        return self.stems[place] if 0 <= place < len(self.stems) else ""

    def joined(self, place: int) -> bool:
        """Whether a word follows the one before it without comma or full stop."""
        return 0 < place < len(self.tokens) and self.tokens[place].gap in ("near", "slash")

    def slashed(self, place: int) -> bool:
        """Whether a slash parts a word from the one before it: "cook/chef"."""
        return 0 < place < len(self.tokens) and self.tokens[place].gap == "slash"

    def paused(self, place: int) -> bool:
        """Whether nothing but a comma, a bracket or a dash stands before a word."""
        return 0 < place < len(self.tokens) and self.tokens[place].gap == "pause"

    def starts_sentence(self, place: int) -> bool:
        """Whether a word begins the text or a sentence."""
        return place <= 0 or self.tokens[place].gap == "stop"

    def claimed(self, place: int, *, personal: bool = False) -> bool:
        """Whether the words shortly before say that what follows is somebody's occupation.

        ``personal`` asks for more than "as a": for "I am a", "my job is" and the like.
        """
        claims = self.words.claims if personal else self.words.loose_claims
        stems = self.stems
        for end in range(place, max(0, place - _CLAIM_REACH), -1):
            if self.starts_sentence(end):
                return False
            if end < place and self.stem(end) in _ELSEWHERE:
                return False
            # One, two or three words; written out, since long lists ask this thousands of times.
            if (
                stems[end - 1 : end] in claims
                or stems[max(0, end - 2) : end] in claims
                or stems[max(0, end - 3) : end] in claims
            ):
                return True
        return False

    def phrase(self, place: int, count: int) -> tuple[str, ...]:
        """Up to that many folded words before a place."""
        return self.stems[max(0, place - count) : place]

    def of_another(self, place: int) -> bool:
        """Whether the words before in the same clause are about somebody the person knows.

        "My brother is a welder", but not "my brother says I'm a welder".
        """
        farthest = place - _CLAUSE_REACH
        while place > farthest and self.joined(place):
            place -= 1
            if self.stem(place) in _I:
                return False
            if self._names_another(place):
                return True
        return False

    def _names_another(self, place: int) -> bool:
        """Whether the word there is "my brother" or "he", whom something is said of."""
        words, word = self.words, self.stem(place)
        if {(word,), (word, self.stem(place + 1))} & words.third_person:
            return True
        if word not in words.relations:
            return False
        before = place - 1
        while self.stem(before) in words.degrees:
            before -= 1
        if self.stem(before) in words.whose:
            return self.stem(before - 1) not in words.links | words.employers
        return self.starts_sentence(before + 1) or self.paused(before + 1)

    def alone(self, first: int, last: int) -> bool:
        """Whether the text has little else: politeness, a place, a score."""
        return all(map(self.trifling, (*self.stems[:first], *self.stems[last:])))

    def trifling(self, word: str) -> bool:
        """Whether a word says nothing, not even what the text is about."""
        words = self.words
        return word.isdecimal() or word in words.stop | words.neutral | words.places | _SCORES


def scan(scene: JobText) -> tuple[NameMention, ...]:
    """All exact names, the longest first at every place, without overlaps."""
    found: list[NameMention] = []
    tokens, place = scene.tokens, 0
    while place < len(tokens) and len(found) < _MOST_MENTIONS:
        mention = name_at(scene, place)
        if mention is None:
            place += 1
        else:
            found.append(mention)
            place = mention.last
    return tuple(found)


def name_at(scene: JobText, first: int) -> NameMention | None:
    """The longest exact name that begins at a place."""
    longest = first + 1
    limit = min(len(scene.tokens), first + scene.index.longest(scene.stem(first)))
    while longest < limit and scene.tokens[longest].gap != "stop":
        longest += 1
    stems = scene.stems[first:longest]
    for count in range(len(stems), 0, -1):
        entry = scene.index.entry(stems[:count])
        if entry is not None and not _two_by_slash(scene, first, stems[:count], entry):
            places = range(first, first + count)
            return NameMention(first, first + count, entry, any(p in scene.mended for p in places))
    return None


def _two_by_slash(scene: JobText, first: int, stems: Sequence[str], whole: Entry) -> bool:
    """Whether a slash makes two names of what would be one: "cook/chef"."""
    for place in range(1, len(stems)):
        if scene.slashed(first + place):
            other = scene.index.entry(stems[place:])
            if other is not None and not set(other.nocs) & set(whole.nocs):
                return True
    return False


def own(
    scene: JobText, mentions: Sequence[NameMention]
) -> tuple[tuple[NameMention, ...], frozenset[int]]:
    """The names that may be the person's own, and the places of words that are not.

    Left out are denied names ("not a welder"), other people's ("my lawyer", "my brother is a
    welder") and everyday words without a claim beside them.
    """
    kept: list[NameMention] = []
    others: set[int] = set()
    denied_until = -1
    for mention in mentions:
        denied = _denied(scene, mention) or _chained(scene, denied_until, mention)
        if denied:
            denied_until = mention.last
        known = not scene.expected and (
            scene.of_another(mention.first)
            or _met(scene, mention)
            or _acts(scene, mention)
            or _has_kin(scene, mention.last)
        )
        if denied or known or _owned(scene, mention):
            others.update(range(mention.first, mention.last))
        elif _strong(scene, mention):
            kept.append(mention)
    return tuple(kept), frozenset(others)


def _strong(scene: JobText, mention: NameMention) -> bool:
    words = scene.words
    if mention.last - mention.first > 1:
        return True
    word = scene.stem(mention.first)
    everyday = word in words.ordinary or word in words.double
    unsure = mention.mended or mention.entry.kind in ("imported", "short")
    loose = everyday or len(word) <= _SHORT or unsure
    if not loose or (scene.expected and word not in words.ordinary):
        return True
    if scene.claimed(mention.first, personal=unsure) or _job_word_after(scene, mention.last):
        return True
    if scene.joined(mention.first - 1) and scene.stem(mention.first - 1) in _AND:
        return scene.index.entry([scene.stem(mention.first - 2)]) is not None
    return word not in words.ordinary and scene.alone(mention.first, mention.last)


def _job_word_after(scene: JobText, place: int) -> bool:
    return scene.joined(place) and scene.stem(place) in scene.words.job_words


def _owned(scene: JobText, mention: NameMention) -> bool:
    """Whether it is somebody the person knows: "my lawyer said"."""
    before = mention.first - 1
    while scene.joined(before + 1) and scene.stem(before) in scene.words.neutral:
        before -= 1
    near = scene.joined(before + 1) and scene.stem(before) in scene.words.owners
    person = scene.stem(mention.first).isalpha()  # "my 309A" is a licence
    return near and person and not scene.expected and not _job_word_after(scene, mention.last)


def _denied(scene: JobText, mention: NameMention) -> bool:
    words = scene.words
    place = mention.first
    while scene.joined(place):
        here = scene.stem(place - 1)
        if (here,) in words.negators:
            asked = here in words.inverted and (
                scene.starts_sentence(place - 1) or scene.stem(place - 2) in words.asking
            )
            return not asked
        if (scene.stem(place - 2), here) in words.negators:
            return True
        if here not in words.between and here not in words.neutral:
            return False
        place -= 1
    return False


def _acts(scene: JobText, mention: NameMention) -> bool:
    """Whether it is somebody who did something: "the electrician fixed my house"."""
    article = mention.first - 1
    begins = scene.stem(article) in _THE and scene.starts_sentence(article)
    if not begins or not scene.joined(mention.last):
        return False
    return scene.stem(mention.last) in scene.words.verbs or scene.stem(mention.last) in _SPOKE


def _has_kin(scene: JobText, place: int) -> bool:
    """Whether the next word says whose kin is meant: "a plumber's wife"."""
    word = scene.stem(place)
    near = scene.joined(place) and not scene.slashed(place)
    return near and word in scene.words.relations and word not in scene.words.roles


def _met(scene: JobText, mention: NameMention) -> bool:
    """Whether it is one whom the person lives with, called or needs: "I hired a plumber"."""
    place = mention.first
    if mention.entry.kind == "field" or _job_word_after(scene, mention.last):
        return False
    while scene.joined(place) and scene.stem(place - 1) in scene.words.neutral:
        place -= 1
    if not scene.joined(place) or scene.stem(place - 1) not in scene.words.articles:
        return False
    place -= 1
    met = scene.words.met
    return scene.phrase(place, 1) in met or scene.phrase(place, 2) in met


def _chained(scene: JobText, until: int, mention: NameMention) -> bool:
    """Whether a name belongs to a denied one before it: "not a welder or a plumber".

    "Not a welder, a plumber" is a plumber, "not a welder, a plumber or a cook" is none of them.
    """
    between = [token.stem for token in scene.tokens[max(until, 0) : mention.first]]
    if until < 0 or not between or not all(word in scene.words.chain for word in between):
        return False
    joiners = scene.words.joiners
    return not joiners.isdisjoint(between) or scene.stem(mention.last) in joiners
