"""Which entity a source is: a name at its head, a description, or a pronoun that points back to exactly one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from firsthand.attribution.clusters import Cluster
from firsthand.attribution.descriptions import Description, describe, points_back, singular
from firsthand.attribution.drafts import Draft, Range
from firsthand.attribution.gazetteer import nations, people
from firsthand.attribution.names import Name
from firsthand.attribution.tokens import word_set
from firsthand.languages import fold, words
from firsthand.nouns import EntityKind, Layout

_HEAD_END = re.compile(r",|;|\(|—|–|\bwho\b|\bwhich\b")
_PLACED = re.compile(r"\s+(?:of|at|from|in|on)\b")  # after a name: what follows says where it belongs
_PARAGRAPH = 3000  # characters of a paragraph before a pronoun in which a person may be named
_LOOK_BACK = 40  # attributions before a pronoun that are looked at
_REACH = 2  # paragraphs a pronoun may point back over


@dataclass(slots=True)
class Described:
    """An entity known by description only."""

    key: str
    kind: EntityKind
    name: str
    mentions: list[tuple[str, int, int]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    affiliation: str | None = None
    sides: list[str] = field(default_factory=list)  # keys of named entities, else words


class Resolver:
    """Resolves the sources of one article. ``described`` collects entities without a name, over the whole pile."""

    def __init__(
        self,
        layout: Layout,
        held: Sequence[tuple[Name, Cluster]],
        described: dict[str, Described],
        everyone: Sequence[Cluster] = (),
    ) -> None:
        self.layout = layout
        self.everyone = everyone  # the pile's persons who are shown with a role
        self.held = sorted(held, key=lambda x: (x[0].start, x[0].end))
        self.starts = [n.start for n, _ in self.held]
        self.described = described
        self.sentences = [x.span.start for x in layout.sentences] or [0]
        self.keys: dict[int, str] = {}  # id(draft) -> entity key
        self._local: dict[str, Described] = {}  # described entities of this article
        self._unknown: list[int] = []  # where speakers stand who are called something and resolve to nobody
        self._first: dict[str, tuple[int, Cluster]] = {}  # first mention of each named entity here
        for n, c in self.held:
            self._first.setdefault(c.key, (n.start, c))
        self._people = [(at, c) for at, c in self._first.values() if c.kind == "person"]
        self._bodies = [(at, c) for at, c in self._first.values() if c.kind in {"organisation", "agency", "outlet"}]

    def resolve(self, drafts: Sequence[Draft]) -> None:
        """Find the entity of every draft's source, in text order."""
        spoken: list[tuple[Draft, str]] = []
        for d in sorted(drafts, key=lambda d: (d.cue or (None if d.speaker else d.source) or d.content[0], d.start)):
            if d.speaker is not None:
                if id(d.speaker) in self.keys:
                    self.keys[id(d)] = self.keys[id(d.speaker)]
                continue
            if d.source is None:
                continue
            key = self._of(d.source, d, spoken)
            if key:
                self.keys[id(d)] = key
                spoken.append((d, key))
            elif describe(self.layout.text[d.source[0] : d.source[1]]).kind != "pronoun":
                self._unknown.append(d.source[0])

    def name_at(self, span: Range) -> Cluster | None:
        """The entity named at the head of a span; None where none or several are."""
        text = self.layout.text[span[0] : span[1]]
        cut = _HEAD_END.search(text, 1)
        end = span[0] + (cut.start() if cut else len(text))
        stripped = self.layout.text[span[0] : end].rstrip()
        end = span[0] + len(stripped)
        inside = self.within(span[0], end)
        if not inside:
            return None
        last_name, last = inside[-1]
        lead = self.layout.text[span[0] : max(span[0], min(last_name.start, last_name.title_start or last_name.start))]
        first_name, first = inside[0]
        leads = first_name.start - span[0] <= len(first_name.title) + 5
        heads = leads and _PLACED.match(self.layout.text, first_name.end, end) is not None
        if any(w in word_set("noun_phrase_prepositions") for w in lead.lower().split()):
            return first if heads else None  # "sources close to Pell": the name is not the head
        tail = self.layout.text[last_name.end : end].strip("’'s \"”.")
        if tail and all(w in people("carriers") for w in tail.lower().split()):
            tail = ""  # "the state-run Norwire news agency"
        if tail and not re.fullmatch(r"(?:on |late |early )?(?:\w+day)", tail):
            return first if heads else None
        for n, c in inside[:-1]:
            if c is not last and re.search(r"\band\b", self.layout.text[n.end : last_name.start]):
                return None
        return last

    def within(self, start: int, end: int) -> list[tuple[Name, Cluster]]:
        """The names that stand wholly inside a stretch of the article."""
        i = bisect_left(self.starts, start)
        out = []
        while i < len(self.held) and self.held[i][0].start < end:
            if self.held[i][0].end <= end + 1:
                out.append(self.held[i])
            i += 1
        return out

    def _of(self, span: Range, draft: Draft, spoken: Sequence[tuple[Draft, str]]) -> str | None:
        named = self.name_at(span)
        if named is not None:
            return named.key
        text = self.layout.text[span[0] : span[1]]
        what = describe(text)
        if what.kind in {"role", "unnamed"} and (apposed := self._apposed(span)) is not None:
            return apposed.key
        if points_back(what):
            return self._told(what, span, spoken)
        if what.kind == "pronoun":
            return self._pronoun(what.head, span, draft, spoken)
        if what.definite:
            found = self._back(what, span, draft, spoken)
            if found:
                return found
        if what.kind in {"unnamed", "organisation", "document"} or (what.kind == "role" and not what.definite):
            return self._new(what, span)
        return None

    def _told(self, what: Description, span: Range, spoken: Sequence[tuple[Draft, str]]) -> str | None:
        """Who spoke before "the message": in the sentence before; for a report the one outlet quoted before it.

        None where nobody or more than one did.
        """
        before = [(d, k) for d, k in spoken[-_LOOK_BACK:] if d.cue is not None and d.cue[1] <= span[0]]
        if what.head in {"report", "article", "story", "dispatch"}:
            told = {k for d, k in before if d.lemma in {"report", "say", "write"} and k in self._suppliers(span)}
            if len(told) == 1:
                return next(iter(told))
        papers = [k for k, d in self._local.items() if d.kind == "document" and what.head in fold(d.name).split()]
        if len(papers) == 1:
            return papers[0]  # "the statement" after "a police statement"
        at = bisect_right(self.sentences, span[0]) - 1
        low, high = self.sentences[max(0, at - 1)], self.sentences[at] if at >= 0 else span[0]
        near = {k for d, k in before if d.cue and low <= d.cue[0] < high and d.parent is None}
        if near:
            return next(iter(near)) if len(near) == 1 else None
        named = {k for d, k in before if d.cue and what.head in self._sentence(d.cue[0])}  # "said in a statement"
        return next(iter(named)) if len(named) == 1 else None

    def _sentence(self, at: int) -> list[str]:
        """The folded words of the sentence at an offset, the first two hundred."""
        n = max(0, bisect_right(self.sentences, at) - 1)
        end = self.sentences[n + 1] if n + 1 < len(self.sentences) else len(self.layout.text)
        return [w.form for w in words(self.layout.text[self.sentences[n] : min(end, self.sentences[n] + 1500)])]

    def carrier_meant(self, span: Range) -> str | None:
        """The key of the one agency or outlet named before that "the agency" or "the paper" can mean."""
        what = describe(self.layout.text[span[0] : span[1]])
        if not what.definite or what.head not in people("carriers"):
            return None
        before = self._suppliers(span)
        return next(iter(before)) if len(before) == 1 else None

    def _apposed(self, span: Range) -> Cluster | None:
        """The person named right after a role: "Quell's water minister, Ann Pell"."""
        comma = self.layout.text.find(",", span[0], span[1])
        if comma < 0:
            return None
        inside = [(n, c) for n, c in self.within(comma, span[1]) if c.kind == "person"]
        if inside and min(inside[0][0].start, inside[0][0].title_start or inside[0][0].start) - comma <= 3:
            return inside[0][1]
        return None

    def _new(self, what: Description, span: Range) -> str | None:
        if not what.name or len(what.name) > 150:
            return None
        kind: EntityKind = "unnamed" if what.kind in {"unnamed", "role"} else what.kind  # type: ignore[assignment]
        core = tuple(
            w for w in what.words if w not in {"a", "an", "the", "this", "that", "some", "its", "his", "her", "their"}
        )
        key = f"{kind}:{' '.join(w.form for w in words(what.name))}"
        found = self.described.setdefault(key, Described(key, kind, what.name))
        found.names.add(what.name)
        found.mentions.append((self.layout.id, span[0], span[0] + len(self.layout.text[span[0] : span[1]])))
        inside = {c.key for _, c in self.within(*span)}
        countries = nations(core)
        if len(inside) == 1 and found.affiliation is None and not countries:
            found.affiliation = next(iter(inside))
        if kind == "unnamed" and not found.sides:
            found.sides = self._sides(span)
        self._local[key] = found
        return key

    def _sides(self, span: Range) -> list[str]:
        """Whose people they are, in text order: names, countries, and nouns of a body ("rebel commanders")."""
        text = self.layout.text[slice(*span)]
        cut = _HEAD_END.search(text, 1)
        end = span[0] + (cut.start() if cut else len(text))
        held = [(n.start, n.end, c.key) for n, c in self.within(span[0], end)]
        out: list[tuple[int, str]] = []
        for at, _, key in held:
            before = self.layout.text[span[0] : at].lower().split()[-1:]
            if not key.startswith("person:") and before not in (["in"], ["near"], ["to"], ["on"], ["around"]):
                out.append((at, key))
        read = words(self.layout.text[span[0] : end])
        free = [w for w in read if not any(a <= span[0] + w.start < b for a, b, _ in held)]
        country = {i: name for i, _, name in nations([w.form for w in free])}
        for i, w in enumerate(free):
            at = span[0] + w.start
            if i in country:
                out.append((at, country[i]))
            elif w.form in people("sides") | people("institutions") and w.form not in people("no_sides"):
                out.append((at, w.form))
        if len(out) > 1:  # "Quell government officials", "ministry officials in Quell": the body tells less
            named = [x for x in out if x[1] not in people("institutions")]
            out = named or out
        return list(dict.fromkeys(s for _, s in sorted(out)))

    def _back(self, what: Description, span: Range, draft: Draft, spoken: Sequence[tuple[Draft, str]]) -> str | None:
        """“the minister”, “the officials”, “the agency”: the one before it in the article that fits."""
        head = what.head
        modifiers = [
            w for w in what.words[:-1] if w not in {"the", "that", "this", "these", "those", "senior", "former"}
        ]
        if what.kind == "role":
            return self._role(head, modifiers, span)
        if what.kind == "unnamed":
            one = singular(head)
            same = [
                k
                for k, d in self._local.items()
                if d.kind == "unnamed" and any(singular(fold(w)) == one for w in d.name.split()[:8])
            ]
            if len(same) == 1:
                return same[0]
            recent = {k for d, k in spoken[-_LOOK_BACK:] if k in same and draft.paragraph - d.paragraph <= _REACH}
            return next(iter(recent)) if len(recent) == 1 else None
        if what.kind in {"organisation", "document"}:
            same = [
                k
                for k, d in self._local.items()
                if d.kind == what.kind
                and d.name.split()
                and head in {fold(w) for w in d.name.split()}
                and set(modifiers) <= {fold(w) for w in d.name.split()}
            ]
            fits = {
                c.key for at, c in self._bodies if at < span[0] and _is_a(c, head) and set(modifiers) <= _all_words(c)
            }
            options = sorted(set(same) | fits)
            if len(options) == 1:
                return options[0]
            if head in people("carriers") and not modifiers:
                suppliers = self._suppliers(span)
                return next(iter(suppliers)) if len(suppliers) == 1 else None
        return None

    def _suppliers(self, span: Range) -> set[str]:
        return {c.key for at, c in self._bodies if at < span[0] and c.kind in {"agency", "outlet"}}

    def _role(self, head: str, modifiers: Sequence[str], span: Range) -> str | None:
        """The one person who has a role: named before it, else anywhere in the article, else in the pile.

        Leads say "the water minister" and name her later. Without a word before the head noun only the article counts.
        """
        before = [c for at, c in self._people if at < span[0]]
        for people_ in (before, [c for _, c in self._people], self.everyone if modifiers else ()):
            fits = {c.key for c in people_ if _has_role(c, head, modifiers)}
            if fits:
                return next(iter(fits)) if len(fits) == 1 else None
        return None

    def _pronoun(self, form: str, span: Range, draft: Draft, spoken: Sequence[tuple[Draft, str]]) -> str | None:
        if form in {"i", "me", "we", "us"}:
            parent = draft.parent
            return self.keys.get(id(parent)) if parent is not None and form in {"i", "me"} else None
        near = [
            (d, k)
            for d, k in spoken[-_LOOK_BACK:]
            if draft.paragraph - d.paragraph <= _REACH and d.source is not None and d.source[0] < span[0]
        ]
        if form in {"he", "she", "him", "her"}:
            return self._person(form, span, draft, near)
        if not near:
            return None
        key = near[-1][1]
        if form == "it":
            return key if key.startswith(("body:", "supplier:", "organisation:", "document:", "place:")) else None
        if form in {"they", "them"}:
            plural = self._local.get(key)
            if key.startswith("unnamed:") and plural is not None and describe(plural.name).plural:
                return key
            return key if key.startswith(("body:", "organisation:")) else None
        return None

    def _person(self, form: str, span: Range, draft: Draft, near: Sequence[tuple[Draft, str]]) -> str | None:
        female = form in {"she", "her"}
        said = next((d for d, k in reversed(near) if k.startswith("person:") or self._one_unnamed(k)), None)
        if any((said.start if said is not None else -1) < at < span[0] for at in self._unknown[-1:]):
            return None  # somebody spoke in between who may be meant
        last = self.keys[id(said)] if said is not None else None
        if last is not None and last in self._first and not _gender_fits(self._first[last][1], female):
            last = None
        low = max(self._paragraph_start(span[0]), span[0] - _PARAGRAPH)
        here = [(n, c) for n, c in self.within(low, span[0]) if c.kind == "person" and _gender_fits(c, female)]
        verbs = {"said", "told", "was", "is", "has", "had"}
        subjects = {c.key for n, c in here if n.after in verbs or (n.opening and n.after not in {"and", "or"})}
        keys = {c.key for _, c in here}
        if last is not None and (not keys or last in keys or not subjects):
            return last
        if last is None and len(keys) == 1:
            return next(iter(keys))
        if len(subjects) == 1 and last is None:
            return next(iter(subjects))
        return None

    def _one_unnamed(self, key: str) -> bool:
        """Whether a key is of one person without a name: "he" is never "analysts"."""
        known = self._local.get(key)
        return known is not None and known.kind == "unnamed" and not describe(known.name).plural

    def _paragraph_start(self, at: int) -> int:
        newline = self.layout.text.rfind("\n", 0, at)
        return newline + 1


def _has_role(c: Cluster, head: str, modifiers: Sequence[str]) -> bool:
    """True where a title or apposition of the person holds the head noun and, where there are some, its modifiers."""
    for n in c.names:
        for role in (n.title, n.role):
            said = [fold(w.strip(".,")) for w in role.split()]
            known = {*said, *(fold(country) for *_, country in nations(said))}
            missing = [m for m in modifiers if m not in said]
            theirs = nations(missing)
            told = {i for a, b, country in theirs for i in range(a, b) if fold(country) in known}
            if head in said and len(told) == len(missing):
                return True
    return False


def _is_a(c: Cluster, head: str) -> bool:
    return any(head in f for f in c.forms) or (head == "agency" and c.kind == "agency")


def _all_words(c: Cluster) -> set[str]:
    return {w for f in c.forms for w in f}


def _gender_fits(c: Cluster, female: bool) -> bool:
    titles = {w.strip(".").lower() for n in c.names for w in n.title.split()}
    if titles & people("female_titles"):
        return female
    if titles & people("male_titles"):
        return not female
    return True
