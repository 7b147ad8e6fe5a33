"""What one payer asks, and what only a batch shows (SNIP type 7)."""

from collections.abc import Callable, Iterator
from datetime import date
from operator import attrgetter

from medclaim._text import Pattern
from medclaim.claims.claim import Claim
from medclaim.claims.edits.context import Context, service_days
from medclaim.claims.parties import SELF
from medclaim.claims.payers import PayerKind
from medclaim.codes.mbi import Mbi
from medclaim.codes.procedure import OtherProcedureCode
from medclaim.dates import first_day, last_day
from medclaim.edit import Kind, edit
from medclaim.findings import Finding, Rule, Severity

MBI_STRUCTURE = Rule(
    id="A033",
    name="mbi-structure",
    summary="A Medicare member id is a Medicare Beneficiary Identifier.",
    authority="CMS, Understanding the Medicare Beneficiary Identifier (MBI) Format",
    severity=Severity.ERROR,
    answer=("A7:164@IL", "CO-16/N382"),
    snip_type=1,
)
MBI_IS_HICN = Rule(
    id="A034",
    name="mbi-is-hicn",
    summary="A HICN or Railroad Retirement Board number is no longer a Medicare member id.",
    authority="CMS, New Medicare Card: claims after 2019-12-31 use the MBI",
    severity=Severity.ERROR,
    answer=("A7:164@IL", "CO-16/N382"),
    snip_type=1,
)
HCPCS_FAMILY = Rule(
    id="A063",
    name="hcpcs-family-payer",
    summary="A payer is sent codes of the families it takes.",
    authority="CMS, HCPCS level II coding procedures: S, T and H codes are for other payers "
    "(knowledge, unconfirmed)",
    severity=Severity.WARNING,
    answer=("CO-181", "CO-16/M20"),
    snip_type=7,
)
TAXONOMY = Rule(
    id="D028",
    name="billing-taxonomy-missing",
    summary="The billing provider's taxonomy is given where the payer asks for it.",
    authority="005010X222A1, 2000A PRV (situational); payer policy",
    severity=Severity.WARNING,
    answer=("A6:145@85", "CO-16/N255"),
    snip_type=7,
)
REPLACEMENT_TO_MEDICARE = Rule(
    id="D071",
    name="replacement-to-medicare-b",
    summary="Medicare Part B takes no replacement or void: correct by reopening or a new claim.",
    authority="Medicare contractors' practice (knowledge, unconfirmed)",
    severity=Severity.WARNING,
    answer=("A7:535",),
    snip_type=7,
)
RENDERING_TAXONOMY = Rule(
    id="D086",
    name="rendering-taxonomy-missing",
    summary="The rendering provider's taxonomy is given where the payer asks for it.",
    authority="005010X222A1, 2310B PRV (situational); payer policy",
    severity=Severity.WARNING,
    answer=("A6:145@82", "CO-16/N288"),
    snip_type=7,
)
AUTHORIZATION = Rule(
    id="D114",
    name="prior-auth-missing",
    summary="A prior authorization is given where the payer asks for it.",
    authority="payer policy",
    severity=Severity.WARNING,
    answer=("CO-197", "A6:252"),
    snip_type=7,
)
REFERRAL = Rule(
    id="D116",
    name="referral-missing",
    summary="A referral is given where the payer asks for it.",
    authority="payer policy",
    severity=Severity.WARNING,
    answer=("CO-288",),
    snip_type=7,
)
ATTACHMENT = Rule(
    id="E084",
    name="wc-attachment-missing",
    summary="A report goes with the claim where the payer asks for one.",
    authority="005010X222A1, 2300 PWK (situational); payer policy, most often a state's workers' "
    "compensation rules",
    severity=Severity.WARNING,
    answer=("CO-252",),
    snip_type=7,
)
TOO_LATE = Rule(
    id="E001",
    name="timely-filing-expired",
    summary="A claim is filed within the payer's limit.",
    authority="42 CFR 424.44 (Medicare), 42 CFR 447.45(d) (Medicaid), 32 CFR 199.7 (TRICARE): an "
    "error; a contract's limit: a warning",
    severity=Severity.ERROR,
    answer=("CO-29", "A3:718"),
    snip_type=7,
)
NEARLY_LATE = Rule(
    id="E002",
    name="timely-filing-near",
    summary="Four fifths of the payer's filing limit are over.",
    authority="the payer's filing limit",
    severity=Severity.INFORMATION,
    snip_type=7,
)
DELAY_REASON = Rule(
    id="E003",
    name="timely-filing-delay-reason",
    summary="A claim filed late says why.",
    authority="005010X222A1, 2300 CLM20",
    severity=Severity.WARNING,
    answer=("CO-29", "A6:555"),
    snip_type=7,
)
MEMBER_ID = Rule(
    id="E004",
    name="member-id-pattern",
    summary="A member id has a form that the payer issues.",
    authority="knowledge, unconfirmed: payers publish few of their forms",
    severity=Severity.WARNING,
    answer=("CO-31", "A7:164@IL"),
    snip_type=7,
)
BLUE_PREFIX = Rule(
    id="E005",
    name="bcbs-prefix-missing",
    summary="A Blue Cross Blue Shield id begins with its three-character prefix, or is a federal one.",
    authority="knowledge, unconfirmed: Blue Cross Blue Shield Association prefix rule",
    severity=Severity.WARNING,
    answer=("A7:733@IL",),
    snip_type=7,
)
FILING_INDICATOR = Rule(
    id="E006",
    name="filing-indicator-vs-payer",
    summary="The claim's kind of payer is that of the payer it is checked for.",
    authority="005010X222A1, 2000B SBR09; payer policy (knowledge, unconfirmed)",
    severity=Severity.WARNING,
    answer=("A7:480@PR",),
    snip_type=7,
)
MEDICARE_SELF = Rule(
    id="E010",
    name="medicare-patient-is-insured",
    summary="A Medicare patient is the subscriber.",
    authority="CMS, Using MBIs: report self as the relationship to the insured (SBR02 18)",
    severity=Severity.ERROR,
    answer=("A7:156@IL",),
    snip_type=7,
)
MEDICARE_REPLACEMENT = Rule(
    id="E019",
    name="medicare-part-b-replacement",
    summary="A Medicare Part B policy takes original claims only.",
    authority="Medicare contractors' practice (knowledge, unconfirmed)",
    severity=Severity.WARNING,
    answer=("A7:535",),
    snip_type=7,
)
_TOO_LATE_BY_CONTRACT = TOO_LATE.weighing(Severity.WARNING)

