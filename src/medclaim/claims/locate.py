"""Where a finding stands in every format: the model, the 837, the paper forms, FHIR.

Each format's own table says it; nothing is kept twice. Worked out when asked for.
"""

import re
from typing import final

import attrs

from medclaim.claims import fhir_r4
from medclaim.claims.forms import cms1500, ub04
from medclaim.claims.x12 import locate as locate_x12
from medclaim.edit import Kind
from medclaim.findings import Finding

_IN_BATCH = re.compile(r"claims\[[0-9]+\]\.?")


@final
@attrs.frozen(kw_only=True)
class Located:
    """The places of one fact, each ``None`` where that format has none.

    ``path`` is the model's, ``x12`` the loop and element (``2400 SV102``), ``item`` the CMS-1500's,
    ``form_locator`` the UB-04's, ``expression`` the FHIRPath in a ``Claim``.
    """

    path: str
    x12: str | None
    item: str | None
    form_locator: str | None
    expression: str | None

    def __str__(self) -> str:
        places = (
            self.path or "claim",
            self.x12 and f"837 {self.x12}",
            self.item and f"CMS-1500 item {self.item}",
            self.form_locator and f"UB-04 FL {self.form_locator}",
            self.expression,
        )
        return "; ".join(place for place in places if place)


def locate(found: Finding | str, kind: Kind | str = Kind.PROFESSIONAL) -> Located:
    """Where a finding, or the value at a model path, stands; ``ValueError`` for no kind of claim.

    >>> print(locate("lines[1].charge"))
    lines[1].charge; 837 2400 SV102; CMS-1500 item 24F; Claim.item[1].net
    """
    path = found.path if isinstance(found, Finding) else found
    kind = Kind(kind)
    # In a batch a path begins with the claim's place, which no format knows.
    inside = _IN_BATCH.sub("", path)
    return Located(
        path=path,
        x12=locate_x12(inside, kind.value),
        item=cms1500.locate(inside) if kind is Kind.PROFESSIONAL else None,
        form_locator=ub04.locate(inside) if kind is Kind.INSTITUTIONAL else None,
        expression=fhir_r4.locate(inside),
    )
