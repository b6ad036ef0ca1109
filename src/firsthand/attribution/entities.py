"""One entity per person, body or place across the articles of a story, whatever form its name takes.

Everything is counted first and joined afterwards in sorted order, so the order of the articles cannot matter. A short
form joins a long one only where exactly one fits, in its own article first, in the pile else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from firsthand.attribution.clusters import Cluster, join_slips
from firsthand.attribution.gazetteer import people, place_key, places, short_names, supplier
from firsthand.attribution.kinds import GENERATIONS, YOUNGER, Form, in_place, personal, weigh
from firsthand.attribution.names import Name
from firsthand.languages import fold, table

Words = tuple[str, ...]
_OFTEN = 8  # times that one form of a body's name stands, from which a form that stands once is not the one shown
MANY = 5  # times that a single word stands alone for each time it opens a name, from which it is no given name


def _listed_places(forms: Iterable[Form]) -> frozenset[tuple[str, int]]:
    """(article, start) of names after a place and a comma: "in Hollen, Lower Sedge"."""
    names = sorted((n for f in forms for n in f.names), key=lambda n: (n.article, n.start))
    out: set[tuple[str, int]] = set()
    for before, n in pairwise(names):
        near = before.article == n.article and n.start - before.end == 2 and n.before == ","
        if near and (in_place(before) or (before.article, before.start) in out):
            out.add((n.article, n.start))
    return frozenset(out)


def forms_of(
    found: Iterable[Name],
    speakers: frozenset[tuple[str, int]],
    carriers: frozenset[str],
    lower: frozenset[str] = frozenset(),
) -> dict[Words, Form]:
    """Group names by form and weigh what each is.

    Args:
        found: every name of the pile.
        speakers: (article, end offset) of names right before or after a reporting verb.
        carriers: folded names known as agencies or outlets by the layout's credits or their position.
        lower: folded words that the pile also writes in lower case.
    """
    forms: dict[Words, Form] = {}
    for name in sorted(found, key=lambda n: (n.article, n.start, n.end)):
        form = forms.setdefault(name.words, Form(name.words))
        form.names.append(name)
    listed = _listed_places(forms.values())
    for form in forms.values():
        weigh(form, speakers, carriers, listed, lower, form.words[-1:] in forms and len(form.words) > 1)
    return forms


def split_runs(found: Sequence[Name]) -> list[Name]:
    """Two names that ran together ("Quell Jo Pell") are parted where both stand alone elsewhere in the pile."""
    count: dict[Words, int] = defaultdict(int)
    for n in found:
        count[n.words] += 1
    out: list[Name] = []
    for n in found:
        cut = next(
            (
                k
                for k in range(1, len(n.words) - 1)
                if count[n.words[k:]] and count[n.words[:k]] > 2 and n.words[k - 1] not in people("name_particles")
            ),
            0,
        )
        parts = n.text.split()
        if not cut or len(parts) != len(n.words) or any(w in people("body_words") for w in n.words):
            out.append(n)
            continue
        at = n.start + n.text.index(parts[cut], len(" ".join(parts[:cut])))
        out.append(replace(n, end=n.start + len(n.text[: at - n.start].rstrip()), text=n.text[: at - n.start].rstrip(),
                           words=n.words[:cut], role="", after="", possessive=False))  # fmt: skip
        out.append(replace(n, start=at, text=n.text[at - n.start :], words=n.words[cut:], title="", title_start=at,
                           before=n.words[cut - 1], opening=False))  # fmt: skip
    return out


def cluster(forms: dict[Words, Form]) -> list[Cluster]:
    """Join forms into entities."""
    out: dict[str, Cluster] = {}
    where: dict[Words, list[Cluster]] = {}
    two = _fathers(forms)
    for words in sorted(forms, key=lambda w: (-len(w), w)):
        form = forms[words]
        kind = form.kind()
        canonical = supplier(form.names[0].text)
        key = None
        if canonical:
            key = "supplier:" + canonical
        elif kind == "place":
            name = places().get(place_key(words))
            key = "place:" + (fold(name) if name else place_key(words))
        elif kind == "person" and any(w not in people("name_particles") for w in words[:-1]):
            key = "person:" + _person_key(words, two)
        elif kind in {"organisation", "outlet", "agency"} and (len(words) > 1 or not _short(form)):
            key = f"body:{place_key(_less_article(words))}"
        if key is None:
            continue
        if key not in out:
            out[key] = Cluster(key, kind, canonical)
        _add(out[key], form, None)
        where.setdefault(words, []).append(out[key])
    _join_initials(out)
    join_slips(out)
    clusters = {id(c): c for c in out.values()}
    by_part = _parts(out.values())
    for words in sorted(forms, key=lambda w: (-len(w), w)):
        if words in where:
            continue
        _attach_short(forms[words], by_part, clusters, out)
    by_end: dict[Words, list[Cluster]] = {}
    for c in sorted(out.values(), key=lambda c: c.key):
        if c.kind in {"organisation", "outlet"}:
            for end in sorted({w[n:] for w in c.forms for n in range(1, len(w) - 1)}):
                by_end.setdefault(end, []).append(c)
    for words, found in sorted(where.items()):
        c = found[0]
        if c.kind in {"organisation", "outlet"} and out.get(c.key) is c:
            _attach_body(c, words, by_end, out)
    return [c for c in out.values() if c.names]


def _short(form: Form) -> bool:
    return len(form.words) == 1


def _less_article(words: Words) -> Words:
    return words[1:] if words[0] == "the" and len(words) > 1 else words


def _person_key(words: Words, two: frozenset[str]) -> str:
    """First and last name: initials and middle names come and go between articles, short forms of a first name too.

    Args:
        two: such keys that two people bear, a father and his son.
    """
    core = [w for w in words if len(w.rstrip(".")) > 1 or w == words[0]]
    core = [w for w in core if w not in GENERATIONS] or list(words)
    if len(core) < 2 or any(w in people("name_particles") for w in core):
        return " ".join(core)
    first = core[0].rstrip(".")
    key = f"{short_names().get(first, first)} {core[-1]}"
    return f"{key} {words[-1]}" if key in two and words[-1] in GENERATIONS else key


def _fathers(forms: Mapping[Words, Form]) -> frozenset[str]:
    """Keys of names that an article gives with "Jr." and, all words of them, without."""
    out = set()
    for words, form in forms.items():
        plain = forms.get(words[:-1]) if words[-1] in YOUNGER and len(words) > 2 else None
        if plain is not None and {n.article for n in form.names} & {n.article for n in plain.names}:
            out.add(_person_key(words, frozenset()))
    return frozenset(out)


def _add(c: Cluster, form: Form, article: str | None) -> None:
    here = [n for n in form.names if article is None or n.article == article]
    c.names.extend(here)
    c.articles.update(n.article for n in here)
    c.forms.add(form.words)


def _parts(clusters: Iterable[Cluster]) -> dict[Words, list[Cluster]]:
    """Clusters by each proper suffix and by the first word of their names."""
    out: dict[Words, list[Cluster]] = {}
    for c in sorted(clusters, key=lambda c: c.key):
        seen: set[Words] = set()
        for words in sorted(c.forms):
            for n in range(1, len(words)):
                seen.add(words[n:])
            seen.add(words)
            if c.kind == "person" and len(words) > 1:
                seen.add(words[:1])
            if c.kind in {"organisation", "agency", "outlet"}:
                if len(initials := _initials(words)) > 1:
                    seen.add((initials,))
                for n in range(1, len(words)):
                    if len(words[:n]) > 1 or c.kind != "organisation":
                        seen.add(words[:n])
        for part in sorted(seen):
            out.setdefault(part, []).append(c)
    return out


def _attach_short(
    form: Form, by_part: dict[Words, list[Cluster]], clusters: dict[int, Cluster], out: dict[str, Cluster]
) -> None:
    """A short form, article by article: the one longer name that fits there; else the one that fits in the pile."""
    options = [c for c in by_part.get(form.words, ()) if id(c) in clusters and c.kind != "place"]
    acronym = form.names[0].text.isupper() and len(form.words[0]) > 1
    if acronym:
        options = [c for c in options if c.kind != "person"] or options
    options = [c for c in options if not _product(form, c)] or [c for c in options if c.kind != "person"]
    titled = any(n.title and personal(n.title) for n in form.names)
    if titled:
        options = [c for c in options if c.kind == "person"] or options
    spelt = [c for c in options if acronym and _spells(c, form.words[0])]  # "QDB" beside "Acquiring QDB"
    articles = sorted({n.article for n in form.names})
    for article in articles:
        here = [c for c in options if article in c.articles]
        last = [c for c in here if any(w[-len(form.words) :] == form.words for w in c.forms)]
        fitting = here if len(here) == 1 else last if len(last) == 1 else []
        if not here:
            last = [c for c in options if any(w[-len(form.words) :] == form.words for w in c.forms)]
            fitting = options if len(options) == 1 else last if len(last) == 1 else []
            if len(last) == 1 and len(options) > 1:
                fitting = last
        if len(spelt) == 1 and (not here or spelt[0] in here):
            fitting = spelt
        if fitting:
            _add(fitting[0], form, article)
        elif not options:
            kind = form.kind()
            key = f"{'person' if kind == 'person' else 'body' if kind != 'place' else 'place'}:{place_key(form.words)}"
            found = out.setdefault(key, Cluster(key, kind, None))
            clusters[id(found)] = found
            _add(found, form, article)


def _spells(c: Cluster, initials: str) -> bool:
    """Whether initials are those of a body's name."""
    return any(_initials(f) == initials for f in c.forms if len(f) > 1)


