"""The error tree.

FirsthandError            anything this package raises on purpose; one clear line
├── UsageError            the call is wrong: no such path, a bad option, a bad --meta file      exit code 2
├── NothingUsable         the input was read and holds no article                               exit code 3
└── StorageError          a file could not be written                                           exit code 4
"""

from __future__ import annotations


class FirsthandError(Exception):
    """Anything this package raises on purpose. ``str()`` is one line: what, where, what to do."""

    exit_code = 1


class UsageError(FirsthandError):
    exit_code = 2


class NothingUsable(FirsthandError):
    exit_code = 3


class StorageError(FirsthandError):
    exit_code = 4
