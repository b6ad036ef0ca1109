"""The whole pipeline, top to bottom: what happens to a pile of articles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from os import PathLike

from firsthand import __version__
from firsthand.actors import cast
from firsthand.attribution import attribute
from firsthand.claims import find_claims, find_differences, summarise
from firsthand.grouping import group
from firsthand.lineage import derive
from firsthand.nouns import Group, Intake, Layout, Passage, Story, Trace
from firsthand.readers import read
from firsthand.reuse import rewritten_passages, shared_passages
from firsthand.timeline import resolve, tie
from firsthand.zones import mark

Progress = Callable[[str, int, int], None]  # (stage, done, of)


def trace(paths: Sequence[str | PathLike[str]], meta: str | PathLike[str] | None = None,
          progress: Progress | None = None) -> Trace:  # fmt: skip
    """Read articles and trace them.

    Args:
        paths: files and folders; "-" is standard input.
        meta: a .jsonl or .csv file describing them.
        progress: called before each stage and story.

    Raises:
        UsageError: a path does not exist, or the meta file cannot be used.
        NothingUsable: no article could be read.
    """
    return trace_intake(read(paths, meta), progress)


def trace_intake(intake: Intake, progress: Progress | None = None) -> Trace:
    """Trace articles that are already read."""
    say = progress or (lambda stage, done, of: None)
    say("zones", 0, 1)
    layouts = mark(intake.articles)
    say("passages", 0, 1)
    passages = shared_passages(layouts)
    say("stories", 0, 1)
    groups = group(layouts, passages)
    stories = []
    for n, found in enumerate(groups, start=1):
        say("story", n, len(groups))
        stories.append(tell(f"s{n}", found, layouts, passages))
    return Trace(__version__, intake, layouts, tuple(stories))


def tell(id: str, group: Group, layouts: Sequence[Layout], passages: Sequence[Passage]) -> Story:
    """One story: who said what, when, who derives from whom, what is claimed, where versions differ."""
    inside = set(group.articles)
    layouts = tuple(x for x in layouts if x.id in inside)
    passages = tuple(p for p in passages if p.a.article in inside and p.b.article in inside)
    passages = tuple(sorted((*passages, *rewritten_passages(layouts, passages)), key=lambda p: (p.a, p.b)))
    statements = attribute(layouts)
    timeline = resolve(layouts, statements)
    lineage = derive(layouts, passages, statements, timeline)
    claims = find_claims(layouts, statements, passages, lineage, timeline)
    differences = find_differences(layouts, statements, passages, lineage, timeline, claims)
    timeline = tie(timeline, claims)
    actors, relations = cast(layouts, statements, claims)
    title, summary, untold = summarise(layouts, statements, lineage, timeline, claims, differences)
    return Story(id, title, group, layouts, summary, passages, statements, lineage, claims, differences, timeline,
                 actors, relations, untold)  # fmt: skip
