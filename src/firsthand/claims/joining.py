"""Knowers joined into origins: the counting rule's second half.

Knowers are joined, never split: named ones by entity and by whom they speak for; descriptions of unnamed people that
could be the same people through the same report; then whatever names nobody joins an origin it was carried with.
Joining goes layer by layer, so that its outcome does not depend on the order of the mentions and a vague description
never makes two named people one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from firsthand.claims.descriptions import initials
from firsthand.claims.kinship import first_kin, generic_people
from firsthand.claims.knowers import CARRIED, NAMED, UNCLEAR, UNNAMED, Ground, Knower, copied, same_words
from firsthand.claims.units import Unit
from firsthand.nouns import Reason

MAX_WORDINGS = 4  # copies of one mention whose words are compared with another's: edited ones differ little
_SAME_START = 4  # letters from which two names of a side are one: "Orvan", "Orvanian"

Member = tuple[int, Knower]  # the number of a mention, and who knows it
Group = list[Member]


@dataclass(slots=True)
class Joins:
    """Why knowers of different names were joined, and which of it the texts leave open."""

    reasons: list[Reason] = field(default_factory=list)
    open: list[tuple[Knower, Knower]] = field(default_factory=list)  # could be two: the first may be another

    def add(self, one: Knower, other: Knower, how: str, open: bool = False) -> None:
        """Say why one knower is not counted beside another; ``how`` has both names in it, as {0} and {1}."""
        if one.name == other.name:
            return
        text = how.format(one.name, other.name)
        self.reasons.append(Reason(f"{text}: one origin", (*one.evidence, *other.evidence)))
        if open:
            self.open.append((one, other))


@dataclass(frozen=True, slots=True)
class Wordings:
    """The mentions of a claim, and for each that has a knower those in the same words, itself among them."""

    units: Sequence[Unit]
    alike: Mapping[int, Sequence[int]]

    def pairs(self, a: Group, b: Group) -> Iterator[tuple[Unit, Unit]]:
        """Each wording of one group's mentions beside each of another's."""
        left, right = ([self.units[k] for n, _ in g for k in self.alike[n][:MAX_WORDINGS]] for g in (a, b))
        return product(left, right)


def join(ground: Ground, mentions: Wordings, known: Sequence[Member]) -> tuple[list[Group], Joins]:
    """Groups of knowers that are, or may be, one; and why those of different names were joined."""
    joins = Joins()
    firm = [m for m in known if not (m[1].weak and m[1].layer in (NAMED, UNNAMED))]
    hints = [m for m in known if m[1].weak and m[1].layer in (NAMED, UNNAMED)]
    sure = {m[1].key for m in firm}
    firm += [m for m in hints if m[1].key in sure]
    hints = [m for m in hints if m[1].key not in sure]
    groups = _named([m for m in firm if m[1].layer == NAMED], joins)
    for group in _unnamed([m for m in firm if m[1].layer == UNNAMED], joins):
        told = [g for g in groups if _passes_on(ground, group, g) or _speaks_for(group, g)]
        for other in told[1:]:
            _place(groups, groups.pop(groups.index(other)), told[0], joins,
                   "what {0} said reached us through the same people as what {1} said")  # fmt: skip
        home = told[0] if told else next((g for g in groups if _may_be(group, g)), None)
        if told and _passes_on(ground, group, told[0]):
            _place(groups, group, home, joins, "{0} tell the words of {1}")
        else:
            _place(groups, group, home, joins, "{0} may speak for, or be, {1}", open=True)
    groups = _kindred(ground, groups, joins)
    groups = _one_utterance(ground, mentions, groups, joins)
    for group in _by_key(hints):  # a belief, a headline's word, "sources": never a further origin beside another
        home = next((g for g in groups if _kin(ground, group, g)), None)
        home = home or next((g for g in groups if _one_report(group, g)), groups[0] if groups else None)
        _place(groups, group, home, joins, "{0} is not shown to be another than {1}", open=True)
    for layer in (CARRIED, UNCLEAR):
        for group in _by_key([m for m in known if m[1].layer == layer]):
            home = next((g for g in groups if _carried_with(ground, mentions, group, g)), None)
            how, open = "{0} reached us with what comes from {1}", False
            people = [g for g in groups if g[0][1].layer in (NAMED, UNNAMED)]
            if home is None and groups and (layer == UNCLEAR or all(k.weak for _, k in group)):
                home, open = groups[0], True  # not shown to be a further origin
                how = "{0} names nobody and may rest on {1}" if layer == CARRIED else "{0} cannot be told from {1}"
            elif home is None and people and all(k.dispatch for _, k in group):
                home, how, open = people[0], "{0} names nobody and may rest on {1}", True
            _place(groups, group, home, joins, how, open)
    groups.sort(key=lambda g: min(n for n, _ in g))
    return groups, joins


def _kindred(ground: Ground, groups: Sequence[Group], joins: Joins) -> list[Group]:
    """Groups who may be one, or speak for one, joined: named people and bodies first, then documents, then the unnamed.

    Each of the later ones joins one group and never makes two of them one.
    """
    rest = sorted(groups, key=lambda g: min(n for n, _ in g))
    language = ground.layouts[rest[0][0][1].article].article.language if rest else ""
    out: list[Group] = []
    for group in [g for g in rest if _rank(g) == 0]:
        homes = [h for h in out if first_kin(_knowers(group), _knowers(h), language)]
        for other in homes[1:]:
            out.remove(other)
            _kin_joined(other, homes[0], joins, language)
        if homes:
            _kin_joined(group, homes[0], joins, language)
        else:
            out.append(group)
    for group in sorted((g for g in rest if _rank(g)), key=_rank):
        home = next((h for h in out if first_kin(_knowers(group), _knowers(h), language)), None)
        if home is not None:
            _kin_joined(group, home, joins, language)
            continue
        home = next((h for h in out if _cannot_be_told(group, h, language)), None)
        _place(out, group, home, joins, "{0} are not shown to be others than {1}", open=True)
    return out


def _kin(ground: Ground, group: Group, other: Group) -> bool:
    language = ground.layouts[group[0][1].article].article.language
    return first_kin(_knowers(group), _knowers(other), language) is not None


def _rank(group: Group) -> int:
    """Named people and bodies, then documents, then unnamed people."""
    named = [k for _, k in group if k.layer == NAMED]
    return 0 if any(k.kind != "document" for k in named) else 1 if named else 2


def _knowers(group: Group) -> list[Knower]:
    return list({k.key: k for _, k in group}.values())


def _kin_joined(group: Group, home: Group, joins: Joins, language: str) -> None:
    found = first_kin(_knowers(group), _knowers(home), language)
    if found is not None:
        joins.add(found[0], found[1], found[2], open=True)
    elif group[0][1].name != home[0][1].name:
        joins.add(group[0][1], home[0][1], "{0} and {1} may speak for one body", open=True)
    home.extend(group)


def _cannot_be_told(unnamed: Group, other: Group, language: str) -> bool:
    """Whether unnamed people may be those of another group for all the texts show: any officials beside somebody in
    office or a body; people of one kind of whom no newsroom says that they spoke to it."""
    if unnamed[0][1].layer != UNNAMED:
        return False
    if any(all(k.reached for _, k in g) for g in (unnamed, other)) and not _one_report(unnamed, other):
        return False
    if other[0][1].layer == NAMED:
        stands = any(k.office or k.body or k.speaking for _, k in other)
        return stands and all(generic_people(k, language) for _, k in unnamed) and not _sides(unnamed)
    told = all(k.told for _, k in unnamed) and all(k.told for _, k in other)
    return not told and _compatible(unnamed, other)


def _one_utterance(ground: Ground, mentions: Wordings, groups: Sequence[Group],
                   joins: Joins) -> list[Group]:  # fmt: skip
    """Groups whose mentions are the same words joined: two who know word it each in their own way."""
    out: list[Group] = []
    for group in sorted(groups, key=lambda g: min(n for n, _ in g)):
        home = next((g for g in out if any(same_words(ground, a, b) for a, b in mentions.pairs(group, g))), None)
        _place(out, group, home, joins, "{0} and {1} are given the same words")
    return out


def _place(groups: list[Group], group: Group, home: Group | None, joins: Joins, how: str, open: bool = False) -> None:
    if home is None:
        groups.append(group)
        return
    joins.add(group[0][1], home[0][1], how, open)
    home.extend(group)


def _by_key(members: Sequence[Member]) -> list[Group]:
    groups: dict[str, Group] = {}
    for m in sorted(members, key=lambda m: m[0]):
        groups.setdefault(m[1].key, []).append(m)
    return list(groups.values())


def _named(members: Sequence[Member], joins: Joins) -> list[Group]:
    """One group per entity; people who speak for one institution, and the institution, are one."""
    by_body: dict[str, Group] = {}
    members = _one_name(members, joins)
    places = [(m[1].name, m[1].key) for m in members if m[1].place]
    for group in _by_key(members):
        first = group[0][1]
        body = f"entity:{first.affiliation}" if first.affiliation else first.key
        body = next((key for name, key in sorted(places) if _of_place(first, name)), body)
        body = next((b for b in by_body if _one_state(group, by_body[b])), body)
        body = next((b for b in by_body if _one_body(first, by_body[b][0][1])), body)
        home = by_body.setdefault(body, [])
        if home and home[0][1].key != first.key:
            joins.add(first, home[0][1], "{0} and {1} speak for one institution")
        home.extend(group)
    return list(by_body.values())


def _one_name(members: Sequence[Member], joins: Joins) -> list[Member]:
    """Members of one name, a title or a given name apart, under one key: "Dara Holm", "Trade Minister Dara Holm"."""
    known: dict[str, Knower] = {}
    for _, k in sorted(members, key=lambda m: m[0]):
        known.setdefault(k.key, k)
    home: dict[str, str] = {}
    for key in sorted(known, key=lambda k: (-len(known[k].name.split()), known[k].name)):
        same = next((k for k in home.values() if known[k].kind == known[key].kind == "named" and key != k
                     and _tail(known[key].name, known[k].name)), key)  # fmt: skip
        home[key] = same
        if same != key:
            joins.add(known[key], known[same], "{0} and {1} may be one person", open=True)
    return [(n, replace(k, key=home[k.key], affiliation=k.affiliation or known[home[k.key]].affiliation))
            for n, k in members]  # fmt: skip


def _tail(short: str, long: str) -> bool:
    """Whether a name is another's last words."""
    a, b = short.casefold().split(), long.casefold().split()
    return len(a[-1]) >= _SAME_START - 1 and b[-len(a) :] == a


