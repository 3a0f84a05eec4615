"""English words for draws: the newest one, and all of them."""

from __future__ import annotations

from bot.conversation.messages import History, Judged, LatestDraw
from bot.replies.en.answer import caveat_text, small_print
from bot.replies.en.terms import CATEGORY, EN, draw_name, points
from bot.replies.markup import bold, esc
from knowledge.draws import Draw


def latest_text(message: LatestDraw) -> str:
    """One draw: size, cut-off, tie-break, list, and how it compares with the one before."""
    draw, rules = message.draw, message.rules
    lead = "The newest I know: " if message.latest else ""
    name = draw_name(draw)
    lines = [
        bold(esc(f"{lead}{name if lead else name[:1].upper() + name[1:]}")),
        f"• {EN.number(draw.itas)} invitations, CRS cut-off {EN.number(draw.crs_cutoff)}",
    ]
    if draw.tie_break_at is not None:
        tie = EN.instant(draw.tie_break_at, message.zone)
        lines.append(f"• At exactly {draw.crs_cutoff}: only profiles submitted before {tie}")
    if rules.nocs is not None:
        lines.append(f"• List of {EN.number(len(rules.nocs))} occupations")
    if message.previous is not None:
        before = message.previous
        lines.append(
            f"• The one before, #{before.number} of {EN.day(before.drawn_on)}:"
            f" {EN.number(before.itas)} invitations, cut-off {EN.number(before.crs_cutoff)}"
        )
    if message.mine is not None:
        lines.append(f"• Your profile: {outcome_text(message.mine)}")
    return "\n\n".join(
        ["\n".join(lines), small_print(message.caveats, draw, message.freshness, message.zone)]
    )


def history_text(message: History) -> str:
    """All draws of a category, newest first, with the person's outcome in each."""
    category = CATEGORY.get(message.category, "Express Entry")
    if not message.rows:
        return f"There has been no {category} draw so far."
    shown, many = message.on_page, len(message.rows)
    if many == 1:
        lead = bold(f"The only {category} draw so far")
    elif message.pages == 1:
        lead = bold(f"All {many} {category} draws, newest first")
    elif message.page == 1:
        lead = bold(f"The last {len(shown)} of {many} {category} draws, newest first")
    else:
        first = message.rows.index(shown[0]) + 1
        there = f"{first} to {first + len(shown) - 1}" if len(shown) > 1 else f"{first}"
        lead = bold(f"{category} draws {there} of {many}, newest first")
        lead = lead.replace(category, category[:1].upper() + category[1:], 1)
    judged = "" if message.profile.is_empty else "\nYour outcome follows the rules of each day."
    rows = "\n".join(row_text(draw, found) for draw, found in shown)
    warnings = "\n".join(caveat_text(caveat, message.freshness) for caveat in message.caveats)
    return "\n\n".join(part for part in (f"{lead}{judged}\n{rows}", warnings) if part)


def row_text(draw: Draw, found: Judged | None) -> str:
    """One draw in one line, with the outcome and what decided it."""
    line = (
        f"• #{draw.number}, {EN.day(draw.drawn_on)}: cut-off {EN.number(draw.crs_cutoff)},"
        f" {EN.number(draw.itas)} invitations"
    )
    return line if found is None else f"{line}\n   → {outcome_text(found)}"


def outcome_text(found: Judged) -> str:
    """The outcome in a few words with its deciding reason."""
    match found.verdict.outcome:
        case "invited":
            return f"in the invited range ({_why_in(found)})"
        case "not_invited":
            reasons = [WHY_NOT[c.reason] for c in found.verdict.failing if c.reason]
            below = found.verdict["crs"]
            listed = ", ".join(
                reason.format(points=points(below.points or 0)) for reason in reasons
            )
            return f"not in the range ({listed})"
        case "depends":
            if found.verdict["occupation"].reason == "list_unknown":
                return "not certain (its list of occupations is not known to me yet)"
            if found.verdict["tie_break"].reason == "unknown_tie_break":
                return "not certain (exactly the cut-off, and the tie-break is not known to me)"
            return "not certain (it depends on the exact time or the day itself)"
        case "incomplete":
            return "not settled (an answer is missing)"


def _why_in(found: Judged) -> str:
    crs = found.verdict["crs"]
    if crs.reason == "above":
        return f"{points(crs.points or 0)} above"
    return "exactly the cut-off, submitted early enough"


WHY_NOT = {
    "canadian_experience": "too little work in Canada",
    "french": "not the French asked for",
    "nomination": "no nomination by a province",
    "not_on_list": "occupation not on that list",
    "removed_from_list": "occupation no longer on that list",
    "below": "{points} below",
    "later": "submitted after the tie-break",
    "submitted_after_draw": "profile came after the draw",
    "profile_expired": "profile had expired",
    "too_short": "too little experience",
}
