"""Pictures in the text dump: whose they are (photo credits) and what they show (captions)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from firsthand.languages import agencies

_LONGEST_CREDIT = 140  # characters; a longer line that begins like a photo credit holds more than one
_LONGEST_CAPTION = 700  # captions of wires run to three sentences

_NAME = r"[^\W\d_][\w.'’&-]*"
_NAMES = rf"{_NAME}(?: {_NAME}){{0,5}}"
_LABEL = (r"(?:(?:[Ff]ile|[Hh]andout|[Ss]tock|[Cc]ourt[e]?sy|[Aa]rchive|[Pp]ool)? ?(?:[Pp]hoto(?:graph(?:y|er|s)?|s)?"
          r"|PHOTO(?:GRAPH)?S?|[Ii]mages?|IMAGE|[Pp]ictures?|PICTURE|[Pp]ics?|[Ff]otos?|FOTO|[Bb]ild|[Vv]ideo|[Ii]llustration|[Gg]raphic)"
          r"(?: (?:by|credit|credits|copyright|source|courtesy(?: of)?|via|from|supplied by|provided by))?"
          r"|[Cc]redits?|CREDIT)")  # fmt: skip
_MARKS = r"(?: ?[:/|–-] ?|, | )"

# Line or tail that is a photo credit whole. Each is tried on a stretch of at most _LONGEST_CREDIT characters.
_WHOLE = [re.compile(p) for p in (
    r"[\[(]?(?:AP|Associated Press|AFP|EPA|PTI|ANI|PA|Reuters|REUTERS)? ?(?:[Ff]ile )?(?:Photo|PHOTO|photo)s?(?: ?[/:|,-] ?.{2,80})?[\])]?",
    rf"[\[(]?{_LABEL} ?(?:[:/|–-]|\bby\b|\bcourtesy\b|\bcopyright\b|\bsource\b|\bvia\b) ?.{{2,100}}",
    r"[\[(]?(?:[Ff]ile|FILE|[Hh]andout|HANDOUT|[Ss]tock|[Aa]rchive|[Rr]epresentational|[Rr]epresentative)[ -](?:photo|picture|image|pic|photograph|PHOTO|video)s?[\])]?\.?",
    r"[\[(]?(?:Image|Picture|Media|Photo) (?:copyright|source|credit|caption),? .{2,80}",
    r"[\[(]?(?:REUTERS|Reuters|AFP|AP|EPA(?:-EFE)?|EFE|TASS|ANSA|dpa|DPA|PA|ANI|PTI|XINHUA|Xinhua|SANA|UPI|KCNA|AAP|CP|NTB|TT|ANP|MTI|APA|Keystone|IRNA|Getty(?: Images)?|GETTY(?: IMAGES)?) ?/ ?[^/()\n]{2,70}(?:/[^/()\n]{2,40})?[\])]?\.?",
    rf"[\[(]?(?:{_NAMES}|[^\n.!?]{{2,60}}) ?(?:/|\bvia\b|\||\bfor\b) ?(?:[^\n.!?]{{2,40}}/)?(?:AFP/)?(?:Getty(?: Images)?|GETTY(?: IMAGES)?|Shutterstock|iStock(?:photo)?|Alamy|EPA(?:-EFE)?|Corbis|Rex(?: Features)?|WireImage|FilmMagic|Zuma|ZUMA|NurPhoto|Polaris|Sipa|SIPA|Flickr|Unsplash|Pixabay|Wikimedia Commons)[\w ]{{0,20}}[\])]?\.?",
    rf"[\[(]?{_NAMES} ?/ ?(?:AP|A\.P\.|Associated Press|The Associated Press|AFP|Reuters|REUTERS|dpa|PA|TASS|ANSA|PTI|ANI|Xinhua|UPI|EFE|AAP|CP)(?: Photo| Images| Pool| via .{{2,30}})?[\])]?\.?",
    r"[\[(]?(?:Getty Images|GETTY IMAGES|Shutterstock|iStock(?:photo)?|Alamy|Wikimedia Commons|Thinkstock|EPA|EPA-EFE|Handout|Supplied|AP Photo|Reuters Photo|AFP Photo)[\])]?\.?",
    r"[\[(]?©[^\n]{2,100}/[^\n]{2,60}",
)]  # fmt: skip

# "© Somebody/Getty Images" running into the caption without a space; the last name is a known supplier of pictures,
# or two words of a name run together ("…/Morning HeraldMinister").
_GLUED = re.compile(r"(?:©|[Pp]hoto(?:graph)?:|[Cc]redit:) ?[^\n.!?]{2,100}")
_COUNTER = re.compile(r"(?:\d{1,3} (?:of|/) \d{1,3}\.?|\(\d{1,3}/\d{1,3}\)|\d{1,3}/\d{1,3}) ?[|:.-]? ?(?=[\"“A-Z])")
_CAPTION_OPENING = re.compile(
    r"(?:FILE|File)(?: ?(?:PHOTO|photo|-PHOTO|picture))? ?(?:--?|–|—|:|-)\s|(?:PHOTO|Photo|IMAGE|Image|Picture|Caption|CAPTION|Pictured"
    r"|Above|Image caption|Media caption|Photo caption):? ?[:|-] |Image caption |Media caption |[Ii]n this (?:\w+\.? \d{1,2},? "
    r"(?:\d{4},? )?)?(?:file |undated |handout |aerial |pool |image|photo|picture|video|frame|screen)"
    r"|A (?:file|handout|general view|combination) (?:photo|picture|image|of)|This (?:\w+ ){0,3}(?:photo|image|picture|handout)\b"
)  # fmt: skip
_DEICTIC = re.compile(r"\((?:[Ff]ar )?(?:[Ll]eft|[Rr]ight|[Cc]ent(?:er|re)|L|R|C|pictured|above|below|[Ff]ile(?: photo| pic)?)\)"
                      r"|, (?:left|right|cent(?:er|re)), ")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Picture:
    """A stretch of a paragraph that is a photo credit or a caption."""

    start: int
    end: int
    kind: str  # "caption" | "credit-photo"


def is_photo_credit(line: str) -> bool:
    """Whether a whole line credits a picture."""
    return len(line) <= _LONGEST_CREDIT and any(p.fullmatch(line) for p in _WHOLE) and not _too_wordy(line)


def _too_wordy(line: str) -> bool:
    """Small words in a row are a sentence, not names."""
    run = longest = 0
    for word in line.split():
        run = run + 1 if word[:1].islower() and word not in ("photo", "via", "courtesy", "of", "by", "for", "the") else 0
        longest = max(longest, run)
    return longest > 4


def opens_caption(line: str) -> bool:
    """Whether a paragraph says by its first words that it tells what a picture shows."""
    return len(line) <= _LONGEST_CAPTION and bool(_CAPTION_OPENING.match(line))


def points_at_picture(line: str) -> bool:
    """Whether a short paragraph points into a picture: "(left)", ", right, ", "(pictured)"."""
    return len(line) <= 300 and bool(_DEICTIC.search(line))


def counter_end(text: str, start: int, end: int) -> int | None:
    """Where a picture counter before a caption ends ("1 of 19. "), or None."""
    m = _COUNTER.match(text, start, min(end, start + 20))
    return m.end() if m and end - start <= _LONGEST_CAPTION else None


def glued_pictures(text: str, start: int, end: int) -> list[Picture]:
    """A photo credit at a paragraph's start that runs straight into the caption, and that caption."""
    m = _GLUED.match(text, start, min(end, start + _LONGEST_CREDIT))
    if not m:
        return []
    cut = _glued_end(text, start, min(end, start + _LONGEST_CREDIT))
    if cut is None or cut >= end:
        return []
    rest = cut
    while rest < end and text[rest].isspace():
        rest += 1
    out = [Picture(start, cut, "credit-photo")]
    if rest < end:
        out.append(Picture(rest, end, "caption"))
    return out


