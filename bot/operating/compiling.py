"""Keeps snapshots beside the program: ``python -m bot.operating.compiling``.

For an image, or an installation for all users: everybody may read them.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from bot.reading.occupations.reader import load_occupations
from knowledge.facts.shelf import DATA, load
from knowledge.occupations.shelf import Shelf
from knowledge.snapshots import BESIDE_CODE, Snapshots


def main(arguments: Sequence[str] | None = None) -> int:
    """Write them; 1, with one line, where that cannot be."""
    parser = ArgumentParser(prog="python -m bot.operating.compiling", description=__doc__)
    parser.add_argument("--into", type=Path, default=BESIDE_CODE, metavar="FOLDER")
    into: Path = parser.parse_args(arguments).into
    made = Snapshots(into, (), mode=0o644)
    load(DATA, made)
    load_occupations(Shelf(), made).prepare()
    if made.problem is not None:
        sys.stderr.write(f"{into}: {made.problem.strerror}\n")
        return 1
    sys.stdout.write(f"snapshots of {DATA} are in {into}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
