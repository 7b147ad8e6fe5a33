"""Published layouts, given as lines of text, read into rows of a table; no reader opens a file."""
