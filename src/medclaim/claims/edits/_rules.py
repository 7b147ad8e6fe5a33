"""How the rules of claim edits are written: one rule in a few lines."""

from medclaim.findings import Rule, Severity


def claim_rule(
    id: str,
    name: str,
    summary: str,
    authority: str,
    *answer: str,
    severity: Severity = Severity.ERROR,
    snip_type: int = 4,
) -> Rule:
    """A rule of SNIP type 4, one fact against another, where nothing else is said.

    >>> rule = claim_rule("Z001", "made-up", "It holds.", "nobody", "CO-16", snip_type=2)
    >>> rule.severity.value, rule.snip_type, rule.answer
    ('error', 2, ('CO-16',))
    """
    return Rule(
        id=id,
        name=name,
        summary=summary,
        authority=authority,
        severity=severity,
        answer=answer,
        snip_type=snip_type,
    )
