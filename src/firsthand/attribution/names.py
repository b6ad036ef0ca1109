"""Proper names in text: runs of capitalised words with their titles, and what stands around them.

No word list of given names and no model: capitals over the whole pile, titles, roles beside the name, head nouns inside
it, and short tables of countries, capitals, agencies and outlets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from firsthand.attribution.gazetteer import nationalities, people, place_key, places
from firsthand.attribution.roles import Word, of_office, owner, role_after, role_before, scan_words
from firsthand.attribution.tokens import grammar, is_hyphenated_capital, tag, word_set
from firsthand.languages import fold, rarity
from firsthand.nouns import Layout

_PARTICLE = re.compile(r"(?:[Aa][dlnrst]|[Ee]l|[Aa]sh|[Uu]l)[-‐‑](?=[^\W\d_a-zß-ÿ])")  # "al-Sedge"
_INITIALISM = re.compile(r"(?:[a-z]\.){2,}")  # "q.b.i."
_NEARLY = 0.1  # rarity by which the singular of a common noun may exceed its plural
_MAX_WORDS = 8  # in one name; longer runs are title-case headings
_TITLE_CASE = 0.7  # share of long words capitalised from which a line is a heading and shows no names by capitals


@dataclass(frozen=True, slots=True)
class Name:
    """One place where a name stands. ``words`` are folded, the title left out; ``start`` is after the title."""

    article: str
    start: int
    end: int
    text: str
    words: tuple[str, ...]
    title: str = ""  # words before the name, as they stand: "Prime Minister", "WHO spokesman"
    title_start: int = 0
    role: str = ""  # apposition after it: "the water minister"
    before: str = ""  # form of the word before the title
    lead: str = ""  # form of the word before that
    after: str = ""  # form of the word after the name
    possessive: bool = False
    owns: str = ""  # the role or body that is said to be its own: "Quell's water minister"
    opening: bool = False  # first word of its sentence


def capital_words(layouts: Iterable[Layout]) -> frozenset[str]:
    """Folded words capitalised inside a sentence that is no heading: at a sentence's start they may be names."""
    out: set[str] = set()
    for layout in layouts:
        for sentence in layout.sentences:
            found = scan_words(layout.text, sentence.span.start, sentence.span.end)
            if not _heading(found):
                out |= {w.form for i, w in enumerate(found) if _capital(w) and not _sentence_start(found, i)}
    return frozenset(out)


@dataclass(frozen=True, slots=True)
class Usage:
    """How the pile writes its words: which also stand in lower case, which are capitalised inside sentences."""

    lower: frozenset[str]
    capital: frozenset[str]


def usage(layouts: Sequence[Layout]) -> Usage:
    return Usage(lower_words(layouts), capital_words(layouts))


def lower_words(layouts: Iterable[Layout]) -> frozenset[str]:
    """Folded words the pile also writes in lower case: capitalised at a sentence's start they are no names."""
    out: set[str] = set()
    for layout in layouts:
        for m in re.finditer(r"[a-zà-ÿ][\w'’]*", layout.text):
            if m.start() == 0 or not layout.text[m.start() - 1].isalnum():
                out.add(fold(m.group()))
    return frozenset(out)


def names(layout: Layout, common: Usage) -> list[Name]:
    """Every name of an article in text order. ``common``: how the pile writes its words."""
    out: list[Name] = []
    for sentence in layout.sentences:
        found = scan_words(layout.text, sentence.span.start, sentence.span.end)
        if found:
            out += _in_sentence(layout, found, common)
    return out


def _capital(word: Word) -> bool:
    text = _PARTICLE.sub("", word.text)  # "al-Sedge"
    first, apostrophe, _ = word.form.partition("'")
    if not text[0].isupper() or first == "i" or (apostrophe and first in _pronouns()):
        return False
    _, hyphen, second = text.rpartition("-")  # "Quell-backed" is an adjective
    return not hyphen or second[:1].isupper() or second in people("name_particles")