_BLUE_ID = Pattern("[A-Z0-9]{3}[A-Z0-9]{1,14}|R[0-9]{8}")
# An all-digit id, but for the federal one, has lost its prefix.
_DIGITS = Pattern("[0-9]+")
_HICN = Pattern("[0-9]{9}[A-Z][0-9A-Z]?|[A-Z]{1,3}(?:[0-9]{6}|[0-9]{9})")
_ABOUT_ANOTHER = frozenset({"7", "8"})
_MBI_ONLY_FROM = date(2020, 1, 1)
_MEDICARE = ("filing_indicator:MA", "filing_indicator:MB")


@edit(MBI_STRUCTURE, MBI_IS_HICN, triggers=_MEDICARE)
def medicare_member_id(claim: Claim, context: Context) -> Iterator[Finding]:
    """A Medicare claim whose member id is no MBI."""
    text = claim.subscriber.member_id
    if type(text) is not str or not context.is_medicare or type(Mbi.read(text)) is Mbi:
        return
    today = context.submitted_on
    if today is not None and today < _MBI_ONLY_FROM:
        return
    if _HICN.fullmatch(text.replace("-", "").replace(" ", "").upper()):
        yield MBI_IS_HICN.at(
            "subscriber.member_id", "looks like a HICN or a Railroad number: ask for the MBI"
        )
    else:
        yield MBI_STRUCTURE.at(
            "subscriber.member_id", "is no MBI: eleven letters and digits as on the card, no dashes"
        )


@edit(MEDICARE_SELF, triggers=_MEDICARE)
def medicare_patient(claim: Claim, context: Context) -> Iterator[Finding]:
    """A Medicare claim for somebody else than the subscriber."""
    if context.is_medicare and claim.subscriber.relationship != SELF:
        yield MEDICARE_SELF.at(
            "subscriber.relationship",
            "Medicare covers no dependents: the patient is the subscriber (18)",
        )


@edit(
    REPLACEMENT_TO_MEDICARE,
    MEDICARE_REPLACEMENT,
    kinds=(Kind.PROFESSIONAL,),
    triggers=("filing_indicator:MB",),
)
def medicare_frequency(claim: Claim, context: Context) -> Iterator[Finding]:
    """A replacement or void for Medicare Part B: by the policy checked for, else by the claim."""
    if claim.frequency_code not in _ABOUT_ANOTHER:
        return
    policy = context.policy
    if policy is None:
        if context.visit.payer == "MB":
            yield REPLACEMENT_TO_MEDICARE.at(
                "frequency_code",
                "Medicare Part B takes originals only: reopen, or send a new claim",
            )
    elif (
        policy.kind is PayerKind.MEDICARE_PART_B
        and claim.frequency_code not in policy.frequency_codes
    ):
        yield MEDICARE_REPLACEMENT.at(
            "frequency_code", f"{policy.name} takes {', '.join(policy.frequency_codes)} only"
        )


