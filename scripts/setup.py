#!/usr/bin/env python3
"""Set up Firsthand in its own virtual environment and run it. Standard library only; works without make.

usage: python3 scripts/setup.py demo     install, trace the example, write the report, say where
       python3 scripts/setup.py test     install with the test tools, run the tests
       python3 scripts/setup.py cluster  install Spark too, hold its results against DuckDB's (needs Java 17)
       python3 scripts/setup.py check    install with the test tools, run ruff and mypy
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
OLDEST = (3, 11)
EXAMPLE = Path("examples") / "reservoir"


def main(task: str) -> int:
    if sys.version_info < OLDEST:
        return complain(f"Python {OLDEST[0]}.{OLDEST[1]} or later is needed, this is {sys.version.split()[0]}; "
                        "run this script with a later one: python3.12 scripts/setup.py " + task)  # fmt: skip
    failed = install({"test": "dev", "check": "dev", "cluster": "dev,spark"}.get(task, ""))
    if failed:
        return failed
    if task == "demo":
        return demo()
    if task == "test":
        return run(BIN / "python", "-m", "pytest", "-n", "auto", "--dist", "loadfile", *sys.argv[2:])
    if task == "cluster":
        os.environ["FIRSTHAND_CLUSTER"] = "1"
        return run(BIN / "python", "-m", "pytest", "tests/engines", *sys.argv[2:])
    return run(BIN / "ruff", "check", ".") or run(BIN / "mypy")


def demo() -> int:
    out = ROOT / "out"
    failed = run(
        BIN / "firsthand", "trace", EXAMPLE / "articles", "--meta", EXAMPLE / "meta.jsonl",
        "--json", out / "reservoir.json", "--html", out / "reservoir.html",
    )  # fmt: skip
    if not failed:
        print(f"\nThe report: {out / 'reservoir.html'}\nThe data:   {out / 'reservoir.json'}")
    return failed


def install(extra: str) -> int:
    """Make the environment, once per state of the project's requirements."""
    wanted = hashlib.sha256(b"\0".join([
        extra.encode(), sys.version.encode(),
        (ROOT / "pyproject.toml").read_bytes(), (ROOT / "constraints.txt").read_bytes(),
    ])).hexdigest()  # fmt: skip
    stamp = VENV / f"installed-{extra or 'plain'}"
    if stamp.is_file() and stamp.read_text() == wanted and (BIN / "firsthand").exists():
        return 0
    try:
        import ensurepip  # noqa: F401
        import venv
    except ImportError:
        return complain("this Python has no venv: install it (Debian, Ubuntu: apt install python3-venv; "
                        "Fedora: dnf install python3) and run this again")  # fmt: skip
    print(f"Setting up {VENV} (once) ...", flush=True)
    if not (BIN / "python").exists() and not (BIN / "python.exe").exists():
        venv.create(VENV, with_pip=True)
    target = f".[{extra}]" if extra else "."
    failed = run(BIN / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
                 "-c", "constraints.txt", "-e", target)  # fmt: skip
    if failed:
        return complain("installing failed; the lines above say why (no network? the packages of pyproject.toml "
                        "must be within pip's reach)")  # fmt: skip
    stamp.write_text(wanted)
    return 0


def run(*command: object) -> int:
    return subprocess.run([str(part) for part in command], cwd=ROOT).returncode


def complain(line: str) -> int:
    print(f"setup: {line}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in ("demo", "test", "check", "cluster"):
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    sys.exit(main(sys.argv[1]))
