"""Corrections: the suggestions of findings, put in their places.

A suggestion never changes clinical meaning, so it may be taken over without asking. What has none is
for somebody who knows the record.
"""

import re
from collections.abc import Iterable
from typing import Any, TypeVar

import attrs

from medclaim import codes
from medclaim.codes._system import CodeValue
from medclaim.findings import Finding
from medclaim.malformed import Malformed

Checked = TypeVar("Checked")

_STEP = re.compile(r"([a-z_0-9]+)(?:\[([0-9]+)\])?")


def corrected(checked: Checked, findings: Iterable[Finding]) -> Checked:
    """A claim or an encounter with the suggestion of each finding that has one at its path.

    The value is typed as one given by hand is. Check again afterwards: what was hidden by a bad code
    comes to light only then. Raises ``ValueError`` where a path leads to nothing there, as that of a
    text or of a whole batch does.

    >>> from medclaim.claims.encounter import Diagnosis
    >>> from medclaim.claims.check import check
    >>> from medclaim.findings import Rule, Severity
    >>> rule = Rule(id="Z9", name="n", summary="s", authority="a", severity=Severity.ERROR)
    >>> finding = rule.at("code", "the placeholder is missing", suggestion="T81.40XA")
    >>> corrected(Diagnosis("T81.40A"), [finding]).code
    Icd10CmCode('T81.40XA')
    """
    for finding in findings:
        if finding.suggestion is not None:
            try:
                checked = _put(checked, finding.path, finding.suggestion)
            except (AttributeError, IndexError):
                raise ValueError(f"there is no {finding.path} in what is corrected") from None
    return checked


def _put(value: Any, path: str, text: str) -> Any:
    """``value`` with what ``text`` says at ``path``."""
    if not path:
        return _typed(value, text)
    step, _, rest = path.partition(".")
    found = _STEP.fullmatch(step)
    if found is None:
        raise AttributeError(step)
    name, index = found[1], found[2]
    old = getattr(value, name)
    if index is None:
        return attrs.evolve(value, **{name: _put(old, rest, text)})
    at = int(index)
    new = _put(old[at], rest, text)
    return attrs.evolve(value, **{name: (*old[:at], new, *old[at + 1 :])})


def _typed(old: Any, text: str) -> Any:
    """The text as the field takes it: what stood there says of which code system it is."""
    if isinstance(old, CodeValue):
        return type(old)(text)
    if isinstance(old, Malformed):
        named = [system for system in codes.SYSTEMS if system.name == old.kind]
        return named[0].value_class(text) if len(named) == 1 else text
    return text
