"""How element texts become values and back: one codec for each shape a fact takes in an 837."""

from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

import attrs

from medclaim.claims.parties import Contact, Identifier, Organization, Person
from medclaim.claims.supplements import Note, RelatedCauses
from medclaim.claims.x12.drafts import draft
from medclaim.claims.x12.grammar import COMPONENT, ELEMENT, TERMINATOR, Codec
from medclaim.codes import CodeValue
from medclaim.codes.cdt import CdtCode
from medclaim.codes.cpt import CptCode
from medclaim.codes.diagnosis import OtherDiagnosisCode
from medclaim.codes.ein import Ein
from medclaim.codes.hcpcs import HcpcsCode
from medclaim.codes.icd9cm import Icd9CmCode
from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.procedure import qualifier_of, read_procedure
from medclaim.codes.ssn import Ssn
from medclaim.dates import DateRange, read_day, read_range, write_day
from medclaim.malformed import Malformed, Reason
from medclaim.money import plain, read_amount, read_quantity


def read_text(text: str) -> str | Malformed:
    """The text, or a ``Malformed`` where it is blank or holds a control character."""
    if text.isprintable() and not text.isspace():
        return text
    return Malformed(kind="text", text=text, reason=Reason.CHARACTER)


class UnsendableError(Exception):
    """A value that cannot be written where it stands; the writer explains it as a finding.

    A message, where there is one, says why without the value.
    """


def held(value: Malformed) -> str:
    """The text a ``Malformed`` holds, looked at again: it must not end its element or segment.

    The components of one that was read so are parted by the engine's separator again.
    """
    texts = [value.text]
    if value.reason is Reason.COMPONENTS:
        separator = value.text[value.position - 1 : value.position] if value.position else ""
        if not separator or separator.isalnum() or separator == " ":
            raise UnsendableError
        texts = value.text.split(separator)
    for text in texts:
        if TERMINATOR in text or ELEMENT in text or COMPONENT in text:
            raise UnsendableError
    return COMPONENT.join(texts)


def write_text(value: Any) -> str:
    """The text of a str, a code or a ``Malformed``; empty for ``None``."""
    if type(value) is str:
        return value
    if type(value) is Malformed:
        return held(value)
    return "" if value is None else value.text


def write_number(value: Any) -> str:
    """A number as X12 writes it; empty for ``None``."""
    if value is None:
        return ""
    return held(value) if type(value) is Malformed else plain(value)


def _write_day(value: Any) -> str:
    if value is None:
        return ""
    return held(value) if type(value) is Malformed else write_day(value)


def _read_whole(text: str) -> int | Malformed:
    if text.isascii() and text.isdigit() and len(text) <= 9:
        return int(text)
    return Malformed(kind="whole number", text=text, reason=Reason.STRUCTURE)


def _write_whole(value: Any) -> str:
    return held(value) if type(value) is Malformed else str(value)


# The same codes, days and amounts come again and again in a file: what a text means is worked out
# once. Nothing that tells of one person is remembered so: no name, number or free text.
remembered = lru_cache(maxsize=8192)
_day_of = remembered(read_day)
_range_of = remembered(read_range)

_number = (Decimal, remembered(plain))
_text_of_day = remembered(write_day)

TEXT = Codec(kind="text", read=read_text, write=write_text, is_free=True)
AMOUNT = Codec(
    kind="amount",
    read=remembered(read_amount),
    write=write_number,
    usual=_number,
    is_common=True,
)
QUANTITY = Codec(
    kind="quantity",
    read=remembered(read_quantity),
    write=write_number,
    usual=_number,
    is_common=True,
)
WHOLE = Codec(
    kind="whole number",
    read=remembered(_read_whole),
    write=_write_whole,
    usual=(int, str),
    is_common=True,
)
DAY = Codec(
    kind="date",
    read=_day_of,
    write=_write_day,
    sized=frozenset({date}),
    usual=(date, _text_of_day),
    is_common=True,
)
# A day of one person's life: it comes again in no other claim.
OWN_DAY = attrs.evolve(DAY, is_common=False, is_free=True)


