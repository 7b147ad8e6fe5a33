"""Vaccines and their administration."""

from collections.abc import Iterator
from datetime import date

from medclaim._rules import error, warning
from medclaim._text import words
from medclaim.codes.edits._said import coded, texts_of
from medclaim.codes.visit import CodedProcedure, CodedVisit
from medclaim.edit import Kind, coding_edit
from medclaim.findings import Finding

PARTNER_MISSING = warning(
    "C082",
    "vaccine-admin-missing",
    "A vaccine stands beside its administration, and the administration beside the vaccine.",
    "Medicare Claims Processing Manual, chapter 18, section 10.2; a vaccine may come from the state "
    "or be given under another claim",
    "CO-107",
)
MEDICARE_ADMINISTRATION = error(
    "C083",
    "vaccine-admin-medicare-g",
    "Medicare has G0008, G0009 and G0010 for giving influenza, pneumococcal and hepatitis B vaccines.",
    "Medicare Claims Processing Manual, chapter 18, section 10.2.1",
    "CO-16/M51",
)

_INFLUENZA = words(
    "90630 90653 90654 90655 90656 90657 90658 90660 90661 90662 90672 90673 90674 90682 90685 "
    "90686 90687 90688 90689 90694 90756 Q2034 Q2035 Q2036 Q2037 Q2038 Q2039"
)
_PNEUMOCOCCAL = words("90670 90671 90677 90684 90732")
_HEPATITIS_B = words("90739 90740 90743 90744 90746 90747 90759")
_OWN = {
    **dict.fromkeys(_INFLUENZA, "G0008"),
    **dict.fromkeys(_PNEUMOCOCCAL, "G0009"),
    **dict.fromkeys(_HEPATITIS_B, "G0010"),
}
_COUNSELLED, _FIRST, _MORE = words("90460"), words("90471 90473"), words("90461 90472 90474")
_GIVEN = _COUNSELLED | _FIRST | _MORE | words("90480 96381") | frozenset(_OWN.values())
# The administrations of vaccines that nobody gives away as a rule.
_OF_BOUGHT = _COUNSELLED | _FIRST | frozenset(_OWN.values())
# The first three characters of 90476-90759 and 91300-91399.
_FIRST_OF_VACCINES = frozenset(f"90{digit}" for digit in "4567") | {"913", "Q20"}
_FROM_THE_STATE = "SL"
_MEDICAID = "MC"


def _is_vaccine(text: str) -> bool:
    return "90476" <= text <= "90759" or "91300" <= text <= "91399" or text in _INFLUENZA


def _by_day(visit: CodedVisit) -> dict[date, tuple[list[CodedProcedure], list[CodedProcedure]]]:
    """Of each day, the vaccines and the administrations."""
    found: dict[date, tuple[list[CodedProcedure], list[CodedProcedure]]] = {}
    for procedure in coded(visit):
        text, day = procedure.code.text, procedure.first_day
        assert day is not None
        vaccines, given = found.setdefault(day, ([], []))
        # 0001A to 0174A gave the first vaccines against one illness.
        if text in _GIVEN or text[-1] == "A":
            given.append(procedure)
        elif _is_vaccine(text):
            vaccines.append(procedure)
    return found


@coding_edit(PARTNER_MISSING, kinds=(Kind.PROFESSIONAL,), triggers=_FIRST_OF_VACCINES | _OF_BOUGHT)
def partners(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A vaccine that nobody gave, or the giving of none."""
    if visit.payer == _MEDICAID:
        # Each state says which of the two lines of a vaccine it supplies it wants.
        return
    for vaccines, given in _by_day(visit).values():
        for vaccine in () if given else vaccines[:1]:
            if _FROM_THE_STATE not in texts_of(vaccine):
                yield PARTNER_MISSING.at(
                    vaccine.path, f"{vaccine.code} is a vaccine: its administration is not billed"
                )
        bought = [one for one in given if one.code.text in _OF_BOUGHT]
        for one in () if vaccines else bought[:1]:
            yield PARTNER_MISSING.at(
                one.path, f"{one.code} gives a vaccine, and none is billed for its day"
            )


@coding_edit(MEDICARE_ADMINISTRATION, kinds=(Kind.PROFESSIONAL,), triggers=_FIRST)
def medicare_administration(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A vaccine that Medicare has a code of its own for, given under CPT's."""
    for vaccines, given in _by_day(visit).values() if visit.is_medicare else ():
        own = {_OWN.get(vaccine.code.text) for vaccine in vaccines}
        # Beside another vaccine, CPT's code may be for that one.
        if not own or None in own:
            continue
        for one in given:
            if one.code.text in _FIRST:
                asked = sorted(text for text in own if text)
                yield MEDICARE_ADMINISTRATION.at(
                    one.path,
                    f"{one.code}: Medicare takes {' and '.join(asked)} for these vaccines",
                    suggestion=asked[0] if len(asked) == 1 and len(given) == 1 else None,
                )
