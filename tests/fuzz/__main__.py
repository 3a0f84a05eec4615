"""20,000 generated updates: texts, buttons, inline lines, edits, groups.

    python -m tests.fuzz [--updates 20000] [--seed 20261201]

Ends with 1 when an exception came up, somebody got another's answer, or a turn held up everybody
else for longer than its budget; what it read is then written out.
"""

from __future__ import annotations

import argparse
import asyncio
import sys

from tests.fuzz.running import BUDGET_SECONDS, fuzz


def main() -> int:
    """Run it; 1 when something is wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="generated updates")
    parser.add_argument("--updates", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=20_261_201)
    options = parser.parse_args()
    found = asyncio.run(fuzz(options.updates, options.seed))
    sys.stdout.write(f"{found}\n")
    for seconds, text in found.over[:10]:
        sys.stdout.write(f"above {BUDGET_SECONDS} s: {seconds:.2f} s for {text[:300]!r}\n")
    return int(bool(found.bugs or found.strayed or found.over))


if __name__ == "__main__":
    sys.exit(main())
