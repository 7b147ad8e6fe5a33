"""NDC: the National Drug Code, in the 11-digit form a claim carries.

Grammar: eleven digits: labeler 5, product 4, package 2. A label prints ten, with hyphens as 4-4-2,
5-3-2 or 5-4-1; the short part is filled with a zero. Ten digits without hyphens could be any of the
three. From 2033-03-07 the FDA prints twelve (6-4-2), which a 5010 claim cannot carry: see
:func:`from_uniform` and :attr:`NdcCode.uniform`.

Source: 21 CFR 207.33; FDA final rule, 91 FR 10749 (twelve digits); 45 CFR 162.1002; CMS, billing for
drugs (ten to eleven digits).

>>> code = NdcCode("0002-7597-01")
>>> code.text, str(code), code.labeler, code.product, code.package
('00002759701', '00002-7597-01', '00002', '7597', '01')
>>> NdcCode("0002759701")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: NDC: ten digits without hyphens could be 00002-7597-01, 00027-0597-01 or 00027-5970-01
>>> NdcCode("0002-75970-1")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: NDC: the hyphens make none of the forms 5-4-2, 4-4-2, 5-3-2 and 5-4-1
>>> NdcCode("000002-7597-01")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: NDC: twelve digits are the form of 2033, not yet a claim's; did you mean 00002-7597-01?
>>> NdcCode("000027597O1")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: NDC: letter O cannot stand here; it should be eleven digits, or ten with hyphens (position 10); did you mean 00002-7597-01?
>>> NdcCode("27597")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: NDC: has 5 characters; it should be eleven digits, or ten with hyphens
"""

from typing import ClassVar, final

from medclaim._text import DIGITS, Pattern
from medclaim.codes._parsing import nearest, position_in, reject, trimmed
from medclaim.codes._system import CodeSystem, CodeValue
from medclaim.codes.errors import InvalidCode
from medclaim.malformed import Reason

_UNIFORM = ((12,), (6, 4, 2))


def _eleven(text: str) -> str | None:
    """Eleven digits: ``text``, or what hyphens in the places of a form make of it, filled."""
    size = len(text)
    if size == 11:
        bare = text
    elif size == 12 and text[4] == "-" == text[9]:
        bare = f"0{text[:4]}{text[5:9]}{text[10:]}"
    elif size == 12 and text[5] == "-" == text[9]:
        bare = f"{text[:5]}0{text[6:9]}{text[10:]}"
    elif size in (12, 13) and text[5] == "-" == text[10]:
        bare = f"{text[:5]}{text[6:10]}{text[11:].zfill(2)}"
    else:
        return None
    return bare if bare.isdigit() and bare.isascii() else None


def candidates(digits: str) -> tuple[str, str, str]:
    """The three 11-digit codes that ten digits without hyphens could be: 4-4-2, 5-3-2, 5-4-1.

    >>> candidates("0002759701")
    ('00002759701', '00027059701', '00027597001')
    """
    labelers, products, packages = (f"{digits[:at]}0{digits[at:]}" for at in (0, 5, 9))
    return labelers, products, packages


def from_uniform(text: str) -> "NdcCode":
    """The billing form of twelve digits, the form of 2033, with or without hyphens (6-4-2).

    Raises ``InvalidCode``, also for a labeler that needs all six digits: eleven cannot hold it.

    >>> from_uniform("000002-7597-01")
    NdcCode('00002-7597-01')
    >>> from_uniform("123456-7890-12")
    Traceback (most recent call last):
        ...
    medclaim.codes.errors.InvalidCode: NDC: a labeler of six digits has no eleven-digit form (position 1)
    """
    if not isinstance(text, str):
        raise TypeError(f"from_uniform takes a str, not {type(text).__name__}")
    code = trimmed(NdcCode, text)
    parts = code.split("-")
    bare = "".join(parts)
    if not bare.isdigit() or tuple(map(len, parts)) not in _UNIFORM:
        raise InvalidCode(
            NdcCode.KIND, Reason.STRUCTURE, "is not twelve digits, bare or with hyphens as 6-4-2"
        )
    if bare[0] != "0":
        raise InvalidCode(
            NdcCode.KIND,
            Reason.STRUCTURE,
            "a labeler of six digits has no eleven-digit form",
            position=position_in(text, 0),
        )
    return NdcCode(bare[1:])


