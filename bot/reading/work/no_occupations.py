"""Words that look like somebody's occupation and are none."""

from __future__ import annotations

from bot.reading.text.patterns import Late

# Whose first profile it was is no premier of a province, and "am I cooked" asks about no cook.
NO_JOB = Late(
    r"\b(?:mon |le )?premier(?= (?:profil|tirage|tour|score|pointage|jour|mois|essai|"
    r"emploi)\b)|"
    r"\b(?:switch|change|changer?) (?:de |the |my |la |ma )?(?:language|langue)\b|"
    r"\b(?:am i|i'm|im|i am|are we|we're) (?:so |totally |completely |just )?cooked\b"
)
