"""Tên cơ quan: parts the lines of box 2 into the parent body above and the issuing body below."""

from collections.abc import Sequence

from directives.checking.seeing.page import Line
from directives.conversion.layout import Run
from directives.vocabulary.words import AGENCIES

#: Words with which a name goes on: units of administration, joining words.
_UNITS = (
    "TỈNH", "THÀNH PHỐ", "TP", "XÃ", "PHƯỜNG", "ĐẶC KHU", "HUYỆN", "QUẬN", "THỊ XÃ", "THỊ TRẤN", "THỦ ĐÔ", "KHU",
)  # fmt: skip
_JOINING = ("VÀ", "CỦA", "VỀ", "CHO", "TẠI", "VỚI", "NƯỚC", "NHÀ NƯỚC", "-", "–")
#: Names that do not stand alone: what follows belongs to them.
_UNFINISHED = (
    "VĂN PHÒNG", "THANH TRA", "TRƯỜNG", "TRUNG TÂM", "BAN", "BAN QUẢN LÝ", "BAN CHỈ ĐẠO", "BAN CHỈ HUY", "HỘI ĐỒNG",
    "TỔ", "PHÒNG", "CỤC", "CHI CỤC", "SỞ", "BỘ", "VIỆN", "HỘI", "TÒA ÁN", "ỦY BAN", "UỶ BAN", "TỔNG CỤC", "ĐOÀN",
)  # fmt: skip


def parted(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Tách cơ quan chủ quản: (lines of the parent body, lines of the issuing body), told by their names.

    Where the names do not tell, a bold line below one that is not bold begins the issuing body.
    """
    begins = 0
    for place in range(1, len(lines)):
        if _new_body(lines[begins:place], lines[place]):
            begins = place
    return tuple(lines[:begins]), tuple(lines[begins:])


def _new_body(above: Sequence[Line], line: Line) -> bool:
    before = " ".join(one.text for one in above).upper()
    text = line.text.upper()
    if _begins_with(text, (*_UNITS, *_JOINING)) or _ends_with(before, _JOINING) or before in _UNFINISHED:
        return False
    if _begins_with(text, AGENCIES):
        return True
    return line.is_(_is_bold) and not above[-1].is_(_is_bold)


def _is_bold(run: Run) -> bool:
    return run.bold


def _begins_with(text: str, words: Sequence[str]) -> bool:
    return any(text == word or text.startswith(f"{word} ") for word in words)


def _ends_with(text: str, words: Sequence[str]) -> bool:
    return any(text.endswith(f" {word}") for word in words)
