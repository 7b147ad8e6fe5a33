"""How teeth, their surfaces and their status become values and back."""

from typing import Any

from medclaim.claims.dental import Tooth, ToothStatus
from medclaim.claims.x12.codecs import code, read_text, write_text
from medclaim.claims.x12.composing import sequence
from medclaim.claims.x12.grammar import Codec
from medclaim.codes.oral_cavity import OralCavityArea
from medclaim.codes.surface import ToothSurface
from medclaim.codes.tooth import ToothNumber
from medclaim.malformed import Malformed

_NUMBER = code(ToothNumber)
_SURFACES = sequence(code(ToothSurface), 5)

# SV304: up to five areas side by side.
AREAS = sequence(code(OralCavityArea), 5)


def _number(text: str) -> Any:
    return _NUMBER.read(text) if text else Malformed.missing(ToothNumber.KIND)


# TOO02 and the components of TOO03.
TOOTH = Codec(
    kind=ToothNumber.KIND,
    read=lambda number, *surfaces: Tooth(_number(number), _SURFACES.read(*surfaces)),
    write=lambda tooth: (_NUMBER.write(tooth.number), *_SURFACES.write(tooth.surfaces)),
    parts=("number", *(f"surfaces{part}" for part in _SURFACES.parts)),
    is_common=True,
)

# DN201 and DN202.
TOOTH_STATUS = Codec(
    kind="tooth status",
    read=lambda number, status: ToothStatus(
        _number(number), read_text(status) if status else Malformed.missing("tooth status")
    ),
    write=lambda tooth: (_NUMBER.write(tooth.number), write_text(tooth.status)),
    parts=("number", "status"),
)
