"""Which guide a version names, found without loading the others."""

from collections.abc import Callable

from medclaim.claims.x12.grammar import Guide


def _professional() -> Guide:
    from medclaim.claims.x12.x837p import PROFESSIONAL

    return PROFESSIONAL


def _institutional() -> Guide:
    from medclaim.claims.x12.x837i import INSTITUTIONAL

    return INSTITUTIONAL


def _dental() -> Guide:
    from medclaim.claims.x12.x837d import DENTAL

    return DENTAL


# The beginning of a guide's versions, its kind of claim, and where its table is.
_GUIDES: tuple[tuple[str, str, Callable[[], Guide]], ...] = (
    ("005010X222", "professional", _professional),
    ("005010X223", "institutional", _institutional),
    ("005010X224", "dental", _dental),
)


def guides() -> tuple[Guide, ...]:
    """Every guide this library has."""
    return tuple(guide() for _, _, guide in _GUIDES)


def guide_of(version: str) -> Guide | None:
    """The guide that reads a version (GS08, ST03), ``None`` for another."""
    for beginning, _, guide in _GUIDES:
        if version.startswith(beginning):
            return guide() if version in guide().versions else None
    return None


def guide_for(kind: str) -> Guide:
    """The guide that writes a kind of claim."""
    for _, own, guide in _GUIDES:
        if own == kind:
            return guide()
    raise ValueError(f"no 837 guide for this kind of claim: {kind}")
