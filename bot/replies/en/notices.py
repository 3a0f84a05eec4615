"""English words for notices: outcome in the first line, reasons, what may remain in one line."""

from __future__ import annotations

from typing import assert_never

from bot.conversation.messages import (
    DrawCorrected,
    DrawDigest,
    Judged,
    NewDraw,
    OperatorCorrection,
)
from bot.conversation.messages.answers import DRAWS_ON_A_PAGE
from bot.replies.en.answer import (
    LIST_UNKNOWN,
    ORDER,
    caveat_text,
    conditions_text,
    criterion_text,
    flip_text,
    missing_text,
)
from bot.replies.en.draws import outcome_text
from bot.replies.en.terms import CATEGORY, EN, draw_name, points, source_text
from bot.replies.markup import bold, esc
from knowledge.draws import Draw
from knowledge.plans import Exceeded, Fulfilled, NoPlan, Open, Over, Remaining
from knowledge.verdicts import Outcome

PROGRAMS = ("cec", "pnp", "fsw", "fst")
"""Kinds of draw that invite only candidates of one program."""


def new_draw_text(message: NewDraw) -> str:
    """A new draw: a verdict where there can be one, else the draw's own numbers."""
    draw, found = message.draw, message.judged
    if found is None:
        parts = [bold(f"{_named(draw)}: cut-off {EN.number(draw.crs_cutoff)}.")]
        if not message.list_known:
            parts.append(LIST_UNKNOWN)
    else:
        parts = [_verdict(found), _reasons(found, message.zone)]
        if found.flip is not None:
            parts.append(flip_text(found.flip, found, message.zone))
    parts.append(_numbers(message))
    parts.append(_left(message.remaining, draw))
    parts += [caveat_text(caveat, message.freshness) for caveat in message.caveats]
    parts.append(source_text(draw, message.freshness, message.zone))
    return "\n\n".join(part for part in parts if part)


def corrected_text(message: DrawCorrected) -> str:
    """What was corrected, and what that makes of the person's outcome."""
    draw, found, was = message.draw, message.judged, message.was
    changed = "\n".join(f"• {line}" for line in _changed(message))
    known_now = message.before.version is None and draw.version is not None
    lead = (
        "I know the rules of this draw now"
        if known_now
        else "IRCC has changed what it says of this draw"
    )
    title = "Now known of" if known_now else "Correction to"
    why = f"{lead}:\n{changed}"
    if found is None:
        parts = [bold(f"{title} {esc(draw_name(draw))}."), why]
    else:
        before = "" if was is None else f" Before this correction: {OUTCOME[was.verdict.outcome]}."
        parts = [
            f"{bold(f'{title} {esc(draw_name(draw))}: {_outcome(found)}.')}{before}",
            why,
            _reasons(found, message.zone, with_crs=True),
        ]
    parts.append(source_text(draw, message.freshness, message.zone))
    return "\n\n".join(part for part in parts if part)


def digest_text(message: DrawDigest) -> str:
    """Several draws at once, newest first, one or two lines each."""
    count, shown = len(message.rows), message.rows[:DRAWS_ON_A_PAGE]
    more = f", newest first; these are the last {len(shown)}"
    lead = bold(f"{count} new draws{more if len(shown) < count else ', newest first'}")
    rows = "\n".join(_row(draw, found) for draw, found in shown)
    return f"{lead}\n{rows}\n\n{source_text(shown[0][0], message.freshness)}"


def operator_text(message: OperatorCorrection) -> str:
    """The operator's own words, marked as theirs."""
    lead = f"Correction about draw #{esc(message.draw)}, written by the person who runs this bot"
    return f"{bold(lead)}\n\n{esc(message.text)}"


OUTCOME: dict[Outcome, str] = {
    "invited": "in the invited range",
    "not_invited": "not in the invited range",
    "depends": "it cannot be said for certain",
    "incomplete": "not settled yet",
}


def _outcome(found: Judged) -> str:
    outcome = found.verdict.outcome
    if outcome == "incomplete":
        return f"{OUTCOME[outcome]}: {missing_text(found.verdict)}"
    return OUTCOME[outcome]


def _verdict(found: Judged) -> str:
    """The first line: cut-off, the distance to it, the outcome."""
    draw, crs = found.draw, found.verdict["crs"]
    lead = f"{_named(draw)}: cut-off {EN.number(draw.crs_cutoff)}."
    yours, outcome = EN.number(found.profile.crs or 0), _outcome(found)
    match crs.reason:
        case "above":
            # A high score alone decides nothing: the outcome may still be a no.
            link = ": " if found.verdict.outcome == "invited" else ", but "
            distance = f"Your {yours} was {points(crs.points or 0)} above{link}{outcome}."
        case "below":
            distance = f"Your {yours} was {points(crs.points or 0)} below: {outcome}."
        case "equal":
            distance = f"Your {yours} was exactly the cut-off: {outcome}."
        case _:
            distance = f"{outcome[:1].upper()}{outcome[1:]}."
    return bold(f"{lead} {distance}")


