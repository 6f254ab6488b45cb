"""Dữ kiện của tệp điện tử: what a file shows besides its words: digital signatures, scans, the day it is dated."""

import re
from dataclasses import dataclass
from datetime import date

from directives.checking.seeing.page import Page
from directives.conversion.layout import Layout, SignatureMark

#: Names of signature fields which say who signed, as this program writes them.
_PERSON_FIELD, _AGENCY_FIELD = "NguoiKy", "CoQuan"
_COPY = re.compile(r"\b(?P<kind>sao y|sao lục|trích sao)\b", re.IGNORECASE)
_NEAR = 30.0  # millimetres between a mark and the name it stands for


@dataclass(frozen=True, slots=True)
class FileFacts:
    """Dữ kiện của tệp: its layout and page, and the day printed on it (None when it cannot be read)."""

    layout: Layout
    page: Page
    day: date | None

    @property
    def person(self) -> SignatureMark | None:
        """Chữ ký của người có thẩm quyền: the last that a person made; None when none can be told for one."""
        return next((mark for mark in reversed(self.layout.signatures) if self._role(mark) == "person"), None)

    @property
    def agency(self) -> SignatureMark | None:
        """Chữ ký số của cơ quan có hình dấu: None when there is none."""
        return next((mark for mark in reversed(self.layout.signatures) if self._role(mark) == "agency"), None)

    @property
    def corner(self) -> SignatureMark | None:
        """Chữ ký số thể hiện bằng chữ: a mark of words without a picture; None when there is none."""
        return next((mark for mark in self.layout.signatures if mark.lines and not mark.pictures), None)

    @property
    def copy_kind(self) -> str | None:
        """Hình thức sao điện tử: as the mark in the corner names it; None when the file is no electronic copy."""
        lines = self.corner.lines if self.corner is not None else ()
        found = next((match for line in lines if (match := _COPY.search(line.text))), None)
        return found["kind"] if found else None

    def _role(self, mark: SignatureMark) -> str:
        """Tư cách ký: by the field's name, else by picture and place: red near the signer's name is the seal.

        "" where nothing tells: a portal or a gazette signs files too, anywhere on the page.
        """
        if mark.field.startswith(_PERSON_FIELD):
            return "person"
        if mark.field.startswith(_AGENCY_FIELD):
            return "agency" if mark.pictures else ""
        if not mark.pictures or not self._near_name(mark):
            return ""
        return "agency" if mark.pictures[0].hue == "red" else "person"

    def _near_name(self, mark: SignatureMark) -> bool:
        """Gần họ tên người ký: on its sheet, above it or over it, and not far to a side."""
        middle, foot = mark.left + mark.width / 2, mark.top + mark.height
        for line in self.page.boxes.get("signer", ()):
            name = self.page.paragraph(line)
            if name.sheet == mark.sheet and name.top is not None and name.left is not None:
                above = -_NEAR <= name.top - foot <= _NEAR
                if above and abs(middle - name.left) <= 2 * _NEAR:
                    return True
        return False
