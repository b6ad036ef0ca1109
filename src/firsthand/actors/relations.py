"""Relations between the parties of one clause: by verb, by noun, by "A-backed B"; conditions and negations kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from firsthand.actors.clauses import Clauses, Group, Party
from firsthand.actors.frames import Frame
from firsthand.attribution.tokens import word_set
from firsthand.languages import fold

SYMMETRIC = frozenset({"met", "fights", "allied-with"})
_MODIFIERS = frozenset({"adj", "noun", "name", "num"})
_REACH = 4  # modifiers between a party and a noun that ties it ("A's longtime northern ally B")
_MARKS = frozenset({",", "-", "–", "—", "--", "("})
_SURE = {"verb": 0.75, "passive": 0.8, "noun": 0.8, "suffix": 0.85, "between": 0.7, "condition": 0.6}


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation as found in one place; ``first`` to ``last`` are its tokens."""

    source: str
    target: str
    kind: str
    first: int
    last: int
    how: str
    words: str  # the word that ties them
    condition: str = ""
    negated: bool = False

    @property
    def confidence(self) -> float:
        return _SURE[self.how]


def ties(clauses: Clauses, names: Mapping[str, str]) -> Iterator[Tie]:
    """Every relation of a sentence. ``names``: folded name -> entity id, for "A-backed"."""
    if clauses.is_question():
        return
    conditions = clauses.conditions()
    for i, token in enumerate(clauses.tokens):
        if token.tag == "punct":
            continue
        yield from _by_verb(clauses, i, conditions)
        yield from _by_noun(clauses, i)
        yield from _by_suffix(clauses, i, names)
        yield from _between(clauses, i)
    yield from _would(clauses, conditions)


# ---------------------------------------------------------------- verbs


def _by_verb(c: Clauses, i: int, conditions: list[tuple[int, int]]) -> Iterator[Tie]:
    listed = (*c.frames.verbs.get(c.form(i), ()), *c.frames.launch.get(c.form(i), ()))
    if not listed or c.tag(i) == "name" or c.tag(i - 1) in {"det", "poss", "posm", "adj", "num"}:
        return
    if any(first <= i < last for first, last in conditions):
        return  # what would happen "if A attacked B" has not
    for frame in listed:
        if c.follows(i + 1, frame.rest):
            group = c.group(i)
            condition = _condition(c, group, conditions)
            if group.unreal or (group.future and not group.real and not condition):
                return
            found = list(_together(c, i, frame, group) if frame.together else _frame(c, i, frame, group))
            if found:
                yield from (_with(t, condition, group.negated) for t in found)
                return


def _condition(c: Clauses, group: Group, conditions: list[tuple[int, int]]) -> str:
    return c.words(*conditions[0]) if group.future and conditions else ""


def _with(t: Tie, condition: str, negated: bool) -> Tie:
    return Tie(t.source, t.target, t.kind, t.first, t.last, t.how, t.words, condition, negated)


def _frame(c: Clauses, i: int, frame: Frame, group: Group) -> Iterator[Tie]:
    after = i + 1 + len(frame.rest)
    words = c.words(i, after)
    places = frame.kind not in c.frames.needs_body
    if frame in c.frames.launch.get(c.form(i), ()):
        target = _aimed_at(c, after)
        if target is None:
            return
        after = target
    participle = frame.form in {"participle", "past-or-participle"}
    if participle and c.form(after) == "by":
        for agent in c.after(after + 1, places):
            for patient in c.before(group.begins):
                yield from _tie(agent, patient, frame.kind, "passive", words, group.begins)
        return
    if frame.form == "participle" and not _has(c, group, i):
        return
    if (frame.form == "past-or-participle" and group.passive) or (frame.form == "ing" and not group.passive):
        return
    if frame.form == "base" and group.begins == i and not c.form(i - 1).endswith("s"):
        return  # "the Oro chair Ana Pell": a noun; "the Greens back Quell" is a verb
    if frame.form == "s" and group.passive:
        return
    subjects, objects = c.before(group.begins), c.after(after, places)
    for subject in subjects:
        if any(c.form(j) in c.frames.nature for j in range(subject.first - 1, subject.last)):
            continue
        for other in objects:
            yield from _tie(subject, other, frame.kind, "verb", words, group.begins)


