"""Phần cuối văn bản: finds recipients, archive line and signature (boxes 9b, 7a, 7b), and where the body ends."""

from collections.abc import Sequence
from dataclasses import dataclass

from directives.reading.boxes.pieces import Piece, closing_pieces
from directives.reading.boxes.recipients import read_recipients, recipients_at
from directives.reading.boxes.signature import is_signing, read_signature, signature_at
from directives.reading.lexicon import Lexicon
from directives.reading.record import ArchiveRead, Doubt, SignatureRead, Worded


@dataclass(frozen=True, slots=True)
class Closing:
    """Phần cuối: the fields read, the lines used, where the body ends, and the doubts."""

    signature: SignatureRead | None
    recipients: tuple[Worded, ...]
    archive: ArchiveRead | None
    used: frozenset[int]
    start: int
    end: int
    notes: tuple[Doubt, ...] = ()


def read_closing(lines: Sequence[str], words: Lexicon, start: int = 0) -> Closing:
    """Đọc phần cuối: the first recipients block and signature from line ``start`` on; what follows is an annex."""
    pieces = closing_pieces(lines, start, len(lines))
    listed_at = recipients_at(pieces)
    signed_at = signature_at(pieces, listed_at, words)

    def signs(piece: Piece) -> bool:
        return signed_at is not None and is_signing(piece, words)

    recipients = read_recipients(pieces, listed_at, signs, words)
    after = max(recipients.used) + 1 if recipients.used else None
    signature = read_signature(pieces, signed_at, after, words)
    used = frozenset(pieces[n].line for n in recipients.used | signature.used)
    return Closing(
        signature.read,
        recipients.items,
        recipients.archive,
        used,
        min(used, default=len(lines)),
        max(used, default=len(lines) - 1) + 1,
        (*recipients.notes, *signature.notes),
    )
