"""Pages and feeds into a folder: one after another, as each site allows, and only what has changed since last time."""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from firsthand import __version__
from firsthand.nouns import StorageError
from firsthand.readers.decoding import Decoded, decode
from firsthand.readers.fetching.addresses import Refusal, Target, tidy
from firsthand.readers.fetching.connections import AGENT, Answer, ask
from firsthand.readers.fetching.robots import ALL_ALLOWED, MAX_DELAY, NONE_ALLOWED, Rules, parse_robots
from firsthand.readers.sniffing import HEAD, Kind, kind_of

LIST: Final = "meta.jsonl"  # in the folder: what each file is; serves as --meta when the folder is traced
MAX_PAGES: Final = 100  # in one run, unless more are asked for
_SUFFIXES: dict[Kind, str] = {"html": ".html", "pdf": ".pdf", "json": ".json", "newsml": ".xml", "xml": ".xml",
                              "feed": ".xml", "text": ".txt", "zip": ".docx", "rtf": ".rtf"}  # fmt: skip
_NO_PAGES = ("image/", "video/", "audio/", "font/")
_SLUG = re.compile(r"[^A-Za-z0-9]+")
_SLUG_CHARS = 60


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of one URL: ``outcome`` is saved, unchanged, feed or refused."""

    url: str
    outcome: str
    detail: str  # the file's name, how many entries a feed has, or why it was refused


@dataclass(slots=True)
class _Run:
    """One run over one folder."""

    folder: Path
    delay: float
    loopback: bool
    wait: Callable[[float], None]
    agent: str
    rows: dict[str, dict[str, Any]]
    rules: dict[str, Rules] = field(default_factory=dict)
    last: dict[str, float] = field(default_factory=dict)  # site -> when it was asked last


def gather(urls: Sequence[str], folder: str | os.PathLike[str], *, most: int = MAX_PAGES, delay: float = 1.0,
           loopback: bool = False, contact: str = "", wait: Callable[[float], None] = time.sleep
           ) -> Iterator[Fetched]:  # fmt: skip
    """Fetch pages, and the pages that feeds list, into a folder.

    Args:
        urls: of pages and feeds.
        folder: made where it is not there; a page fetched before is asked for only if it has changed.
        most: pages in this run; feeds do not count.
        delay: seconds between two requests to one site, more where it asks for more.
        loopback: this machine may be asked too; for tests.
        contact: an address that sites find in their logs.
        wait: what waits.

    Yields:
        What became of each URL, as it happens. No failure of one page stops the others.

    Raises:
        StorageError: the folder cannot be written.
    """
    place = Path(folder)
    agent = f"{AGENT}/{__version__}" + (f" (+{contact})" if contact else "")
    run = _Run(place, min(max(delay, 0.0), MAX_DELAY), loopback, wait, agent, _listed(place))
    todo: list[tuple[str, Mapping[str, str]]] = [(url, {}) for url in urls]
    seen: set[str] = set()
    pages = 0
    while todo:
        raw, about = todo.pop(0)
        try:
            url = tidy(raw)
            if url in seen:
                continue
            seen.add(url)
            if pages >= most:
                yield Fetched(url, "refused", f"{most} pages were fetched: ask for more with --most")
                continue
            answer = _fetched(run, url)
            if answer.status == 304:
                pages += 1
                yield Fetched(url, "unchanged", str(run.rows[url]["path"]))
                continue
            if answer.status != 200:
                raise Refusal(f"the server answers {answer.status}")
            if answer.kind.startswith(_NO_PAGES) or not answer.body:
                raise Refusal(f"no page: {answer.kind or 'nothing in it'}")
            kind = kind_of(answer.body[:HEAD])
            if kind == "feed" and not about:
                listed = _entries(answer.body)
                todo[:0] = [x for x in listed if x[0] not in seen]
                yield Fetched(url, "feed", f"{len(listed)} entries")
                continue
            pages += 1
            yield Fetched(url, "saved", _save(run, url, answer, kind, about))
        except Refusal as refusal:
            yield Fetched(raw, "refused", str(refusal))


def _fetched(run: _Run, url: str) -> Answer:
    row = run.rows.get(url)
    more = {}
    if row and (run.folder / str(row.get("path", ""))).is_file():
        pairs = (("If-None-Match", "etag"), ("If-Modified-Since", "last-modified"))
        more = {header: str(row[name]) for header, name in pairs if row.get(name)}
    answer = ask(url, run.agent, more, run.loopback, lambda goal: _politely(run, goal))
    if answer.status == 304 and not more:
        raise Refusal("the server answers 304 to what was never fetched")
    return answer


def _politely(run: _Run, goal: Target) -> None:
    """Wait for a site's turn and keep to its robots.txt, which is read once a run.

    Raises:
        Refusal: the site does not want it fetched, or cannot say.
    """
    if goal.site not in run.rules:
        run.rules[goal.site] = NONE_ALLOWED  # should reading it fail
        run.rules[goal.site] = _rules(run, goal)
    rules = run.rules[goal.site]
    if not rules.allow(goal.path):
        raise Refusal(f"{goal.site}/robots.txt does not allow it")
    _take_turn(run, goal.site, max(run.delay, rules.delay))


def _rules(run: _Run, goal: Target) -> Rules:
    """A site's robots.txt: none there allows all; one that cannot be read allows nothing."""
    try:
        turn = lambda x: _take_turn(run, x.site, run.delay)  # noqa: E731  (one line, used once)
        answer = ask(f"{goal.site}/robots.txt", run.agent, None, run.loopback, turn)
    except Refusal as refusal:
        raise Refusal(f"{goal.site}/robots.txt cannot be read: {refusal}") from None
    if answer.status == 200:
        return parse_robots(answer.body, AGENT)
    if 400 <= answer.status < 500:
        return ALL_ALLOWED
    raise Refusal(f"{goal.site}/robots.txt cannot be read: the server answers {answer.status}")