def _aimed_at(c: Clauses, after: int) -> int | None:
    """Where the target begins in "launched missiles and drones at B"."""
    armed = False
    for j in range(after, after + 8):
        if c.form(j) in c.frames.weapons:
            armed = True
        elif armed and c.form(j) in c.frames.at:
            return j + 1
        elif c.tag(j) not in {"det", "adj", "num", "noun", "conj", "ing", "ed"} and c.form(j) != "of":
            return None
    return None


def _has(c: Clauses, group: Group, i: int) -> bool:
    return any(c.form(j) in {"has", "have", "had"} for j in range(group.begins, i)) and not group.passive


def _together(c: Clauses, i: int, frame: Frame, group: Group) -> Iterator[Tie]:
    after = i + 1 + len(frame.rest)
    if frame.form in {"ing", "s"} or group.passive or c.after(after) or c.form(after) in {"with", "against"}:
        return
    subjects = c.before(group.begins)
    if len(subjects) == 2:
        yield from _tie(subjects[0], subjects[1], frame.kind, "verb", c.words(i, after), group.begins)


def _tie(source: Party, target: Party, kind: str, how: str, words: str, near: int) -> Iterator[Tie]:
    if source.entity != target.entity:
        first, last = min(source.first, target.first), max(source.last, target.last)
        yield Tie(source.entity, target.entity, kind, first, last, how, words)


# ---------------------------------------------------------------- nouns


def _by_noun(c: Clauses, i: int) -> Iterator[Tie]:
    for size in (2, 1):
        noun = tuple(c.form(i + n) for n in range(size))
        if size == 1 and (c.form(i - 1), c.form(i)) in c.frames.forward:
            return  # told already by both words
        kind = c.frames.forward.get(noun)
        back = c.frames.backward.get(noun)
        if kind or back:
            yield from _noun(c, i, i + size, kind or back or "", back is not None)
            return


def _noun(c: Clauses, first: int, last: int, kind: str, backward: bool) -> Iterator[Tie]:
    """Tokens ``first`` to ``last`` are "ally", "prime minister" and the like."""
    words = c.words(first, last)
    start = first
    while start > max(0, first - _REACH) and c.tag(start - 1) in _MODIFIERS and start not in c.ends:
        start -= 1
    if any(c.form(j).split("-")[0] in c.frames.never_after for j in range(max(0, start - 1), first)):
        return
    owner = _owner(c, start)
    if owner is not None:
        if c.form(owner.first - 1) in c.frames.never_after:
            return  # "former Quell leader"
        if owner.place and any(c.form(j) in c.frames.bodies for j in range(start, first)):
            return  # "Kelm police spokesman": of the police, not of Kelm
        named = _named_after(c, last) or _named_before(c, owner.first)
    else:
        owner, named = _of(c, last), _copula_or_apposition(c, start)
        if owner and named and c.tag(owner.last) in {"verb", "ed", "aux", "modal"} and named.last < start:
            return  # "B, leader of A said": no apposition to B
    if owner is None or named is None or owner.entity == named.entity:
        return
    a, b = (owner, named) if backward else (named, owner)
    yield from _tie(a, b, kind, "noun", words, first)


def _owner(c: Clauses, start: int) -> Party | None:
    """A of "A's ally", "A leader", "A and its ally"."""
    if c.tag(start - 1) == "posm":
        return c.ends.get(start - 1)
    if c.form(start - 1) in {"its", "their", "his", "her"} and c.form(start - 2) in {"and", "or"}:
        return c.ends.get(start - 2)
    return c.ends.get(start)


def _named_after(c: Clauses, last: int) -> Party | None:
    """B of "ally B", "ally, B,", "leader Prime Minister B"."""
    j = last + (c.form(last) in _MARKS)
    for k in range(j, j + 4):
        if k in c.begins:
            return c.begins[k]
        if c.tag(k) not in {"name", "adj"}:
            break
    return None


def _named_before(c: Clauses, owner_first: int) -> Party | None:
    """B of "B, A's ally,"."""
    return c.ends.get(owner_first - 1) if c.form(owner_first - 1) in _MARKS else None


def _of(c: Clauses, last: int) -> Party | None:
    """A of "ally of A"."""
    if c.form(last) not in {"of", "for", "to"}:
        return None
    j = last + 1
    while c.tag(j) in {"det", "adj"}:
        j += 1
    party = c.begins.get(j)
    return party if party and c.tag(party.last) not in {"posm", "noun"} else None