@final
class NdcCode(CodeValue):
    """A National Drug Code. Raises ``InvalidCode``.

    ``text`` is eleven digits, ``str()`` has them as 5-4-2.
    """

    __slots__ = ()
    KIND: ClassVar[str] = "NDC"
    _PATTERN = Pattern("[0-9]{11}")
    _ALPHABETS = (DIGITS,) * 11
    _EXPECTED = "eleven digits, or ten with hyphens"
    _TAKEN_FOR = ("hcpcs",)

    @classmethod
    def _canonical(cls, text: str) -> str:
        eleven = _eleven(text) or _eleven(code := trimmed(cls, text))
        if eleven:
            return eleven
        if code.startswith("N4"):
            raise InvalidCode(
                cls.KIND,
                Reason.STRUCTURE,
                "the qualifier N4 is not part of it",
                position=position_in(text, 0),
                suggestion=nearest(cls, code[2:]) if code.count("N4") == 1 else None,
            )
        parts = code.split("-")
        bare = "".join(parts)
        sizes = tuple(map(len, parts))
        if bare.isdigit():
            if sizes == (10,):
                first, second, third = (str(cls(each)) for each in candidates(bare))
                raise InvalidCode(
                    cls.KIND,
                    Reason.STRUCTURE,
                    f"ten digits without hyphens could be {first}, {second} or {third}",
                )
            if sizes in _UNIFORM:
                raise InvalidCode(
                    cls.KIND,
                    Reason.STRUCTURE,
                    "twelve digits are the form of 2033, not yet a claim's",
                    suggestion=nearest(cls, bare[1:]) if bare[0] == "0" else None,
                )
            if len(parts) > 1:
                rule = "the hyphens make none of the forms 5-4-2, 4-4-2, 5-3-2 and 5-4-1"
                raise InvalidCode(cls.KIND, Reason.PUNCTUATION, rule)
        raise reject(cls, text, bare, marks="-")

    def __str__(self) -> str:
        return f"{self.text[:5]}-{self.text[5:9]}-{self.text[9:]}"

    @property
    def labeler(self) -> str:
        """The first five digits: who makes, repacks or relabels it."""
        return self.text[:5]

    @property
    def product(self) -> str:
        """The next four: strength, dosage form and formulation."""
        return self.text[5:9]

    @property
    def package(self) -> str:
        """The last two: size and type of package."""
        return self.text[9:]

    @property
    def uniform(self) -> str:
        """The twelve digits of 2033, with hyphens: the labeler takes one more zero in front.

        >>> NdcCode("0002-7597-01").uniform
        '000002-7597-01'
        """
        return f"0{self}"

    @property
    def labels(self) -> tuple[str, ...]:
        """The ten digits a label may print for it: 4-4-2, 5-3-2, 5-4-1, as far as a zero can go.

        Empty where none of the three places holds a zero: no label of ten digits is meant.

        >>> NdcCode("00002-7597-01").labels
        ('0002-7597-01', '00002-7597-1')
        """
        labeler, product, package = self.labeler, self.product, self.package
        forms = (
            (labeler, f"{labeler[1:]}-{product}-{package}"),
            (product, f"{labeler}-{product[1:]}-{package}"),
            (package, f"{labeler}-{product}-{package[1:]}"),
        )
        return tuple(label for part, label in forms if part[0] == "0")

    @property
    def is_placeholder(self) -> bool:
        """Whether it is one digit eleven times, as fillers are."""
        return len(set(self.text)) == 1


SYSTEM = CodeSystem(
    key="ndc",
    name="NDC",
    source="FDA",
    value_class=NdcCode,
    uri="http://hl7.org/fhir/sid/ndc",
)
