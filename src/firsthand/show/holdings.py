"""What a case file holds, on the terminal: articles, one article, corrections, what an add brought."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from firsthand.case import Added, Entry
from firsthand.nouns import Article, Correction, Standing
from firsthand.show import wording
from firsthand.show.decided import told
from firsthand.show.terminal import BLANK, Line
from firsthand.show.visible import one_line, visible

_FOUND = str.maketrans({"\x02": "[", "\x03": "]"})  # around found words


def added(found: Added, most: int) -> Iterator[Line]:
    """What an add brought: the account first, then what was no new article."""
    parts = [f"{len(found.kept)} kept", f"{found.already} in the case already",
             wording.count(len(found.duplicates), "duplicate"), f"{len(found.rejected)} rejected"]  # fmt: skip
    yield Line(f"{found.read} read: {', '.join(parts)}.", style="bold")
    for d in found.duplicates[:most]:
        yield Line(f"{one_line(d.path, 120)}: the same item as {one_line(d.of, 60)}", 2, "duplicate ")
    yield from _more(len(found.duplicates) - most, "duplicates")
    for r in found.rejected[:most]:
        yield Line(f"{one_line(r.path, 120)}: {one_line(r.reason, 200)} ({r.code})", 2, "rejected ")
    yield from _more(len(found.rejected) - most, "rejected")
    for text in found.warnings[:most]:
        yield Line(one_line(text, 300), 2, "note ")
    yield from _more(len(found.warnings) - most, "notes")


def _more(left: int, what: str) -> Iterator[Line]:
    if left > 0:
        yield Line(f"and {left} more {what} (all in the case file)", 2, style="dim")


def entries(found: Sequence[Entry]) -> Iterator[Line]:
    """Articles, a paragraph each."""
    for e in found:
        known = [one_line(x, 80) for x in (e.outlet, e.published) if x]
        title = f" “{one_line(e.title, 120)}”" if e.title else ""
        yield Line(f"{one_line(e.id, 80)}:{title} {', '.join([*known, f'{e.characters:,} characters'])}")
        if e.story:
            yield Line(f"{e.story}: {one_line(e.story_title, 120)}", 4, style="dim")
        if e.excerpt:
            yield Line(one_line(e.excerpt.translate(_FOUND), 300), 4)
    yield Line(f"{wording.count(len(found), 'article')}.", style="bold")


def held(article: Article, entry: Entry, mates: Sequence[str], decided: Sequence[Correction]) -> Iterator[Line]:
    """One article: what is known of it, where it stood in the latest trace, its text."""
    yield Line(one_line(article.id, 120), style="bold")
    published = f"{article.published.value} ({article.published.basis})" if article.published.value else "not known"
    for name, value in (
        ("title", article.title), ("outlet", article.outlet), ("author", article.author), ("published", published),
        ("updated", article.updated), ("address", article.url), ("language", article.language),
        ("read from", article.path), ("SHA-256 of the text", article.sha256),
        ("SHA-256 of what was read", article.source_sha256),
    ):  # fmt: skip
        if value:
            yield Line(one_line(value, 300), 2, f"{name}: ")
    for key, value in article.metadata:
        yield Line(one_line(value, 200), 2, f"{one_line(key, 40)}: ")
    story = f"{entry.story}: {one_line(entry.story_title, 200)}" if entry.story else "not traced yet"
    yield Line(story, 2, "story: ")
    if mates:
        yield Line(wording.joined([one_line(m, 60) for m in mates], 8), 2, "told there also by: ")
    for c in decided:
        yield Line(told(Standing(c, True)), 2, "correction ", "magenta")
    yield BLANK
    for line in article.text.splitlines():
        yield Line(visible(line)) if line.strip() else BLANK


def corrections(found: Iterable[Correction]) -> Iterator[Line]:
    """Decisions, a line each."""
    rows = list(found)
    for c in rows:
        yield Line(told(Standing(c, True)))
    if not rows:
        yield Line("No correction stands.")


def undone(correction: Correction) -> Iterator[Line]:
    """A decision that was taken back."""
    yield Line(f"Undone: {told(Standing(correction, True))}")
