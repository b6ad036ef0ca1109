"""Which newsrooms and reports stand behind an article: its own, and the suppliers its lineage ends in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from firsthand.languages import agencies
from firsthand.lineage.newsrooms import family, newsroom
from firsthand.nouns import Layout, Lineage

SURE = 0.65  # confidence from which a credit of the whole article explains each statement in it; an edge that only
# shared prose shows has less, and explains what is shared
_SPEAKERS = frozenset({"person", "organisation", "document", "public-statement", "unnamed"})  # no newsroom's report
_WHOLE = frozenset({"reprint", "edited", "rewrite", "translation", "update"})  # such an edge covers the article


@dataclass(frozen=True, slots=True)
class Report:
    """A report an article rests on: the furthest node of its lineage.

    ``key`` is the supplier's family, so that one agency under two names is one; ``whole``: all of the article rests
    on it, not one statement; ``reasons``: what shows that it does.
    """

    key: str
    node: str
    name: str
    whole: bool
    confidence: float
    reasons: tuple[str, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether it explains each statement of the article, and not only what is shared with others."""
        return self.whole and self.confidence >= SURE


@dataclass(slots=True)
class Newsrooms:
    """The newsroom of every article and the reports it rests on."""

    layouts: Sequence[Layout]
    lineage: Lineage
    own: dict[str, str] = field(default_factory=dict)  # article -> key of its newsroom
    names: dict[str, str] = field(default_factory=dict)  # key -> name
    direct: dict[str, frozenset[str]] = field(default_factory=dict)  # article -> speakers it has without a report
    reports: dict[str, tuple[Report, ...]] = field(default_factory=dict)  # article -> the reports it rests on
    families: Mapping[str, str] = field(default_factory=dict)  # key of an outlet -> the family a person gave it

    def __post_init__(self) -> None:
        labels = {n.id: n.name for n in self.lineage.nodes} | {s.id: s.name for s in self.lineage.sources}
        for layout in self.layouts:
            room = newsroom(layout)
            known = agencies().get(room.name)
            key = family(known.owner) if known is not None and known.owner else room.key
            if room.portal or not key:
                key = "page:" + layout.id  # a page that carries others' articles is nobody's newsroom
            self.own[layout.id] = self._family(room.key, key)
            self.names.setdefault(self.own[layout.id], self.families.get(room.key) or room.name or layout.id)
        speakers = {s.id for s in self.lineage.sources if s.kind in _SPEAKERS}
        for layout in self.layouts:
            heard = (labels[e.parent] for e in self.lineage.parents(layout.id) if e.parent in speakers)
            self.direct[layout.id] = frozenset(heard)
            self.reports[layout.id] = self._roots(layout.id, labels, speakers)

    def _roots(self, article: str, labels: dict[str, str], speakers: set[str]) -> tuple[Report, ...]:
        """Where the lineage of an article ends; carriers in between are passed through, speakers left out."""
        out: dict[str, Report] = {}
        todo = [(e.parent, e.kind in _WHOLE, e.confidence, tuple(r.text for r in e.reasons[:1]))
                for e in self.lineage.parents(article)]  # fmt: skip
        seen = {article}
        while todo:
            node, whole, confidence, why = todo.pop(0)
            if node in seen or node in speakers:
                continue
            seen.add(node)
            above = [e for e in self.lineage.parents(node) if e.parent not in speakers]
            todo.extend((e.parent, whole and e.kind in _WHOLE, min(confidence, e.confidence), why) for e in above)
            if above and not (whole and node in self.own and not any(e.kind in _WHOLE for e in above)):
                continue  # but a text that only cites others is where its copies come from
            name = bare(labels.get(node, node))
            key = self.own.get(node) or (self._family(family(name), family(name)) if name else node)
            self.names.setdefault(key, name or node)
            if key not in out or (whole and not out[key].whole):
                out[key] = Report(key, node, name or node, whole, confidence, why)
        return tuple(sorted(out.values(), key=lambda r: (not r.whole, -r.confidence, r.key)))

    def _family(self, outlet: str, key: str) -> str:
        """The key of the family an outlet was said to belong to, else this one."""
        return family(self.families[outlet]) if outlet in self.families else key

    def rests_on(self, article: str, key: str) -> bool:
        """Whether an article rests on this report, or is its own text."""
        return self.own.get(article) == key or any(r.key == key for r in self.reports.get(article, ()))

    def credits(self, article: str, key: str) -> bool:
        """Whether all of an article rests on this report beyond what shared prose shows, or is its own text."""
        return self.own.get(article) == key or any(r.key == key and r.sure for r in self.reports.get(article, ()))


def bare(name: str) -> str:
    """A node's name without what makes it a report: "Norwire report" -> "Norwire"."""
    return name.removesuffix(" report").strip()
