"""What a day in a message is the day of: the submission, an update of it, or something else."""

from __future__ import annotations

from typing import Literal

from bot.reading.text.patterns import Late

Role = Literal["mine", "made", "plain", "updated", "denied", "other"]

_MARKS = Late(
    r"(?P<updated>\b(?:updat\w+|edit\w*|modifi\w+|chang\w+|refresh\w*|renew\w*|mis a jour|"
    r"mise a jour|actualise\w*)\b)"
    r"|(?P<near>\b(?:invitee?s|invited|invitee?|fallait(?:-il)?|invitation|ita|itas|nominat\w+|"
    r"nominee|drawn|applied (?:for|to) "
    r"(?!pr\b|canada|express|ee\b|the pool)\w+)\b)"
    r"|(?P<mine>\b(?:(?:re-?)?submi\w+|re-?(?:enter|creat|appl|join)\w*|"
    r"new (?:one|profile|account)|(?:le |un )?nouveau(?: profil)?|resoumis\w*|resoumett\w*|"
    r"filed|applied|apply|entered|enter|joined|registered|"
    r"pool (?:since|from)|bassin depuis|in (?:the )?pool|into (?:the )?pool|profile|profil|ee|"
    r"express entry|soumis\w*|"
    r"soumett\w*|soumission|depos\w+|inscrit\w*|bassin|went in)\b)"
    r"|(?P<made>\b(?:creat\w+|made|opened|set up|cree\w*)\b)"
    r"|(?P<denied>\b(?:(?:planned|meant|wanted|intended|hoped|was (?:going|planning|supposed)) to "
    r"(?:re-?)?(?:submit|enter|apply|create)(?: (?:my|the|a|ee|express entry|profile|it|pool))*|"
    r"(?:voulais|devais|pensais|comptais) (?:soumettre|deposer|creer)(?: (?:mon|le|un|profil))*|"
    r"not|isn'?t|wasn'?t|instead of|rather than|pas|au lieu d[eu]|"
    r"plutot que)\b)"
    r"|(?P<noun>\b(?:(?:old|expired|previous|earlier) (?:ee |express "
    r"entry )?profile|birth\w*|dob|naissance|ielts|celpip|tef|tcf|test\w*|exam\w*|language|valid|"
    r"validity|valable|valide|until|till|jusqu'?\w*|permit|permis|visa|passport|passeport|pgwp|lmia|"
    r"diplom\w*|degree|wedding|anniversaire|birthday|ma fete|mariage|rdv|rendez-vous|entrevue|"
    r"examen|audience|demenage\w*|vacances|voyage|medical|eca|wes|renewal|appointment|biometric\w*|landing|interview|"
    r"school|college|licensed?|certified|red seal|ticket|rules?|points? change\w*)\b)"
    r"|(?P<verb>\b(?:(?:ai|eu|aurai|turned|was) \d\d ans|l'ai passee?|finit|se termine|"
    r"prend fin|(?<!profil )refusee?s?|"
    r"born|nee?|expir\w*|graduat\w+|arriv\w+|"
    r"landed|moved|came|married|hired|"
    r"start(?:ed|ing)?|commenc\w+|retire\w*|quit|laid off|turn(?:ed|ing)?(?: \d+)?)\b)"
    r"|(?P<job>\b(?:work(?:ed|ing)?|employed|experience|travaille\w*|been an?|apprentice\w*|lived|"
    r"living|here|in canada|au canada)\b)"
)
_SINCE = Late(r"\b(?:since|depuis)\b[^.;!?]{0,12}$")
_NEXT_MONTH = Late(r"next month|(?:le )?mois prochain")
_POOL_AFTER = Late(r"\s?(?:in|dans) (?:the |le )?(?:pool|bassin)\b")
_UPDATED_AFTER = Late(
    r"\s?(?:\((?:last )?(?:updated?|edited|mis a jour)(?:\)|$)|(?:is|was) when i (?:last )?"
    r"(?:updat|edit)|was the (?:last )?(?:updat|edit))"
)
_OTHER_AFTER = Late(
    r",? (?:j'avais|j'etais a|(?:mon score|ma note) etait)\b|"
    r"\s?(?:,?\s?(?:is|was) (?:my|when) (?:birth|i was born|i (?:landed|arrived|started|graduated|"
    r"moved))|,? (?:my|mon|ma) (?:score|crs|note|scg|points?) (?:was|were|etait)|"
    r"birthday|(?:draws?|rounds?|tirages?|rondes?)\b(?!\s?(?:number|no\.?|n°)?\s?#?\s?\d{1,3}[ab]?\b))"
)
_EITHER = Late(
    r"[\s,/]*(?:(?:or|ou|and|et|to|-|&)[\s,/]*)?"
    r"(?:(?:maybe|perhaps|possibly|peut-etre) )?(?:on |le |the )?"
)
_INSTEAD = Late(
    r"[\s,;.(!-]*(?:(?:no|non|sorry|wait|oops|actually|i mean|i meant|edit|correction|pardon|"
    r"desolee?|rather|or rather|en fait|plutot|it was|it's|c'etait|je veux dire)[\s,:.!]*)+"
    r"(?:on |le |the )?"
)
_NEAR = Late(
    r"(?:[\s:,(]|\b(?:on|the|le|la|it|is|was|are|submitted|in|at|but|mais|dated|received|taken|took|"
    r"done|passed|passe|recue?s?|written|results?|resultats?|test|exam|general|training|date|of|for|until|till|"
    r"up to|ends?|ended|from|my|de|du|d'|work|valid|changed?|fait|est|etait)\b)*"
)
_FAR = Late(r"[\s:(]*(?:[a-z']++[\s:(]*){0,4}")
_FROM = Late(r"[^|\d,]*\b(?:since|from|depuis|de|du|until|started)\s(?:the |le )?")
# "I was 478 on April 2": the day of that score.
_SCORED_THEN = Late(
    r"\b(?:score|note|pointage|crs|scg) (?:de )?\d{3,4}(?: points?| pts)? (?:date|"
    r"remonte) (?:du|au|de) "
    r"(?:le )?$|\b(?:i was|was at|it was|i had|(?:score|crs|note) (?:was|etait)(?: de)?|j'avais|"
    r"j'etais a|"
    r"avait|(?:eu|obtenu|recu|got|received|calculated?) (?:(?:a|an|my|un|mon|ma) )?"
    r"(?:(?:crs|scg|score|note|pointage|resultat) )*(?:of|de)?) (?:at |a )?\d{3,4}(?: points?|"
    r" pts| crs)?(?: back)? (?:on |in |as of |le |en )?"
    r"(?:the )?$|"
    r"\b(?:went|gone|jumped|rose|increased|dropped|fell|climbed|passee?|montee?|descendue?)\b"
    r"[^.;!?|]{0,40}\d{3,4}(?: points?| pts)? (?:on |in |en |le )?(?:the )?$"
)
# "Aujourd'hui 473 points": today is when that score is, not when a profile was submitted.
_NOW = Late(
    r"(?:today|aujourd'?hui)(?:,|:)? (?:(?:i have|i'm at|it's|its|it is|my \w+ is|j'ai|c'est|"
    r"je suis a|mon \w+ est|ma \w+ est|a|de) )*(?:de )?\d{3,4}(?![\d/:.-])"
)
_SCORE_OF_DAY = Late(
    r"(?:\b(?:score|crs|points?) (?:on|as of|at)|(?<![\d/.-])\d{3,4}(?: points?| pts| crs)? as of) "
    r"(?:the )?$"
)
_PROFILE = ("prof", "ee", "express")
_SENTENCE = Late(r"[;!?\n]|\.(?=\s|$)")
_LOOKS_BACK = 60
_BUT = ","


