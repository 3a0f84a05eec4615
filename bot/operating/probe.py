"""Asks the process beside it whether it is alive: ``python -m bot.operating.probe``.

For a container's HEALTHCHECK. It asks ``/healthz`` at HTTP_LISTEN: exit 0 when the answer is 200, 1
with one line when not. Nothing but the standard library is imported: it runs every half minute.
"""

from __future__ import annotations

import http.client
import os
import sys
from collections.abc import Mapping
from contextlib import closing
from urllib.parse import urlsplit

SECONDS = 4.0

_ANY = {"0.0.0.0": "127.0.0.1", "::": "::1"}
"""Who listens everywhere listens here too."""


def problem(environment: Mapping[str, str]) -> str | None:
    """What is wrong, in one line; None when the process answers."""
    listen = environment.get("HTTP_LISTEN", "").strip()
    if not listen:
        return "HTTP_LISTEN is not set: there is nobody to ask"
    try:
        place = urlsplit(f"//{listen}")
        host = place.hostname or ""
        asked = http.client.HTTPConnection(_ANY.get(host, host), place.port, timeout=SECONDS)
        with closing(asked):
            asked.request("GET", "/healthz", headers={"Connection": "close"})
            status = asked.getresponse().status
    except (OSError, ValueError, http.client.HTTPException) as error:
        return f"no answer at {listen}: {type(error).__name__}"
    return None if status == http.client.OK else f"{listen} answers {status}"


def main() -> int:
    """Ask once; the exit code."""
    found = problem(os.environ)
    if found is None:
        return 0
    sys.stderr.write(f"{found}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
