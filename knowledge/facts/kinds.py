"""Kinds that rows and values of the facts have in common."""

from __future__ import annotations

from typing import Literal

Condition = Literal[
    "program_eligible",
    "single_occupation",
    "foreign_military_service",
    "canadian_forces_job_offer",
    "post_secondary_two_years",
]
"""Demands of a category version that no answer here can settle; the texts name them.

``program_eligible``: eligible for the Canadian Experience Class, the Federal Skilled Worker or
the Federal Skilled Trades Program. ``single_occupation``: months in two listed occupations do not
add up. The last three are those of skilled military recruits: service in a recognized
foreign military, a full-time job offer of three years or more from the Canadian Forces in a listed
occupation, and a post-secondary credential of two years or more.
"""

CaveatCode = Literal["crs_rules_may_have_changed"]
"""Warnings that follow from no other fact."""
