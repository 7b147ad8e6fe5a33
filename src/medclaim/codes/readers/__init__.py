"""Published layouts, given as lines of text, read into rows of a table; no reader opens a file.

``read_x(lines)`` gives the rows one by one, ``x_table(lines, ...)`` the table they make. A line that
is not of its layout raises :class:`UnreadableLineError`, which names the line and the column and
never repeats the line.
"""

from medclaim.codes.readers._lines import UnreadableLineError

__all__ = ["UnreadableLineError"]
