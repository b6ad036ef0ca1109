"""The whole pipeline, top to bottom: what happens to a pile of articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from os import PathLike

from firsthand import __version__
from firsthand.actors import cast
from firsthand.attribution import attribute
from firsthand.claims import Concern, find_claims, find_differences, find_drift, standing, summarise
from firsthand.grouping import group
from firsthand.lineage import derive
from firsthand.nouns import Correction, Group, Intake, Layout, Passage, Story, Trace
from firsthand.readers import read
from firsthand.reuse import rewritten_passages, shared_passages
from firsthand.timeline import resolve, tie
from firsthand.zones import mark

Progress = Callable[[str, int, int], None]  # (stage, done, of)


Telling = Callable[[str, Group, Sequence[Layout], Sequence[Passage], Sequence[Correction]], Story]
Sharing = Callable[[Sequence[Layout]], tuple[Passage, ...]]


def trace(paths: Sequence[str | PathLike[str]], meta: str | PathLike[str] | None = None,
          progress: Progress | None = None, corrections: Sequence[Correction] = (), *,
          columns: str | Mapping[str, str] | None = None) -> Trace:  # fmt: skip
    """Read articles and trace them.

    Args:
        paths: files and folders; "-" is standard input.
        meta: a .jsonl or .csv file describing them.
        progress: called before each stage and story.
        corrections: what a person decided; it is carried out and shown as theirs.
        columns: which columns of tables hold which field ("text=body,outlet=source").

    Raises:
        UsageError: a path does not exist, or the meta file or the columns cannot be used.
        NothingUsable: no article could be read.
    """
    return trace_intake(read(paths, meta, columns), progress, corrections)


def trace_intake(intake: Intake, progress: Progress | None = None, corrections: Sequence[Correction] = (), *,
                 telling: Telling | None = None, sharing: Sharing = shared_passages) -> Trace:  # fmt: skip
    """Trace articles that are already read.

    Args:
        telling: what tells a story, where one told before need not be told again; :func:`tell` if None.
        sharing: what finds the passages, where those found before need not be found again.
    """
    say = progress or (lambda stage, done, of: None)
    say("zones", 0, 1)
    layouts = mark(intake.articles, corrections)
    say("passages", 0, 1)
    passages = sharing(layouts)
    say("stories", 0, 1)
    groups = group(layouts, passages, corrections)
    concern = Concern(corrections)
    stories = []
    for n, (found, texts, shared) in enumerate(_apart(groups, layouts, passages), start=1):
        say("story", n, len(groups))
        stories.append((telling or tell)(f"s{n}", found, texts, shared, concern.of(texts)))
    return Trace(__version__, intake, layouts, tuple(stories), standing(corrections, layouts, stories))


def _apart(groups: Sequence[Group], layouts: Sequence[Layout],
           passages: Sequence[Passage]) -> Iterator[tuple[Group, list[Layout], list[Passage]]]:  # fmt: skip
    """Each group with its own layouts and passages, sorted out once for all."""
    home = {a: n for n, found in enumerate(groups) for a in found.articles}
    texts: list[list[Layout]] = [[] for _ in groups]
    shared: list[list[Passage]] = [[] for _ in groups]
    for layout in layouts:
        texts[home[layout.id]].append(layout)
    for p in passages:
        if home[p.a.article] == home[p.b.article]:
            shared[home[p.a.article]].append(p)
    return zip(groups, texts, shared, strict=True)


def tell(id: str, group: Group, layouts: Sequence[Layout], passages: Sequence[Passage],
         corrections: Sequence[Correction] = ()) -> Story:  # fmt: skip
    """One story: who said what, when, who derives from whom, what is claimed, where versions differ."""
    inside = set(group.articles)
    layouts = tuple(x for x in layouts if x.id in inside)
    passages = tuple(p for p in passages if p.a.article in inside and p.b.article in inside)
    passages = tuple(sorted((*passages, *rewritten_passages(layouts, passages)), key=lambda p: (p.a, p.b)))
    statements = attribute(layouts)
    timeline = resolve(layouts, statements)
    lineage = derive(layouts, passages, statements, timeline, corrections)
    claims = find_claims(layouts, statements, passages, lineage, timeline, corrections)
    differences = find_differences(layouts, statements, passages, lineage, timeline, claims)
    drift = find_drift(layouts, statements, passages, lineage, timeline)
    timeline = tie(timeline, claims)
    actors, relations = cast(layouts, statements, claims)
    title, summary, untold = summarise(layouts, statements, lineage, timeline, claims, differences)
    return Story(id, title, group, layouts, summary, passages, statements, lineage, claims, differences, timeline,
                 actors, relations, untold, drift)  # fmt: skip
