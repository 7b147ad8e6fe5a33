"""What pyx12, which we did not write, says of a text: every error at every level, as one list."""

import json
import logging
from collections.abc import Iterator
from functools import lru_cache
from io import StringIO
from typing import Any, NamedTuple

import pyx12.errors
import pyx12.map_if
import pyx12.params
import pyx12.x12n_document


class Complaint(NamedTuple):
    """One error: the line (segment) of the text, counted from 1, its id, its loop, code and message."""

    line: int
    segment: str
    loop: str
    code: str
    message: str


# The map is 25,900 lines of XML and no part of it changes while it is walked.
_load_map = lru_cache(maxsize=None)(pyx12.map_if.load_map_file)


class _Parameters(pyx12.params.ParamsBase):  # type: ignore[misc]
    """The defaults, without the configuration files of the machine; ``lru_cache`` wants one object."""


_PARAMETERS = _Parameters()


class _Kept(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def complaints(text: str) -> list[Complaint]:
    """Every error that pyx12 finds in ``text``."""
    logger, kept, tree = logging.getLogger("pyx12"), _Kept(), StringIO()
    logger.addHandler(kept)
    was_propagating, logger.propagate = logger.propagate, False
    original, pyx12.map_if.load_map_file = pyx12.map_if.load_map_file, _load_map
    places: dict[int, tuple[str, str]] = {}

    def note(segment: Any, source: Any, node: Any, valid: bool) -> None:
        places[source.get_cur_line()] = (segment.get_seg_id(), node.parent.id)

    try:
        valid = pyx12.x12n_document.x12n_document(
            param=_PARAMETERS,
            src_file=StringIO(text),
            fd_997=None,
            fd_html=None,
            fd_json=tree,
            callback=note,
        )
    except pyx12.errors.EngineError as error:
        return [Complaint(0, "", "", "", str(error))]
    finally:
        pyx12.map_if.load_map_file = original
        logger.propagate = was_propagating
        logger.removeHandler(kept)
    told = list(_of_tree(json.loads(tree.getvalue() or "{}"), places, 0))
    found = [complaint for complaint in told if not _is_of_the_peer(complaint)]
    # What it says without a place in its tree, and a refusal without a word, count as well.
    if kept.messages and not told:
        found = [Complaint(0, "", "", "", message) for message in kept.messages]
    if not valid and not told and not found:
        found = [Complaint(0, "", "", "", "refused without a word")]
    return found


def _is_of_the_peer(complaint: Complaint) -> bool:
    """It holds a certificate of medical necessity (PWK CT) to the values of the row before it."""
    return complaint.loop == "2400" and complaint.message in {
        f"({value}) is not a valid code for Attachment Transmission Code (PWK02)"
        for value in ("AB", "AD", "AF", "AG", "NS")
    }


def _of_tree(node: Any, places: dict[int, tuple[str, str]], line: int) -> Iterator[Complaint]:
    if isinstance(node, list):
        for inner in node:
            yield from _of_tree(inner, places, line)
    elif isinstance(node, dict):
        line = node.get("cur_line", line)
        if "err_cde" in node:
            segment, loop = places.get(line, ("", ""))
            yield Complaint(line, segment, loop, node["err_cde"], node["err_str"])
        for inner in node.values():
            yield from _of_tree(inner, places, line)
