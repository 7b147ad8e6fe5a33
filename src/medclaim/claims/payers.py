"""What payers of one kind ask for, as data: a caller makes its own with ``attrs.evolve``.

>>> import attrs
>>> TEXAS_MEDICAID = attrs.evolve(MEDICAID, name="Texas Medicaid", state="TX",
...                               timely_filing=Period(days=95, authority="state rule"))
>>> MEDICARE_PART_B.timely_filing.deadline(date(2024, 2, 29))
datetime.date(2025, 2, 28)
"""

from calendar import monthrange
from collections.abc import Iterable
from datetime import MAXYEAR, date
from enum import StrEnum
from typing import final

import attrs

from medclaim.claims.selection import weights
from medclaim.claims.shapes import a_shape, fits_any
from medclaim.codes.mbi import Mbi
from medclaim.findings import Severity


class PayerKind(StrEnum):
    """The kinds of payer whose claims differ."""

    MEDICARE_PART_A = "Medicare Part A"
    MEDICARE_PART_B = "Medicare Part B"
    MEDICAID = "Medicaid"
    BLUE_CROSS_BLUE_SHIELD = "Blue Cross Blue Shield"
    COMMERCIAL = "commercial"
    TRICARE = "TRICARE"
    WORKERS_COMPENSATION = "workers' compensation"
    AUTO = "auto"


MEDICARE_KINDS = frozenset({PayerKind.MEDICARE_PART_A, PayerKind.MEDICARE_PART_B})


def _add_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@final
@attrs.frozen(kw_only=True)
class Period:
    """How long after the service a claim may be filed, by the calendar.

    ``authority`` says who set it; ``is_law`` whether a statute or regulation did, so that a claim
    past it is an error and not a warning. ``starts_at_end`` counts from the last day of the service
    instead of the first.
    """

    years: int = 0
    months: int = 0
    days: int = 0
    authority: str
    is_law: bool = False
    starts_at_end: bool = False

    def deadline(self, service_day: date) -> date:
        """The last day on which a service of ``service_day`` may be filed.

        A year from 29 February ends on 28 February; what would end after the last day a ``date``
        can say ends on that day.

        >>> Period(months=6, authority="contract").deadline(date(2025, 8, 31))
        datetime.date(2026, 2, 28)
        """
        end = _add_months(service_day, self.years * 12 + self.months)
        return date.fromordinal(min(end.toordinal() + self.days, date.max.toordinal()))

    def is_near(self, service_day: date, on: date) -> bool:
        """Whether four fifths of the period are over on a day, and the deadline is not."""
        end = self.deadline(service_day)
        return on <= end and (on - service_day) * 5 >= (end - service_day) * 4


# What a policy may ask for beyond the guide.
REQUIRABLE = (
    "attachments",
    "billing_provider.taxonomy",
    "prior_authorization",
    "referral_number",
    "rendering_provider.taxonomy",
)


def _requirable(values: Iterable[str]) -> tuple[str, ...]:
    paths = _texts(values)
    for path in paths:
        if path not in REQUIRABLE:
            raise ValueError(f"a policy cannot require {path!r}; it can: {', '.join(REQUIRABLE)}")
    return paths


def _texts(values: Iterable[str]) -> tuple[str, ...]:
    if isinstance(values, str):
        raise TypeError("takes a sequence of texts, not one str")
    texts = tuple(values)
    for text in texts:
        if not isinstance(text, str):
            raise TypeError(f"takes texts, not {type(text).__name__}")
    return texts


def _indicators(values: Iterable[str]) -> tuple[str, ...]:
    found = _texts(values)
    if not found:
        raise ValueError("filing_indicators: name at least one; compose writes the first")
    return found


