"""Nội dung: finds box 6: deciding authority, bases, deciding word, the running text and its last line."""

from collections.abc import Iterable, Sequence

from directives.checking.seeing.page import Boxes, Line
from directives.checking.seeing.wording import is_basis, is_deciding_word
from directives.document.kinds import DocumentType

_DECISIONS = (DocumentType.QUYET_DINH.name_vi, DocumentType.NGHI_QUYET.name_vi)
_ALSO_BASES = ("Theo ", "Thực hiện ", "Trên cơ sở ", "Thi hành ", "Sau khi ", "Xét ", "Để ")
_AUTHORITY_LINES = 4
_BEFORE_BASES = 8


def find_body(lines: Sequence[Line], begin: int, end: int, type_word: str | None) -> Boxes:
    """Tìm nội dung: among the lines from ``begin`` (below the head) to ``end`` (the closing); tables are left out."""
    boxes: Boxes = {}
    region = [line for line in lines[begin:end] if line.place == "body"]
    word = (
        next((line for line in region if is_deciding_word(line.text)), None)
        if type_word in _DECISIONS
        else None
    )
    before = region[: region.index(word)] if word is not None else region
    bases = tuple(_bases(before, type_word))
    above = before[: before.index(bases[0])] if bases else before if word is not None else []
    authority = tuple(line for line in above if line.is_upper)
    if type_word in _DECISIONS and 0 < len(authority) <= _AUTHORITY_LINES:
        boxes["deciding_authority"] = authority
    if bases:
        boxes["bases"] = bases
    if word is not None:
        boxes["deciding_word"] = (word,)
    set_apart = {id(line) for found in boxes.values() for line in found}
    body = tuple(line for line in region if id(line) not in set_apart)
    if body:
        boxes["body"] = body
        boxes["body_end"] = body[-1:]
    return boxes


def _bases(lines: Sequence[Line], type_word: str | None) -> Iterable[Line]:
    """Căn cứ: one below the other. Outside decisions a sentence of the text may begin like one: a list is wanted."""
    start = next((place for place, line in enumerate(lines) if is_basis(line.text)), None)
    decides = type_word in _DECISIONS
    if (
        start is None
        or start > _BEFORE_BASES
        or (not decides and any(not line.is_upper for line in lines[:start]))
    ):
        return ()
    found: list[Line] = []
    for line in lines[start:]:
        goes_on = bool(found) and found[-1].text.endswith(";") and line.text.startswith(_ALSO_BASES)
        if not (is_basis(line.text) or goes_on):
            break
        found.append(line)
    if not decides:
        if found[-1].text.endswith(":") or not found[-1].text.endswith((";", ".", ",")):
            found.pop()
        if not any(line.text.endswith(";") for line in found):
            return ()
    return found
