"""Room: zones."""
