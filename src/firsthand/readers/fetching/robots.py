"""robots.txt as RFC 9309 has it: the group that names us, else the one for all; the longest rule that fits decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

MAX_ROBOTS: Final = 500_000  # bytes read, as the standard asks at least
MAX_DELAY: Final = 30.0  # seconds between requests that a site may ask for
_MAX_RULES = 10_000


@dataclass(frozen=True, slots=True)
class Rules:
    """What a site allows us: (path pattern, allowed), and the seconds it wants between requests."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0

    def allow(self, path: str) -> bool:
        """Whether a path (with its query) may be fetched; the longest pattern decides, an equal one allows."""
        path = unquote(path)
        best = max(((len(p), allowed) for p, allowed in self.rules if fits(p, path)), default=(0, True))
        return best[1]


ALL_ALLOWED: Final = Rules()
NONE_ALLOWED: Final = Rules((("/", False),))


def parse_robots(data: bytes, agent: str) -> Rules:
    """The rules for an agent, of the groups that name it; else of those for "*"."""
    named: list[tuple[str, bool]] = []
    general: list[tuple[str, bool]] = []
    delays = {"named": 0.0, "general": 0.0}
    found_named = False
    agents: list[str] = []
    in_rules = False
    for raw in data[:MAX_ROBOTS].decode("utf-8", "replace").lstrip("\ufeff").splitlines():
        key, colon, value = raw.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            agents = [] if in_rules else agents
            in_rules = False
            agents.append(value.lower())
            found_named = found_named or value.lower() == agent.lower()
            continue
        if key not in ("allow", "disallow", "crawl-delay"):
            continue
        in_rules = True
        ours, for_all = agent.lower() in agents, "*" in agents
        if key == "crawl-delay":
            for name, meant in (("named", ours), ("general", for_all)):
                delays[name] = _seconds(value) if meant else delays[name]
        elif value and len(named) + len(general) < _MAX_RULES:
            rule = (unquote(value), key == "allow")
            named += [rule] if ours else []
            general += [rule] if for_all else []
    return Rules(tuple(named), delays["named"]) if found_named else Rules(tuple(general), delays["general"])


def fits(pattern: str, path: str) -> bool:
    """Whether a pattern fits the beginning of a path: "*" is anything, a last "$" the end. In linear time."""
    ends = pattern.endswith("$")
    first, *rest = (pattern[:-1] if ends else pattern).split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for n, piece in enumerate(rest):
        if ends and n == len(rest) - 1:
            return len(path) - len(piece) >= at and path.endswith(piece)
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return not ends or at == len(path)


def _seconds(value: str) -> float:
    try:
        return min(max(float(value), 0.0), MAX_DELAY) if len(value) < 20 else 0.0
    except ValueError:
        return 0.0