def _one_state(a: Group, b: Group) -> bool:
    """Whether two are, or speak for, one government; or one is a body and the other is called by its initials."""
    if any(x.state is not None and x.state == y.state for _, x in a for _, y in b):
        return True
    return any(x.body and y.person and initials(x.name) in y.called
               for left, right in ((a, b), (b, a)) for _, x in left for _, y in right)  # fmt: skip


def _one_body(a: Knower, b: Knower) -> bool:
    """Whether two speak for the one body of its kind there is ("police", "a police spokeswoman"), of no other place."""
    return bool(a.institutions & b.institutions) and _meet(a.sides, b.sides)


def _meet(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether two sides can be one: one is not stated, or they name a thing in common."""
    return not left or not right or any(x[:_SAME_START] == y[:_SAME_START] for x in left for y in right)


def _of_place(who: Knower, place: str) -> bool:
    """Whether a body bears a place's name, or an office holder its side: a country and its ministry speak as one."""
    start = place[:_SAME_START].casefold()
    if who.person:
        return who.office and any(s[:_SAME_START] == start for s in who.sides)
    return any(w[:_SAME_START].casefold() == start for w in who.name.split())


def _unnamed(members: Sequence[Member], joins: Joins) -> list[Group]:
    """Descriptions that could be the same people through the same report made one; the vague ones join the first."""
    groups = _by_key(members)
    sided = [g for g in groups if g[0][1].sides]
    merged: list[Group] = []
    for group in sided + [g for g in groups if not g[0][1].sides]:
        home = next((g for g in merged if _one_report(group, g) and _compatible(group, g)), None)
        if home is not None:
            joins.add(group[0][1], home[0][1], "{0} and {1} may be the same people through the same report", open=True)
            home.extend(group)
        else:
            merged.append(group)
    return merged


def _families(group: Group) -> frozenset[str]:
    return frozenset().union(*(k.families for _, k in group))


def _sides(group: Group) -> frozenset[str]:
    return frozenset().union(*(k.sides for _, k in group))


def _one_report(a: Group, b: Group) -> bool:
    return bool(_families(a) & _families(b))


def _compatible(a: Group, b: Group) -> bool:
    """Whether two descriptions can be of the same people: no other side and no other kind of people is stated."""
    return _meet(_sides(a), _sides(b)) and _same_kind(a, b)


def _same_kind(a: Group, b: Group) -> bool:
    """Whether the kinds of people fit: "villagers" are no "police", "officials" may be anybody."""
    return any(not x.roles or not y.roles or x.roles & y.roles for _, x in a for _, y in b)


def _passes_on(ground: Ground, unnamed: Group, named: Group) -> bool:
    """Whether unnamed people tell the named one's words, here or elsewhere in the story, and both came through one
    report: then the words are known through them."""
    if named[0][1].layer != NAMED or not _one_report(unnamed, named):
        return False
    inner = frozenset().union(*(k.inner for _, k in unnamed))
    tellers = frozenset().union(*(ground.told_by.get(k.key, frozenset()) for _, k in named))
    return any(k.key in inner for _, k in named) or any(k.key in tellers for _, k in unnamed)


def _speaks_for(unnamed: Group, body: Group) -> bool:
    """Whether unnamed people are described as a body's own ("Quell officials") and came through one report with it."""
    names = [w[:_SAME_START].casefold() for _, k in body if k.body for w in k.name.split()]
    sides = {s[:_SAME_START] for s in _sides(unnamed)}
    return _one_report(unnamed, body) and any(n in sides for n in names)


def _may_be(unnamed: Group, named: Group) -> bool:
    """Whether unnamed people may be a named speaker's: a body's own, or of one report with no other side stated."""
    if named[0][1].layer == NAMED and any(x.roles and x.roles <= y.roles for _, x in unnamed for _, y in named):
        return _meet(_sides(unnamed), _sides(named))  # "the mayor", and a mayor by name
    sides = _sides(unnamed)
    bodies = {w[:_SAME_START].casefold() for _, k in named if k.body and not k.place for w in k.name.split()}
    if named[0][1].layer == NAMED and sides and all(s[:_SAME_START] in bodies for s in sides):
        return True  # "Quell Growers", and a grower of Quell
    if named[0][1].layer != NAMED or not _one_report(unnamed, named) or not _same_kind(unnamed, named):
        return False
    about = {w[:_SAME_START].casefold() for _, k in named for w in k.name.split()}
    return not sides or any(s[:_SAME_START] in about for s in sides)


def _carried_with(ground: Ground, mentions: Wordings, group: Group, home: Group) -> bool:
    """Whether what names nobody came with what a group says: one report, one newsroom, one article, shared words."""
    if _one_report(group, home) or {k.article for _, k in group} & {k.article for _, k in home}:
        return True
    return any(a.article != b.article and copied(ground, a, b) for a, b in mentions.pairs(group, home))