def role_of(said: str, since: int, start: int, end: int, previous: Role) -> tuple[Role, int]:
    """Tell what the day at ``said[start:end]`` is, and where the words that say so begin.

    ``since`` is the end of the day before it in the text, whose role was ``previous``: "on the
    5th or the 6th" are two of a kind.
    """
    left = said[max(since, start - _LOOKS_BACK) : start]
    if since and _EITHER.regex.fullmatch(left) and not (previous == "denied" and _BUT in left):
        return previous, start
    left = _SENTENCE.regex.split(left)[-1]
    if _UPDATED_AFTER.regex.match(said, end):
        return "updated", start
    if _OTHER_AFTER.regex.match(said, end) or _SCORED_THEN.regex.search(left):
        return "other", start
    if _SCORE_OF_DAY.regex.search(left):
        return "other", start
    role, length = _marked(left)
    if role == "plain" and _NOW.regex.match(said, start):
        return "other", start
    if role == "plain" and _NEXT_MONTH.regex.match(said, start):
        return "other", start
    if role == "plain" and _SINCE.regex.search(left) and not _POOL_AFTER.regex.match(said, end):
        return "other", start
    return role, start - length


def replaces(between: str) -> bool:
    """Whether the words between two days say that the second is meant: "3 May, sorry, 4 May"."""
    return bool(between.strip()) and _INSTEAD.regex.fullmatch(between) is not None


def _marked(left: str) -> tuple[Role, int]:
    role: Role = "plain"
    length = 0
    for match in _MARKS.regex.finditer(left):
        gap = left[match.end() :]
        match match.lastgroup:
            case "noun" | "near" if not _NEAR.regex.fullmatch(gap):
                pass
            case "verb" if not _FAR.regex.fullmatch(gap):
                pass
            case "job" if not _FROM.regex.fullmatch(gap):
                pass
            case "verb" | "job":  # the job itself may stand there: "started as a welder in May"
                role = "other"
            case "noun" | "near":
                length = length if role == "other" else len(left) - match.start()
                role = "other"
            case "denied" if _NEAR.regex.fullmatch(gap):
                role = "denied"
            case "mine":
                keeps = role in ("updated", "made") and match[0].startswith(_PROFILE)
                role = role if keeps else "mine"
            case "made":
                role = "made"
            case "updated":
                role = "updated"
            case _:
                pass
    return role, length