def _take_turn(run: _Run, site: str, delay: float) -> None:
    now = time.monotonic()
    if site in run.last and (left := run.last[site] + delay - now) > 0:
        run.wait(left)
    run.last[site] = time.monotonic()


def _entries(data: bytes) -> list[tuple[str, Mapping[str, str]]]:
    """The pages a feed lists, with what it says of each."""
    from firsthand.readers.feeds import entries
    from firsthand.readers.xml_source import Refused

    found = entries(data)
    if found is None:
        raise Refusal('feeds need feedparser: pip install "firsthand[formats]"')
    if isinstance(found, Refused):
        raise Refusal(found.reason)
    channel, items = found
    out: list[tuple[str, Mapping[str, str]]] = []
    for item in items:
        if link := str(item.get("link") or ""):
            source = str((item.get("source") or {}).get("title") or "")
            said = {"feed": str(channel.get("title") or "untitled"), "feed-source": source}
            out.append((link, {k: v for k, v in said.items() if v}))
    return out


def _save(run: _Run, url: str, answer: Answer, kind: Kind, about: Mapping[str, str]) -> str:
    """Write the page and the list, each whole or not at all; the file's name."""
    name = _name(url, kind)
    body, charset = _spelled_out(answer, kind)
    asked = url if url != answer.url else ""
    row = {"path": name, "url": answer.url, **about, "asked": asked, "transcoded": charset,
           **{name: answer.headers.get(name, "") for name in ("etag", "last-modified")}}  # fmt: skip
    run.rows[url] = {k: v for k, v in row.items() if v}
    rows = [json.dumps(run.rows[u], ensure_ascii=False, sort_keys=True) for u in sorted(run.rows)]
    lines = "".join(f"{row}\n" for row in rows)
    _write(run.folder / name, body)
    _write(run.folder / LIST, lines.encode("utf-8", "replace"))
    return name


def _spelled_out(answer: Answer, kind: Kind) -> tuple[bytes, str]:
    """The bytes to keep, and the encoding they were brought over from ("" where they are as sent).

    Only where nothing but the HTTP header names the encoding: in a file that header would be lost.
    """
    declared = answer.headers.get("content-type", "").lower().partition("charset=")[2].partition(";")[0].strip(" \"'")
    if kind not in ("html", "text") or not declared or b"charset" in answer.body[:4096].lower():
        return answer.body, ""
    decoded = decode(answer.body, declared)
    if isinstance(decoded, Decoded) and decoded.guess.endswith("(declared)"):
        return decoded.text.encode("utf-8"), declared[:40]
    return answer.body, ""


def _name(url: str, kind: Kind) -> str:
    """A file name from a URL: readable, safe everywhere, and its own, whatever the server calls the page."""
    parts = urlsplit(url)
    slug = _SLUG.sub("-", parts.path).strip("-").lower()[-_SLUG_CHARS:].strip("-")
    mark = hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()[:8]
    host = _SLUG.sub("-", (parts.hostname or "").removeprefix("www.")).strip("-")[:_SLUG_CHARS]
    return "-".join(x for x in (host, slug, mark) if x) + _SUFFIXES.get(kind, ".txt" if kind == "text" else ".html")


def _write(file: Path, data: bytes) -> None:
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            part.write_bytes(data)
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StorageError(f"cannot write {file}: {reason}; name another folder or make room") from error


def _listed(folder: Path) -> dict[str, dict[str, Any]]:
    """The list of an earlier run, by the URL that was asked for; lines that are none of ours are left out."""
    out: dict[str, dict[str, Any]] = {}
    try:
        lines = (folder / LIST).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return out
    for line in lines:
        try:
            row = json.loads(line)
        except ValueError:
            continue
        whole = isinstance(row, dict) and isinstance(row.get("path"), str) and isinstance(row.get("url"), str)
        if whole and Path(row["path"]).name == row["path"]:
            out[str(row.get("asked") or row["url"])] = row
    return out
