"""French words for answers: outcome, reasons, what may remain, warnings."""

from __future__ import annotations

from typing import assert_never

from bot.conversation.messages import Answer, Caveat, Freshness, Job, Judged
from bot.replies.card import card
from bot.replies.fitting import fitted
from bot.replies.fr.terms import (
    CONDITION,
    FR,
    draw_name,
    listed,
    missing_text,
    months,
    points,
    source_text,
    submitted,
)
from bot.replies.fr.wording import French
from bot.replies.markup import bold, esc
from knowledge.draws import Draw, WorkExperience
from knowledge.flips import Flip
from knowledge.profiles import Profile
from knowledge.verdicts import Criterion, CriterionState

LIST_UNKNOWN = (
    "Je ne sais pas encore à quelles professions cette ronde s'adressait : "
    "la page d'IRCC sur la ronde les nomme."
)


def answer_text(answer: Answer, taken: int = 0) -> str:
    """The whole answer as a card, where so many rows are taken already."""
    return fitted(card(answer), French(answer.zone), taken)


def small_print(
    caveats: tuple[Caveat, ...], draw: Draw, freshness: Freshness, zone: str | None
) -> str:
    """The warnings, then where the draw's numbers come from."""
    warnings = [caveat_text(caveat, freshness) for caveat in caveats]
    return "\n".join([*warnings, source_text(draw, freshness, zone)])


def outcome_line(judged: Judged) -> str:
    """The outcome, in the first line."""
    name = esc(draw_name(judged.draw))
    match judged.verdict.outcome:
        case "invited":
            return bold(f"Dans la plage d'invitation de la {name}.")
        case "not_invited":
            return bold(f"Hors de la plage d'invitation de la {name}.")
        case "depends":
            return bold(f"Impossible à dire avec certitude pour la {name}.")
        case "incomplete":
            return bold(f"Pas encore tranché pour la {name} : {missing_text(judged.verdict)}.")
        case _:
            assert_never(judged.verdict.outcome)


NO_TIE = "; la règle de bris d'égalité ne vous concerne donc pas"

ORDER: dict[CriterionState, int] = {
    "not_met": 0,
    "depends": 1,
    "met": 2,
    "not_needed": 3,
    "not_asked": 4,
}


def reasons_text(judged: Judged, zone: str | None) -> str:
    """Every criterion that was looked at, the failing ones first."""
    ordered = sorted(judged.verdict.criteria, key=lambda criterion: ORDER[criterion.state])
    sentences = [
        sentence for criterion in ordered if (sentence := criterion_text(criterion, judged, zone))
    ]
    condition = conditions_text(judged)
    return "\n".join(f"• {sentence}" for sentence in [*sentences, condition] if sentence)