def _initials(words: Words) -> str:
    """The initials of a body's name; what links its words gives none."""
    return "".join(w[0] for w in words if w not in people("name_links"))


def _product(form: Form, c: Cluster) -> bool:
    """Whether a name that stands alone far more often than what begins with it is a maker's, not a given name: "Velm",
    "Velm Writer"."""
    if c.kind != "person" or len(form.words) > 1 or len(form.names) < MANY * max(1, len(c.names)):
        return False
    return all(w[:1] == form.words and w[-1:] != form.words for w in c.forms if len(w) > 1)


def _attach_body(c: Cluster, words: Words, by_end: dict[Words, list[Cluster]], out: dict[str, Cluster]) -> None:
    """“Harbour Board” joins “Quell Harbour Board” where exactly one such body is named in the pile."""
    core = _less_article(words)
    longer = [o for o in by_end.get(core, ()) if o is not c and o.kind == c.kind and out.get(o.key) is o]
    if len(longer) == 1:
        longer[0].take(c)
        del out[c.key]


def _join_initials(out: dict[str, Cluster]) -> None:
    """“J. Pell” joins “Jo Pell” where exactly one first name has that initial."""
    by_last: dict[str, list[Cluster]] = {}
    for key, c in sorted(out.items()):
        if c.kind == "person":
            by_last.setdefault(key.rpartition(" ")[2], []).append(c)
    for key in sorted(out):
        c = out[key]
        if c.kind != "person":
            continue
        first, _, last = key.removeprefix("person:").partition(" ")
        if len(first) != 1 or not last:
            continue
        fits = [
            o
            for o in by_last.get(last, ())
            if o is not c and o.key.removeprefix("person:").startswith(first) and out.get(o.key) is o
        ]
        if len(fits) == 1:
            fits[0].take(c)
            del out[key]


