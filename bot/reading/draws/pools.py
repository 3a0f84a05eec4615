"""Questions about the pool: how many people wait there, and with which scores."""

from __future__ import annotations

from bot.reading.text.patterns import Late
from bot.reading.text.word_sets import words_of

_PEOPLE = r"(?:people|persons?|candidates?|profiles?|applicants?|others|everyone|ppl)"
_GENS = r"(?:personnes|gens|monde|profils?|candidate?s?|candidatures|autres)"
_POOL = Late(
    rf"\b(?:how many|number of|total of)\b.{{0,24}}\b{_PEOPLE}\b.{{0,32}}\b(?:pool|waiting)\b",
    r"\bhow many\b.{0,16}\b(?:in (?:the |ee |express entry )*pool|waiting)\b",
    r"\bhow (?:big|large|full|crowded) is\b.{0,20}\bpool\b",
    r"\b(?:pool|crs|scores?)\b.{0,20}\b(?:distribution|breakdown|composition|size|statistics)\b",
    r"\b(?:distribution|breakdown|composition|size) of\b.{0,24}\b(?:pool|scores?|crs)\b",
    r"\bhow many\b(?!.*\b(?:invit|points\b)).{0,32}\b(?:above|ahead of|over|higher than|before|"
    r"behind|below) (?:me|my (?:crs |own )?score|my crs)\b",
    rf"\bhow many {_PEOPLE}\b(?!.*\binvit).{{0,24}}\b(?:above|over|more than|higher than|at least|"
    r"below|under|less than|between)\b.{0,8}\b\d{3,4}\b",
    rf"\bcombien\b.{{0,24}}\b{_GENS}\b.{{0,32}}\b(?:bassin|en attente|attendent)\b",
    r"\bcombien\b.{0,24}\b(?:dans le bassin|en attente)\b",
    r"\b(?:repartition|distribution|composition|taille)\b.{0,24}\b(?:bassin|notes?|scores?|scg)\b",
    r"\bcombien\b(?!.*\b(?:invit|points\b)).{0,32}\b(?:au-dessus|devant|avant|derriere|sous|"
    r"plus haut)\b.{0,6}\b(?:moi|ma note|mon score|\d{3,4})\b",
)
_ONLY_THE_POOL = Late(
    r"(?:(?:show|see|give|tell|about|what(?:'s| is)|me|the|current|latest|ee|express entry|"
    r"montre[rz]?|voir|moi|c'est quoi|le|du|actuel|-) ?)*"
    r"(?:pool|bassin)(?: (?:now|today|size|d'entree express|actuel|maintenant))?"
)
_WORDS = words_of(
    "pool bassin waiting attente attendent distribution breakdown composition repartition taille",
    "above ahead over higher before behind below more least under less between dessus devant avant",
    "derriere sous haut statistics size",
)


def asks_about_the_pool(text: str, whole: str, words: frozenset[str]) -> bool:
    """Whether a message asks how many people wait, or with which scores."""
    if words.isdisjoint(_WORDS):
        return False
    return bool(_POOL.regex.search(text) or _ONLY_THE_POOL.regex.fullmatch(whole))
