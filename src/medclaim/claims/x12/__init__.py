"""X12 837: claims written, read and checked from one table a guide."""

from medclaim.claims.x12.check import check
from medclaim.claims.x12.envelope import Delimiters, Envelope, Receiver, Submitter
from medclaim.claims.x12.interchange import Interchange, read
from medclaim.claims.x12.locating import locate, unsaid
from medclaim.claims.x12.streaming import ReadClaim, Reader
from medclaim.claims.x12.transcript import TransactionSet
from medclaim.claims.x12.writer import segments, write

__all__ = [
    "Delimiters",
    "Envelope",
    "Interchange",
    "ReadClaim",
    "Reader",
    "Receiver",
    "Submitter",
    "TransactionSet",
    "check",
    "locate",
    "read",
    "segments",
    "unsaid",
    "write",
]
