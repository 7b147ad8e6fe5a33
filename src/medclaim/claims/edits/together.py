"""What the claims of a batch have of one patient, as one visit: a day is one day, whichever bill says it.

NCCI and the payers' search for duplicates look at what one provider did for one patient on one day,
not at one claim (NCCI Policy Manual for Medicare Services, chapter I; Medicare Claims Processing
Manual, chapter 1, section 120). So an edit that looks at the services of a day need not know of
batches: it is asked with the services of several claims as it is with those of one.
"""

from collections.abc import Iterator, Sequence

from medclaim.claims.claim import Claim
from medclaim.claims.edits.context import asked
from medclaim.claims.history import patient_key
from medclaim.claims.payers import PayerPolicy
from medclaim.claims.visits import visit_of_claim
from medclaim.codes.npi import Npi
from medclaim.codes.visit import CodedProcedure, CodedVisit
from medclaim.edit import Kind
from medclaim.findings import Finding
from medclaim.malformed import Malformed

# CLM05-3: an adjustment, a replacement, a void.
ABOUT_ANOTHER = frozenset({"6", "7", "8"})


def insured(claim: Claim) -> tuple[object, ...] | None:
    """By what two claims are known to ask one payer for one patient, ``None`` where it is not said.

    Name and birth date alone are two people's now and then: the payer and the number it knows its
    member by are the same too. Where nobody is a member, after an accident, nobody has a number.
    """
    person, member_id = patient_key(claim), claim.subscriber.member_id
    payer_id = claim.payer.payer_id
    if person is None or type(payer_id) is not str or isinstance(member_id, Malformed):
        return None
    return person, payer_id, member_id and member_id.casefold()


def biller(claim: Claim) -> str | None:
    """The billing provider's NPI."""
    npi = claim.billing_provider.npi
    return npi.text if type(npi) is Npi else None


def together(claims: Sequence[Claim], policy: PayerPolicy | None) -> Iterator[CodedVisit]:
    """The services of a patient to one payer of one kind of claim, wherever several claims have them.

    A visit holds services, their days and who is to pay, as an edit of a day asks. Adjustments,
    replacements and voids are left out, as they repeat the services of another claim, and so is
    what nobody with a number furnished. Bills of a facility stand together where that is the same;
    other services say by whom each was furnished: who bills, where nobody else is named. The paths
    begin with the claim's place.
    """
    groups: dict[tuple[object, ...], list[int]] = {}
    for index, claim in enumerate(claims):
        who = insured(claim)
        if who is not None and claim.frequency_code not in ABOUT_ANOTHER:
            groups.setdefault(who, []).append(index)
    for group in groups.values():
        if len(group) > 1:
            yield from _visits([(index, claims[index]) for index in group], policy)


def _visits(group: list[tuple[int, Claim]], policy: PayerPolicy | None) -> Iterator[CodedVisit]:
    visits: dict[tuple[object, ...], list[tuple[CodedVisit, list[CodedProcedure]]]] = {}
    for index, claim in group:
        visit, npi = asked(visit_of_claim(claim), policy), biller(claim)
        is_bill = visit.kind is Kind.INSTITUTIONAL
        services = [
            procedure._replace(line=f"claims[{index}].{procedure.line}", provider=provider)
            for procedure in visit.procedures
            if (provider := npi if is_bill else procedure.provider or npi) is not None
        ]
        facility = npi if is_bill else None
        key = visit.kind, visit.is_inpatient, visit.is_of_supplier, visit.payer, facility
        if services:
            visits.setdefault(key, []).append((visit, services))
    for several in visits.values():
        if len(several) > 1:
            yield _one(several)


def _one(several: list[tuple[CodedVisit, list[CodedProcedure]]]) -> CodedVisit:
    first = several[0][0]
    procedures = [procedure for _, services in several for procedure in services]
    days = {day for procedure in procedures if (day := procedure.first_day) is not None}
    return CodedVisit(
        kind=first.kind,
        is_inpatient=first.is_inpatient,
        is_of_supplier=first.is_of_supplier,
        service_days=tuple(sorted(days)),
        procedures=tuple(procedures),
        payer=first.payer,
    )


def is_of_one_claim(finding: Finding) -> bool:
    """Whether all places of a finding are on one claim of the batch, of which it is said already."""
    return len({path.partition(".")[0] for path in (finding.path, *finding.related)}) == 1
