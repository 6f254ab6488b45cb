"""Có phải văn bản hành chính: decided by the boxes that were found together, never by one word."""

import re
from functools import lru_cache

from directives.conversion.errors import NotOfficialDocument
from directives.errors import N_
from directives.reading.boxes.closing import Closing
from directives.reading.boxes.letterhead import Head
from directives.reading.lexicon import Lexicon

#: What each box says for an official document; two that others lack, or three which others may have, are enough.
_WEIGHTS = {
    "state_name": 2,
    "number": 2,
    "date": 1,
    "type": 1,
    "subject": 1,
    "addressees": 1,
    "issuer": 1,
    "recipients": 2,
    "signature": 2,
    "title": 1,
}
_ENOUGH = 3
_ADDRESSED = 3  # a list of agencies is the head of a letter, whatever else was cut off
_STRANGER = 3  # what the title of a paper of another kind takes away
_TOO_FEW = N_(
    "too few of its parts were found (state name, number and symbol, place and date, type, addressees, "
    "recipients, signature)"
)


def refuse_unofficial(head: Head, closing: Closing, words: Lexicon, where: str) -> None:
    """Từ chối văn bản lạ: raises NotOfficialDocument where too few boxes of an official document stand together.

    Abridged documents pass: agency, number, day and type are enough, or a letter's list of agencies.
    """
    found = head.signs | _closing_signs(closing)
    weight = sum(_WEIGHTS[name] for name in found)
    agencies = [item for item in head.addressees if item.text and _agencies(words).match(item.text)]
    if len(agencies) > 1:
        weight += _ADDRESSED
    if head.stranger is not None and head.doc_type.text is None:
        weight -= _STRANGER
    if weight < _ENOUGH:
        raise NotOfficialDocument(
            where=where,
            reason=_TOO_FEW,
        )


def _closing_signs(closing: Closing) -> frozenset[str]:
    signature = closing.signature
    seen = {
        "recipients": len(closing.recipients) > 1 or closing.archive is not None,
        "signature": signature is not None and bool(signature.capacities),
        "title": signature is not None and not signature.capacities and signature.title is not None,
    }
    return frozenset(name for name, found in seen.items() if found)


@lru_cache(maxsize=8)
def _agencies(words: Lexicon) -> re.Pattern[str]:
    heads = "|".join(re.escape(head) for head in words.phrases("agency_heads"))
    return re.compile(rf"(?i:(?:các\s+)?(?:{heads}))(?!\w)")
