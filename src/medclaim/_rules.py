"""How a rule is written in a few lines, what the rules of one family share, and who each is an error for.

A rule's number, name, summary, authority and answers stand in that order. The families differ in
what is said of a rule that does not say it itself: its SNIP type, and whether it warns.
"""

from functools import cache, partial
from typing import Protocol

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


# What a format or a form has room for.
form_rule = partial(claim_rule, snip_type=1)
# What must be there.
required = partial(claim_rule, snip_type=2)
# Diagnoses beside each other: the guidelines say what is right, seldom what is refused.
rule_of_codes = partial(claim_rule, severity=Severity.WARNING, snip_type=5)
# Procedures: an error where the authority says that the line is refused, a warning where payers
# differ or no public source settles it.
error = partial(claim_rule, snip_type=6)
warning = partial(claim_rule, severity=Severity.WARNING, snip_type=6)
# What a payer asks for.
payer_rule = partial(claim_rule, snip_type=7)


class _Asked(Protocol):
    @property
    def is_medicare(self) -> bool: ...


@cache
def doubtful(rule: Rule) -> Rule:
    """The rule as a warning, where its source says less."""
    return rule.weighing(Severity.WARNING)


def for_medicare(rule: Rule, asked: _Asked) -> Rule:
    """The rule as it weighs for the payer: what only Medicare has said is a warning elsewhere."""
    return rule if asked.is_medicare else doubtful(rule)