def criterion_text(criterion: Criterion, judged: Judged, zone: str | None) -> str:
    """One criterion in a sentence with the person's own numbers; empty where it says nothing."""
    draw, profile = judged.draw, judged.profile
    cutoff, crs = FR.number(draw.crs_cutoff), FR.number(profile.crs or 0)
    tie = "" if draw.tie_break_at is None else FR.instant(draw.tie_break_at, zone)
    when = "" if profile.submission is None else submitted(profile.submission, zone)
    match criterion.reason:
        case None | "pool_suffices":
            return ""
        case "canadian_experience" | "french" | "nomination" | "fst" | "other_condition":
            return program_text(criterion)
        case "list_unknown":
            return LIST_UNKNOWN
        case "other_day":
            return (
                "Votre note est celle d'un autre jour : c'est celle du jour de la ronde qui compte."
            )
        case "on_list" | "not_on_list" | "removed_from_list":
            return job_text(criterion.reason, judged.job, draw)
        case "no_occupation_needed":
            return "Cette ronde n'exige aucune profession en particulier."
        case "above":
            above = points(criterion.points or 0)
            tie_rule = "" if judged.verdict["tie_break"].reason != "score_differs" else NO_TIE
            return (
                f"Votre note SCG de {crs} est {above} au-dessus de la note minimale de"
                f" {cutoff}{tie_rule}."
            )
        case "below":
            below = points(criterion.points or 0)
            return (
                f"Votre note SCG de {crs} est {below} au-dessous de la note minimale de {cutoff}."
            )
        case "equal":
            return f"Votre note SCG de {crs} est exactement la note minimale."
        case "no_tie_break_rule":
            return "Aucune heure de bris d'égalité n'était publiée pour les rondes de cette époque."
        case "score_differs":
            return ""
        case "earlier":
            return (
                f"À cette note, seuls les profils soumis avant le {tie} étaient dans la plage;"
                f" le vôtre, du {when}, est antérieur."
            )
        case "later":
            return (
                f"À cette note, seuls les profils soumis avant le {tie} étaient dans la plage;"
                f" le vôtre, du {when}, est postérieur."
            )
        case "needs_time":
            return (
                f"À cette note, seuls les profils soumis avant le {tie} étaient dans la plage, et"
                f" le vôtre, du {when}, peut tomber d'un côté ou de l'autre : il faudrait"
                f" {_finer(profile)}."
            )
        case "same_second":
            return (
                f"Le bris d'égalité est fixé au {tie}, la seconde même de votre profil."
                " Aucune règle publiée ne dit de quel côté elle tombe."
            )
        case "unknown_tie_break":
            return (
                "À la note minimale exacte, c'est l'heure du bris d'égalité qui tranche, et je ne"
                " connais pas celle de cette ronde. La page d'IRCC sur la ronde la donne."
            )
        case "in_pool":
            return f"Votre profil du {when} était dans le bassin le jour de la ronde."
        case "submitted_after_draw":
            return f"Votre profil du {when} est arrivé après la ronde et n'en faisait pas partie."
        case "profile_expired":
            return (
                f"Un profil dure {months(judged.rules.profile_life_months)} : le vôtre, du {when},"
                " avait expiré avant la ronde."
            )
        case "submitted_on_draw_day":
            return (
                f"Votre profil du {when} a été soumis le jour même de la ronde, dont l'heure n'est"
                " pas connue avec certitude."
            )
        case "expiry_day":
            return (
                f"Un profil dure {months(judged.rules.profile_life_months)} : le vôtre, du {when},"
                " prenait fin le jour même de la ronde."
            )
        case "enough":
            given = months(criterion.given or 0)
            return f"Votre expérience de {given} suffit ({experience_rule(judged)})."
        case "too_short":
            given, required = months(criterion.given or 0), months(criterion.required or 0)
            return f"{given} d'expérience, c'est moins que les {required} exigés."
        case _:
            assert_never(criterion.reason)


PROGRAM = {
    "canadian_experience": "du travail qualifié au Canada",
    "french": "du français dans les quatre compétences",
    "nomination": "une désignation par une province",
    "fst": "l'admissibilité au Programme des travailleurs de métiers spécialisés (fédéral)",
    "other_condition": "des conditions que je ne peux pas vérifier",
}


def program_text(criterion: Criterion) -> str:
    """What the draw asked for beyond the pool, and how the person stands to it."""
    asked = f"Cette ronde exigeait {PROGRAM[criterion.reason or '']}"
    match criterion.state:
        case "met":
            return f"{asked} : vous l'avez."
        case "not_met":
            return f"{asked} : ce que vous m'avez dit ne suffit pas."
        case _:
            return f"{asked}."


def _finer(profile: Profile) -> str:
    """What is not yet known of the submission time."""
    submission = profile.submission
    if submission is not None and submission.instant is not None:
        return "aussi les secondes"
    return "l'heure exacte et le fuseau horaire"


def job_text(reason: str, job: Job | None, draw: Draw) -> str:
    """How the occupation stands to the list of that draw."""
    if job is None:
        return ""
    name = f"{esc(job.group.title_fr)} (CNP {job.group.noc})"
    if reason == "on_list":
        return f"{name} : sur la liste de cette ronde."
    sentence = f"{name} : profession absente de la liste de cette ronde"
    if reason == "removed_from_list":
        left = "" if job.left_on is None else f" le {FR.day(job.left_on)}"
        sentence = f"{name} : profession retirée de la liste{left}, avant cette ronde"
    if job.joined_on is not None:
        sentence += f"; elle y figure depuis le {FR.day(job.joined_on)}"
    if job.nearest is None:
        return f"{sentence}."
    near = f"{esc(job.nearest.title_fr)} (CNP {job.nearest.noc})"
    if job.nearest_left_on is not None:
        left = FR.day(job.nearest_left_on)
        return f"{sentence}. La plus proche : {near}, retirée de la liste le {left}."
    level = ""
    if job.nearest.teer != job.group.teer:
        level = f", de niveau FÉER {job.nearest.teer} au lieu de {job.group.teer}"
    return (
        f"{sentence}. La plus proche sur la liste : {near}, un autre groupe de base{level}. Ce qui"
        " compte, c'est le groupe de vos fonctions principales, pas le titre du poste."
    )


def experience_rule(judged: Judged) -> str:
    """What the draw's own version asks of work experience; empty where it asks for none."""
    asked = judged.rules.experience
    return "" if asked is None else _experience(asked)


