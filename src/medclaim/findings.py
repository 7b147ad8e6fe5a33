"""What a check answers with: rules, findings, and a report that also says what was not checked."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import final

import attrs


class Severity(StrEnum):
    """How much a finding weighs.

    ``ERROR``: an official source says the claim is refused or denied. ``WARNING``: often denied, or
    true for some payers only. ``INFORMATION``: advice.
    """

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"


@final
@attrs.frozen(kw_only=True)
class Rule:
    """One published rule, said once.

    ``id`` (``B012``) and ``name`` (``external-cause-first``) are stable for ever and never reused.
    ``summary`` is what it asks for in one sentence, ``authority`` the source that says so (and, for
    a warning, how sure it is), ``answer`` what a payer would send back: group and CARC, RARC, or
    277CA category:status@entity (``"CO-16/MA63"``, ``"A7:254"``). ``snip_type`` is the WEDI SNIP
    type of test, 1 (syntax) to 7 (payer).
    """

    id: str
    name: str
    summary: str
    authority: str
    severity: Severity
    answer: tuple[str, ...] = ()
    snip_type: int = 7

    def at(
        self,
        path: str,
        message: str,
        *,
        related: Iterable[str] = (),
        suggestion: str | None = None,
    ) -> "Finding":
        """A finding of this rule at ``path``."""
        return Finding(
            rule=self, path=path, message=message, related=tuple(related), suggestion=suggestion
        )

    def weighing(self, severity: Severity) -> "Rule":
        """The same rule at another weight, for the cases in which its source says less or more."""
        return attrs.evolve(self, severity=severity)


@final
@attrs.frozen(kw_only=True)
class Finding:
    """One place where a rule is broken.

    ``path`` is the model's (``lines[1].modifiers[0]``), or a text's (``segments[31].SV101``) where a
    text was checked; ``related`` holds the other paths involved; ``suggestion`` a replacement that
    never changes clinical meaning, or ``None``. No part ever holds a name, a birth date, an
    address, a member number or free text: codes and positions only.
    """

    rule: Rule
    path: str
    message: str
    related: tuple[str, ...] = ()
    suggestion: str | None = None

    @property
    def severity(self) -> Severity:
        """The severity of its rule, as the checker that found it set it."""
        return self.rule.severity

    def under(self, prefix: str) -> "Finding":
        """The same finding seen from one level further out.

        >>> rule = Rule(id="Z9", name="n", summary="s", authority="a", severity=Severity.ERROR)
        >>> rule.at("lines[0].charge", "m").under("claims[2]").path
        'claims[2].lines[0].charge'
        """
        return attrs.evolve(
            self,
            path=join(prefix, self.path),
            related=tuple(join(prefix, path) for path in self.related),
        )

    def __str__(self) -> str:
        hint = f" Suggestion: {self.suggestion}." if self.suggestion else ""
        where = self.path or "claim"
        return f"{self.severity.value} {self.rule.id} {self.rule.name} at {where}: {self.message}{hint}"


@final
@attrs.frozen(kw_only=True)
class NotChecked:
    """A rule that could not be decided, and what it lacked (a table's name, ``history``, a day)."""

    rule: Rule
    lacks: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.rule.id} {self.rule.name}: needs {', '.join(self.lacks)}"


@final
@attrs.frozen(kw_only=True)
class Report:
    """The findings of a check, the rules it could not decide, and the editions it used.

    Iterating gives the findings. A rule in ``not_checked`` neither passed nor failed. ``accepted``
    are findings that a baseline has accepted: they count for nothing else.

    >>> Report().is_clean, len(Report())
    (True, 0)
    """

    findings: tuple[Finding, ...] = ()
    not_checked: tuple[NotChecked, ...] = ()
    editions: tuple[str, ...] = ()
    accepted: tuple[Finding, ...] = ()

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings of severity error."""
        return self._of(Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings of severity warning."""
        return self._of(Severity.WARNING)

    @property
    def information(self) -> tuple[Finding, ...]:
        """The findings of severity information."""
        return self._of(Severity.INFORMATION)

    @property
    def is_clean(self) -> bool:
        """Whether there is no error and no warning."""
        return not any(f.rule.severity is not Severity.INFORMATION for f in self.findings)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def __bool__(self) -> bool:
        return True

    def under(self, prefix: str) -> "Report":
        """The same report seen from one level further out."""
        if not self.findings and not self.accepted:
            return self
        return attrs.evolve(
            self,
            findings=tuple(f.under(prefix) for f in self.findings),
            accepted=tuple(f.under(prefix) for f in self.accepted),
        )

    def merged(self, *others: "Report") -> "Report":
        """This report and others as one; each rule not checked and each edition named once."""
        reports = (self, *others)
        # What one check says of many claims is mostly one tuple: it is gone through once.
        not_checked = {id(r.not_checked): r.not_checked for r in reports}.values()
        editions = {id(r.editions): r.editions for r in reports}.values()
        return Report(
            findings=tuple(f for r in reports for f in r.findings),
            not_checked=tuple(dict.fromkeys(n for told in not_checked for n in told)),
            editions=tuple(dict.fromkeys(e for told in editions for e in told)),
            accepted=tuple(f for r in reports for f in r.accepted),
        )

    def __str__(self) -> str:
        lines = [str(finding) for finding in self.findings] or ["no findings"]
        if self.accepted:
            lines.append(f"accepted by the baseline: {len(self.accepted)}")
        if self.not_checked:
            lines.append(f"not checked ({len(self.not_checked)}):")
            lines.extend(f"  {entry}" for entry in self.not_checked)
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        # Imported here: only a notebook asks.
        from medclaim._html import grid

        heads = (
            "severity",
            "rule",
            "place",
            "what is wrong",
            "suggestion",
            "payer's answer",
            "source",
        )
        rows = [
            (
                finding.severity.value,
                f"{finding.rule.id} {finding.rule.name}",
                finding.path or "claim",
                finding.message,
                finding.suggestion,
                ", ".join(finding.rule.answer),
                finding.rule.authority,
            )
            for finding in self.findings
        ]
        found = grid(f"{len(rows) or 'no'} finding{'s' * (len(rows) != 1)}", heads, rows)
        if not self.not_checked:
            return found
        lacking = [(f"{e.rule.id} {e.rule.name}", ", ".join(e.lacks)) for e in self.not_checked]
        return found + grid("not checked", ("rule", "needs"), lacking)

    def _of(self, severity: Severity) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.rule.severity is severity)


def join(prefix: str, path: str) -> str:
    """A path seen from its parent.

    >>> join("lines[0]", "charge"), join("claims[1]", ""), join("", "charge")
    ('lines[0].charge', 'claims[1]', 'charge')
    """
    return f"{prefix}.{path}" if prefix and path else prefix or path
