"""Which drafts are one item, and the id of each: neither depends on the order of reading."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from firsthand.nouns import Duplicate
from firsthand.readers.decoding import digest
from firsthand.readers.drafts import Draft, Key
from firsthand.readers.particulars import same_url
from firsthand.readers.paths import STDIN, Place, shown

_UNPRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def sift(drafts: Sequence[Draft]) -> tuple[list[Draft], list[tuple[Draft, Draft]], list[str]]:
    """Drafts to keep, (dropped, kept) pairs for the rest, and warnings.

    One item is: the same file or record; the same URL; or the same text with the same outlet and time (known or
    not) under no other URL. Copies under another outlet or URL are articles of their own: they are the echo that is
    measured. Kept is the draft with a URL before one without, a whole text before a feed's summary, then the first by
    path.
    """
    keep: list[Draft] = []
    drop: list[tuple[Draft, Draft]] = []
    warnings: list[str] = []
    by_place: dict[Key, Draft] = {}
    by_url: dict[str, Draft] = {}
    by_text: dict[tuple[str, str | None, str | None], list[Draft]] = defaultdict(list)
    for draft in sorted(drafts, key=_order):
        about = draft.particulars
        url = same_url(about.url)
        text = (digest(draft.text), about.outlet, about.published.value)
        of = by_place.get(draft.key) or (by_url.get(url) if url else None)
        if of is None:
            of = next((d for d in by_text[text] if url is None or same_url(d.particulars.url) is None), None)
        if of is None:
            keep.append(draft)
            by_place[draft.key] = draft
            by_text[text].append(draft)
            if url:
                by_url[url] = draft
            continue
        drop.append((draft, of))
        if of.text != draft.text:
            told = f"{draft.place.path} has the URL of {of.place.path} but another text"
            warnings.append(f"{told}; only the latter is kept")
    return keep, drop, warnings


def _order(draft: Draft) -> tuple[bool, bool, str, int, str]:
    # A feed's summary or half a page comes behind the whole one. By the real path: the one shown changes with the
    # folder an argument names.
    partial = "extraction" in dict(draft.particulars.notes)
    return (same_url(draft.particulars.url) is None, partial, draft.place.real, draft.place.line, draft.place.path)


def duplicates(dropped: Sequence[tuple[Draft, Draft]], ids: Mapping[Key, str]) -> tuple[Duplicate, ...]:
    """The dropped ones as they are reported."""
    found = (Duplicate(draft.place.path, ids[of.key]) for draft, of in dropped)
    return tuple(sorted(found, key=lambda d: (d.path, d.of)))


def name_all(drafts: Sequence[Draft]) -> dict[Key, str]:
    """An id for each draft: its record's id, else its file name less the last suffix.

    Those that claim one id all take the next longer tail of their paths, until each stands alone; so no id depends
    on who came first.
    """
    level = {draft.key: 0 for draft in drafts}
    known = {draft.key: draft for draft in drafts}
    while True:
        claims: dict[str, list[Key]] = defaultdict(list)
        for key in known:
            claims[tail(known[key], level[key])].append(key)
        clashing = [keys for keys in claims.values() if len(keys) > 1]
        movable = [key for keys in clashing for key in keys if level[key] < _last_level(known[key])]
        if not movable:
            break
        for key in movable:
            level[key] += 1
    ids = {key: id for id, keys in claims.items() for key in keys}
    for keys in clashing:  # names that differ only in what cannot be shown: numbered in the order of their places
        for n, key in enumerate(sorted(keys), start=1):
            ids[key] += f"~~{n}"
    return ids


def tail(draft: Draft, level: int) -> str:
    """The id a draft claims at a level: 0 its own; then with its suffix, its folder, its folder and suffix, ..

    A record's are: its id; under its file's stem; with its line; with its file's folder, ..
    """
    place = draft.place
    if place.line and draft.own_id:
        under = (
            ("", f"{_file_tail(place, 0)}~")[level] if level < 2 else f"{_file_tail(place, level - 2)}~{place.line}~"
        )
        return _clean(under + draft.own_id)
    name = draft.own_id if draft.own_id and level == 0 else _file_tail(place, level)
    return _clean(f"{name}-{place.line}" if place.line else name)


def names(draft: Draft) -> set[str]:
    """Every name a metadata row may call a draft by: each of its tails, "/" or "~" between parts."""
    found = {tail(draft, level) for level in range(_last_level(draft) + 1)}
    if not draft.place.line:
        whole = shown(draft.place.real)
        parts = whole.split("/")
        paths = {"/".join(parts[n:]) for n in range(len(parts))}
        found |= paths | {os.path.splitext(path)[0] for path in paths}
    return (found | {draft.place.path}) - {""}


def _file_tail(place: Place, level: int) -> str:
    """The last ``level // 2 + 1`` parts of a file's path, "~" between them; at even levels without the suffix."""
    if place.real == STDIN:
        return "stdin"
    parts = [part for part in shown(place.real).split("/") if part][-(level // 2 + 1) :]
    whole = "~".join(parts)
    return whole if level % 2 else os.path.splitext(whole)[0]


def _last_level(draft: Draft) -> int:
    return 2 * draft.place.real.count("/") + (2 if draft.place.line else 0)


def _clean(name: str) -> str:
    """An id that can be printed, and that does not begin like an unseen source's ("?")."""
    name = _UNPRINTED.sub("_", name)
    return "_" + name[1:] if name.startswith("?") else name
