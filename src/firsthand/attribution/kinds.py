"""What a name is, a person, a body or a place, by the evidence of every place in the pile where it stands."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from firsthand.attribution.gazetteer import nation_words, nations, people, place_key, places, supplier
from firsthand.attribution.names import Name
from firsthand.attribution.tokens import grammar
from firsthand.languages import rarity
from firsthand.nouns import EntityKind

Words = tuple[str, ...]
_BRIEF = re.compile(r"[A-Z]{2,5}")  # initials
YOUNGER = frozenset({"jr", "junior"})
GENERATIONS = YOUNGER | {"sr", "ii", "iii"}  # behind a name: which of its bearers
_READ = 200  # mentions of one name that are weighed: more say the same


@dataclass(slots=True)
class Form:
    """A name as written (folded words) with its evidence over the pile."""

    words: Words
    names: list[Name] = field(default_factory=list)
    votes: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    def kind(self) -> EntityKind:
        best = sorted(self.votes.items(), key=lambda kv: (-round(kv[1], 4), kv[0]))
        return best[0][0] if best and best[0][1] > 0 else "organisation"  # type: ignore[return-value]


def weigh(
    form: Form,
    speakers: frozenset[tuple[str, int]],
    carriers: frozenset[str],
    listed: frozenset[tuple[str, int]],
    lower: frozenset[str],
    shortened: bool,
) -> None:
    """Fill in the votes of a form.

    Args:
        form: the name as written.
        speakers: (article, end offset) of names right before or after a reporting verb.
        carriers: folded names known as agencies or outlets.
        listed: (article, start) of names that go on from a place: "in Hollen, Lower Sedge".
        lower: words that the pile also writes in lower case: seldom parts of a person's name.
        shortened: True where its last word also stands alone, as surnames do.
    """
    text = form.names[0].text
    if supplier(text):
        form.votes["agency"] += 20
        return
    _by_words(form, carriers, lower)
    if form.votes["person"] and shortened:
        form.votes["person"] += 0.5
    _by_neighbours(form, speakers, listed)


def _by_words(form: Form, carriers: frozenset[str], lower: frozenset[str]) -> None:
    votes, words = form.votes, form.words
    if place_key(words) in carriers:
        votes["outlet" if words[-1] in people("media_words") else "agency"] += 8
    if place_key(words) in places() and words[-1] not in people("unions"):
        votes["place"] += 6
    pieces = [p for w in words for p in w.split("-")]
    of_news = words[-2:-1] and words[-2] in people("media_words")
    if words[-1] in people("media_words") and (words[-1] != "agency" or of_news):  # "Quell Intelligence Agency"
        votes["outlet"] += 10 if len(words) > 1 and words[-1] in people("paper_words") else 6
    if any(w in people("body_words") for w in pieces) or words[-1] in people("party_members"):
        votes["organisation"] += 3
    several = len(words) > 1
    if several and (words[-1] in people("place_words") or words[0] in people("place_openers")):
        votes["place"] += 4
    if several and words[0] in people("peoples"):
        votes["organisation"] += 4  # "Islamic State"
    if several and (words[0] in places() or any(start == 0 for start, *_ in nations(words[:2]))):
        votes["organisation"] += 2  # "Quellish Growers"
    if several and words[-1] in people("thing_words"):
        votes["organisation"] += 2.5  # no kind of its own; a prize is taken for a body rather than for somebody
    letters = words[-1].rstrip("s")
    if all(n.text.isupper() and len(n.text) > 1 for n in form.names) or (
        several and form.names[0].text.split()[-1] == letters.upper() + "s" and len(letters) < 5
    ):
        votes["organisation"] += 2
    last = form.names[0].text.split()[-1]
    brief = _BRIEF.fullmatch(last) is not None and last.lower() not in GENERATIONS | people("media_words")
    if several and brief and not form.names[0].text.isupper():
        votes["organisation"] += 2  # "Quellish QBI"
    particles = [w for w in words if w in people("name_particles")]
    if not 2 <= len(words) - len(particles) <= 4:
        votes["organisation"] += 0.3
    elif places().get(words[-1]) or any(w in grammar() and w not in particles for w in words):
        votes["organisation"] += 0.5  # "Greater Iran", "Hear O Quell"
    else:
        # two or three capitalised words are most often somebody; words that the pile also writes small are not
        common = any(w in lower for w in words if w not in particles) or (several and _of_things(words[-1]))
        votes["organisation" if common else "person"] += 1


def _of_things(last: str) -> bool:
    """True for the last word of a name that is a common noun by its ending: "Border Protection", "Coastal Rights"."""
    if rarity(last) >= 1:
        return False
    if last.endswith(("tion", "tions", "sion", "ities", "ity", "isms", "ism", "ics")):
        return True
    return last in people("thing_nouns")


def _by_neighbours(form: Form, speakers: frozenset[tuple[str, int]], listed: frozenset[tuple[str, int]]) -> None:
    several = len(form.words) > 1
    place_known = form.words[-1] in nation_words() or place_key(form.words) in places()
    seen: dict[str, float] = defaultdict(float)
    for name in form.names[:_READ]:
        if name.title and personal(name.title):
            strong = name.title.split()[-1][:1].isupper() or several
            seen["person"] += 2 if strong else 0.7
        if name.role:
            seen["person"] += 2 if several else 1
        if name.before == "the" and name.after in people("of_leaders") and not several and not place_known:
            seen["person"] += 1.5  # "the Pell administration" has its name from somebody
            continue
        if in_place(name) or (name.article, name.start) in listed:
            seen["place"] += 0.8 if several else 1.2
        elif name.owns in people("state_offices") and not name.title:
            seen["place"] += 0.8
        elif name.before in {"from", "at"} and not name.title:
            seen["place"] += 0.4
        elif name.before in {"for", "of", "at"} and not name.title and name.lead in people("body_leads"):
            seen["organisation"] += 1.5
        if name.before == "the" and not name.title and name.after not in people("place_nouns"):
            seen["organisation"] += 1
        if name.after in people("body_nouns"):
            seen["organisation"] += 1.5
        if (name.article, name.end) in speakers:
            seen["person"] += 0.7 if several else 0.2
        if several and name.after in {"who", "himself", "herself"}:
            seen["person"] += 1
        if name.after == "role":  # the body in "Quell Harbour Board spokesman Jo Pell"
            seen["organisation"] += 1
    for kind, n in seen.items():  # by share: a role misread once must not outweigh thirty plain uses
        form.votes[kind] += min(n, 4 * n / len(form.names[:_READ]))


def in_place(name: Name) -> bool:
    """True where what stands around a name shows a place: "in X", "governor of X", "X province"."""
    if name.title:
        return False
    return (
        (name.before in people("place_prepositions") and name.lead not in people("held_in"))
        or (name.before == "of" and name.lead in people("place_offices"))
        or name.after in people("place_nouns")
    )


def personal(title: str) -> bool:
    """True for the title of a person, not of a body."""
    return any(w.strip(".,").lower() in people("titles") | people("roles") for w in title.split())