def _experience(asked: WorkExperience) -> str:
    kind = "continu " if asked.continuous else ""
    years = asked.window_years
    window = "" if years is None else f" au cours des {FR.number(years)} dernières années"
    where = {"anywhere": "", "canada": ", au Canada", "foreign_military": ", dans ce service"}
    length = f"{months(asked.months)} de travail {kind}à temps plein"
    return f"{length} dans cette profession{window}{where[asked.location]}"


def conditions_text(judged: Judged) -> str:
    """What else the draw asks for and nobody's answer here can settle."""
    if judged.verdict.outcome == "not_invited":
        return ""
    asked = [CONDITION[code] for code in judged.rules.conditions if code in CONDITION]
    if experience_rule(judged) and judged.verdict["experience"].state == "not_asked":
        asked.insert(0, experience_rule(judged))
    return f"À vérifier de votre côté : {listed(asked)}." if asked else ""


def flip_text(flip: Flip, judged: Judged, zone: str | None) -> str:
    """What would have turned the outcome; never advice to change the past."""
    ways = []
    if flip.points_more is not None and judged.profile.crs is not None:
        score = FR.number(judged.profile.crs + flip.points_more)
        ways.append(f"avec {points(flip.points_more)} de plus, soit {score}")
    if flip.submitted_before is not None:
        ways.append(f"avec un profil soumis avant le {FR.instant(flip.submitted_before, zone)}")
    if ways:
        return f"Vous auriez été dans la plage {', ou '.join(ways)}."
    match flip.obstacle:
        case "occupation_not_on_list" | "occupation_removed_from_list":
            return "Plus de points n'y auraient rien changé : c'est la profession qui décide."
        case "submitted_after_draw" | "profile_expired":
            return "Plus de points n'y auraient rien changé : le profil n'était pas dans le bassin."
        case "canadian_experience_too_short" | "french_too_low" | "no_nomination":
            return "Plus de points n'y auraient rien changé : la ronde exigeait autre chose."
        case "experience_too_short":
            return "Plus de points n'y auraient rien changé : c'est l'expérience qui décide."
        case None:
            return ""
        case _:
            assert_never(flip.obstacle)


def against_text(judged: Judged, real: Judged) -> str:
    """What the what-if changes against the real profile."""
    words = {
        "invited": "dans la plage d'invitation",
        "not_invited": "hors de la plage d'invitation",
        "depends": "incertain",
        "incomplete": "pas encore tranché",
    }
    was, now = words[real.verdict.outcome], words[judged.verdict.outcome]
    if "incomplete" in (real.verdict.outcome, judged.verdict.outcome):
        return f"Votre vrai profil : {was}."
    if was == now:
        return f"Votre vrai profil : {was}, lui aussi. Ce changement seul ne change donc rien."
    if "depends" in (real.verdict.outcome, judged.verdict.outcome):
        return f"Votre vrai profil : {was}. Ce changement peut donc faire la différence."
    return f"Votre vrai profil : {was}. C'est donc ce changement qui fait la différence."


def caveat_text(caveat: Caveat, freshness: Freshness) -> str:
    """A warning that belongs to the answer."""
    match caveat.code:
        case "data_ends" if freshness.read_at is not None:
            return (
                "⚠ Je n'ai pas pu lire le fichier d'IRCC depuis le"
                f" {FR.instant(freshness.read_at)} : il a pu y avoir d'autres rondes depuis."
            )
        case "data_ends":
            return (
                f"⚠ Mes données s'arrêtent au {FR.day(freshness.complete_until)} : il y a sans"
                " doute eu d'autres rondes depuis."
            )
        case "newer_draw_of_unknown_kind":
            on = "" if caveat.since is None else f" le {FR.day(caveat.since)}"
            return f"⚠ Une ronde plus récente, d'un genre que je ne connais pas, a eu lieu{on}."
        case "crs_rules_may_have_changed":
            since = "" if caveat.since is None else f" depuis le {FR.day(caveat.since)}"
            return (
                f"⚠ De nouvelles règles du SCG s'appliqueraient{since}; ce n'est pas confirmé."
                " Cette note minimale date d'avant : une note calculée selon de nouvelles règles"
                " ne s'y compare pas."
            )
        case "tie_break_unknown":
            return "⚠ Je ne connais pas l'heure du bris d'égalité de cette ronde."
        case "window_disputed":
            return (
                "⚠ Les mois que couvre le plan ne font pas l'unanimité : lu autrement, il donne les"
                " autres chiffres."
            )
        case _:
            assert_never(caveat.code)
