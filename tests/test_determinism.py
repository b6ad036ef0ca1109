"""The same pile gives the same bytes, whatever the order, the machine's settings or the day."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import ROOT, environment, firsthand

EXAMPLE = ROOT / "examples" / "reservoir"
HIGH_AND_LOW = 2_000_000_000, 0  # seconds since 1970: 2033 and 1970


def _outputs(folder: Path, arguments: list[str], cwd: Path | None = None, **env: str) -> tuple[bytes, bytes, bytes]:
    """JSON, page and terminal of one run in a process of its own."""
    folder.mkdir()
    run = firsthand("trace", *arguments, "--json", str(folder / "t.json"), "--html", str(folder / "t.html"), cwd=cwd,
                    env=environment(**env))  # fmt: skip
    assert run.returncode == 0 and not run.stderr, run.stderr
    return (folder / "t.json").read_bytes(), (folder / "t.html").read_bytes(), run.stdout


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes, bytes]:
    folder = tmp_path_factory.mktemp("usual") / "out"
    arguments = [str(EXAMPLE / "articles"), "--meta", str(EXAMPLE / "meta.jsonl")]
    return _outputs(folder, arguments, PYTHONHASHSEED="0")


def _settings() -> Iterator[dict[str, str]]:
    locales = subprocess.run(["locale", "-a"], capture_output=True, text=True).stdout.split() if _has_locale() else []
    told = ["C", "POSIX", "C.UTF-8", *sorted({x for x in locales if x.split(".")[0] not in ("C", "POSIX")})[:3]]
    zones = ["Pacific/Kiritimati", "America/St_Johns", "Asia/Kathmandu"]
    for n, name in enumerate(told):
        yield {"LC_ALL": name, "LANG": name, "PYTHONHASHSEED": str(n + 1), "TZ": zones[n % 3]}
    yield {"PYTHONIOENCODING": "utf-8", "PYTHONHASHSEED": "2", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def _has_locale() -> bool:
    return shutil.which("locale") is not None


@pytest.mark.parametrize("env", list(_settings()), ids=lambda env: " ".join(f"{k}={v}" for k, v in env.items()))
def test_hash_seed_locale_and_zone_change_nothing(usual: tuple[bytes, ...], tmp_path: Path,
                                                  env: dict[str, str]) -> None:  # fmt: skip
    # The files named one by one, backwards, from another folder.
    files = sorted((EXAMPLE / "articles").iterdir(), reverse=True)
    names = [os.path.relpath(f, EXAMPLE) for f in files]
    assert _outputs(tmp_path / "out", [*names, "--meta", "meta.jsonl"], EXAMPLE, **env) == usual


def test_file_times_place_and_order_on_disk_change_nothing(usual: tuple[bytes, ...], tmp_path: Path) -> None:
    pile = tmp_path / "elsewhere é" / "articles"
    pile.mkdir(parents=True)
    for n, file in enumerate(sorted((EXAMPLE / "articles").iterdir(), key=lambda f: f.name[::-1])):
        shutil.copyfile(file, pile / file.name)
        os.utime(pile / file.name, (HIGH_AND_LOW[n % 2],) * 2)
        os.chmod(pile / file.name, 0o400)
    meta = tmp_path / "about.jsonl"
    rows = (EXAMPLE / "meta.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    meta.write_text("".join(reversed(rows)), encoding="utf-8")
    assert _outputs(tmp_path / "out", [str(pile), "--meta", str(meta)], PYTHONHASHSEED="7") == usual


def test_nothing_of_this_machine_is_written(usual: tuple[bytes, ...]) -> None:
    for written in usual:
        assert str(ROOT).encode() not in written and str(Path.home()).encode() + b"/" not in written