@cache
def _pronouns() -> frozenset[str]:
    """What stands before an apostrophe in "we've" and "that'll"."""
    return word_set("subject_pronouns") | {"that", "there", "what", "who", "let", "here"}


def _heading(found: Sequence[Word]) -> bool:
    long = [w for w in found if len(w.text) > 3 and w.text[0].isalpha()]
    if found[-1].text in {".", "?", "!"} and len(long) < 8:
        return False  # a sentence of names: "Ann Pell met Bob Pell in Kelm."
    return len(long) >= 4 and sum(w.text[0].isupper() for w in long) > _TITLE_CASE * len(long)


def _in_sentence(layout: Layout, found: list[Word], common: Usage) -> list[Name]:
    out: list[Name] = []
    heading = _heading(found)
    i, n = 0, len(found)
    while i < n:
        if not _starts_name(found, i, common, heading):
            i += 1
            continue
        j = _run_end(found, i) if not heading else _heading_end(found, i, common)
        out += _names_of_run(layout, found, i, j, common, heading)
        i = max(j, i + 1)
    return out


def _sentence_start(found: Sequence[Word], i: int) -> bool:
    return i == 0 or (
        found[i - 1].text in "\"“”„«‘'([:.!?-–—•" and (i < 2 or found[i - 2].text in '.!?:,"“”' or i == 1)
    )


def _starts_name(found: Sequence[Word], i: int, common: Usage, heading: bool) -> bool:
    word = found[i]
    if not _capital(word) or _calendar(found, i):
        return False
    if heading:
        return (word.form in common.capital and word.form not in grammar()) or place_key((word.form,)) in places()
    if _sentence_start(found, i):
        if word.form in people("titles") and i + 2 < len(found) and found[i + 1].form in {"of", "for"}:
            return found[i + 2].form in people("portfolios")
        if word.form in grammar() and not (word.text.isupper() and word.form in {"us", "who", "it"}):
            return False
        follows = i + 1 < len(found) and _capital(found[i + 1]) and found[i + 1].form not in grammar()
        if word.form in common.lower and word.form not in people("titles"):
            return follows
        if word.form in common.capital or follows or word.text.isupper() or word.form in places():
            return True
        if _plural_noun(word.form):
            return False  # "Witnesses said", "Negotiations stalled"
        spoken = i + 1 < len(found) and tag(found[i + 1].text, found[i + 1].form, False) in {
            "verb",
            "aux",
            "modal",
            "ed",
        }
        owner = i + 1 < len(found) and found[i + 1].text in {"'s", "’s"}
        return (spoken or owner) and tag(word.text, word.form, True) == "name"
    return not (
        word.form in grammar()
        and grammar()[word.form] not in {"adj", "verb", "noun"}
        and not (word.text.isupper() and word.form in {"us", "who", "it"})
    )


def _plural_noun(form: str) -> bool:
    """True for the plural of a noun that is used more than it, or as much: no name such as "Siemens" is."""
    singulars = {form[:-1]} | ({form[:-2]} if form.endswith("es") else set())
    singulars |= {form[:-3] + "y"} if form.endswith("ies") else set()
    if len(form) < 4 or not form.endswith("s") or form.endswith(("ss", "us", "is")):
        return False
    return any(s in people("unnamed") or rarity(s) < min(0.95, rarity(form) + _NEARLY) for s in singulars)


def _heading_end(found: Sequence[Word], i: int, common: Usage) -> int:
    """In a heading a run goes on only over words that are capitalised in running text too."""
    j = i + 1
    while (
        j < len(found) and _capital(found[j]) and found[j].form in common.capital and found[j].form not in common.lower
    ):
        j += 1
    return j


def _calendar(found: Sequence[Word], i: int) -> bool:
    """True for days and months; "May", "April" and the like are names where another capital follows."""
    form = found[i].form.rstrip(".")
    if form in word_set("weekdays"):
        return True
    if form not in word_set("months"):
        return False
    follows = i + 1 < len(found) and _capital(found[i + 1]) and not _calendar(found, i + 1)
    return not (form in {"may", "april", "june", "august", "march"} and follows)


