"""The occupations that stand or stood on a category's list."""

from __future__ import annotations

from tests.facts import frozen


def ever_listed(category: str) -> frozenset[str]:
    """The occupations on any version of a category's list."""
    versions = frozen().categories[category].all_versions()
    return frozenset(noc for version in versions for noc in version.nocs or ())