def _write_range(value: Any) -> str:
    return held(value) if type(value) is Malformed else str(value)


RANGE = Codec(
    kind="date range",
    read=_range_of,
    write=_write_range,
    sized=frozenset({DateRange}),
)


@cache
def code(cls: type[CodeValue]) -> Codec:
    """The codec of one code system."""
    read = cls.read if cls.IS_PERSONAL else remembered(cls.read)
    return Codec(
        kind=cls.KIND,
        read=read,
        write=write_text,
        sized=frozenset({cls}),
        is_common=not cls.IS_PERSONAL,
        is_free=cls.IS_PERSONAL,
        is_code=True,
    )


_PersonDraft = draft(Person)


def _read_name(entity: str, last: str, first: str, middle: str, suffix: str) -> Any:
    gone = read_text(last) if last else Malformed.missing("name")
    if entity == "2" or (not entity and not first):
        return Organization(gone)
    made = _PersonDraft()
    made.last_name = gone
    made.first_name = read_text(first) if first else None
    made.middle_name = read_text(middle) if middle else None
    made.name_suffix = read_text(suffix) if suffix else None
    made.__class__ = Person
    return made


def _read_name_back(
    entity: str, last: str, first: str, middle: str, suffix: str
) -> tuple[Any, bool]:
    name = _read_name(entity, last, first, middle, suffix)
    if name.__class__ is Person:
        return name, entity != "1"
    is_other = entity != ("2" if last else "")
    return name, is_other or bool(first or middle or suffix)


def _write_name(name: Any) -> tuple[str, str, str, str, str]:
    if type(name) is Organization:
        text = write_text(name.name)
        return ("2" if text else "", text, "", "", "")
    return _write_person(name)


def _write_person(name: Person) -> tuple[str, str, str, str, str]:
    last, first = write_text(name.last_name), name.first_name
    middle, suffix = name.middle_name, name.name_suffix
    first = "" if first is None else write_text(first)
    middle = "" if middle is None else write_text(middle)
    suffix = "" if suffix is None else write_text(suffix)
    return ("1" if last or first or middle or suffix else ""), last, first, middle, suffix


NAME = Codec(
    kind="name",
    read=_read_name,
    write=_write_name,
    parts=("", "last_name", "first_name", "middle_name", "name_suffix"),
    exact=False,
    usual=(Person, _write_person),
    back=_read_name_back,
    is_free=True,
)


def _read_days(qualifier: str, text: str) -> Any:
    if not text:
        return Malformed.missing("date range" if qualifier == "RD8" else "date")
    return _range_of(text) if qualifier == "RD8" else _day_of(text)


def _write_days(value: Any) -> tuple[str, str]:
    cls = type(value)
    if cls is date:
        return "D8", write_day(value)
    if cls is DateRange:
        return "RD8", str(value)
    if value.is_missing and value.kind == "date":
        return "", ""
    return ("RD8" if value.kind == "date range" else "D8"), held(value)


DAYS = Codec(
    kind="date",
    read=_read_days,
    write=_write_days,
    parts=("", ""),
    exact=False,
    sized=frozenset({date, DateRange}),
    usual=(date, lambda day: ("D8", _text_of_day(day))),
    is_common=True,
)


def _read_tax_id(qualifier: str, text: str) -> Any:
    if not text:
        return Malformed.missing("SSN" if qualifier == "SY" else "EIN")
    return (Ssn if qualifier == "SY" else Ein).read(text)


def _write_tax_id(value: Any) -> tuple[str, str]:
    if type(value) is Ein:
        return "EI", value.text
    if type(value) is Ssn:
        return "SY", value.text
    if value.is_missing and value.kind != Ssn.KIND:
        return "", ""
    return ("SY" if value.kind == Ssn.KIND else "EI"), held(value)


