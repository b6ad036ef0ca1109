"""Room: timeline."""
