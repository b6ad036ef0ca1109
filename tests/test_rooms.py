"""Data flows one way: every module imports only from its own room and the rooms above it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import ROOT

PACKAGE = ROOT / "src" / "firsthand"
# Top to bottom, as docs and design draw it. A name is a folder or a module of the package.
ORDER = [
    "nouns", "languages", "readers", "zones", "reuse", "grouping", "attribution", "timeline", "lineage", "claims",
    "actors", "trace", "engines", "case", "show", "web", "commands", "cli",
]  # fmt: skip
MODULES = {
    ".".join(("firsthand", *file.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__"): file
    for file in sorted(PACKAGE.rglob("*.py"))
}
MOST_LINES = 400  # of a module: more is a sign of two things in one room


def _imports(module: str, top_only: bool = False) -> Iterator[str]:
    """The modules of ours that a module imports, in functions too unless ``top_only``."""
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    for node in _at_import(tree) if top_only else ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (a.name for a in node.names if a.name.split(".")[0] == "firsthand")
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module} imports relatively: name the room"
            if node.module and node.module.split(".")[0] == "firsthand":
                for alias in node.names:
                    inner = f"{node.module}.{alias.name}"
                    yield inner if inner in MODULES else node.module


def _at_import(tree: ast.AST) -> Iterator[ast.AST]:
    """What runs when a module is imported: no function bodies, nothing for type checkers alone."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        yield node
        yield from _at_import(node)


def _room(module: str) -> str:
    return [*module.split("."), ""][1]


def test_every_room_has_its_place() -> None:
    assert {_room(m) for m in MODULES} - {"", "__main__"} <= set(ORDER)


@pytest.mark.parametrize("module", [m for m in MODULES if _room(m) not in ("", "__main__")])
def test_a_room_imports_only_from_rooms_above(module: str) -> None:
    place = ORDER.index(_room(module))
    for found in _imports(module):
        if found != "firsthand":  # only __version__, checked below
            assert ORDER.index(_room(found)) <= place, f"{module} imports {found} from a room below"
        if _room(module) == "nouns":
            assert _room(found) == "nouns", f"{module} imports {found}: nouns import nothing of ours"


def test_rooms_take_nothing_but_the_version_from_the_public_face() -> None:
    for module in MODULES:
        for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "firsthand":
                names = {a.name for a in node.names if f"firsthand.{a.name}" not in MODULES}
                assert names <= {"__version__"}, f"{module}: {names}"


def test_a_private_name_is_not_imported_by_another_room() -> None:
    for module in MODULES:
        for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("firsthand"):
                private = [a.name for a in node.names if a.name.startswith("_") and a.name != "__version__"]
                assert not private or _room(node.module or "") == _room(module), f"{module}: {private}"


def test_no_two_modules_need_each_other() -> None:
    """The graph of what is imported when a module is imported has no loop, a package's own face aside."""
    needs = {m: sorted({i for i in _imports(m, top_only=True) if i in MODULES and i != m}) for m in MODULES}
    done: set[str] = set()

    def follow(module: str, way: tuple[str, ...]) -> None:
        assert module not in way, "a loop: " + " -> ".join((*way[way.index(module) :], module))
        if module not in done:
            for other in needs[module]:
                follow(other, (*way, module))
            done.add(module)

    for module in MODULES:
        follow(module, ())


@pytest.mark.parametrize("file", MODULES.values(), ids=MODULES)
def test_a_module_is_named_for_what_it_is_about_and_fits_the_eye(file: Path) -> None:
    parts = {p.removesuffix(".py") for p in file.relative_to(PACKAGE).parts}
    assert not parts & {"utils", "util", "helpers", "helper", "common", "misc", "core", "tools", "stuff"}
    text = file.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MOST_LINES, f"{len(text.splitlines())} lines: two things in one room?"
    assert ast.get_docstring(ast.parse(text)), "a module says what it is for"


def test_tests_mirror_the_rooms() -> None:
    rooms = {p.name for p in PACKAGE.iterdir() if p.is_dir() and not p.name.startswith("_")} - {"nouns", "languages"}
    assert rooms <= {p.name for p in (ROOT / "tests").iterdir() if p.is_dir() and any(p.glob("test_*.py"))}


def test_the_order_is_the_one_contributors_are_told() -> None:
    told = re.findall(r"^\| `(\w+)(?:/|\.py)` \|", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.MULTILINE)
    there = {_room(m) for m in MODULES}
    assert told == [name for name in ORDER if name in there]
