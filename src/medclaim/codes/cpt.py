"""CPT: HCPCS level I, the procedure codes of the American Medical Association.

Grammar: four digits, then a digit (category I) or one of A (vaccine administration, 2020-2023),
F (category II), T (category III), U (proprietary laboratory analyses), M (multianalyte assays).

Source: AMA, CPT code structure; section ranges as CMS publishes them. The code list and its
wording are AMA's and no part of this library: a well-formed code need not be an assigned one.

>>> code = CptCode("99213")
>>> code.category, code.section, code.subsection
('I', 'evaluation and management', 'office or other outpatient')
>>> CptCode("9921O")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: CPT: letter O cannot stand here; it should be four digits, then a digit or one of A F M T U (position 5); did you mean 99210?
>>> CptCode("99213-25")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: CPT: its modifier is a value of its own: use Modifier (position 6); did you mean 99213?
>>> CptCode("J1885")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: CPT: letter J cannot stand here; it should be four digits, then a digit or one of A F M T U; it has the form of HCPCS (position 1)
>>> CptCode("992")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: CPT: has 3 characters; it should be four digits, then a digit or one of A F M T U
"""

from typing import ClassVar, Literal, final

from medclaim._text import DIGITS, Pattern, words
from medclaim.codes._parsing import without_modifier
from medclaim.codes._system import CodeSystem, CodeValue

Category = Literal["I", "II", "III", "PLA", "MAAA"]
_CATEGORIES: dict[str, Category] = {"F": "II", "T": "III", "U": "PLA", "M": "MAAA"}

# Where a section begins and ends; a number inside need not be assigned. The first range that holds
# a number names it, so the exceptions stand before the range they are cut out of.
_SECTIONS = (
    (100, 1999, "anesthesia"),
    (10004, 69990, "surgery"),
    (70010, 79999, "radiology"),
    (80047, 89398, "pathology and laboratory"),
    (98000, 98016, "evaluation and management"),
    (99100, 99100, "anesthesia"),
    (99116, 99116, "anesthesia"),
    (99135, 99135, "anesthesia"),
    (99140, 99140, "anesthesia"),
    (90281, 99199, "medicine"),
    (99201, 99499, "evaluation and management"),
    (99500, 99607, "medicine"),
)

# The unlisted codes that close a section or a body system. There are more: only a table knows them.
CLOSING_UNLISTED = words(
    "01999 19499 29999 32999 37799 38999 39599 49999 53899 55899 58999 59899 60699 64999 68899 "
    "69979 76499 76999 77799 79999 89398 90899 92499 93799 97799 99199 99499"
)


@final
class CptCode(CodeValue):
    """A CPT code: five characters, leading zeros significant.

    Raises ``InvalidCode``.

    >>> [CptCode(text).category for text in ("00100", "0001A", "0500F", "0042T", "0001U", "0002M")]
    ['I', 'I', 'II', 'III', 'PLA', 'MAAA']
    """

    __slots__ = ()
    KIND: ClassVar[str] = "CPT"
    _PATTERN = Pattern("[0-9]{4}[0-9AFMTU]")
    _ALPHABETS = (DIGITS,) * 4 + (DIGITS + "AFMTU",)
    _EXPECTED = "four digits, then a digit or one of A F M T U"
    _TAKEN_FOR = ("hcpcs", "cdt")

    @classmethod
    def _canonical(cls, text: str) -> str:
        return text if cls._PATTERN.fullmatch(text) else without_modifier(cls, text)

    @property
    def category(self) -> Category:
        """``I``, ``II`` (measures), ``III`` (new technology), ``PLA`` or ``MAAA`` (laboratory).

        The vaccine administration codes that end in A are category I.
        """
        return _CATEGORIES.get(self.text[4], "I")

    @property
    def section(self) -> str | None:
        """The section its number lies in, ``None`` between sections and in categories II and III.

        >>> CptCode("27447").section, CptCode("0042T").section
        ('surgery', None)
        """
        last = self.text[4]
        if last in "UM":
            return "pathology and laboratory"
        if last == "A":
            return "medicine"
        if last in "FT":
            return None
        number = int(self.text)
        for first, end, name in _SECTIONS:
            if first <= number <= end:
                return name
        return None

    @property
    def subsection(self) -> str | None:
        """The part of the section its number lies in: a body system, a kind of test or of visit.

        ``None`` between two of them and outside category I.

        >>> CptCode("27447").subsection, CptCode("80053").subsection, CptCode("00142").subsection
        ('musculoskeletal', 'panels', 'head')
        """
        if self.text[4] not in DIGITS:
            return None
        # Most codes are never asked, and the outline is longer than the system.
        from medclaim.codes._cpt_outline import subsection

        return subsection(int(self.text))

    @property
    def is_administrative(self) -> bool:
        """Whether it is an administrative code for a multianalyte assay (ends in M).

        >>> CptCode("0002M").is_administrative, CptCode("81490").is_administrative
        (True, False)
        """
        return self.text[4] == "M"

    @property
    def is_evaluation_and_management(self) -> bool:
        """Whether it lies in the section of visits and other evaluation and management."""
        return self.section == "evaluation and management"

    @property
    def is_anesthesia(self) -> bool:
        """Whether it is an anesthesia service (00100-01999), the kind that counts minutes.

        The qualifying circumstances (99100, 99116, 99135, 99140) are of the same section but count
        no time: :attr:`is_qualifying_circumstance`.
        """
        return self.text[4] in DIGITS and 100 <= int(self.text) <= 1999

    @property
    def is_qualifying_circumstance(self) -> bool:
        """Whether it adds a qualifying circumstance to an anesthesia service."""
        return self.text in ("99100", "99116", "99135", "99140")

    @property
    def is_unlisted(self) -> bool | None:
        """``True`` for the unlisted codes that close a section, ``False`` outside category I.

        ``None`` where only a code list could tell.

        >>> [CptCode(text).is_unlisted for text in ("64999", "0042T", "99213")]
        [True, False, None]
        """
        if self.text[4] not in DIGITS:
            return False
        return True if self.text in CLOSING_UNLISTED else None


SYSTEM = CodeSystem(
    key="cpt",
    name="CPT",
    source="American Medical Association",
    value_class=CptCode,
    uri="http://www.ama-assn.org/go/cpt",
    is_licensed=True,
)
