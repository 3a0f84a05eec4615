"""Another language is a folder of tables: Spanish is read without a line of code for it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
TABLES = {
    "concepts.toml": """
        ASKS = ["cual", "cuando", "cuantas", "cuantos", "que"]
        DRAW = ["sorteo*", "ronda*"]
        LAST = ["ultimo", "ultima", "reciente*"]
        NEXT = ["proximo", "proxima", "siguiente"]
        WHEN = ["cuando"]
        HOW_MANY = ["cuantas", "cuantos"]
        PLACES = ["invitaciones", "plazas"]
        LEFT = ["quedan", "faltan"]
        [typed]
        """,
    "wants/asks/latest.toml": """said = [
        "el ultimo sorteo", "como salio la ultima ronda", "que puntaje pidio el ultimo sorteo",
        "resultado del sorteo mas reciente", "hubo ronda hoy", "dime del ultimo sorteo de oficios",
    ]""",
    "wants/asks/remaining.toml": """said = [
        "quedan invitaciones este año", "cuantas plazas faltan", "cuantas invitaciones hay todavia",
        "cuantas quedan", "todavia quedan plazas", "cuantas faltan por dar",
    ]""",
    "wants/explain/next_draw.toml": """said = [
        "cuando sera el siguiente", "para cuando la proxima ronda", "fecha del proximo sorteo",
        "cuando vuelven a sortear", "hay fecha de la siguiente ronda", "cuando hacen otro sorteo",
    ]""",
    "small_talk.toml": """
        thanking = "graci"
        [said]
        yes = ["si|claro|vale", "por supuesto"]
        no = ["no"]
        dont_know = ["no se", "ni idea"]
        thanks = ["muchas? gracias"]
        """,
    "calendar.toml": """
        of_month = "de"
        year_of = "de"
        of = ["de"]
        clock_lead = ["a las"]
        ago = ["hace <amount>"]
        going_on = ["hace"]
        month_lead = "en"
        [month]
        3 = "marzo"
        [fixed]
        -1 = ["ayer"]
        [counted_out]
        3 = "tres"
        [unit]
        d1 = "dias"
        """,
    "zones.toml": """
        [places]
        "America/Caracas" = ["hora de caracas"]
        """,
    "draws.toml": """
        draw_one = "sorteo"
        """,
    "owners.toml": """
        [subject]
        me = ["yo|mi|tengo|soy"]
        [relations]
        words = "hermano hermana esposo esposa"
        """,
    "changes.toml": """
        [points]
        more = ["#|### puntos? mas"]
        """,
    "conditions.toml": """
        [said]
        no_french = ["no hablo|se frances", "sin frances"]
        """,
    "roles.toml": """
        [number.own]
        before = ["yo? tengo", "mi puntaje es"]
        [job.own]
        before = ["soy"]
        [day.mine]
        before = ["lo? envie|presente el?"]
        """,
}
SAID: dict[str, dict[str, Any]] = {
    "15 puntos más": {"more": 15},
    "no hablo francés": {"french": 0},
    "¿cuál fue el último sorteo?": {"wants": ["latest"]},
    "¿cuántas invitaciones quedan?": {"wants": ["remaining"]},
    "¿cuándo es el próximo sorteo?": {"wants": ["explain.next_draw"]},
    "sí, claro": {"small": "yes"},
    "no sé": {"small": "dont_know"},
    "muchas gracias": {"small": "thanks"},
    "tengo 480 y soy soldador": {"crs": 480, "noc": "72106", "about": "self"},
    "mi puntaje es 481": {"crs": 481, "ownership": "claim"},
    "481, soldador, 14 de marzo de 2026": {"crs": 481, "noc": "72106", "on": "2026-03-14"},
    "lo envie ayer": {"on": "2026-11-21"},
    "lo envie hace tres dias": {"on": "2026-11-19"},
    "lo envie el 5 de marzo": {"on": "2026-03-05"},
    "5 marzo 2026 a las 22:36 hora de Caracas, 481": {
        "on": "2026-03-05",
        "at": "22:36:00",
        "zone": "America/Caracas",
    },
    "lo envie en marzo de 2026": {"between": ["2026-03-01", "2026-03-31"]},
    "sorteo 408": {"draw": "408"},
    "mi hermano tiene 470": {"about": "other", "person": "hermano"},
}
READS = """
import json, sys
from bot.reading import understand
from bot.reading.occupations.reader import load_occupations
from bot.reading.text.page import Page
from bot.reading.understood import Reading
from bot.reading.wants.examples import examples
from bot.reading.wants.scoring import asked, read
from tests.facts import frozen
from tests.reading.utterances import NOW
from tests.tools.learning import train

few, some = {}, []
for each in examples():
    few[each.lang, each.label] = few.get((each.lang, each.label), 0) + 1
    if few[each.lang, each.label] <= 12:
        some.append(each)
scorer, occupations = read(train(some)), load_occupations()
for text in json.load(sys.stdin):
    said = understand(text, Reading(NOW), frozen(), occupations)
    likeliest = [asked(Page(text).plain, scorer).guesses[0].label]
    told = {"wants": likeliest, "crs": said.crs, "noc": said.noc, "small": said.small}
    told |= {"about": said.about, "ownership": said.ownership, "person": said.person}
    sent, span = said.submission, said.facts.submitted_between
    told |= {"on": sent and sent.on.isoformat(), "zone": sent and sent.zone, "draw": said.draw}
    told |= {"more": said.change and said.change.crs, "french": said.facts.french_nclc}
    told["at"] = sent and sent.at and sent.at.isoformat()
    told["between"] = span and [span.since.isoformat(), span.until.isoformat()]
    print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What a bot with Spanish tables beside its own understands of each message."""
    folder = tmp_path_factory.mktemp("with_spanish")
    for package in ("bot", "knowledge"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / package, folder / package, ignore=ignored)
    for name, table in TABLES.items():
        file = folder / "bot" / "reading" / "words" / "es" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(table, "utf-8")
    env = os.environ | {"PYTHONPATH": f"{folder}{os.pathsep}{ROOT}"}
    command = [sys.executable, "-c", READS]
    told = subprocess.run(
        command, cwd=folder, env=env, input=json.dumps(list(SAID)), capture_output=True, text=True
    )
    assert told.returncode == 0, told.stderr
    return dict(zip(SAID, map(json.loads, told.stdout.splitlines()), strict=True))


@pytest.mark.parametrize("text", SAID)
def test_spanish_is_read_by_tables_alone(text: str, read: dict[str, dict[str, Any]]) -> None:
    found = {name: read[text][name] for name in SAID[text]}
    assert found == SAID[text]
