"""The command line from outside: what it answers, what it refuses, and with which code."""

from __future__ import annotations

import errno
import json
import os
import pty
import re
import select
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command import PATIENCE, command, complaint, environment, firsthand
from piles import FERRY, FERRY_META, ORCHARD, lay_out

from firsthand import cli

OFFICIAL = "The ferry to Ostby ran aground on Tuesday night, officials said. Nine people were hurt, they said.\n"


@pytest.fixture
def ferry(tmp_path: Path) -> list[str]:
    return lay_out(tmp_path, FERRY, FERRY_META)


# What it answers


def test_help_loads_no_heavy_module() -> None:
    told = ("import sys, runpy; sys.argv = ['firsthand', 'trace', '--help']\n"
            "try: runpy.run_module('firsthand', run_name='__main__')\n"
            "except SystemExit: pass\n"
            "print(sorted({m.split('.')[0] for m in sys.modules} & set("
            "'numpy scipy rich trafilatura lxml wordfreq snowballstemmer sklearn'.split())), file=sys.stderr)")
    run = subprocess.run([sys.executable, "-c", told], capture_output=True, env=environment(), timeout=PATIENCE)
    assert run.stderr.decode().strip() == "[]" and b"--json" in run.stdout


@pytest.mark.parametrize("asked", [["--help"], ["trace", "--help"], ["schema", "--help"], ["--version"]])
def test_questions_about_itself_are_answered(asked: list[str]) -> None:
    run = firsthand(*asked)
    assert run.returncode == 0 and run.stdout and not run.stderr


def test_the_help_names_every_exit_code() -> None:
    told = firsthand("--help").stdout.decode()
    assert all(re.search(rf"\b{code}\b", told) for code in (0, 2, 3, 4, 130))


def test_schema_prints_the_schema() -> None:
    run = firsthand("schema")
    assert run.returncode == 0 and json.loads(run.stdout)["$schema"].endswith("2020-12/schema")


def test_a_trace_writes_what_was_asked(ferry: list[str], tmp_path: Path) -> None:
    run = firsthand("trace", *ferry, "--json", str(tmp_path / "out/t.json"), "--html", str(tmp_path / "out/t.html"))
    assert run.returncode == 0 and not run.stderr
    assert run.stdout.startswith(b"4 articles, 1 story.")
    assert json.loads((tmp_path / "out/t.json").read_bytes())["input"]["kept"] == 4
    assert (tmp_path / "out/t.html").read_bytes().startswith(b"<!DOCTYPE html>")
    assert sorted(f.name for f in (tmp_path / "out").iterdir()) == ["t.html", "t.json"]


def test_json_on_standard_output_is_nothing_but_json(ferry: list[str], tmp_path: Path) -> None:
    run = firsthand("trace", *ferry, "--json", "-")
    assert run.returncode == 0 and not run.stderr
    assert firsthand("trace", *ferry, "--quiet", "--json", str(tmp_path / "t.json")).stdout == b""
    assert run.stdout == (tmp_path / "t.json").read_bytes()


def test_quiet_prints_nothing(ferry: list[str]) -> None:
    run = firsthand("trace", *ferry, "--quiet")
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")


def test_standard_input_is_one_article(ferry: list[str]) -> None:
    run = firsthand("trace", "-", "--json", "-", stdin=OFFICIAL.encode())
    assert [a["id"] for a in json.loads(run.stdout)["articles"]] == ["stdin"]


def test_the_same_file_twice_is_one_article(tmp_path: Path) -> None:
    pile = lay_out(tmp_path, FERRY)[0]
    data = json.loads(firsthand("trace", pile, pile, f"{pile}/plain.txt", "--json", "-").stdout)
    assert data["input"]["kept"] == 4 and len(data["input"]["duplicates"]) == 5


