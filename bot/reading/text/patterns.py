"""Regular expressions that are compiled when they are first needed.

Most messages need few of them, and a program that answers one question should start at once.
"""

from __future__ import annotations

import re
from functools import cached_property


class Late:
    """Patterns of which any may fit, not yet compiled.

    >>> bool(Late("more", "less").regex.search("20 points more"))
    True
    """

    __slots__ = ("__dict__", "source")

    def __init__(self, *sources: str) -> None:
        self.source = "|".join(sources)

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled patterns."""
        return re.compile(self.source)
