"""What the rows of the facts mean together, checked: every problem is found, not only the first.

Runs on the files of the right shape. Where a whole kind could not be read, checks that would
only repeat that (a name no version claims, because its category's file is broken) are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, timedelta

from knowledge.facts.conversions import RULE_KINDS, claims, dated, draw_pages
from knowledge.facts.files import Table, Tables
from knowledge.facts.rows import CategoryFile, DrawFile, DrawRow, Period, PlanRow
from knowledge.facts.values import Claim, CrsRange, Problem
from knowledge.parameters import Dated, KnowledgeError, NotInForceError, Parameter, ordered

TIE_BREAK_REACH = timedelta(days=367)
"""A profile lives 12 months, at most 366 days, and may be submitted on the draw's own day."""


def all_problems(sheets: Tables) -> tuple[Problem, ...]:
    """Every problem of the files' shape and of what their rows mean, by file and row."""
    found = [*sheets.problems, *_meaning(sheets)]
    return tuple(sorted(found, key=lambda problem: (problem.file, problem.row)))


def _meaning(sheets: Tables) -> Iterator[Problem]:
    yield from _categories(sheets)
    yield from _rules(sheets)
    yield from _draws(sheets)
    yield from _plans(sheets)
    yield from _caveats(sheets)
    yield from _pages(sheets)
    yield from _topics(sheets)


def _periods(
    sheet: Table[object], name: str, key: str, rows: Sequence[Period]
) -> Iterator[Problem]:
    """Periods that end before they begin, overlap, or leave undeclared days between them."""
    entries: list[Dated[None]] = [dated(row, None) for row in rows]
    sound = [True] * len(entries)
    for index, entry in enumerate(entries):
        try:
            ordered(name, (entry,))
        except KnowledgeError as error:
            sound[index] = False
            yield sheet.problem(str(error), key, index, "until")
    for index in range(1, len(entries)):
        if sound[index - 1] and sound[index]:
            try:
                ordered(name, (entries[index - 1], entries[index]))
            except KnowledgeError as error:
                yield sheet.problem(str(error), key, index, "since")


def _window(
    sheet: Table[object], since: date, until: date | None, *place: str | int
) -> Iterator[Problem]:
    if until is not None and until < since:
        yield sheet.problem(f"ends before it begins ({until} is before {since})", *place, "until")


def _categories(sheets: Tables) -> Iterator[Problem]:
    version_ids: dict[str, str] = {}
    titles: dict[str, str] = {}
    for sheet in sheets.categories:
        row = sheet.rows
        if sheet.file != f"categories/{row['id']}.toml":
            yield sheet.problem(f"category {row['id']} belongs into {row['id']}.toml", "id")
        if ("history" in row) == ("program" in row):
            yield sheet.problem("needs either a history or a program", "id")
        if "program" in row:
            program = row["program"]
            yield from _window(sheet, program["since"], program.get("until"), "program")
        yield from _asks(sheet)
        history = row.get("history", [])
        yield from _periods(sheet, row["id"], "history", history)
        for index, entry in enumerate(history):
            if ("version" in entry) == ("absent" in entry):
                yield sheet.problem("needs either a version or absent = true", "history", index)
            if "version" not in entry:
                continue
            found = entry["version"]
            place = ("history", index, "version")
            if found["id"] in version_ids:
                other = version_ids[found["id"]]
                yield sheet.problem(f"version {found['id']} stands in {other} too", *place, "id")
            version_ids.setdefault(found["id"], sheet.file)
            for noc, title in found.get("occupations", {}).items():
                if titles.setdefault(noc, title) != title:
                    reason = f"{noc} is called {titles[noc]!r} elsewhere"
                    yield sheet.problem(reason, *place, "occupations", noc)
    claimed: dict[str, Claim] = {}
    files = {sheet.file: sheet for sheet in sheets.categories}
    for name, claim, file, claim_place in claims(sheets):
        if name in claimed:
            first = claimed[name].version or claimed[name].category
            yield files[file].problem(f"the draw name {name!r} is {first}'s too", *claim_place)
        claimed.setdefault(name, claim)


def _asks(sheet: Table[CategoryFile]) -> Iterator[Problem]:
    asks = sheet.rows.get("asks", [])
    yield from _periods(sheet, f"what {sheet.rows['id']} asks", "asks", asks)
    for index, row in enumerate(asks):
        for amount, of in (("months", "canadian_experience"), ("nclc", "french")):
            if (amount in row) != (row["what"] == of):
                reason = f"{amount} belongs to {of}, and to nothing else"
                yield sheet.problem(reason, "asks", index, "what")


