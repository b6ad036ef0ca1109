"""Nothing is lost on the way in, whatever a folder holds."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firsthand.nouns import REJECTION_CODES, NothingUsable
from firsthand.readers import read

NAMES = st.sampled_from(["a", "b", "c d", "é", "?q", "a~b", "x.y"])
SUFFIXES = st.sampled_from([".txt", ".md", ".html", ".jsonl", ".json", "", ".bin"])
FOLDERS = st.sampled_from(["", "a/", "b/", "a/b/"])
TEXTS = st.sampled_from(["The pier closed.", "The pier opened again.", "The pier closed.\r\n", "", "1 2 3", " "])
RECORDS = st.fixed_dictionaries(
    {},
    optional={
        "id": st.sampled_from(["a", "b", "", None, 3]),
        "text": st.one_of(TEXTS, st.text(max_size=20), st.none()),
        "url": st.sampled_from(["https://p.example/1", "https://p.example/2", "x", None]),
        "outlet": st.sampled_from(["Post", "Courier", None]),
        "published": st.sampled_from(["2031-01-02", "soon", 7, None]),
    },
)
CONTENTS = st.one_of(
    TEXTS.map(str.encode),
    st.binary(max_size=40),
    st.lists(st.one_of(RECORDS.map(json.dumps), st.just("{bad")), max_size=4).map(lambda rs: "\n".join(rs).encode()),
    TEXTS.map(lambda t: f"<!doctype html><p>{t}</p>".encode()),
)
PILES = st.dictionaries(st.tuples(FOLDERS, NAMES, SUFFIXES).map("".join), CONTENTS, min_size=1, max_size=8)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(files=PILES, backwards=st.booleans())
def test_every_item_is_kept_a_duplicate_or_rejected(files, backwards):
    with tempfile.TemporaryDirectory() as top:
        for path, content in files.items():
            file = Path(top, path)
            try:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
            except OSError:  # "a" is a file already and cannot be a folder too
                continue
        there = [p for p in Path(top).rglob("*") if p.is_file()]
        try:
            intake = read([top])
        except NothingUsable as error:
            assert "\n" not in str(error)
            return
        # Every file shows up: as itself or by its lines.
        shown = [a.path for a in intake.articles] + [x.path for x in (*intake.duplicates, *intake.rejected)]
        assert {path.split(":")[0] for path in shown} == {p.relative_to(top).as_posix() for p in there}
        assert intake.read == len(shown)
        ids = [a.id for a in intake.articles]
        assert len(set(ids)) == len(ids) and ids == sorted(ids)
        assert all(id and not id.startswith("?") and id.isprintable() for id in ids)
        assert {d.of for d in intake.duplicates} <= set(ids)
        assert {r.code for r in intake.rejected} <= set(REJECTION_CODES)
        assert all(a.text.encode() is not None and a.text.strip() for a in intake.articles)
        # Naming the files one by one, in either direction, keeps the same texts under the same ids.
        again = read(sorted(there, reverse=backwards))
        assert [(a.id, a.text) for a in again.articles] == [(a.id, a.text) for a in intake.articles]
