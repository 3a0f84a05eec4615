"""Trains what messages ask for on all examples and tells what changes.

Run after every change of an example, a concept or a feature: ``python -m tests.tools.train_wants``.
"""

from __future__ import annotations

import sys
from pathlib import Path

import bot.reading.wants
from bot.reading.wants.examples import examples
from bot.reading.wants.scoring import WEIGHTS
from tests.tools.learning import changed, train


def main() -> int:
    """Write the file of weights; one line for each example that is read differently."""
    file = Path(bot.reading.wants.__file__).parent / WEIGHTS
    phrases = list(examples())
    after = train(phrases)
    before = file.read_bytes() if file.exists() else after
    file.write_bytes(after)
    lines = changed(before, after, phrases)
    lines.append(f"{len(phrases)} examples, {len(after)} bytes, {len(lines)} read differently")
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
