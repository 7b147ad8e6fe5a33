"""Small tables for notebooks: rows of plain text as HTML, every character escaped."""

from collections.abc import Iterable, Sequence

_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;", "\0": "\ufffd"}
)


def escape(text: object) -> str:
    """The text of ``text`` so that no character of it is markup.

    >>> escape("<b>a & b</b>")
    '&lt;b&gt;a &amp; b&lt;/b&gt;'
    """
    return str(text).translate(_ESCAPES)


def facts(caption: object, pairs: Iterable[tuple[str, object]]) -> str:
    """A table of a name and a value a row; a pair without a value (``None``, empty) has no row.

    >>> facts("I10", [("title", "a < b"), ("ended", None)])
    '<table><caption>I10</caption><tr><th>title</th><td>a &lt; b</td></tr></table>'
    """
    rows = [
        f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>"
        for name, value in pairs
        if value is not None and value != ""
    ]
    return f"<table><caption>{escape(caption)}</caption>{''.join(rows)}</table>"


def grid(caption: object, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table of rows under heads; ``None`` is an empty cell.

    >>> grid("Codes", ["code"], [["I10"]])
    '<table><caption>Codes</caption><tr><th>code</th></tr><tr><td>I10</td></tr></table>'
    """
    lines = ["".join(f"<th>{escape(head)}</th>" for head in heads)]
    lines += ["".join(f"<td>{'' if c is None else escape(c)}</td>" for c in row) for row in rows]
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f"<table><caption>{escape(caption)}</caption>{body}</table>"