@edit(FILING_INDICATOR, needs=("payer",))
def payer_kind(claim: Claim, context: Context) -> Iterator[Finding]:
    """A claim for a payer of another kind than the one it is checked for."""
    policy, indicator = context.policy, claim.subscriber.filing_indicator
    if policy is None or type(indicator) is not str:
        return
    if indicator not in policy.filing_indicators:
        yield FILING_INDICATOR.at(
            "subscriber.filing_indicator",
            f"does not fit {policy.name}: it should be {' or '.join(policy.filing_indicators)}, "
            "or the claim be checked for its own payer",
        )


@edit(MEMBER_ID, BLUE_PREFIX, needs=("payer",))
def member_id(claim: Claim, context: Context) -> Iterator[Finding]:
    """A member id in a form that the payer is not known to issue."""
    policy, text = context.policy, claim.subscriber.member_id
    if policy is None or type(text) is not str or policy.takes_mbi:
        return
    if policy.kind is PayerKind.BLUE_CROSS_BLUE_SHIELD and (
        _DIGITS.fullmatch(text) or not _BLUE_ID.fullmatch(text)
    ):
        yield BLUE_PREFIX.at(
            "subscriber.member_id", "lacks the three-character prefix, and is no federal id (R)"
        )
    elif not policy.knows_member_id(text):
        yield MEMBER_ID.at(
            "subscriber.member_id", f"is in no form that {policy.name} is known to issue"
        )


_REQUIRED: dict[str, tuple[Rule, Callable[[Claim], object]]] = {
    "attachments": (ATTACHMENT, attrgetter("attachments")),
    "billing_provider.taxonomy": (TAXONOMY, attrgetter("billing_provider.taxonomy")),
    "prior_authorization": (AUTHORIZATION, attrgetter("prior_authorization")),
    "referral_number": (REFERRAL, attrgetter("referral_number")),
    "rendering_provider.taxonomy": (
        RENDERING_TAXONOMY,
        lambda claim: claim.rendering_provider is None or claim.rendering_provider.taxonomy,
    ),
}


@edit(TAXONOMY, AUTHORIZATION, REFERRAL, RENDERING_TAXONOMY, ATTACHMENT, needs=("payer",))
def required_by_payer(claim: Claim, context: Context) -> Iterator[Finding]:
    """Facts this payer asks for; of a rendering provider only where one is named."""
    for path in () if context.policy is None else context.policy.requires:
        rule, value = _REQUIRED[path]
        if not value(claim):
            yield rule.at(path, "this payer asks for it")


@edit(HCPCS_FAMILY, needs=("payer",))
def forbidden_by_payer(claim: Claim, context: Context) -> Iterator[Finding]:
    """Procedure codes this payer never takes."""
    forbidden = () if context.policy is None else context.policy.forbids
    for procedure in context.visit.procedures if forbidden else ():
        code = procedure.code
        # What is of a system unknown here belongs to no family, and may be any text.
        if type(code) is not OtherProcedureCode and code.text.startswith(forbidden):
            yield HCPCS_FAMILY.at(procedure.path, f"{code} is for other payers")


@edit(TOO_LATE, NEARLY_LATE, DELAY_REASON, needs=("submitted_on", "payer.timely_filing"))
def timely_filing(claim: Claim, context: Context) -> Iterator[Finding]:
    """Lines filed after the payer's limit, or close to it."""
    policy, today = context.policy, context.submitted_on
    if policy is None or today is None or (period := policy.timely_filing) is None:
        return
    edge = last_day if period.starts_at_end else first_day
    is_late = False
    for path, days in service_days(claim):
        day = edge(days)
        if day is None or day > today:
            continue
        deadline = period.deadline(day)
        if today > deadline:
            is_late = True
            rule = TOO_LATE if period.is_law else _TOO_LATE_BY_CONTRACT
            yield rule.at(path, f"filed after the limit of {policy.name} ({period.authority})")
        elif period.is_near(day, today):
            left = (deadline - today).days
            yield NEARLY_LATE.at(path, f"{left} days are left to file with {policy.name}")
    if is_late and claim.delay_reason is None:
        yield DELAY_REASON.at("delay_reason", "the claim is late and gives no delay reason")