def _glued_end(text: str, start: int, limit: int) -> int | None:
    """Behind the last supplier named before the caption begins, where a capital follows without a break."""
    stretch = text[start:limit]
    for m in reversed(list(re.finditer(r"(?:Getty Images|GETTY IMAGES|Getty|Shutterstock|iStock|Alamy|AFP|REUTERS|Reuters"
                                       r"|AP|EPA-EFE|EPA|Anadolu|Bloomberg|Xinhua|TASS|Images)(?=[\"“]?[A-Z][a-z]|[A-Z] [a-z])",
                                       stretch))):  # fmt: skip
        return start + m.end()
    if m := re.search(r"[/|][^/|]{0,40}?[a-z](?=[A-Z][a-z]+ )", stretch):
        return start + m.end()
    return None


def photo_tail(text: str, start: int, end: int) -> int | None:
    """Where a photo credit at a paragraph's end begins, or None.

    In brackets anywhere at the end, or behind the last stop of a paragraph short enough for a caption.
    """
    low = max(start, end - _LONGEST_CREDIT)
    tail = text[low:end]
    if tail.endswith((")", "]", ").", "].")):
        at = max(tail.rfind("("), tail.rfind("["))
        if at > 0 and _labelled(tail[at:]):
            return low + at
    if end - start > _LONGEST_CAPTION:
        return None
    for m in re.finditer(r"(?<=[.!?”\"’)])[ \u00a0]+(?=\S)|(?<=[\w,])[ \u00a0]+(?=(?:AP |AFP |Reuters )?(?:[Pp]hoto|PHOTO"
                         r"|[Pp]icture|[Ii]mage|[Cc]redit|[Pp]ic|[Ff]ile [Pp]hoto) ?[:/|]|©|REUTERS/|AP Photo)", tail):  # fmt: skip
        candidate = tail[m.end() :]
        if _labelled(candidate) or _slashed_names(candidate):
            return low + m.end()
    return None


def _labelled(line: str) -> bool:
    return any(p.fullmatch(line) for p in _WHOLE) and not _too_wordy(line)


def _slashed_names(line: str) -> bool:
    """"Morning Herald/Contributor", "Ann Pell/Norwire": capitalised names around one slash, behind a full sentence."""
    parts = line.rstrip(".").split("/")
    if not 2 <= len(parts) <= 3 or len(line) > 60:
        return False
    names = [p.split() for p in parts]
    return all(n and len(n) <= 4 and all(w[:1].isupper() for w in n) for n in names) and not all(
        agencies().get(p.strip(" ()[]")) for p in parts)
