"""Room: lineage."""