def _reasons(found: Judged, zone: str | None, *, with_crs: bool = False) -> str:
    """The other criteria, the failing ones first, in the words of /check."""
    told = [c for c in found.verdict.criteria if with_crs or c.name != "crs"]
    ordered = sorted(told, key=lambda criterion: ORDER[criterion.state])
    sentences = [criterion_text(criterion, found, zone) for criterion in ordered]
    if found.draw.category in PROGRAMS and found.verdict.outcome != "not_invited":
        sentences.append("Only candidates of that program were invited; are you one of them?")
    sentences.append(conditions_text(found))
    return "\n".join(f"• {sentence}" for sentence in sentences if sentence)


def _numbers(message: NewDraw) -> str:
    """The draw's own numbers, and the draw before it."""
    draw, before = message.draw, message.previous
    size = f"{EN.number(draw.itas)} invitations on {EN.day(draw.drawn_on)}."
    if draw.tie_break_at is not None and message.judged is None:
        tie = EN.instant(draw.tie_break_at, message.zone)
        size += (
            f" At exactly {EN.number(draw.crs_cutoff)}, only profiles submitted before {tie}"
            " were in."
        )
    if before is None:
        return size
    return (
        f"{size} The draw before, #{before.number} of {EN.day(before.drawn_on)}:"
        f" {EN.number(before.itas)} invitations, cut-off {EN.number(before.crs_cutoff)}."
    )


def _left(remaining: Remaining, draw: Draw) -> str:
    """What may remain, in one line; or that the kind of draw is not known."""
    if draw.category not in CATEGORY:
        return f"Its kind is new to me: “{esc(draw.name)}”. I do not know its rules."
    name, year = CATEGORY[draw.category], remaining.year
    match remaining:
        case NoPlan():
            issued = EN.number(remaining.issued)
            line = f"{issued} {name} invitations in {year} so far; no plan is public."
        case Open():
            left = EN.number(remaining.may_remain)
            line = f"{left} {name} invitations may remain for {year}: a plan, not a promise."
        case Fulfilled() | Exceeded():
            planned, issued = EN.number(remaining.count.planned), EN.number(remaining.count.issued)
            line = (
                f"{issued} {name} invitations, where {planned} were planned for {year}: more may"
                " come, none are announced."
            )
        case Over():
            line = f"The plan for {name} invitations in {year} is over."
        case _:
            assert_never(remaining)
    return f"{line} /remaining"


def _changed(message: DrawCorrected) -> list[str]:
    draw, before, zone = message.draw, message.before, message.zone
    lines = []
    if draw.crs_cutoff != before.crs_cutoff:
        was = EN.number(before.crs_cutoff)
        lines.append(f"CRS cut-off {EN.number(draw.crs_cutoff)}, until now {was}")
    if draw.tie_break_at != before.tie_break_at and draw.tie_break_at is not None:
        was = (
            "not known until now"
            if before.tie_break_at is None
            else f"until now {EN.instant(before.tie_break_at, zone)}"
        )
        lines.append(f"tie-break {EN.instant(draw.tie_break_at, zone)}, {was}")
    if draw.itas != before.itas:
        lines.append(f"{EN.number(draw.itas)} invitations, until now {EN.number(before.itas)}")
    if draw.drawn_on != before.drawn_on:
        lines.append(f"held on {EN.day(draw.drawn_on)}, until now {EN.day(before.drawn_on)}")
    if (draw.category, draw.version) != (before.category, before.version):
        was = "its list was not known until now"
        was = was if draw.name == before.name else f"until now {esc(before.name)}"
        lines.append(f"kind of draw: {esc(draw.name)}, {was}")
    return lines


def _row(draw: Draw, found: Judged | None) -> str:
    line = (
        f"• {_named(draw)}, {EN.day(draw.drawn_on)}: cut-off {EN.number(draw.crs_cutoff)},"
        f" {EN.number(draw.itas)} invitations"
    )
    return line if found is None else f"{line}\n   → {outcome_text(found)}"


def _named(draw: Draw) -> str:
    """Category and number, as the beginning of a sentence."""
    category = CATEGORY.get(draw.category, "Express Entry")
    return esc(f"{category[:1].upper()}{category[1:]} draw #{draw.number}")
