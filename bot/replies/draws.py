"""Draws as cards: the newest, a new one, a corrected one, several, and a year's invitations."""

from __future__ import annotations

from collections.abc import Iterator

from bot.conversation.messages import (
    Caveat,
    DrawCorrected,
    DrawDigest,
    Freshness,
    History,
    Judged,
    LatestDraw,
    NewDraw,
    NoDrawYet,
    RemainingReport,
    Welcome,
)
from bot.conversation.messages.answers import DRAWS_ON_A_PAGE
from bot.replies.captions import whose
from bot.replies.card import (
    Card,
    CardLine,
    card,
    facts_of,
    one_draw,
    outcome,
    warning,
    worst,
)
from bot.replies.invitations import left, past_plan
from bot.replies.sentences import (
    Address,
    Amount,
    Kind,
    Sentence,
    Value,
    listed,
    sentence,
)
from knowledge.draws import UNKNOWN, Draw
from knowledge.plans import NoPlan, Plan, Remaining


def welcome(message: Welcome) -> Sentence:
    """The first words to somebody new."""
    draw = message.draw
    if draw is None:
        return sentence("welcome")
    return sentence("welcome", draw=one_draw(draw), issued=_issued(draw))


def latest(message: LatestDraw) -> Card:
    """One draw: size, cut-off, tie-break, the person's outcome, and the draw before it."""
    draw = message.draw
    key = "latest" if message.latest else "asked_draw"
    lines = [CardLine(_first(sentence(key, draw=one_draw(draw), issued=_issued(draw))))]
    if message.mine is not None:
        values: dict[str, Value] = {"said": brief(message.mine)}
        lines.append(CardLine(Sentence("mine", values | whose(message.person))))
    lines += [CardLine(said, 6) for said in (*_tie(draw), *_before(message.previous))]
    lines += [CardLine(said, 5) for said in warnings(message.caveats, message.freshness)]
    folded = []
    if message.rules.nocs is not None:
        count = Amount(len(message.rules.nocs), "occupations")
        folded.append(sentence("list_of", count=count))
    return Card(tuple(lines), (*folded, source(draw, message.page)))


def news(message: NewDraw) -> Card:
    """A new draw: what it means for the person, else its own numbers."""
    draw, answer = message.draw, message.answer
    if answer is not None:
        whole = card(answer)
        first, *rest = whole.lines
        said = sentence("new", said=first.said.values["said"])
        return Card((CardLine(_first(said)), *rest), whole.folded)
    said = sentence("new_draw", draw=one_draw(draw), issued=_issued(draw))
    lines = [CardLine(_first(said)), *map(CardLine, _tie(draw))]
    if draw.category == UNKNOWN:
        lines.append(CardLine(sentence("new_kind", name=draw.name)))
    elif not message.list_known:
        lines.append(CardLine(sentence("list_not_known", draw_page=Address(*message.page))))
    lines += [CardLine(said, 6) for said in _before(message.previous)]
    lines += [CardLine(said, 5) for said in warnings(message.caveats, message.freshness)]
    if draw.category != UNKNOWN:
        lines.append(CardLine(left(message.remaining, draw.category), 4))
    return Card(tuple(lines), (source(draw, message.page),))


def corrected(message: DrawCorrected) -> Card:
    """What was corrected, and what that makes of the person's outcome."""
    draw, found, was = message.draw, message.judged, message.was
    said = sentence("corrected", draw=one_draw(draw))
    if found is not None:
        said = sentence("corrected.for_you", said=outcome(found))
    lines = [_first(said)]
    if was is not None:
        lines.append(sentence("corrected.was", said=brief(was)))
    known_now = message.before.version is None and draw.version is not None
    lines.append(sentence("rules_known" if known_now else "ircc_changed"))
    lines += [sentence("item", said=each) for each in _changed(message)]
    return Card(tuple(map(CardLine, lines)), (source(draw, message.page),))


def digest(message: DrawDigest) -> Card:
    """Several draws at once, newest first, a line each."""
    shown = message.rows[:DRAWS_ON_A_PAGE]
    count = Amount(len(message.rows), "draws")
    whole = "digest.late" if message.late else "digest"
    key = whole if len(shown) == len(message.rows) else "digest.last"
    first = _first(sentence(key, count=count, shown=len(shown)))
    rows = [_row(draw, found) for draw, found in shown]
    page = source(shown[0][0], message.page)
    return Card(tuple(map(CardLine, (first, *rows))), (page,), whole=True)


def history(message: History) -> Card:
    """All draws of a category, newest first, with the person's outcome in each."""
    kind = Kind(message.category)
    if not message.rows:
        return Card((CardLine(sentence("no_draw_yet", category=kind)),))
    shown, many = message.on_page, len(message.rows)
    at = message.rows.index(shown[0]) + 1
    values: dict[str, Value] = {
        "category": kind,
        "many": many,
        "first": at,
        "last": at + len(shown) - 1,
    }
    several = "history.page" if len(shown) > 1 else "history.last"
    key = "history.only" if many == 1 else "history" if message.pages == 1 else several
    lines = [_first(Sentence(key, values))]
    if not message.profile.is_empty:
        supposed = message.supposed and message.profile.crs is not None
        lines.append(
            sentence("history.supposed", crs=message.profile.crs or 0)
            if supposed
            else Sentence("history.rules", whose(message.person))
        )
    lines += [_row(draw, found, "row.same") for draw, found in shown]
    folded = tuple(warnings(message.caveats, message.freshness))
    return Card(tuple(map(CardLine, lines)), folded, whole=True)