def _shapes(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(a_shape(text) for text in _texts(values))


def _days(value: int | None) -> int | None:
    if value is None:
        return None
    if type(value) is not int:
        raise TypeError(f"takes whole days or None, not {type(value).__name__}")
    if value < 0:
        raise ValueError("days are counted from zero on")
    return value


def _kind(value: PayerKind) -> PayerKind:
    if type(value) is not PayerKind:
        raise TypeError(f"kind: takes a PayerKind, not {type(value).__name__}")
    return value


def _period(value: Period | None) -> Period | None:
    if value is not None and type(value) is not Period:
        raise TypeError(f"timely_filing: takes a Period or None, not {type(value).__name__}")
    return value


@final
@attrs.frozen(kw_only=True)
class PayerPolicy:
    """What one payer, or one kind of payer, asks of a claim.

    ``filing_indicators`` are the SBR09 codes that fit, the first the one ``compose`` writes.
    ``member_id_shapes``, and those of its prior authorizations and of its numbers of an injury
    (property and casualty claims), are shapes as :mod:`medclaim.claims.shapes` has them: advice
    only, so they warn. ``takes_mbi`` asks for a Medicare Beneficiary Identifier instead.
    ``timely_filing`` is ``None`` where the contract says. ``frequency_codes`` are the CLM05-3 codes
    accepted. ``requires`` names model paths, of ``REQUIRABLE``, that must be given;
    ``forbids`` prefixes of procedure codes that are never paid. ``duplicate_days`` is how far apart
    two services of one code may be and yet be taken for one, ``crossover_days`` how long to wait
    after Medicare's decision before the payer, which hears of it from Medicare, is asked. ``state``
    is a Medicaid agency's or a workers' compensation board's. ``severities`` say how much rules
    weigh for this payer, by the selectors of a checker.

    >>> import attrs
    >>> NEW_YORK = attrs.evolve(MEDICAID, state="NY", member_id_shapes=["aaddddda"])
    >>> NEW_YORK.knows_member_id("AB12345C"), NEW_YORK.knows_member_id("123456789")
    (True, False)

    Raises ``TypeError`` or ``ValueError`` for what no check could use.
    """

    name: str
    kind: PayerKind = attrs.field(converter=_kind)
    filing_indicators: tuple[str, ...] = attrs.field(converter=_indicators)
    state: str | None = None
    takes_mbi: bool = False
    member_id_shapes: tuple[str, ...] = attrs.field(default=(), converter=_shapes)
    prior_authorization_shapes: tuple[str, ...] = attrs.field(default=(), converter=_shapes)
    injury_number_shapes: tuple[str, ...] = attrs.field(default=(), converter=_shapes)
    timely_filing: Period | None = attrs.field(default=None, converter=_period)
    frequency_codes: tuple[str, ...] = attrs.field(default=("1", "7", "8"), converter=_texts)
    requires: tuple[str, ...] = attrs.field(default=(), converter=_requirable)
    forbids: tuple[str, ...] = attrs.field(default=(), converter=_texts)
    duplicate_days: int | None = attrs.field(default=None, converter=_days)
    crossover_days: int | None = attrs.field(default=None, converter=_days)
    patient_is_always_subscriber: bool = False
    severities: tuple[tuple[str, Severity], ...] = attrs.field(default=(), converter=weights)

    @property
    def is_medicare(self) -> bool:
        """Whether it is original Medicare."""
        return self.kind in MEDICARE_KINDS

    def asked_as(self, filing_indicator: str | None) -> str:
        """The filing indicator by which the edits know a claim to this payer.

        That of the payer's kind; of a kind that has several, the claim's own where the payer takes
        it. What a claim says of its payer never outweighs the policy it is checked for.

        >>> COMMERCIAL.asked_as("HM"), COMMERCIAL.asked_as("MB"), FECA.asked_as("OF")
        ('HM', 'CI', 'WC')
        """
        first, *others = _INDICATORS_OF[self.kind]
        if others and filing_indicator in self.filing_indicators:
            return filing_indicator
        return first

    def knows_member_id(self, text: str) -> bool:
        """Whether an id has a form this payer issues; ``True`` where no form is known.

        >>> MEDICARE_PART_B.knows_member_id("1EG4TE5MK73"), COMMERCIAL.knows_member_id("X1")
        (True, True)
        """
        if self.takes_mbi:
            return type(Mbi.read(text)) is Mbi
        return not self.member_id_shapes or fits_any(self.member_id_shapes, text)


def a_policy(given: PayerPolicy) -> PayerPolicy:
    """The policy, refused with ``TypeError`` where it is none: a name, a kind, a payer.

    >>> a_policy(MEDICAID) is MEDICAID
    True
    """
    if not isinstance(given, PayerPolicy):
        raise TypeError(f"takes a PayerPolicy, not {type(given).__name__}")
    return given


_MEDICARE_YEAR = Period(
    years=1,
    authority="42 CFR 424.44(a); Medicare Claims Processing Manual, chapter 1, section 70",
    is_law=True,
)
# S, T and H codes are for other payers: CMS, HCPCS level II coding procedures.
_NOT_MEDICARE = ("S", "T", "H")

MEDICARE_PART_B = PayerPolicy(
    name="Medicare Part B",
    kind=PayerKind.MEDICARE_PART_B,
    filing_indicators=("MB",),
    takes_mbi=True,
    timely_filing=_MEDICARE_YEAR,
    frequency_codes=("1",),
    forbids=_NOT_MEDICARE,
    patient_is_always_subscriber=True,
)
MEDICARE_PART_A = PayerPolicy(
    name="Medicare Part A",
    kind=PayerKind.MEDICARE_PART_A,
    filing_indicators=("MA",),
    takes_mbi=True,
    timely_filing=attrs.evolve(_MEDICARE_YEAR, starts_at_end=True),
    forbids=_NOT_MEDICARE,
    patient_is_always_subscriber=True,
)
# A state sets its own limit under this ceiling, its own id and its own requirements.
MEDICAID = PayerPolicy(
    name="Medicaid",
    kind=PayerKind.MEDICAID,
    filing_indicators=("MC",),
    timely_filing=Period(months=12, authority="42 CFR 447.45(d)(1), the ceiling", is_law=True),
    requires=("billing_provider.taxonomy",),
)
BLUE_CROSS_BLUE_SHIELD = PayerPolicy(
    name="Blue Cross Blue Shield",
    kind=PayerKind.BLUE_CROSS_BLUE_SHIELD,
    filing_indicators=("BL", "FI"),
    # A prefix of three and up to fourteen more; a federal id.
    member_id_shapes=(*("x" * length for length in range(4, 18)), "Rdddddddd"),
)
COMMERCIAL = PayerPolicy(
    name="commercial",
    kind=PayerKind.COMMERCIAL,
    filing_indicators=("CI", "12", "13", "14", "15", "16", "HM", "11", "17", "ZZ"),
)
TRICARE = PayerPolicy(
    name="TRICARE",
    kind=PayerKind.TRICARE,
    filing_indicators=("CH",),
    member_id_shapes=("d" * 9, "d" * 10, "d" * 11),
    timely_filing=Period(years=1, authority="32 CFR 199.7(d)", is_law=True),
)
WORKERS_COMPENSATION = PayerPolicy(
    name="workers' compensation",
    kind=PayerKind.WORKERS_COMPENSATION,
    filing_indicators=("WC",),
)
# What the Office of Workers' Compensation Programs pays for the government's own people.
FECA = attrs.evolve(
    WORKERS_COMPENSATION,
    name="FECA",
    filing_indicators=("WC", "OF"),
    injury_number_shapes=("d" * 9,),
)
AUTO = PayerPolicy(
    name="auto",
    kind=PayerKind.AUTO,
    filing_indicators=("AM", "LM"),
)

POLICIES: tuple[PayerPolicy, ...] = (
    MEDICARE_PART_A,
    MEDICARE_PART_B,
    MEDICAID,
    BLUE_CROSS_BLUE_SHIELD,
    COMMERCIAL,
    TRICARE,
    WORKERS_COMPENSATION,
    AUTO,
)
_INDICATORS_OF = {policy.kind: policy.filing_indicators for policy in POLICIES}
