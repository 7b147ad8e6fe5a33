"""What a claim edit knows beside the claim."""

from collections.abc import Iterator
from datetime import date
from typing import final, overload

import attrs

from medclaim.claims.claim import (
    Claim,
    DentalClaim,
    InstitutionalClaim,
    ProfessionalClaim,
    lines_of,
)
from medclaim.claims.history import History
from medclaim.claims.lines import InstitutionalLine, ProfessionalLine
from medclaim.claims.payers import PayerPolicy
from medclaim.codes.tables import Tables
from medclaim.codes.visit import CodedProcedure, CodedVisit
from medclaim.dates import Days
from medclaim.malformed import Malformed


def service_days(claim: Claim) -> Iterator[tuple[str, Days | Malformed | None]]:
    """The days of service that a claim says, each with its path."""
    if type(claim) is DentalClaim and claim.service_dates is not None:
        yield "service_dates", claim.service_dates
    if type(claim) is InstitutionalClaim:
        # A bill is for all its days together.
        yield "statement_dates", claim.statement_dates
        return
    for index, line in enumerate(lines_of(claim)):
        yield f"lines[{index}].service_dates", line.service_dates


@overload
def line_of(claim: ProfessionalClaim, procedure: CodedProcedure) -> ProfessionalLine: ...
@overload
def line_of(claim: InstitutionalClaim, procedure: CodedProcedure) -> InstitutionalLine: ...
def line_of(
    claim: ProfessionalClaim | InstitutionalClaim, procedure: CodedProcedure
) -> ProfessionalLine | InstitutionalLine:
    """The line of a claim that a procedure of its coded visit stands on."""
    return claim.lines[int(procedure.line[len("lines[") : -1])]


def asked(visit: CodedVisit, policy: PayerPolicy | None) -> CodedVisit:
    """The visit as the policy a claim is checked for has it: who is asked to pay, that says.

    A policy outweighs what the claim says of its payer: here, once, so that no edit and no trigger
    need know which of the two it was.
    """
    if policy is None:
        return visit
    payer = policy.asked_as(visit.payer)
    return visit if payer == visit.payer else attrs.evolve(visit, payer=payer)


@final
@attrs.frozen
class Context:
    """The tables, the payer's policy, earlier claims, the day of submission and the coded visit.

    ``policy``, ``history`` and ``submitted_on`` are ``None`` where the checker has none; an edit
    that names them in its ``needs`` runs only where they are there.
    """

    tables: Tables
    policy: PayerPolicy | None
    history: History | None
    submitted_on: date | None
    visit: CodedVisit

    @property
    def is_medicare(self) -> bool:
        """Whether original Medicare is asked to pay."""
        return self.visit.is_medicare


def code_text(value: object) -> str:
    """The text of a code, nothing where there is none or it could not be read.

    >>> code_text(Malformed.missing("condition code")), code_text(None)
    ('', '')
    """
    return "" if isinstance(value, Malformed) else getattr(value, "text", "")