TAX_ID = Codec(
    kind=Ein.KIND,
    read=_read_tax_id,
    write=_write_tax_id,
    parts=("", ""),
    exact=False,
    is_free=True,
)


def _read_identifier(qualifier: str, text: str) -> Identifier:
    return Identifier(qualifier, read_text(text) if text else Malformed.missing("identifier"))


IDENTIFIER = Codec(
    kind="identifier",
    read=_read_identifier,
    # Another payer's number has no place here: one text more than there are elements.
    write=lambda value: (
        (value.qualifier, write_text(value.text))
        if value.payer_id is None
        else (value.qualifier, write_text(value.text), write_text(value.payer_id))
    ),
    parts=("qualifier", "text"),
    is_free=True,
)


def _read_line_identifier(qualifier: str, text: str, payer: str, payer_id: str) -> Identifier:
    return Identifier(
        qualifier,
        read_text(text) if text else Malformed.missing("identifier"),
        read_text(payer_id) if payer_id else None,
    )


LINE_IDENTIFIER = Codec(
    kind="identifier",
    read=_read_line_identifier,
    write=lambda value: (
        value.qualifier,
        write_text(value.text),
        "2U" if value.payer_id is not None else "",
        write_text(value.payer_id),
    ),
    parts=("qualifier", "text", "", "payer_id"),
    exact=False,
    is_free=True,
)

_NUMBERS = {"TE": "telephone", "EX": "extension", "FX": "fax", "EM": "email", "ED": "edi_access"}


def _read_contact(name: str, *pairs: str) -> Contact:
    facts: dict[str, Any] = {}
    for index in range(0, len(pairs), 2):
        field = _NUMBERS.get(pairs[index])
        if field is not None and pairs[index + 1] and field not in facts:
            facts[field] = read_text(pairs[index + 1])
    return Contact(name=read_text(name) if name else None, **facts)


def _write_contact(contact: Contact) -> tuple[str, ...]:
    pairs = [
        text
        for qualifier, field in _NUMBERS.items()
        if (number := getattr(contact, field)) is not None
        for text in (qualifier, write_text(number))
    ]
    return (write_text(contact.name), *pairs, *[""] * (6 - len(pairs)))


# PER02 to PER08. Three numbers at most: a contact with more does not fit, and the writer says so.
CONTACT = Codec(
    kind="contact",
    read=_read_contact,
    write=_write_contact,
    parts=("name", "", "telephone", "", "extension", "", "fax"),
    exact=False,
    is_free=True,
)

NOTE = Codec(
    kind="note",
    read=lambda reference, text: Note(
        read_text(reference), read_text(text) if text else Malformed.missing("note")
    ),
    write=lambda note: (write_text(note.reference_code), write_text(note.text)),
    parts=("reference_code", "text"),
    is_free=True,
)


def _read_causes(first: str, second: str, state: str, country: str) -> RelatedCauses:
    causes = [first, second]
    while causes and not causes[-1]:
        causes.pop()
    return RelatedCauses(
        codes=tuple(causes),
        state=read_text(state) if state else None,
        country=read_text(country) if country else None,
    )


def _write_causes(causes: RelatedCauses) -> tuple[str, ...]:
    if not all(code.isprintable() for code in causes.codes):
        raise UnsendableError
    codes = [*causes.codes, "", ""]
    return (
        *codes[: max(2, len(causes.codes))],
        write_text(causes.state),
        write_text(causes.country),
    )


RELATED_CAUSES = Codec(
    kind="related causes",
    read=_read_causes,
    write=_write_causes,
    parts=("codes[0]", "codes[1]", "state", "country"),
)