# What it refuses


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({}, "no article found"),
        ({"empty.txt": b""}, "empty.txt"),
        ({"blank.txt": b" \n\t\n"}, "blank.txt"),
        ({"figures.txt": b"1 2 3"}, "figures.txt: no word in it"),
        ({"picture.txt": bytes(range(256)) * 8}, "picture.txt: holds NUL bytes"),
        ({"marked.txt": b"\xff\xfeabc"}, "marked.txt: begins with the mark of utf-16"),
        ({"broken.txt": b"\x81\x8d\x8f\x90\x9d" * 40}, "broken.txt"),
        ({"paper.pdf": b"%PDF-1.7"}, "a damaged PDF"),
    ],
)
def test_input_without_an_article_is_exit_3_and_says_why(tmp_path: Path, files: dict[str, bytes], told: str) -> None:
    (tmp_path / "pile").mkdir()
    run = firsthand("trace", *lay_out(tmp_path, files), "--json", str(tmp_path / "t.json"))
    assert run.returncode == 3 and told in complaint(run) and not run.stdout
    assert not (tmp_path / "t.json").exists()


def test_a_bad_file_beside_a_good_one_is_a_rejection_not_an_error(tmp_path: Path) -> None:
    run = firsthand("trace", *lay_out(tmp_path, {"good.txt": OFFICIAL, "bad.txt": b"\0\1\2" * 99}), "--json", "-")
    assert run.returncode == 0
    assert [r["code"] for r in json.loads(run.stdout)["input"]["rejected"]] == ["binary"]


WRONG = [
    (["trace"], "PATH"),
    (["trace", "nowhere"], "no such file or folder: nowhere"),
    (["trace", ""], "no such file or folder"),
    (["trace", "a.txt", "--meta", "nowhere.csv"], "no such metadata file: nowhere.csv"),
    (["trace", "a.txt", "--no-text"], "--json"),
    (["trace", "a.txt", "--html", "-"], "--html needs a file name"),
    (["trace", "a.txt", "--html", "t", "--json", "t"], "same file"),
    (["trace", "a.txt", "--json", "a.txt"], "one of the articles"),
    (["trace", "a.txt", "--json", "link.txt"], "one of the articles"),
    (["trace", ".", "--json", "a.txt"], "one of the articles"),
    (["trace", "a.txt", "--meta", "meta.csv", "--html", "meta.csv"], "--meta"),
    (["trace", "a.txt", "--json", "."], "it is a folder"),
    (["trace", "a.txt", "--json", ""], "--json"),
    (["trace", "a.txt", "--wrong"], "--wrong"),
    (["trace", "a.txt", "--js", "t"], "--js"),
    (["wrong"], "wrong"),
    ([], "COMMAND"),
]


@pytest.mark.parametrize(("arguments", "told"), WRONG, ids=[" ".join(a) or "nothing" for a, _ in WRONG])
def test_a_wrong_call_is_exit_2_and_harms_nothing(tmp_path: Path, arguments: list[str], told: str) -> None:
    (tmp_path / "a.txt").write_text(OFFICIAL)
    (tmp_path / "meta.csv").write_text("id,outlet\na,Gull\n")
    (tmp_path / "link.txt").symlink_to("a.txt")
    run = firsthand(*arguments, cwd=tmp_path)
    assert run.returncode == 2 and told in complaint(run) and not run.stdout
    assert (tmp_path / "a.txt").read_text() == OFFICIAL
    assert (tmp_path / "meta.csv").read_text() == "id,outlet\na,Gull\n"
    assert sorted(os.listdir(tmp_path)) == ["a.txt", "link.txt", "meta.csv"]


