"""The CMS-1500 (02/12), the paper form of professional claims: its table, its pages, its rules.

``ITEMS`` is the form as a table. It fills pages (:func:`render`), measures what is filled
(:func:`check`) and says which item prints a value (:func:`locate`):

>>> locate("lines[1].modifiers[0]"), locate("subscriber.member_id"), locate("payer.payer_id")
('24D', '1a', None)

What the form spells differently from the claim, and nothing else is changed: letters are upper case;
names are listed last, first, middle initial (items 2, 4) or spoken (17, 32, 33); a code has no point;
an amount stands left and right of a line; days are MM DD YY, birth dates MM DD CCYY; a postal code of
nine digits has its hyphen; pointers are letters; one day of service stands under both from and to.
For Medicare as the first payer, item 11 says NONE and the insured's items stay blank; for Medicare
in any place, other identification numbers stay blank. Nothing is ever cut short.

A claim of more than six services takes several forms: everything is repeated on each, but the totals
of items 28 and 29 stand on the last and item 28 says CONTINUED before (Texas Medicaid and HMSA ask for
this; the NUCC manual describes item 28 as the sum of the lines on one form, so ask the payer).

Sources: National Uniform Claim Committee (NUCC), 1500 Health Insurance Claim Form Reference Instruction
Manual; Medicare Claims Processing Manual (Pub. 100-04), chapter 26. Titles are our own words. The
widths with ``is_verified`` agree with the field specifications of the NUCC manual for 08/05 as a
published copy repeats them (item 17 there is 26 without the qualifier); the others are from memory,
and so is what 02/12 changed. The page positions of the form could not be sourced, so a page is a
listing by item, not a grid.
"""

from medclaim.claims.claim import ProfessionalClaim
from medclaim.claims.errors import DoesNotFitError
from medclaim.claims.forms._cms1500_items import FORM, ITEMS
from medclaim.claims.forms._cms1500_rules import RULES, findings, is_unfit
from medclaim.claims.forms._grid import Item, Page, Part, Printed
from medclaim.findings import Report

__all__ = [
    "ITEMS",
    "RULES",
    "DoesNotFitError",
    "Item",
    "Page",
    "Part",
    "Printed",
    "check",
    "locate",
    "render",
]


def locate(path: str) -> str | None:
    """The number of the item that prints the value at a model path, ``None`` where none does.

    Where several items can print it, the one it stands in most often.

    >>> locate("diagnoses[1]"), locate("lines[0].rendering_provider.npi"), locate("patient.address")
    ('21B', '24J', '5')
    """
    return FORM.locate(path)


def check(claim: ProfessionalClaim) -> Report:
    """What the form itself has against a claim: what does not fit, and what it would leave out.

    A required value that is missing prints nothing and is no finding here: the claim's own edits
    say so.
    """
    return Report(findings=findings(claim))


def render(claim: ProfessionalClaim) -> tuple[Page, ...]:
    """The forms of a claim, six services on each.

    Raises :class:`~medclaim.claims.errors.DoesNotFitError` where :func:`check` finds something that
    the form cannot hold.
    """
    unfit = [finding for finding in check(claim) if is_unfit(finding)]
    if unfit:
        raise DoesNotFitError(unfit)
    return FORM.pages(claim)
