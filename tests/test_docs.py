"""What the docs say is so: commands parse, limits have their values, exit codes and links exist."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from command import ROOT, firsthand

from firsthand import cli
from firsthand.nouns import NothingUsable, StorageError, UsageError, limits

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LIMITS = (ROOT / "docs" / "limits.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `([\w.]+)` \| ([\d,]+) \| (.+?) \| (.+?) \|$", LIMITS, re.MULTILINE)


VERBS = "|".join(import_module(f"firsthand.commands.{verb}").NAME for verb in cli.VERBS)


def _commands() -> Iterator[tuple[str, str]]:
    """(page, command) of every ``firsthand ...`` line and of every one between backticks."""
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        found = re.findall(r"`(firsthand [^`\n]+)`", text)
        found += re.findall(rf"^(?: {{4}}|\$ )?(?:[^|`\n]*\| )?(firsthand (?:-|{VERBS}).*)$", text, re.MULTILINE)
        for command in dict.fromkeys(found):
            yield page.name, command


COMMANDS = list(_commands())


def test_commands_are_found() -> None:
    assert len(COMMANDS) >= 5


@pytest.mark.parametrize(("page", "command"), COMMANDS)
def test_every_command_of_the_docs_parses(page: str, command: str) -> None:
    line = command.split(" | ")[0].split(" > ")[0]
    words = shlex.split(line, comments=True)[1:]
    if "..." in command or "PATH" in command or len(words) < 2:
        return  # a pattern or a name, not a command
    try:
        cli._parser(words).parse_args(words)
    except SystemExit as end:  # --help, --version
        assert not end.code
    except UsageError as error:
        raise AssertionError(f"{page}: {command}: {error}") from None


def test_every_option_is_documented() -> None:
    told = " ".join(page.read_text(encoding="utf-8") for page in PAGES)
    for option in re.findall(r"--[a-z][a-z-]+", firsthand("trace", "--help").stdout.decode()):
        assert option == "--help" or option in told, option


def test_every_limit_stands_on_its_page() -> None:
    ours = {name for name in vars(limits) if name.isupper()}
    assert {name for name, *_ in ROWS if "." not in name} == ours
    assert len({name for name, *_ in ROWS}) == len(ROWS)


@pytest.mark.parametrize(("name", "value"), [row[:2] for row in ROWS])
def test_a_limit_has_the_value_its_page_says(name: str, value: str) -> None:
    module, _, constant = f"firsthand.{name}".rpartition(".") if "." in name else ("firsthand.nouns.limits", "", name)
    assert getattr(import_module(module), constant) == int(value.replace(",", ""))


def test_every_exit_code_is_documented() -> None:
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", LIMITS, re.MULTILINE)}
    raised = {error.exit_code for error in (UsageError, NothingUsable, StorageError)}
    assert told == {0, *raised, cli.INTERRUPTED} == {0, 2, 3, 4, 130}
    assert all(re.search(rf"\b{code}\b", cli.__doc__ or "") for code in told)


def _links() -> Iterator[tuple[Path, str]]:
    for page in PAGES:
        text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        for target in re.findall(r"\]\(([^)\s]+)\)|(?:src|href)=\"([^\"]+)\"", text):
            yield page, target[0] or target[1]


@pytest.mark.parametrize(("page", "target"), [(p, t) for p, t in _links() if not re.match(r"\w+:", t)],
                         ids=lambda x: getattr(x, "name", x))  # fmt: skip
def test_a_link_leads_somewhere(page: Path, target: str) -> None:
    path, _, anchor = target.partition("#")
    place = (page.parent / path).resolve() if path else page
    assert place.is_relative_to(ROOT) and place.exists(), f"{page.name}: {target}"
    if anchor and place.suffix == ".md":
        heads = re.findall(r"^#+ (.+)$", place.read_text(encoding="utf-8"), re.MULTILINE)
        slugs = {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in heads}
        assert anchor in slugs, f"{page.name}: {target}"


def test_the_headline_of_the_example_is_what_the_readme_says() -> None:
    from firsthand.show.wording import headline
    from firsthand.trace import trace

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    told = re.search(r"<!-- headline of examples/reservoir: tested -->\n((?:> .+\n)+)", readme)
    example = ROOT / "examples" / "reservoir"
    assert told and " ".join(re.sub("^> ", "", told[1], flags=re.MULTILINE).split()) == headline(
        trace([example / "articles"], example / "meta.jsonl")
    )
