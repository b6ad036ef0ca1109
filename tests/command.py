"""The command line as a person starts it: a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
PATIENCE = 120  # seconds before a command counts as hung


def environment(**more: str) -> dict[str, str]:
    """This process's surroundings without what would change how Python or the output behaves."""
    changing = ("PYTHON", "LC_", "LANG", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "TTY_", "TERM")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(changing)}
    return {**kept, "PYTHONPATH": str(ROOT / "src"), "LC_ALL": "C.UTF-8", **more}


def firsthand(*arguments: str | bytes, stdin: bytes = b"", cwd: Path | None = None,
              env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:  # fmt: skip
    """Run ``firsthand`` and wait; output as bytes."""
    return subprocess.run(
        command(*arguments), input=stdin, capture_output=True, cwd=cwd, env=dict(env or environment()), timeout=PATIENCE
    )


def command(*arguments: str | bytes) -> Sequence[str | bytes]:
    """What to start for these arguments."""
    return [sys.executable, "-m", "firsthand", *arguments]


def complaint(run: subprocess.CompletedProcess[bytes]) -> str:
    """The one line a failed command says, checked to be one that a person can act on."""
    told = run.stderr.decode("utf-8")
    assert told.startswith("firsthand: ") and told.count("\n") == 1 and told.endswith("\n"), told
    assert told.rstrip("\n").isprintable(), told
    assert "Traceback" not in told and "Error(" not in told, told
    return told
