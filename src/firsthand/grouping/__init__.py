"""Room: grouping."""
