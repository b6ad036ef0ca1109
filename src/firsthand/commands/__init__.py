"""A module per verb of the command line: NAME, HELP, add_arguments(parser), run(arguments)."""
