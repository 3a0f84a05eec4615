"""From what people type to what they mean, without guessing."""

from bot.reading.beside.acts import read_act
from bot.reading.beside.conditions import Worth, with_conditions
from bot.reading.beside.follow_ups import with_draw, with_follow_up
from bot.reading.beside.tie_breaks import read_tie_break
from bot.reading.occupations.reader import OccupationIndex
from bot.reading.text.plain_text import plain_text
from bot.reading.understanding import understand as read_facts
from bot.reading.understood import Reading, Understood
from knowledge.facts.shelf import Knowledge

__all__ = ["understand"]


def understand(
    text: str, reading: Reading, knowledge: Knowledge, occupations: OccupationIndex
) -> Understood:
    """Read one message: its facts and wants, conditions of draws, and what it goes on with."""
    plain = plain_text(text).text
    if (act := read_act(plain)) is not None:
        return act
    text = with_draw(text, plain)
    said = read_facts(text, reading, knowledge, occupations)
    facts = knowledge.topics["raise_score"].facts
    worth = Worth(facts["nomination"].number("points"), facts["french"].number("nclc"))
    said = with_conditions(said, plain, reading, worth)
    if (told := read_tie_break(text, plain, reading)) is not None:
        return Understood(tie_break=told, draw=said.draw).wanting("check")
    return with_follow_up(said, plain, reading, knowledge.draws.known(reading.now))
