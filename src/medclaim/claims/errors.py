"""How an exception tells findings, and that of every writer: a value that its format cannot hold."""

from collections.abc import Iterable, Sequence

from medclaim.findings import Finding

_SHOWN = 5


def told(findings: Sequence[Finding]) -> str:
    """The rule, the place and the message of the first few findings, and how many more there are."""
    shown = [f"{f.rule.id} at {f.path}: {f.message}" for f in findings[:_SHOWN]]
    if len(findings) > _SHOWN:
        shown.append(f"and {len(findings) - _SHOWN} more")
    return "; ".join(shown)


class DoesNotFitError(ValueError):
    """A claim that a format cannot hold as it is: nothing was written and nothing was cut short.

    ``findings`` says which values and why. The message counts them and names the rules and the
    places of the first few, never a value.

    >>> from medclaim.findings import Rule, Severity
    >>> rule = Rule(id="D303", name="n", summary="s", authority="a", severity=Severity.ERROR)
    >>> error = DoesNotFitError([rule.at("patient.name", "item 2 holds 28 characters, this has 31")])
    >>> str(error)
    '1 value does not fit: D303 at patient.name: item 2 holds 28 characters, this has 31'
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        count = len(self.findings)
        what = "1 value does" if count == 1 else f"{count} values do"
        super().__init__(f"{what} not fit: {told(self.findings)}")

    def __reduce__(self) -> tuple[object, ...]:
        return (DoesNotFitError, (self.findings,))
