"""Tiếp nhận: which texts are let in at all: no state secrets, nothing that is no official document."""

import re
from collections.abc import Iterable, Sequence

from directives.conversion.errors import NotOfficialDocument, SecrecyMark

_SECRECY = re.compile(r"^\W*(?:ĐỘ MẬT\s*:?\s*)?(TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT)\W*$")
_HEAD_LINES = 30  # a stamp stands in the head of page 1 (PL.I-IV, box 10a); deeper it is a word of a table
_SIGNS = (
    re.compile(r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM", re.IGNORECASE),
    re.compile(r"(?:^|\s)Số\s*:?\s*\S*\s*/\s*\S", re.IGNORECASE),
    re.compile(r"ngày\s*[\d.…]*\s*tháng\s*[\d.…]*\s*năm\s*\d{4}", re.IGNORECASE),
    re.compile(r"^(?:Kính\s+gửi|Nơi\s+nhận)\s*:", re.IGNORECASE),
)
_SIGNS_NEEDED = 2
_PARTY = re.compile(r"ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM")


def refuse_secrets(lines: Sequence[str], stamps: Iterable[str] = ()) -> None:
    """Từ chối mật: raises SecrecyMark for one in the head or among ``stamps`` (text boxes, page margins)."""
    for line in (*lines[:_HEAD_LINES], *stamps):
        mark = _SECRECY.match(line.strip())
        if mark:
            raise SecrecyMark(mark=" ".join(mark[1].split()))


def refuse_strangers(lines: Sequence[str]) -> None:
    """Từ chối văn bản lạ: raises NotOfficialDocument unless at least two signs of one are seen.

    Signs: the state name, a number line, a date in words, Kính gửi or Nơi nhận. Party documents have their
    own rules (state name replaced by the Party's) and are refused by name.
    """
    head = lines[:_HEAD_LINES]
    state_name = any(_SIGNS[0].search(line) for line in head)
    if not state_name and any(_PARTY.fullmatch(line.strip()) for line in head):
        raise NotOfficialDocument(reason="it is a Party document, which follows other rules")
    seen = sum(any(sign.search(line) for line in lines) for sign in _SIGNS)
    if seen < _SIGNS_NEEDED:
        raise NotOfficialDocument(
            reason="no state name, number line, date in words, addressee or recipients were found"
        )
