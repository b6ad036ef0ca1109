"""Room: readers."""