def _procedure(qualifier: str, *classes: type[CodeValue]) -> Codec:
    """The codec of procedure codes, those of some classes and the unreadable under one qualifier."""
    own = frozenset(classes)

    def write(value: Any) -> tuple[str, str]:
        if value.__class__ in own:
            return qualifier, value.text
        if value.__class__ is Malformed:
            return qualifier, held(value)
        return qualifier_of(value), value.text

    return Codec(
        kind="procedure code",
        read=lambda said, text: (
            read_procedure(text, said) if text else Malformed.missing("procedure code")
        ),
        write=write,
        parts=("", ""),
        exact=False,
        sized=own,
        is_common=True,
        is_code=True,
    )


# A medical claim sends a dental code, too, under HC.
PROCEDURE = _procedure("HC", CptCode, HcpcsCode, CdtCode)
DENTAL_PROCEDURE = _procedure("AD", CdtCode)

_READ_ICD10 = code(Icd10CmCode).read
_READ_DIAGNOSIS = {
    "ABK": _READ_ICD10,
    "ABF": _READ_ICD10,
    "BK": code(Icd9CmCode).read,
    "BF": code(Icd9CmCode).read,
}
_CODE = 30
_PRINCIPAL: dict[type, str] = {Icd10CmCode: "ABK" + COMPONENT, Icd9CmCode: "BK" + COMPONENT}
_OTHER: dict[type, str] = {Icd10CmCode: "ABF" + COMPONENT, Icd9CmCode: "BF" + COMPONENT}


def _diagnosis_texts(value: Any, letter: str) -> tuple[str, str]:
    """The qualifier and the code of one diagnosis; ``letter`` K for the first, F for another."""
    if type(value) is OtherDiagnosisCode:
        return value.qualifier, value.text
    if type(value) is Malformed and value.is_missing:
        return "", ""
    kind = value.kind if type(value) is Malformed else value.KIND
    return ("B" if kind == Icd9CmCode.KIND else "AB") + letter, write_text(value)


def diagnoses(size: int, *foreign: str) -> Codec:
    """The codec of HI01 and those that follow, each a qualifier and a code.

    The first is principal, the qualifier says the edition; ``foreign`` are the qualifiers of systems
    unknown here that the guide lists.
    """

    def read_one(qualifier: str, text: str) -> Any:
        if qualifier in foreign and text.isascii() and text.isprintable() and text.strip(" "):
            return OtherDiagnosisCode(qualifier, text)
        return _READ_DIAGNOSIS.get(qualifier, _READ_ICD10)(text)

    def read(*texts: str) -> tuple[Any, ...]:
        found: list[Any] = []
        for index in range(0, len(texts), 2):
            qualifier, text = texts[index], texts[index + 1]
            if text:
                found.append(read_one(qualifier, text))
            elif qualifier or any(texts[index:]):
                old = qualifier in ("BK", "BF")
                found.append(Malformed.missing((Icd9CmCode if old else Icd10CmCode).KIND))
            else:
                break
        return tuple(found)

    def write(values: Any) -> tuple[str, ...]:
        texts: list[str] = []
        for value in values:
            texts += _diagnosis_texts(value, "F" if texts else "K")
        return (*texts, *[""] * (2 * size - len(texts)))

    def whole(values: Any) -> str:
        if len(values) > size:
            raise UnsendableError
        first, *others = values
        try:
            pieces = [_OTHER[value.__class__] + value.text for value in others]
            return ELEMENT.join([_PRINCIPAL[first.__class__] + first.text, *pieces])
        except KeyError:
            # A Malformed: its qualifier is that of the system it should have been of.
            texts = write(values)
        if any(len(text) > _CODE for text in texts):
            raise UnsendableError
        pairs = range(0, 2 * size, 2)
        joined = [COMPONENT.join(texts[n : n + 2]).rstrip(COMPONENT) for n in pairs]
        return ELEMENT.join(joined).rstrip(ELEMENT)

    return Codec(
        kind=Icd10CmCode.KIND,
        read=read,
        write=write,
        parts=tuple(part for index in range(size) for part in (f"[{index}]", f"[{index}]")),
        exact=False,
        many=True,
        whole=whole,
    )


DIAGNOSES = diagnoses(12)
