"""The check digits of US health identifiers."""

# Doubling a digit and adding the digits of the result: 0 2 4 6 8 1 3 5 7 9.
_DOUBLED = bytes.maketrans(b"0123456789", bytes((0, 2, 4, 6, 8, 1, 3, 5, 7, 9)))
_ZERO = ord("0")
# The Luhn sum of each two digits of which the first is doubled.
_PAIRS = {f"{n:02d}": (2 * (n // 10) % 10 + n // 50) + n % 10 for n in range(100)}


def luhn_remainder(digits: str) -> int:
    """The Luhn sum modulo 10 of ``digits``, the last of which is the check digit: 0 when right.

    Source: ISO/IEC 7812-1, annex B.

    >>> luhn_remainder("808401234567893"), luhn_remainder("808401234567890")
    (0, 7)
    """
    backwards = digits.encode("ascii")[::-1]
    plain, doubled = backwards[::2], backwards[1::2]
    return (sum(plain) - _ZERO * len(plain) + sum(doubled.translate(_DOUBLED))) % 10


def npi_remainder(npi: str) -> int:
    """The Luhn sum modulo 10 of ten digits behind the prefix 80840: 0 when the NPI is right.

    Raises ``KeyError`` for ten characters that are not all ASCII digits.

    Source: CMS, NPI Check Digit (2004), which notes that the prefix alone adds 24.

    >>> npi_remainder("1234567893")
    0
    """
    pairs = _PAIRS
    return (
        pairs[npi[:2]] + pairs[npi[2:4]] + pairs[npi[4:6]] + pairs[npi[6:8]] + pairs[npi[8:]] + 24
    ) % 10


def dea_digit(digits: str) -> int:
    """The check digit a DEA number with these six digits ends in.

    Source: DEA Office of Diversion Control, registration number format.

    >>> dea_digit("123456")
    3
    """
    first, second, third, fourth, fifth, sixth = map(int, digits)
    return (first + third + fifth + 2 * (second + fourth + sixth)) % 10
