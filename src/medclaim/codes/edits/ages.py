"""Procedures for patients of an age or a sex."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from medclaim._rules import warning
from medclaim._text import words
from medclaim.codes.cpt import CptCode
from medclaim.codes.edits._said import coded, texts_of
from medclaim.codes.visit import CodedVisit
from medclaim.edit import coding_edit
from medclaim.findings import Finding

AGE = warning(
    "C044",
    "age-specific-procedure",
    "A procedure for patients of an age is done on such a patient.",
    "knowledge, unconfirmed: the definitions of the codes; the outpatient code editor's edit of age "
    "and procedure is not active",
    "CO-6",
    "A7:475",
)
SEX = warning(
    "C045",
    "sex-specific-procedure",
    "A procedure on organs of one sex is done on such a patient, or KX or condition code 45 says why.",
    "Medicare Claims Processing Manual, chapter 32, section 240 (KX, condition code 45)",
    "CO-7",
    "A7:474",
)


class _Ages(NamedTuple):
    """The codes for patients from one age on and before another (``None``: any), and how it is said."""

    codes: frozenset[str]
    first: tuple[int, str] | None
    end: tuple[int, str] | None
    said: str


_BANDS = (
    _Ages(words("90460 90461"), None, (19, "years"), "to 18 years"),
    _Ages(words("99468 99469 99477 54160"), None, (29, "days"), "to 28 days"),
    _Ages(words("54161"), (29, "days"), None, "from 29 days on"),
    _Ages(words("99471 99472"), (29, "days"), (25, "months"), "of 29 days to 24 months"),
    _Ages(words("99475 99476"), (24, "months"), (6, "years"), "of 2 to 5 years"),
    _Ages(words("99460 99461 99462 99463 99464 99465"), None, (29, "days"), "to 28 days"),
    _Ages(words("42820 42825 42830 42835"), None, (12, "years"), "before 12 years"),
    _Ages(words("42821 42826 42831 42836"), (12, "years"), None, "from 12 years on"),
    _Ages(words("36400 36405 36406"), None, (3, "years"), "before 3 years"),
    _Ages(words("36410"), (3, "years"), None, "from 3 years on"),
    _Ages(words("36420"), None, (1, "years"), "before 1 year"),
    _Ages(words("36425"), (1, "years"), None, "from 1 year on"),
    _Ages(words("49491 49492 49495 49496"), None, (6, "months"), "before 6 months"),
    _Ages(words("49500 49501"), (6, "months"), (5, "years"), "of 6 months to 4 years"),
    _Ages(words("49505 49507"), (5, "years"), None, "from 5 years on"),
)
_BAND = {code: band for band in _BANDS for code in band.codes}

# CPT numbers of the genital organs and of maternity.
_MALE, _FEMALE = (54000, 55899), (56405, 59899)
_OF_A_SEX = {"G0102": "M", "G0103": "M", "G0101": "F", "Q0091": "F"}
_FIRST_OF_ORGANS = {str(number) for number in range(540, 599)}
_SAYS_WHY = "KX"
_CONDITION = "45"
_SEXES = {"M": "male", "F": "female"}


def _reached(born: date, age: tuple[int, str]) -> date:
    """The first day of an age."""
    count, unit = age
    if unit == "days":
        return born + timedelta(days=count)
    months = born.month - 1 + count * (12 if unit == "years" else 1)
    year, month = born.year + months // 12, months % 12 + 1
    # Born on the last day of a longer month: the age is reached on the first of the next.
    try:
        return date(year, month, born.day)
    except ValueError:
        return date(year + month // 12, month % 12 + 1, 1)


@coding_edit(AGE, triggers=_BAND)
def ages(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A procedure for patients of another age."""
    born = visit.birth_date
    for procedure in coded(visit) if born is not None else ():
        band, day = _BAND.get(procedure.code.text), procedure.first_day
        if band is None or born is None or day is None or day < born:
            continue
        is_young = band.first is not None and day < _reached(born, band.first)
        is_old = band.end is not None and day >= _reached(born, band.end)
        if is_young or is_old:
            yield AGE.at(procedure.path, f"{procedure.code} is for patients {band.said}")


@coding_edit(SEX, triggers=_FIRST_OF_ORGANS | _OF_A_SEX.keys())
def sexes(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A procedure on organs of the other sex."""
    if visit.sex not in _SEXES or _CONDITION in visit.condition_codes:
        return
    for procedure in visit.procedures:
        sex = _sex_of(procedure.code)
        if sex is not None and sex != visit.sex and _SAYS_WHY not in texts_of(procedure):
            yield SEX.at(
                procedure.path,
                f"{procedure.code} is for {_SEXES[sex]} patients: KX, or condition code 45, says "
                "where it is right nevertheless",
            )


def _sex_of(code: object) -> str | None:
    if type(code) is CptCode and code.text.isdigit():
        number = int(code.text)
        if _MALE[0] <= number <= _MALE[1]:
            return "M"
        return "F" if _FEMALE[0] <= number <= _FEMALE[1] else None
    return _OF_A_SEX.get(getattr(code, "text", ""))