def _rules(sheets: Tables) -> Iterator[Problem]:
    seen: set[str] = set()
    for sheet in sheets.rules:
        name = sheet.rows["id"]
        if name not in RULE_KINDS:
            yield sheet.problem(f"unknown rule {name}", "id")
            continue
        if name in seen:
            yield sheet.problem(f"rule {name} stands twice", "id")
        seen.add(name)
        yield from _periods(sheet, name, "history", sheet.rows["history"])
        for index, entry in enumerate(sheet.rows["history"]):
            value = entry["value"]
            if type(value) is not RULE_KINDS[name]:
                reason = f"{name}: {value!r} is not of the type {RULE_KINDS[name].__name__}"
                yield sheet.problem(reason, "history", index, "value")
            elif isinstance(value, dict) and value["highest"] <= value["lowest"]:
                reason = f"{name}: {value['highest']} is not above {value['lowest']}"
                yield sheet.problem(reason, "history", index, "value")
    for name in RULE_KINDS:
        if name not in seen and sheets.whole("rules"):
            yield Problem("rules/", 1, f"there is no rule {name}")


def _draws(sheets: Tables) -> Iterator[Problem]:
    claimed = {name: claim for name, claim, _, _ in claims(sheets)}
    versioned = {table.rows["id"] for table in sheets.categories if "history" in table.rows}
    crs = _rule(sheets, "crs")
    tie_break = _rule(sheets, "tie_break")
    numbers: dict[str, str] = {}
    before: DrawRow | None = None
    for sheet in sheets.draws:
        for index, row in enumerate(sheet.rows["draw"]):
            if row["number"] in numbers:
                reason = f"draw #{row['number']} stands in {numbers[row['number']]} too"
                yield sheet.problem(reason, "draw", index, "number")
            elif before is not None and row["drawn_on"] < before["drawn_on"]:
                reason = (
                    f"draw #{row['number']} of {row['drawn_on']} stands after "
                    f"#{before['number']} of {before['drawn_on']}"
                )
                yield sheet.problem(reason, "draw", index, "drawn_on")
            numbers.setdefault(row["number"], sheet.file)
            before = row
            yield from _draw_source(sheets, sheet, index, row)
            if sheets.whole("categories"):
                yield from _draw_name(sheet, index, row, claimed, versioned)
            if crs is not None:
                yield from _draw_score(sheet, index, row, crs)
            if tie_break is not None and "tie_break_at" in row:
                yield from _draw_tie_break(sheet, index, row, tie_break)


def _rule(sheets: Tables, name: str) -> Parameter[object] | None:
    for sheet in sheets.rules:
        if sheet.rows["id"] == name:
            entries = sheet.rows["history"]
            return Parameter(name, tuple(dated(entry, entry["value"]) for entry in entries))
    return None


def _draw_source(
    sheets: Tables, sheet: Table[DrawFile], index: int, row: DrawRow
) -> Iterator[Problem]:
    for sources in sheets.sources:
        if row["source"] not in sources.rows["source"]:
            yield sheet.problem(f"unknown source {row['source']}", "draw", index, "source")
        until = sources.rows["complete_until"]
        if row["drawn_on"] > until:
            reason = f"draw #{row['number']} is after complete_until ({until}) of {sources.file}"
            yield sheet.problem(reason, "draw", index, "drawn_on")


def _draw_name(
    sheet: Table[DrawFile],
    index: int,
    row: DrawRow,
    claimed: dict[str, Claim],
    versioned: set[str],
) -> Iterator[Problem]:
    claim, is_new = claimed.get(row["name"]), "new_version" in row
    if is_new and claim is not None:
        reason = f"{row['name']!r} is not new, {claim.version or claim.category} has it"
        yield sheet.problem(reason, "draw", index, "new_version")
    elif is_new and row["category"] not in versioned:
        reason = f"{row['category']} is no category with versions"
        yield sheet.problem(reason, "draw", index, "category")
    elif claim is None and not is_new:
        reason = f"no version and no program claims the draw name {row['name']!r}"
        yield sheet.problem(reason, "draw", index, "name")
    elif claim is not None and claim.category != row["category"]:
        reason = f"{row['name']!r} is a draw name of {claim.category}, not of {row['category']}"
        yield sheet.problem(reason, "draw", index, "category")


