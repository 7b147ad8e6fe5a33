"""A baseline: findings that somebody has looked at and accepts, so that only new ones are shown."""

from collections.abc import Iterable
from typing import Any, final

import attrs

from medclaim.findings import Finding, Report
from medclaim.malformed import Malformed

_KEY_LENGTH = 16


def claim_key(claim: Any) -> str:
    """What stands for a claim or an encounter in a baseline: a digest of its control number."""
    # Imported here: few checks have a baseline, and hashlib costs more than a check.
    from hashlib import sha256

    number = claim.patient_control_number
    text = number.text if isinstance(number, Malformed) else str(number)
    return sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:_KEY_LENGTH]


def _entries(given: Iterable[tuple[str, str, str]]) -> frozenset[tuple[str, str, str]]:
    return frozenset((str(key), str(rule), str(path)) for key, rule, path in given)


@final
@attrs.frozen
class Baseline:
    """Accepted findings: the claim's key, the rule's id and the path of each.

    Give it to a ``Checker``: what it accepts stands in ``Report.accepted`` and no longer among the
    findings. A claim is known again by its patient control number, of which only a digest is kept.

    >>> from medclaim.claims.baseline import Baseline
    >>> Baseline().entries
    frozenset()
    """

    entries: frozenset[tuple[str, str, str]] = attrs.field(default=(), converter=_entries)

    @classmethod
    def of(cls, checked: Iterable[tuple[Any, Report]]) -> "Baseline":
        """Everything that the reports of some claims or encounters found."""
        return cls(
            frozenset(
                (claim_key(claim), finding.rule.id, finding.path)
                for claim, report in checked
                for finding in (*report.findings, *report.accepted)
            )
        )

    def accepts(self, key: str, finding: Finding) -> bool:
        """Whether a finding on the claim of that key is accepted."""
        return (key, finding.rule.id, finding.path) in self.entries
