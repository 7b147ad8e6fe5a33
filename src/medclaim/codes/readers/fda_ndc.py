"""The FDA's NDC directory: ``product.txt`` and ``package.txt`` of ``ndctext.zip``.

Tab-separated behind a heading, Windows-1252. A product NDC has two parts, a package NDC three, with
hyphens, ten digits in all; the billing form has eleven. Days are YYYYMMDD.

Source: FDA, NDC database file, data elements and definitions.

>>> heading = "PRODUCTID\\tPRODUCTNDC\\tNDCPACKAGECODE\\tPACKAGEDESCRIPTION\\tSTARTMARKETINGDATE\\tENDMARKETINGDATE"
>>> [row] = read_ndc_packages([heading, "made-up\\t0002-7597\\t0002-7597-01\\t1 VIAL\\t20200101\\t"])
>>> row.code, row.product, row.first
('00002759701', '0002-7597', datetime.date(2020, 1, 1))
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from medclaim._text import Pattern
from medclaim.codes.ndc import NdcCode
from medclaim.codes.ndc_directory import NdcDirectory, NdcPackage
from medclaim.codes.readers._records import Headed

_PRODUCTS = Headed(
    "NDC product file",
    optional=(
        "suffix",
        "end",
        "pharmacologic_classes",
        "schedule",
        "excluded",
        "certified_through",
    ),
    product=("PRODUCTNDC",),
    type=("PRODUCTTYPENAME",),
    name=("PROPRIETARYNAME",),
    suffix=("PROPRIETARYNAMESUFFIX",),
    nonproprietary_name=("NONPROPRIETARYNAME",),
    dosage_form=("DOSAGEFORMNAME",),
    route=("ROUTENAME",),
    start=("STARTMARKETINGDATE",),
    end=("ENDMARKETINGDATE",),
    category=("MARKETINGCATEGORYNAME",),
    labeler=("LABELERNAME",),
    substances=("SUBSTANCENAME",),
    strengths=("ACTIVE_NUMERATOR_STRENGTH",),
    units=("ACTIVE_INGRED_UNIT",),
    pharmacologic_classes=("PHARM_CLASSES",),
    schedule=("DEASCHEDULE",),
    excluded=("NDC_EXCLUDE_FLAG",),
    certified_through=("LISTING_RECORD_CERTIFIED_THROUGH",),
)
_PACKAGES = Headed(
    "NDC package file",
    optional=("end", "excluded", "sample"),
    product=("PRODUCTNDC",),
    code=("NDCPACKAGECODE",),
    title=("PACKAGEDESCRIPTION",),
    start=("STARTMARKETINGDATE",),
    end=("ENDMARKETINGDATE",),
    excluded=("NDC_EXCLUDE_FLAG",),
    sample=("SAMPLE_PACKAGE",),
)
_PRODUCT = Pattern("[0-9]{4}-[0-9]{4}|[0-9]{5}-[0-9]{3,4}")
_A_PRODUCT = "a product NDC: 4-4, 5-3 or 5-4 digits"


class NdcProductRow(NamedTuple):
    """One product: what it is, who makes it, and its days on the market."""

    product: str
    type: str
    name: str
    suffix: str
    nonproprietary_name: str
    dosage_form: str
    route: str
    category: str
    labeler: str
    substances: str
    strengths: str
    units: str
    pharmacologic_classes: str
    schedule: str
    excluded: str
    first: date | None
    last: date | None
    certified_through: date | None


class NdcPackageRow(NamedTuple):
    """One package: its eleven digits, its product, what it is, and its days on the market."""

    code: str
    product: str
    title: str
    first: date | None
    last: date | None
    is_sample: bool
    is_excluded: bool


_TEXTS = NdcProductRow._fields[1:15]


def read_ndc_products(lines: Iterable[str]) -> Iterator[NdcProductRow]:
    """The rows of ``product.txt``. Raises :class:`UnreadableLineError`."""
    for record in _PRODUCTS.records(lines, "\t"):
        yield NdcProductRow._make(
            [
                record.matching("product", _PRODUCT, _A_PRODUCT),
                *(record.text(name) for name in _TEXTS),
                record.day("start"),
                record.day("end"),
                record.day("certified_through"),
            ]
        )


def read_ndc_packages(lines: Iterable[str]) -> Iterator[NdcPackageRow]:
    """The rows of ``package.txt``. Raises :class:`UnreadableLineError`."""
    for record in _PACKAGES.records(lines, "\t"):
        yield NdcPackageRow(
            record.code("code", NdcCode).text,
            record.matching("product", _PRODUCT, _A_PRODUCT),
            record.text("title"),
            record.day("start"),
            record.day("end"),
            record.one_of("sample", "YN", or_none=True) == "Y",
            record.one_of("excluded", "YNEUI", or_none=True) not in ("", "N"),
        )


def ndc_directory(lines: Iterable[str], *, edition: str, window: tuple[date, date]) -> NdcDirectory:
    """The directory of one day's ``package.txt``; ``window`` are the days it is taken to be good for.

    Raises :class:`UnreadableLineError`.
    """
    return NdcDirectory.from_packages(
        (
            (row.code, NdcPackage(row.product, row.title, row.first, row.last, row.is_sample))
            for row in read_ndc_packages(lines)
        ),
        edition=edition,
        window=window,
        source="FDA, NDC Directory",
        licence="public domain (US government work)",
    )
