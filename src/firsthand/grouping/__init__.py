"""Room: grouping. Articles -> stories."""

from firsthand.grouping.stories import group

__all__ = ["group"]
