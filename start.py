"""Set up this program in .venv beside this file, then run it. Needs Python and pip, nothing else.

    python3 start.py chat      the conversation in the terminal; any other tradedraw command too
    python3 start.py check     every check and every test, as CI runs them
    python3 start.py check --fast     those that take a fifth of the time, while editing

The first run installs exactly what the lock files name, by hash; later runs start at once, until
a lock file or pyproject.toml changes. Standard library only, and readable by older Pythons so
that they can be told what is missing.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
TO_RUN = ("requirements.lock", "requirements-build.lock")
TO_CHECK = ("requirements-dev.lock",)


def fingerprint(locks: tuple[str, ...]) -> str:
    """What .venv must have been set up from to be up to date."""
    parts = [(HERE / name).read_bytes() for name in (*locks, "pyproject.toml")]
    return hashlib.sha256(b"\0".join([*parts, str(HERE).encode()])).hexdigest()


def set_up(locks: tuple[str, ...]) -> None:
    """Bring .venv in line with the lock files. Raises CalledProcessError when pip cannot."""
    done = VENV / f"{locks[0]}.done"
    wanted = fingerprint(locks)
    if PYTHON.exists() and done.exists() and done.read_text(encoding="ascii") == wanted:
        return
    sys.stderr.write("Setting up .venv: a minute or two, once.\n")
    if not PYTHON.exists():
        # Debian's Python comes without ensurepip: there the pip that is at hand works from outside.
        venv.create(VENV, with_pip=importlib.util.find_spec("ensurepip") is not None)
    pip = [str(PYTHON), "-m", "pip"]
    found = subprocess.run(
        [str(PYTHON), "-c", "import pip"], stderr=subprocess.DEVNULL, check=False
    )
    if found.returncode != 0:
        pip = [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    # Errors only: what pip warns of (an index of the machine's that is not there) is not ours.
    pip += ["--disable-pip-version-check", "install", "-qq", "--no-deps"]
    steps = [("packages", ["--require-hashes", "-r", str(HERE / lock)]) for lock in locks]
    steps.append(("tradedraw", ["--no-build-isolation", "-e", str(HERE)]))
    for number, (what, arguments) in enumerate(steps, 1):
        sys.stderr.write(f"  {number} of {len(steps)}: {what} ...\n")
        subprocess.run([*pip, *arguments], check=True)
    done.write_text(wanted, encoding="ascii")


def main(words: list[str]) -> int:
    """Set up, then become the program asked for; its exit code, or 1 when that was impossible."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this is what tells an older Python so
        sys.stderr.write(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.\n")
        return 1
    if words in ([], ["-h"], ["--help"]):
        sys.stderr.write(f"{__doc__}")
        return 0 if words else 2
    checking = words[:1] == ["check"]
    try:
        set_up(TO_CHECK if checking else TO_RUN)
    except subprocess.CalledProcessError:
        sys.stderr.write("Setting up did not work; pip says why above. Run it again afterwards.\n")
        return 1
    except KeyboardInterrupt:
        return 130
    if checking:
        os.chdir(HERE)
        run = [str(PYTHON), "-m", "tests", *words[1:]]
    else:
        run = [str(SCRIPTS / "tradedraw"), *words]
    if os.name != "nt":
        os.execv(run[0], run)
    return subprocess.run(run, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
