"""``python -m firsthand`` is ``firsthand``."""

from firsthand.cli import entry

entry()
