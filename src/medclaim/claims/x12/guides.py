"""Which guide a version names, found without loading the others."""

from functools import lru_cache

from medclaim.claims.x12.grammar import Guide


@lru_cache(maxsize=1)
def guides() -> tuple[Guide, ...]:
    """Every guide this library has."""
    from medclaim.claims.x12.x837p import PROFESSIONAL

    return (PROFESSIONAL,)


def guide_of(version: str) -> Guide | None:
    """The guide that reads a version (GS08, ST03), ``None`` for another."""
    for guide in guides():
        if version in guide.versions:
            return guide
    return None


def guide_for(kind: str) -> Guide:
    """The guide that writes a kind of claim."""
    for guide in guides():
        if guide.kind == kind:
            return guide
    raise ValueError(f"no 837 guide for this kind of claim: {kind}")
