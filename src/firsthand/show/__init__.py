"""What a reader sees of a trace: the terminal view and the HTML report."""