def fullest(c: Cluster) -> str:
    """The form shown: a supplier's canonical name, else the longest that stands in a text, ties to the commonest.

    A longer form of a body that stands once where another stands often is a heading, or has an adjective before it.
    """
    if c.canonical:
        return c.canonical
    counts: dict[str, int] = defaultdict(int)
    for n in c.names:
        counts[" ".join(n.text.split())] += 1
    mixed = {t: k for t, k in counts.items() if not (t.isupper() and len(t) > 5)} or counts
    if c.kind != "person":
        most = max(mixed.values())
        mixed = {t: k for t, k in mixed.items() if k > 1 or most < _OFTEN} or mixed
    return min(mixed, key=lambda t: (-len(t.split()), -mixed[t], t))


def roles_of(c: Cluster) -> tuple[str, ...]:
    """Titles and appositions, as written, each once."""
    found = {
        " ".join(role.split()).strip(" ,.'’").removesuffix("’s").removesuffix("'s")
        for n in c.names
        for role in (n.title, n.role)
        if role
    }
    return tuple(sorted(r for r in found if len(r) > 3))


_OF_OFFICES = frozenset({"of", "the", "for", "and"})  # "minister of transport"


def affiliation_of(
    c: Cluster, by_word: dict[str, list[tuple[str, str]]], anyone: dict[str, list[tuple[str, str]]]
) -> str | None:
    """Key of the one body the roles name ("spokesman for the Harbour Board"); None where not exactly one.

    Args:
        c: a person.
        by_word: bodies by the first word of each of their names: (name, key).
        anyone: the same of people, for whom somebody can speak too ("spokesman for Jo Pell").
    """
    keys: set[str] = set()
    for role in roles_of(c):
        folded = " ".join(fold(w.strip(".,")) for w in role.split())
        best = _named_in(folded, by_word) or _body_of_office(folded.split(), by_word)
        if best is None and folded.startswith("spokes"):
            best = _named_in(folded, anyone)
        if best:
            keys.add(best[1])
    return next(iter(keys)) if len(keys) == 1 else None


def _named_in(role: str, by_word: dict[str, list[tuple[str, str]]]) -> tuple[int, str] | None:
    """The longest name that stands in a role."""
    found = ((len(name), key) for w in role.split() for name, key in by_word.get(w, ()) if f" {name} " in f" {role} ")
    return max(found, default=None)


def _body_of_office(role: Sequence[str], by_word: dict[str, list[tuple[str, str]]]) -> tuple[int, str] | None:
    """The one body that goes by an office's own words: the Transport Ministry of "transport minister"."""
    bodies = table("en", "people")["office_bodies"]
    offices = [w for w in role if w in bodies]
    field = {w for w in role if w not in bodies and w not in _OF_OFFICES}
    if len(offices) != 1 or not field:
        return None
    found = {
        (len(name), key)
        for body in bodies[offices[0]]
        for word in (*sorted(field), body)
        for name, key in by_word.get(word, ())
        if set(name.split()) - _OF_OFFICES == {*field, body}
    }
    return next(iter(found)) if len({key for _, key in found}) == 1 else None