def test_no_permission_is_exit_2_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                             capfd: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    pile = lay_out(tmp_path, FERRY)[0]

    def refuse(path: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    if os.getuid():
        os.chmod(pile, 0)
    else:  # nothing is forbidden to the administrator
        monkeypatch.setattr(os, "scandir", refuse)
    try:
        assert cli.main(["trace", pile]) == 2
    finally:
        os.chmod(pile, 0o755)
    told = capfd.readouterr()
    assert told.err.startswith("firsthand: no permission to read the folder") and told.err.count("\n") == 1
    assert not told.out


@pytest.mark.parametrize("name", ["esc\x1b[31m.txt", "two\nlines.txt", "🐟.txt", "é" * 125 + ".txt", b"\xff\xfe.txt",
                                  "\u202efdp.txt", "-dash.txt", "CON.txt", "a~b?.txt", " .txt"])  # fmt: skip
def test_no_file_name_reaches_the_terminal_raw(tmp_path: Path, name: str | bytes) -> None:
    folder = os.fsencode(tmp_path) + b"/pile/"
    os.mkdir(folder)
    file = folder + (name if isinstance(name, bytes) else name.encode())
    with open(file, "wb") as out:
        out.write(OFFICIAL.encode())
    run = firsthand("trace", file, "--json", tmp_path.as_posix() + "/t.json", cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    assert all(c == "\n" or c.isprintable() for c in run.stdout.decode("utf-8"))
    (article,) = json.loads((tmp_path / "t.json").read_bytes())["articles"]
    assert article["id"].isprintable() and article["path"].isprintable()
    os.truncate(file, 0)
    run = firsthand("trace", file, cwd=tmp_path)
    assert run.returncode == 3
    complaint(run)
    os.remove(file)
    run = firsthand("trace", file, cwd=tmp_path)
    assert run.returncode == 2
    complaint(run)


# What happens when it cannot write


def test_an_output_that_cannot_be_written_is_exit_4_and_leaves_no_half_file(ferry: list[str], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file, not a folder")
    for target in (tmp_path / "file" / "t.json", Path("/proc/nothing/t.json"), tmp_path / ("n" * 256)):
        run = firsthand("trace", *ferry, "--quiet", "--json", str(target))
        assert run.returncode == 4, (target, run.stderr)
        assert complaint(run).startswith("firsthand: cannot write ")
    assert sorted(os.listdir(tmp_path)) == ["file", "meta.jsonl", "pile"]


def test_a_long_name_that_is_just_short_enough_can_be_written(ferry: list[str], tmp_path: Path) -> None:
    target = tmp_path / ("n" * 250 + ".json")
    assert firsthand("trace", *ferry, "--quiet", "--json", str(target)).returncode == 0
    assert target.stat().st_size > 1000


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """A device that is always full; the administrator, who could destroy the real one, gets one to break."""
    if os.getuid():
        if not Path("/dev/full").exists():
            pytest.skip("a system without /dev/full")
        return Path("/dev/full")
    device = tmp_path / "full"
    try:
        os.mknod(device, 0o666 | stat.S_IFCHR, os.makedev(1, 7))
        device.write_bytes(b"")
    except OSError:
        pytest.skip("devices cannot be made here")
    return device


def test_a_full_disk_is_exit_4(ferry: list[str], full: Path) -> None:
    run = firsthand("trace", *ferry, "--quiet", "--json", str(full))
    assert run.returncode == 4 and "No space left" in complaint(run)
    assert full.is_char_device()
    for asked in (["trace", *ferry], ["trace", *ferry, "--json", "-"], ["schema"], ["--help"]):
        with full.open("wb", buffering=0) as out:
            run = subprocess.run(command(*asked), stdout=out, stderr=subprocess.PIPE, env=environment(),
                                 timeout=PATIENCE)  # fmt: skip
        assert run.returncode == 4 and "standard output" in complaint(run)


def test_a_pipe_with_a_name_is_written_to_and_stays_one(ferry: list[str], tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    child = subprocess.Popen(command("trace", *ferry, "--quiet", "--json", str(pipe)), env=environment())
    out = subprocess.run(["cat", str(pipe)], capture_output=True, timeout=PATIENCE).stdout
    assert child.wait(PATIENCE) == 0 and stat.S_ISFIFO(os.stat(pipe).st_mode)
    assert json.loads(out)["input"]["kept"] == 4


def test_a_link_is_written_through(ferry: list[str], tmp_path: Path) -> None:
    (tmp_path / "kept.json").write_text("old")
    (tmp_path / "link.json").symlink_to("kept.json")
    assert firsthand("trace", *ferry, "--quiet", "--json", str(tmp_path / "link.json")).returncode == 0
    assert (tmp_path / "link.json").is_symlink() and (tmp_path / "kept.json").stat().st_size > 1000


def test_a_failure_while_writing_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                     capfd: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    pile, target = lay_out(tmp_path, ORCHARD)[0], tmp_path / "t.json"
    target.write_text("old")

    def fail(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "replace", fail)
    monkeypatch.setattr(Path, "replace", fail)
    assert cli.main(["trace", pile, "--quiet", "--json", str(target)]) == 4
    assert target.read_text() == "old" and sorted(os.listdir(tmp_path)) == ["pile", "t.json"]
    assert capfd.readouterr().err.count("\n") == 1


# How it looks


def test_piped_output_is_plain_and_80_columns_wide(ferry: list[str]) -> None:
    for env in (environment(), environment(FORCE_COLOR="1", NO_COLOR="1"), environment(TERM="dumb")):
        out = firsthand("trace", *ferry, env=env).stdout.decode("utf-8")
        assert "\x1b" not in out and max(map(len, out.splitlines())) <= 80


def _on_a_terminal(arguments: list[str], **env: str) -> tuple[int, str]:
    """Exit code and all that a command writes to a terminal 80 columns wide."""
    import fcntl
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    child = subprocess.Popen(command(*arguments), stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs,
                             env=environment(**env))  # fmt: skip
    os.close(theirs)
    out, end = b"", time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if select.select([ours], [], [], 1)[0]:
            try:
                data = os.read(ours, 65536)
            except OSError:  # the other side is closed
                break
            if not data:
                break
            out += data
    os.close(ours)
    return child.wait(PATIENCE), out.decode("utf-8", "replace")


@pytest.mark.parametrize(("env", "coloured"), [({"TERM": "xterm"}, True), ({"TERM": "xterm", "NO_COLOR": "1"}, False),
                                               ({"TERM": "dumb"}, False)])  # fmt: skip
def test_a_terminal_gets_colour_only_if_it_wants_it(ferry: list[str], env: dict[str, str], coloured: bool) -> None:
    code, out = _on_a_terminal(["trace", *ferry], **env)
    assert code == 0 and "4 articles, 1 story." in out
    assert bool(re.search(r"\x1b\[[\d;]*3\d", out)) == coloured
    if env["TERM"] == "dumb":
        assert "\x1b" not in out
    plain = re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", out)
    assert max(len(line.rsplit("\r", 1)[-1]) for line in plain.replace("\r\n", "\n").split("\n")) <= 80


# How it ends when the world ends first


@pytest.mark.parametrize("more", [[], ["--json", "-"]])
def test_a_closed_pipe_is_no_error(ferry: list[str], more: list[str]) -> None:
    child = subprocess.Popen(command("trace", *ferry, *more), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                             env=environment())  # fmt: skip
    assert child.stdout is not None and child.stderr is not None
    child.stdout.close()
    assert child.stderr.read() == b"" and child.wait(PATIENCE) == 0


def test_a_closed_pipe_is_no_error_for_help_and_schema() -> None:
    for asked in (["schema"], ["--help"]):
        child = subprocess.Popen(command(*asked), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
        assert child.stdout is not None and child.stderr is not None
        child.stdout.close()
        assert child.stderr.read() == b"" and child.wait(PATIENCE) == 0


def test_standard_streams_may_be_closed(ferry: list[str], tmp_path: Path) -> None:
    line = f'"{sys.executable}" -m firsthand trace "$@" --quiet --json "{tmp_path}/t.json" <&- >&- 2>&-'
    run = subprocess.run(["sh", "-c", line, "sh", *ferry], env=environment(), timeout=PATIENCE)
    assert run.returncode == 0 and (tmp_path / "t.json").exists()


@pytest.mark.parametrize("wait", [0.0, 0.1, 0.4, 1.0])
def test_an_interrupt_is_exit_130_and_says_so_in_one_line(tmp_path: Path, wait: float) -> None:
    pile = lay_out(tmp_path, {f"a{n}.txt": f"{n} boats {n}.\n" + OFFICIAL * 700 for n in range(12)})
    child = subprocess.Popen(command("trace", "-", *pile, "--json", str(tmp_path / "t.json")), stdin=subprocess.PIPE,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())  # fmt: skip
    assert child.stdin is not None
    child.stdin.write(OFFICIAL.encode())
    child.stdin.flush()
    _until_read(child.stdin.fileno())
    if wait:  # it has what it waits for, and works
        child.stdin.close()
        child.stdin = None
        time.sleep(wait)
    child.send_signal(signal.SIGINT)
    out, told = child.communicate(timeout=PATIENCE)
    assert child.returncode == 130 and told == b"firsthand: interrupted\n" and out == b""
    assert os.listdir(tmp_path) == ["pile"]


def _until_read(pipe: int) -> None:
    """Wait until the other side has taken what was written: the command is up and reads."""
    import fcntl
    import struct
    import termios

    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if struct.unpack("i", fcntl.ioctl(pipe, termios.FIONREAD, b"\0" * 4)) == (0,):
            return
        time.sleep(0.02)
    raise AssertionError("nothing was read")