def _copula_or_apposition(c: Clauses, start: int) -> Party | None:
    """B of "B, a longtime ally of", "B is an ally of"."""
    j = start
    while c.tag(j - 1) in {"det", "adj", "num", "ed"}:
        j -= 1
        if c.form(j).split("-")[0] in c.frames.never_after:
            return None
    if c.form(j - 1) in _MARKS:
        return c.ends.get(j - 1)
    if c.form(j - 1) in word_set("be_forms"):
        group = c.group(j)
        found = [] if group.negated or group.future or group.unreal else c.before(group.begins)
        return found[0] if len(found) == 1 else None
    return None


def _by_suffix(c: Clauses, i: int, names: Mapping[str, str]) -> Iterator[Tie]:
    head, _, suffix = c.tokens[i].text.rpartition("-")
    kind = c.frames.suffixes.get(suffix.casefold())
    owner = names.get(fold(head)) if kind and head[:1].isupper() else None
    if kind is None or owner is None:
        return
    for k in range(i + 1, i + 1 + _REACH):
        party = c.begins.get(k)
        if party is not None:
            if c.tag(party.last) != "posm" and party.entity != owner:
                yield Tie(owner, party.entity, kind, i, party.last, "suffix", c.tokens[i].text)
            return
        if c.tag(k) not in _MODIFIERS:
            return


def _between(c: Clauses, i: int) -> Iterator[Tie]:
    kind = c.frames.between.get(c.form(i))
    if kind is None or any(c.form(j) in c.frames.between_never for j in range(max(0, i - 4), i)):
        return
    if c.form(i + 1) == "between":
        parties = c.after(i + 2, closed=True)
        if len(parties) == 2:
            yield from _tie(parties[0], parties[1], kind, "between", c.words(i, i + 2), i)
    elif c.form(i + 1) in {"with", "against"}:
        owner = _owner(c, i)
        others = c.after(i + 2)
        if owner is None or c.tag(owner.last) != "posm":
            for subject in _engaged(c, i):
                for other in others:
                    yield from _tie(subject, other, kind, "between", c.words(i, i + 2), i)
        elif len(others) == 1:
            yield from _tie(owner, others[0], kind, "between", c.words(i, i + 2), i)


def _engaged(c: Clauses, noun: int) -> list[Party]:
    """A of "A has been engaged in the heaviest clashes"."""
    j = noun - 1
    while j > noun - 6 and c.tag(j) in {"det", "adj", "noun", "num", "poss"}:
        j -= 1
    if c.form(j) != "in" or c.form(j - 1) not in c.frames.engaged:
        return []
    group = c.group(j - 1)
    return [] if group.negated or group.future or group.unreal else c.before(group.begins)


# ---------------------------------------------------------------- what A would do only if attacked


def _doer(c: Clauses, i: int) -> list[Party]:
    """The subject of what begins at ``i``; in "A maintains it will not" it is A."""
    if c.form(i - 1) in {"it", "they", "he", "she"}:
        verb = i - 2 - (c.form(i - 2) == "that")
        return c.before(c.group(verb).begins) if c.tag(verb) in {"verb", "ed", "noun"} else []
    return c.before(i)


def _would(c: Clauses, conditions: list[tuple[int, int]]) -> Iterator[Tie]:
    """"A will not join the war unless attacked by B": a relation that holds only under its condition."""
    for first, last in conditions:
        threat = next((j for j in range(first, last) if c.form(j) in c.frames.threats and c.form(j + 1) == "by"), None)
        if threat is None or any(c.begins.get(j) for j in range(first, threat)):
            continue
        for i in range(len(c.tokens)):
            if first <= i < last or not any(c.follows(i + 1, rest) for rest in c.frames.would.get(c.form(i), ())):
                continue
            group = c.group(i)
            subjects = _doer(c, group.begins) if group.future else []
            if len(subjects) != 1:
                continue
            others = c.after(threat + 2)
            stop = max((o.last for o in others), default=last)
            for other in others:
                if other.entity != subjects[0].entity:
                    yield Tie(subjects[0].entity, other.entity, c.frames.conditional_kind,
                              min(subjects[0].first, first), max(subjects[0].last, stop), "condition",
                              c.words(i, i + 1), c.words(first, stop))  # fmt: skip
            return