def _draw_score(
    sheet: Table[DrawFile], index: int, row: DrawRow, crs: Parameter[object]
) -> Iterator[Problem]:
    try:
        value = crs.on(row["drawn_on"]).value
    except NotInForceError as error:
        yield sheet.problem(str(error), "draw", index, "crs_cutoff")
        return
    possible = CrsRange(**value) if isinstance(value, dict) else None
    if possible is not None and row["crs_cutoff"] not in possible:
        reason = f"crs_cutoff {row['crs_cutoff']} is not {possible.lowest} to {possible.highest}"
        yield sheet.problem(reason, "draw", index, "crs_cutoff")


def _draw_tie_break(
    sheet: Table[DrawFile], index: int, row: DrawRow, rule: Parameter[object]
) -> Iterator[Problem]:
    place = ("draw", index, "tie_break_at")
    at, drawn_on = row["tie_break_at"].astimezone(UTC), row["drawn_on"]
    try:
        in_force = rule.on(drawn_on).value
    except NotInForceError as error:
        yield sheet.problem(str(error), *place)
        return
    if not in_force:
        yield sheet.problem(f"a tie-break on {drawn_on}, before there was such a rule", *place)
    elif at.date() > drawn_on:
        yield sheet.problem(f"the tie-break {at:%Y-%m-%d} is after the draw {drawn_on}", *place)
    elif at.date() < drawn_on - TIE_BREAK_REACH:
        days = (drawn_on - at.date()).days
        reason = f"the tie-break {at:%Y-%m-%d} is {days} days before the draw {drawn_on}"
        yield sheet.problem(f"{reason}, no profile lives that long", *place)


def _plans(sheets: Tables) -> Iterator[Problem]:
    known = {sheet.rows["id"] for sheet in sheets.categories}
    seen: set[str] = set()
    for sheet in sheets.plans:
        for index, plan in enumerate(sheet.rows.get("plan", [])):
            if plan["id"] in seen:
                yield sheet.problem(f"plan {plan['id']} stands twice", "plan", index, "id")
            seen.add(plan["id"])
            for number, reading in enumerate(plan["readings"]):
                place = ("plan", index, "readings", number)
                yield from _window(sheet, reading["since"], reading["until"], *place)
            if sheets.whole("categories"):
                yield from _amounts(sheet, index, plan, known)
        for index, none in enumerate(sheet.rows.get("none_found", [])):
            yield from _window(sheet, none["since"], none["until"], "none_found", index)


def _amounts(sheet: Table[object], index: int, plan: PlanRow, known: set[str]) -> Iterator[Problem]:
    """Admissions are counted by class of immigrants, everything else by category of draws."""
    for category, amount in plan["amounts"].items():
        if plan["unit"] != "admissions" and category not in known:
            yield sheet.problem(f"unknown category {category}", "plan", index, "amounts")
        if plan["unit"] != "share_of_itas" and amount != int(amount):
            reason = f"{category}: {amount} is not a whole number of people"
            yield sheet.problem(reason, "plan", index, "amounts")


def _caveats(sheets: Tables) -> Iterator[Problem]:
    for sheet in sheets.caveats:
        for index, row in enumerate(sheet.rows["caveat"]):
            yield from _window(sheet, row["since"], row.get("until"), "caveat", index)


def _pages(sheets: Tables) -> Iterator[Problem]:
    seen: set[str] = set()
    for sheet in sheets.pages:
        for index, row in enumerate(sheet.rows.get("page", [])):
            if row["id"] in seen:
                yield sheet.problem(f"page {row['id']} stands twice", "page", index, "id")
            seen.add(row["id"])
            if "en" not in row and "fr" not in row:
                yield sheet.problem(f"page {row['id']} has no address", "page", index, "id")
    numbers = [page.from_number for page in draw_pages(sheets)]
    if numbers[:1] != [1] and sheets.whole("pages"):
        yield sheets.pages[0].problem("there is no page for draw #1")


def _topics(sheets: Tables) -> Iterator[Problem]:
    pages = {row["id"] for sheet in sheets.pages for row in sheet.rows.get("page", [])}
    sources = {name for sheet in sheets.topic_sources for name in sheet.rows["source"]}
    for sheet in sheets.topics:
        row = sheet.rows
        if sheet.file != f"topics/{row['id']}.toml":
            yield sheet.problem(f"topic {row['id']} belongs into {row['id']}.toml", "id")
        for page in row["pages"]:
            if page not in pages and sheets.whole("pages"):
                yield sheet.problem(f"there is no page {page}", "pages")
        for name, fact in row["fact"].items():
            place = ("fact", name)
            if "since" in fact:
                yield from _window(sheet, fact["since"], fact.get("until"), *place)
            for source in fact["sources"]:
                if source not in sources and sheets.whole("topics"):
                    yield sheet.problem(f"unknown source {source}", *place, "sources")