def _particle_leads(found: Sequence[Word], j: int) -> bool:
    """True where a capital follows the particle at ``j``, another particle between them or not: "de los Pellos"."""
    if j + 1 < len(found) and found[j + 1].form in people("name_particles"):
        j += 1
    return j + 1 < len(found) and _capital(found[j + 1])


def _opens_anew(found: Sequence[Word], j: int) -> bool:
    """True for a capital that begins something else, no mark before it: "Timeline Our staff", "Pell The Times"."""
    if found[j].form == "a":
        return j + 1 < len(found) and found[j + 1].text[:1].islower()
    return found[j].form in {"the", "this", "these", "those"} or found[j].form in word_set("possessives")


def _run_end(found: Sequence[Word], i: int) -> int:
    j = i + 1
    n = len(found)
    body = False
    while j < n and j - i < 14:
        word = found[j]
        if _capital(word) and word.text[0].isalpha():
            if _opens_anew(found, j) or word.form.rstrip(".") in word_set("weekdays") or (
                word.form in word_set("months") and (word.form not in {"may", "april", "june", "august", "march"})
            ):
                break
            j += 1
        elif (
            (
                word.text == "."
                and len(found[j - 1].text) <= 4
                and found[j - 1].end == word.start
                and j + 1 < n
                and (_capital(found[j + 1]))
                and (len(found[j - 1].text) == 1 or found[j - 1].form in people("titles") | people("shortened"))
            )
            or (word.text.isdigit() and len(word.text) <= 2 and j == i + 1 and is_hyphenated_capital(found[j - 1].text))
            or (word.form in people("name_particles") and _particle_leads(found, j))
        ):
            j += 1
        elif word.form in {"of", "for", "and", "&", "the"} and j + 1 < n:
            body = body or any(
                w.form in people("body_words") or w.form in people("institutions") or w.form in people("titles")
                for w in found[i:j]
            )
            k = j + 1
            if word.form in {"of", "for"} and found[k].form == "the":
                k += 1
            if (
                word.form == "the"
                or k >= n
                or not _capital(found[k])
                or (not body and word.text != "&")
                or (
                    word.form == "and"
                    and found[k].form not in people("body_words")
                    and not any(w.form in {"of", "for"} for w in found[i:j])
                )
            ):
                break
            if (
                any(w.form in people("titles") for w in found[i:j])
                and not any(w.form in people("body_words") for w in found[i:j])
                and found[k].form not in people("portfolios")
            ):
                break
            j = k + 1
        else:
            break
    return j


def _owned(found: Sequence[Word], mark: int) -> str:
    """The role or body within three words after "Quell's"."""
    near = found[mark + 1 : mark + 4]
    return next((w.form for w in near if w.form in people("roles") or w.form in people("institutions")), "")


def _office_end(words: Sequence[Word]) -> int:
    """End of "Secretary of State" or "Minister for Homeland Security" at the start of a run; 0 where none stands."""
    of = next((n for n, w in enumerate(words) if w.form in {"of", "for"}), 0)
    if not of or words[of - 1].form not in people("titles"):
        return 0
    end = of + 1
    while end < len(words) and words[end].form in people("portfolios"):
        end += 1
    return end if end > of + 1 else 0


def _of_region(forms: tuple[str, ...]) -> bool:
    """True for an adjective of a country or a part of the world, and for "the North": no names by themselves."""
    phrase = " ".join(forms)
    return "_".join(forms) in people("region_adjectives") or (phrase in nationalities() and phrase not in places())


def _compared(rest: Sequence[Word]) -> tuple[str, ...]:
    """The words of a name as they are compared: "Q.B.I." is "QBI", "the QBIs" are too, "al-Sedge" is "Sedge"."""
    words = [_PARTICLE.sub("", w.text) for w in rest if w.text != "."]
    if len(words) == 1:
        last = words[0]
        if _INITIALISM.fullmatch(last.lower()) and last.lower() not in places():
            words = [last.replace(".", "")]
        elif len(last) > 3 and last[:-1].isupper() and last[-1] == "s":
            words = [last[:-1]]
    return tuple(fold(w) for w in words)


