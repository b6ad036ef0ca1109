"""Arguments, folders, links, odd files, permissions."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from firsthand.nouns import NothingUsable, UsageError
from firsthand.readers import paths, read

TEXT = "The ferry to Holm Skerry was late again on Sunday.\n"


def codes(intake):
    return {r.path: r.code for r in intake.rejected}


def test_folders_are_read_to_the_bottom_in_order_and_hidden_files_left_out(pile):
    folder = pile(
        {"b.txt": TEXT, "a/z.txt": TEXT + "1", ".hidden.txt": TEXT, ".git/x.txt": TEXT, "a/b/c/d.txt": TEXT + "2"}
    )
    assert [a.path for a in read([folder]).articles] == ["b.txt", "a/b/c/d.txt", "a/z.txt"]


def test_paths_are_relative_to_the_argument(pile):
    folder = pile({"a/b.txt": TEXT})
    assert read([folder]).articles[0].path == "a/b.txt"
    assert read([folder / "a"]).articles[0].path == "b.txt"
    assert read([folder / "a" / "b.txt"]).articles[0].path == "b.txt"
    assert read([str(folder) + "/"]).articles[0].path == "a/b.txt"


@pytest.mark.parametrize("argument", ["no/such/place", "", "nul\0byte", "x" * 300])
def test_a_path_that_does_not_exist_is_a_usage_error(argument):
    with pytest.raises(UsageError, match=r"^no such file or folder: .*; check the path$"):
        read([argument])


def test_one_path_alone_is_one_path_and_dots_do_not_show(pile, monkeypatch):
    folder = pile({"a/one.txt": TEXT, "b/two.txt": TEXT})
    assert len(read(str(folder / "a")).articles) == 1
    monkeypatch.chdir(folder / "b")
    assert read(["../a/one.txt"]).articles[0].path == "one.txt"
    assert [a.path for a in read([".."]).articles] == ["a/one.txt"]  # the other is its copy


def test_an_empty_folder_says_so(pile):
    with pytest.raises(NothingUsable, match="no article found"):
        read([pile({".keep": ""})])


def test_a_folder_of_unusable_files_says_why_in_one_line(pile):
    with pytest.raises(NothingUsable) as raised:
        read([pile({"a.txt": "", "b.txt": "  \n", "c.bin": b"\0\1"})])
    assert str(raised.value) == "no article could be read: 2 empty, 1 binary; the first: a.txt: no bytes in it"


def test_pipes_and_devices_are_never_opened(pile):
    folder = pile({"one.txt": TEXT})
    os.mkfifo(folder / "pipe.txt")
    intake = read([folder])  # opening the pipe would hang: nobody writes to it
    assert codes(intake) == {"pipe.txt": "unreadable"}
    assert codes(read([folder / "one.txt", folder / "pipe.txt", "/dev/null"])) == {
        "pipe.txt": "unreadable",
        "null": "unreadable",
    }


def test_links_are_followed_inside_the_folder_only(pile, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text(TEXT)
    folder = pile({"a/one.txt": TEXT})
    (folder / "out.txt").symlink_to(outside / "secret.txt")
    (folder / "outfolder").symlink_to(outside)
    (folder / "dead.txt").symlink_to(folder / "gone.txt")
    (folder / "again.txt").symlink_to(folder / "a" / "one.txt")
    (folder / "loop").symlink_to(folder)
    intake = read([folder])
    assert codes(intake) == {"out.txt": "unsupported", "outfolder": "unsupported", "dead.txt": "unreadable"}
    assert len(intake.articles) == len(intake.duplicates) == 1
    assert read([folder / "out.txt"]).articles[0].path == "out.txt"  # named by the user: followed


def test_a_folder_argument_without_permission_is_one_clear_line(pile, monkeypatch):
    folder = pile({"one.txt": TEXT})
    _forbid_folder(monkeypatch, folder)
    with pytest.raises(UsageError, match=r"^no permission to read the folder: .*; ask for read access$"):
        read([folder])


def test_a_folder_inside_without_permission_is_a_rejection(pile, monkeypatch):
    folder = pile({"one.txt": TEXT, "locked/two.txt": TEXT})
    _forbid_folder(monkeypatch, folder / "locked")
    assert codes(read([folder])) == {"locked": "no-permission"}


def test_a_file_without_permission_is_a_rejection(pile, monkeypatch):
    folder = pile({"one.txt": TEXT, "two.txt": TEXT, "three.jsonl": "{}"})
    for name in ("two.txt", "three.jsonl"):
        (folder / name).chmod(0)
    if os.geteuid() == 0:  # nothing is forbidden to root
        real_open = os.open

        def refusing(path, *rest, **named):
            if str(path).endswith(("two.txt", "three.jsonl")):
                raise PermissionError(13, "Permission denied", path)
            return real_open(path, *rest, **named)

        monkeypatch.setattr(paths.os, "open", refusing)
    assert codes(read([folder])) == {"two.txt": "no-permission", "three.jsonl": "no-permission"}


def test_a_disk_error_is_a_rejection(pile, monkeypatch):
    folder = pile({"one.txt": TEXT, "two.txt": TEXT})
    real_open = os.open

    def failing(path, *rest, **named):
        if str(path).endswith("two.txt"):
            raise OSError(5, "Input/output error", path)
        return real_open(path, *rest, **named)

    monkeypatch.setattr(paths.os, "open", failing)
    assert codes(read([folder])) == {"two.txt": "unreadable"}


@pytest.mark.parametrize("name", ["CON.txt", "🚢.txt", "a" * 251 + ".txt", "-dash.txt", "new\nline.txt", "é.txt"])
def test_odd_file_names_are_read(pile, name):
    folder = pile({name: TEXT, "other.txt": TEXT + "More."})
    intake = read([folder])
    assert len(intake.articles) == 2
    assert all(a.path.isprintable() and a.id.isprintable() for a in intake.articles)


def test_a_file_name_that_is_not_utf8_is_shown_with_escapes(pile):
    folder = pile({})
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff.txt")).write_text(TEXT)
    article = read([folder]).articles[0]
    assert (article.id, article.path) == ("\\xff", "\\xff.txt")


def test_folders_nested_deep_are_walked(tmp_path, monkeypatch):
    top = tmp_path / "pile"
    top.mkdir()
    monkeypatch.chdir(top)
    for _ in range(300):
        os.mkdir("d")
        os.chdir("d")
    Path("one.txt").write_text(TEXT)
    os.chdir(tmp_path)
    assert read([top]).articles[0].path == "d/" * 300 + "one.txt"


def _stdin(monkeypatch, data: bytes):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_standard_input_is_one_text_or_records(monkeypatch):
    _stdin(monkeypatch, TEXT.encode())
    article = read(["-", "-"]).articles[0]
    assert (article.id, article.path, article.text) == ("stdin", "-", TEXT)
    _stdin(monkeypatch, b'\n{"id": "a", "text": "Ferry late."}\n{"text": "Ferry on time."}\n')
    assert [(a.id, a.path) for a in read(["-"]).articles] == [("a", "-:2"), ("stdin-3", "-:3")]
    _stdin(monkeypatch, b'{"note": "no record"}\nbut a text')
    assert len(read(["-"]).articles) == 1
    _stdin(monkeypatch, b"")
    with pytest.raises(NothingUsable, match="1 empty"):
        read(["-"])


def _forbid_folder(monkeypatch, folder: Path) -> None:
    folder.chmod(0)
    real_scandir = os.scandir

    def refusing(path="."):
        if os.path.realpath(path) == str(folder):
            raise PermissionError(13, "Permission denied", str(path))
        return real_scandir(path)

    if os.geteuid() == 0:
        monkeypatch.setattr(paths.os, "scandir", refusing)
        folder.chmod(0o755)
