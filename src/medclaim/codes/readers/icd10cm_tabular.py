"""The ICD-10-CM tabular list as XML: ``icd10cm-tabular-YYYY.xml``.

Chapters hold sections (blocks), sections hold categories, and each its own below it, with titles,
notes and seventh characters. A code with seventh characters stands there without them: they are
those of the nearest element above that defines any, behind as many X as it takes.

Source: NCHS, ICD-10-CM tabular list, XML, of each release.

>>> xml = '''<ICD10CM.tabular><chapter><name>1</name><desc>Some</desc>
... <section id="A00-A09"><desc>Intestinal</desc>
... <diag><name>A00</name><desc>Cholera</desc>
... <excludes1><note>carrier (Z22.1)</note></excludes1></diag></section></chapter></ICD10CM.tabular>'''
>>> for row in read_tabular(xml): print(row.level.value, row.name, row.parent, row.title)
chapter 1 None Some
section A00-A09 1 Intestinal
code A00 A00-A09 Cholera
>>> row.notes
(Note(kind='excludes1', text='carrier (Z22.1)'),)
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.readers._xml import Element, elements

_LAYOUT = "ICD-10-CM tabular list"
_CHAPTER = frozenset({"chapter"})
NOTE_KINDS = (
    "includes",
    "inclusionTerm",
    "excludes1",
    "excludes2",
    "codeFirst",
    "useAdditionalCode",
    "codeAlso",
    "notes",
    "sevenChrNote",
)


class Level(StrEnum):
    """What a row of the tabular list is."""

    CHAPTER = "chapter"
    SECTION = "section"
    CODE = "code"


class Note(NamedTuple):
    """One note, its kind as the file names it (``excludes1``, ``codeFirst``, ...)."""

    kind: str
    text: str


class TabularRow(NamedTuple):
    """A chapter, a section or a code, with what stands at it.

    ``name`` is the chapter's number, the section's range, or the code in its billing form;
    ``parent`` is the name of what it stands in. ``seventh_characters`` are those defined here, each
    with its meaning.
    """

    level: Level
    name: str
    parent: str | None
    title: str
    notes: tuple[Note, ...] = ()
    seventh_characters: tuple[tuple[str, str], ...] = ()
    is_placeholder: bool = False


def read_tabular(xml: str | Iterable[str]) -> Iterator[TabularRow]:
    """The rows in the order of the list, from the text of the XML or its lines.

    A chapter is held at a time. Raises :class:`UnreadableLineError`.
    """
    for chapter in elements(_LAYOUT, xml, "ICD10CM.tabular", _CHAPTER):
        number = chapter.text_of("name")
        yield _row(chapter, Level.CHAPTER, number, None)
        for section in chapter.all("section"):
            name = section.attributes.get("id", "")
            if not name:
                raise section.wrong("<section> with an id")
            yield _row(section, Level.SECTION, name, number)
            for category in section.all("diag"):
                yield from _below(category, name)


def _below(element: Element, parent: str) -> Iterator[TabularRow]:
    # A stack of one's own: how deep a text nests is the text's affair, not the interpreter's.
    stack = [(element, parent)]
    while stack:
        element, parent = stack.pop()
        name = element.text_of("name")
        if not Icd10CmCode.is_valid(name):
            raise element.wrong("<diag> with a code of ICD-10-CM in its <name>")
        code = Icd10CmCode(name).text
        yield _row(element, Level.CODE, code, parent)
        stack.extend((child, code) for child in reversed(list(element.all("diag"))))


def _row(element: Element, level: Level, name: str, parent: str | None) -> TabularRow:
    notes = tuple(
        Note(child.name, note.text)
        for child in element.children
        if child.name in NOTE_KINDS
        for note in child.all("note")
    )
    characters: list[tuple[str, str]] = []
    for defined in element.all("sevenChrDef"):
        for extension in defined.all("extension"):
            character = extension.attributes.get("char", "")
            if len(character) != 1:
                raise extension.wrong("<extension> with one character")
            characters.append((character, extension.text))
    return TabularRow(
        level,
        name,
        parent,
        element.text_of("desc"),
        notes,
        tuple(characters),
        element.attributes.get("placeholder") == "true",
    )