def _names_of_run(layout: Layout, found: list[Word], i: int, j: int, common: Usage, heading: bool) -> list[Name]:
    """A run less its title; a run such as "Quellish President Ann Pell" gives its parts."""
    first = i
    opening = _sentence_start(found, i)
    # adverbs and adjectives of a sentence's start are no part of a name: "Former President Pell", "Yesterday Pell"
    while (
        i < j - 1
        and opening
        and i == first
        and found[i].form in common.lower
        and found[i].form not in people("titles")
        and (
            found[i].form not in people("body_words")
            and not found[i].text.isupper()
            and found[i].form not in people("roles")
        )
    ):
        i += 1
    words = found[i:j]
    cut = 0
    for n, w in enumerate(words):
        last = n == len(words) - 1
        if (
            not last
            and w.form.rstrip(".") in people("titles") | people("roles")
            and not any(x.form in {"of", "for"} for x in words[n + 1 : n + 2])
        ):
            cut = n + 1
            if words[cut].text == ".":
                cut += 1
    cut = max(cut, _office_end(words))
    rest = words[cut:]
    if rest and any(w.form in people("body_words") for w in rest[-1:]) and cut:
        nearest = words[cut - 1].form.rstrip(".")
        if nearest not in {"mr", "mrs", "ms", "dr", "sir"}:
            rest, cut = words, 0  # "Justice Department": all of it is the name
    if (
        rest
        and rest[-1].form.rstrip(".") in people("titles") | people("roles")
        and not rest[-1].text.isupper()
        and all(of_office(w, common.lower) for w in rest[:-1])
    ):
        return []  # "the Prime Minister": a role, resolved by reference
    if not rest or len([w for w in rest if w.text != "."]) > _MAX_WORDS:
        return []
    if len(rest) == 1 and rest[0].form in people("peoples"):
        return []
    if _of_region(tuple(w.form for w in rest)) or (len(rest) == 1 and rest[0].form in people("generic_media")):
        return []
    out: list[Name] = []
    title, title_start = "", rest[0].start
    if cut:
        title = layout.text[words[0].start : words[cut - 1].end]
        title_start = words[0].start
    lead = role_before(found, i)
    if lead is not None and not (cut and lead == i):
        title_start = found[lead].start
        title = layout.text[title_start : (rest[0].start)].strip()
    start, end = rest[0].start, rest[-1].end
    before_at = (lead if lead is not None else i) - 1
    text = layout.text[start:end]
    possessive = j < len(found) and (found[j].text in "'’" or found[j].text in {"'s", "’s"})
    holder = owner(found, i) if not cut and lead is None else None
    if holder is not None and len(rest) > 1:
        title_start = found[holder].start
        title = layout.text[title_start:start].strip()
    folded = _compared(rest)
    if len(rest) == 1 and len(rest[0].text) == 1:
        return out  # "C", a point of a list
    after = found[j].form if j < len(found) else ""
    said_role = role_after(layout, found, j)
    if cut and any(w.form in people("body_words") or (len(w.text) > 1 and w.text.isupper()) for w in words[:cut]):
        body = [
            w
            for w in words[: cut - 1]
            if w.form not in people("titles") and w.form not in people("roles") and w.text != "."
        ]
        if body and not (len(body) == 1 and body[0].form in nationalities()):
            b0, b1 = body[0].start, body[-1].end
            out.append(
                Name(layout.id, b0, b1, layout.text[b0:b1], _compared(body), before="", after="role")
            )
    out.append(Name(
        layout.id, start, end, text, folded, title, title_start, said_role,
        found[before_at].form if before_at >= 0 else "", found[before_at - 1].form if before_at >= 1 else "", after,
        possessive, _owned(found, j) if possessive else "", opening and i == first,
    ))  # fmt: skip
    return out
