"""English words for explanations, with the person's own numbers where there are any."""

from __future__ import annotations

from typing import assert_never

from bot.conversation.messages import Explained
from bot.replies.en.remaining import remaining_text
from bot.replies.en.terms import CATEGORY, EN, draw_name, months, points
from bot.replies.markup import bold, esc
from knowledge.verdicts import add_months


def explained_text(message: Explained) -> str:
    """One matter in a few lines."""
    match message.topic:
        case "tie_break":
            return f"{bold('The tie-breaking rule')}\n{_tie_break(message)}"
        case "cutoff":
            return f"{bold('The cut-off')}\n{_cutoff(message)}"
        case "crs":
            return (
                f"{bold('CRS score')}\nThe Comprehensive Ranking System gives every profile in the"
                " pool points for age, education, language, work and more. Yours stands in your"
                " IRCC account. What counts is the score you have at the moment of a draw:"
                " birthdays, new results and rule changes move it. I do not calculate it; I compare"
                " it. What gives more points, IRCC's own calculator shows; what they would change,"
                " /whatif."
                f"{_own_crs(message)}"
            )
        case "noc":
            return (
                f"{bold('NOC and TEER')}\nThe National Occupational Classification sorts jobs into"
                " unit groups with five-digit codes, e.g. 72106, welders. The second digit is the"
                " TEER level: 0 for management down to 5 for work without formal training. What"
                " counts is the group your main duties belong to, not the job title."
                f"{_own_noc(message)}"
            )
        case "trades_or_fst":
            return (
                f"{bold('Two different things')}\nThe <b>trades category</b> is a list of"
                " occupations for which IRCC holds its own draws. The <b>Federal Skilled"
                " Trades Program</b> is one of the programs through which somebody can be in the"
                " Express Entry pool at all; it had its own draws earlier. For a trades draw"
                " you need the listed occupation and any one of the programs, not this one."
            )
        case "submission_date":
            return (
                f"{bold('Which date counts')}\nThe moment your profile first entered the pool."
                " Updating it (new test, new job) does not change that date. Withdrawing it and"
                " submitting anew, or letting it expire, does."
                f"{_own_day(message)}"
            )
        case "validity":
            return f"{bold('How long a profile lives')}\n{_validity(message)}"
        case "invitation":
            return (
                f"{bold('After an invitation')}\nIt comes as a message in your IRCC account. From"
                f" then on you have {message.days_to_apply} days, as far as I know, to submit the"
                " complete application; the message gives the last day. Letting it pass means"
                " starting with a new profile."
            )
        case "no_promise":
            category = CATEGORY.get(message.draw.category, "") if message.draw else ""
            return (
                f"{bold('Why nobody can promise')}\nIRCC decides each draw anew: when, for whom and"
                " how many. A plan is an intention that has been missed and exceeded before.\n\n"
                f"{remaining_text(message.remaining, category)}"
            )
        case "crs_change":
            return f"{bold('The reported CRS change')}\n{_crs_change(message)}"
        case "category":
            return f"{bold('What the draw asks for')}\n{_category(message)}"
        case "privacy":
            return (
                f"{bold('What I store')}\nYour Telegram id, language, score, occupation, dates,"
                " time zone, the open question, and the ids of answered updates. No name, no texts."
                " /me shows it, /forget deletes it for good."
            )
        case _:
            assert_never(message.topic)


def _crs_change(message: Explained) -> str:
    if message.crs_change_on is None:
        return "I know of no change of the CRS that was announced."
    return (
        f"Two independent sources name {EN.day(message.crs_change_on)} as the first day of new CRS"
        " rules (more points for Canadian work and high-wage job offers). I have seen no official"
        " text, so I do not know the points. The cut-offs of earlier draws were reached under the"
        " old rules; go by the score in your own account."
    )


def _tie_break(message: Explained) -> str:
    general = (
        "When several candidates have exactly the lowest score invited, those who submitted their"
        " profile earlier come first, down to a published instant (UTC). Above that score the date"
        " does not matter; below it, nobody is invited."
    )
    draw = message.draw
    if draw is None:
        return general
    if draw.tie_break_at is None:
        here = f"The tie-breaking time of {esc(draw_name(draw))} is not known to me."
    else:
        here = (
            f"In {esc(draw_name(draw))}: at exactly {EN.number(draw.crs_cutoff)}, only profiles"
            f" submitted before {EN.instant(draw.tie_break_at, message.zone)}."
        )
    return f"{general}\n{here}{_own_score(message)}"


def _own_score(message: Explained) -> str:
    """One sentence with the person's own score, where there is one."""
    crs, draw = message.profile.crs, message.draw
    if crs is None or draw is None:
        return ""
    distance = points(abs(crs - draw.crs_cutoff))
    if crs == draw.crs_cutoff:
        return f" Your {EN.number(crs)} is exactly the cut-off, so it concerns you."
    side = "above" if crs > draw.crs_cutoff else "below"
    return f" Your {EN.number(crs)} is {distance} {side} the cut-off, so it does not concern you."


def _cutoff(message: Explained) -> str:
    general = (
        "The CRS score of the lowest-ranked candidate who was invited. It is a result, not a"
        " condition set beforehand: it depends on how many were invited and who was in the pool."
    )
    if message.draw is None:
        return general
    cutoff = EN.number(message.draw.crs_cutoff)
    own = ""
    crs = message.profile.crs
    if crs is not None and crs != message.draw.crs_cutoff:
        side = "above" if crs > message.draw.crs_cutoff else "below"
        own = f" Your {EN.number(crs)} is {points(abs(crs - message.draw.crs_cutoff))} {side} it."
    elif crs is not None:
        own = f" Your {EN.number(crs)} is exactly that."
    return f"{general}\nIn {esc(draw_name(message.draw))}: {cutoff}.{own}"


def _validity(message: Explained) -> str:
    text = (
        f"{months(message.life_months)} from the day of submission; updates do not extend it."
        " Then it is removed, and a new profile starts with a new date."
    )
    if message.profile.submission is None:
        return text
    on = message.profile.submission.on
    end = add_months(on, message.life_months)
    return f"{text} Yours, of {EN.day(on)}, lasts until {EN.day(end)}."


def _own_crs(message: Explained) -> str:
    crs = message.profile.crs
    return "" if crs is None else f" Yours, as you told me: {EN.number(crs)}."


def _own_noc(message: Explained) -> str:
    noc = message.profile.noc
    return "" if noc is None else f" Yours is {noc}, TEER {noc[1]}."


def _own_day(message: Explained) -> str:
    submission = message.profile.submission
    return "" if submission is None else f" For you I count {EN.day(submission.on)}."


def _category(message: Explained) -> str:
    if message.rules is None or message.draw is None or message.rules.nocs is None:
        return "First you must be in the pool, that is, eligible for one of the three programs."
    asked = message.rules.experience
    work = ""
    if asked is not None:
        kind = "continuous " if asked.continuous else ""
        work = f" and {months(asked.months)} of {kind}full-time work in it"
        work += "" if asked.window_years is None else f" in the last {asked.window_years} years"
    return (
        f"1. A profile in the pool: eligible for one of the three programs.\n2. One of the"
        f" {EN.number(len(message.rules.nocs))} listed occupations{work}.\nThen the highest CRS"
        f" scores among these are invited. So it was in {esc(draw_name(message.draw))}."
        f"{_own_place(message.profile.noc, message.rules.nocs)}"
    )


def _own_place(noc: str | None, listed: frozenset[str]) -> str:
    if noc is None:
        return ""
    return f" Your NOC {noc} was {'on' if noc in listed else 'not on'} that list."