def no_draw_yet(message: NoDrawYet) -> Card:
    """That there was none of that kind, and what is planned."""
    first = _first(sentence("no_draw_yet", category=Kind(message.category)))
    return Card((CardLine(first), CardLine(left(message.remaining, message.category))))


def report(message: RemainingReport) -> Card:
    """What was planned, issued and may remain in a year; folded who says so and earlier plans."""
    remaining = message.remaining
    lines = (_first(left(remaining, message.category)), *_plan(remaining), *_elsewhere(message))
    says = [] if isinstance(remaining, NoPlan) else [_says(remaining.plan)]
    others = tuple(caveat for caveat in message.caveats if caveat.code != "window_disputed")
    folded = (*says, *map(past_plan, remaining.past), *warnings(others, message.freshness))
    return Card(tuple(map(CardLine, lines)), folded)


def _elsewhere(message: RemainingReport) -> Iterator[Sentence]:
    """How many people who fit the category were invited in any draw."""
    if message.elsewhere is not None:
        year, people = message.elsewhere
        count = Amount(people, "people")
        yield sentence("left.invited_elsewhere", year=str(year), people=count)


def _plan(remaining: Remaining) -> Iterator[Sentence]:
    """The months the plan covers, and how else it is read."""
    if isinstance(remaining, NoPlan):
        return
    window = remaining.count.reading.window
    yield sentence("plan.window", since=window.since, until=window.until)
    for count in remaining.others if remaining.disputed else ():
        other = count.reading.window
        yield sentence(
            "plan.other",
            since=other.since,
            until=other.until,
            planned=count.planned,
            issued=Amount(count.issued, "invitations"),
        )


def _says(plan: Plan) -> Sentence:
    href = next((each.href for each in plan.references if each.href), None)
    return sentence("plan.says", plan=Address(href, href))


def brief(judged: Judged) -> Sentence:
    """The outcome in a few words with what decided it."""
    verdict, values = judged.verdict, facts_of(judged)
    match verdict.outcome:
        case "invited":
            return Sentence(f"brief.{verdict['crs'].reason}", values)
        case "not_invited":
            failing = [Sentence(f"brief.{each.reason}", values) for each in verdict.failing]
            return sentence("brief.no", why=listed(*failing))
        case "depends":
            return sentence("brief.depends", on=sentence(f"brief.open.{worst(judged).reason}"))
        case _ if verdict.needs:
            return sentence("brief.needs")
        case _:
            return sentence("brief.conditions")


def warnings(caveats: tuple[Caveat, ...], freshness: Freshness) -> list[Sentence]:
    """The warnings that belong to a reply."""
    return [warning(caveat, freshness) for caveat in caveats]


def source(draw: Draw, page: tuple[str, str]) -> Sentence:
    """Where the draw's numbers come from."""
    return sentence("source", number=draw.number, draw_page=Address(*page))


def _first(said: Sentence) -> Sentence:
    return sentence("first", said=said)


def _issued(draw: Draw) -> Amount:
    return Amount(draw.itas, "invitations")


def _tie(draw: Draw) -> Iterator[Sentence]:
    if draw.tie_break_at is not None:
        yield sentence("tie", cutoff=draw.crs_cutoff, tie_break=draw.tie_break_at)


def _before(previous: Draw | None) -> Iterator[Sentence]:
    if previous is not None:
        yield sentence("draw_before", draw=one_draw(previous), issued=_issued(previous))


def _row(draw: Draw, found: Judged | None, key: str = "row") -> Sentence:
    values: dict[str, Value] = {
        "draw": one_draw(draw),
        "number": draw.number,
        "on": draw.drawn_on,
        "cutoff": draw.crs_cutoff,
        "issued": _issued(draw),
    }
    return Sentence(key, values if found is None else values | {"said": brief(found)})


def _changed(message: DrawCorrected) -> Iterator[Sentence]:
    """Each number that is another one now, with the one until now."""
    draw, before = message.draw, message.before
    pairs: tuple[tuple[str, Value | None, Value | None], ...] = (
        ("cutoff", draw.crs_cutoff, before.crs_cutoff),
        ("tie_break", draw.tie_break_at, before.tie_break_at),
        ("issued", _issued(draw), _issued(before)),
        ("drawn_on", draw.drawn_on, before.drawn_on),
    )
    for name, now, was in pairs:
        if now is not None and now != was:
            values: dict[str, Value] = {"now": now}
            yield Sentence(f"changed.{name}", values if was is None else values | {"was": was})
    if (draw.category, draw.version) != (before.category, before.version):
        yield sentence("changed.kind", now=draw.name, was=before.name)
