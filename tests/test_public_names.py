"""What ``import firsthand`` offers: few names, each found when asked for, nothing loaded before."""

from __future__ import annotations

import subprocess
import sys

import pytest
from command import environment

import firsthand


def test_the_public_names_are_few_sorted_and_unique() -> None:
    names = firsthand.__all__
    assert len(names) <= 20 and len(set(names)) == len(names)
    assert names == sorted(names)  # nouns, then __version__, then verbs
    assert all(n == "__version__" or not n.startswith("_") for n in names)
    assert dir(firsthand) == sorted(names)


def _in_a_fresh_python(code: str) -> str:
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment(), timeout=60)
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


def test_importing_the_package_imports_nothing_else_of_ours_or_of_others() -> None:
    code = ("import sys; before = set(sys.modules); import firsthand; "
            "new = {m.split('.')[0] for m in set(sys.modules) - before}; "
            "print(sorted(new - set(sys.stdlib_module_names)), "
            "sorted(m for m in sys.modules if m.startswith('firsthand.')))")  # fmt: skip
    assert _in_a_fresh_python(code) == "['firsthand'] []"


@pytest.mark.parametrize("order", [1, -1])
def test_every_name_is_there_in_any_order(order: int) -> None:
    code = (f"import firsthand\nfor n in firsthand.__all__[::{order}]:\n"
            "    v = getattr(firsthand, n)\n    assert not hasattr(v, '__path__') and type(v).__name__ != 'module', n\n"
            "assert callable(firsthand.trace) and callable(firsthand.report) and callable(firsthand.schema)\n"
            "from firsthand import *\nassert trace is firsthand.trace")  # fmt: skip
    _in_a_fresh_python(code)


@pytest.mark.parametrize("before", ["firsthand.trace", "import firsthand.trace", "import firsthand.cli",
                                    "from firsthand.trace import tell", "from firsthand import trace",
                                    "import firsthand.trace as other"])  # fmt: skip
def test_a_name_survives_the_import_of_a_module_of_that_name(before: str) -> None:
    _in_a_fresh_python(f"import firsthand\n{before}\nimport firsthand.trace\nfrom firsthand.trace import trace_intake\n"
                       "assert callable(firsthand.trace) and firsthand.trace.__name__ == 'trace'\n"
                       "from firsthand import trace\nassert trace is firsthand.trace")  # fmt: skip


def test_an_unknown_name_is_an_ordinary_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = firsthand.nothing
    assert not hasattr(firsthand, "__nothing__")


@pytest.mark.parametrize("name", firsthand.__all__)
def test_every_public_name_is_explained(name: str) -> None:
    if name != "__version__":
        assert (getattr(firsthand, name).__doc__ or "").strip()
