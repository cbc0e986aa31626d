"""What leaves for other tools: pure functions of a project's history, each to the text of one file."""
