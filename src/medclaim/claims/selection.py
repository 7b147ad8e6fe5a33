"""How rules are chosen: by id, the beginning of an id, name, severity or SNIP type, as in a linter."""

from collections.abc import Iterable, Mapping

from medclaim.findings import Rule, Severity

_EXACT = 99
_SNIP_TYPES = {f"snip:{number}": number for number in range(1, 8)}
_SEVERITIES = {severity.value: severity for severity in Severity}


def weights(
    given: Mapping[str, Severity] | Iterable[tuple[str, Severity]],
) -> tuple[tuple[str, Severity], ...]:
    """Severities by selector, in one order. Raises ``ValueError`` for what is no severity."""
    pairs = given.items() if isinstance(given, Mapping) else given
    return tuple(sorted((key, Severity(value)) for key, value in pairs))


def fit(selectors: Iterable[str], rule: Rule) -> int:
    """How closely the closest of ``selectors`` names a rule, -1 where none does.

    An id or a name is closest, then the longer beginning of an id, last a severity (``warning``) or
    a SNIP type (``snip:4``).

    >>> rule = Rule(id="B012", name="external-cause-first", summary="s", authority="a",
    ...             severity=Severity.ERROR, snip_type=5)
    >>> [fit([text], rule) for text in ("B012", "B0", "error", "snip:5", "warning")]
    [99, 2, 0, 0, -1]
    """
    return max((_fit(selector, rule) for selector in selectors), default=-1)


def _fit(selector: str, rule: Rule) -> int:
    if selector in (rule.id, rule.name):
        return _EXACT
    if selector in _SEVERITIES:
        return 0 if rule.severity is _SEVERITIES[selector] else -1
    if selector in _SNIP_TYPES:
        return 0 if rule.snip_type == _SNIP_TYPES[selector] else -1
    return len(selector) if selector and rule.id.startswith(selector) else -1


def refuse_unknown(selectors: Iterable[str], rules: Iterable[Rule]) -> None:
    """Raise ``ValueError`` for a selector that chooses no rule by its form or its name."""
    known = tuple(rules)
    for selector in selectors:
        if selector in _SEVERITIES or selector in _SNIP_TYPES:
            continue
        if not any(_fit(selector, rule) >= 0 for rule in known):
            raise ValueError(
                f"no rule is called {selector!r}: give an id, the beginning of ids, a name, a "
                "severity, or snip:1 to snip:7"
            )
