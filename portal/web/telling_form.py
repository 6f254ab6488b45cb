"""Biểu minh chứng đăng tải: what was typed, and the evidence it makes; outlets and purposes in words of the screen."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, time
from typing import Annotated

from fastapi import Form

from directives.errors import N_, Problem
from directives.results_use.telling import BadTelling, Outlet, Purpose, TellingEvidence, Told

OUTLET_WORDS: Mapping[Outlet, str] = {
    Outlet.WEBSITE: N_("Web page"),
    Outlet.NEWSPAPER: N_("Newspaper"),
    Outlet.TELEVISION: N_("Television"),
    Outlet.RADIO: N_("Radio, loudspeaker"),
    Outlet.NOTICE_BOARD: N_("Notice board"),
}
"""Tên kênh trên màn hình."""
PURPOSE_WORDS: Mapping[Purpose, str] = {
    Purpose.SURVEY: N_("About the survey"),
    Purpose.STAFF: N_("Result, to staff"),
    Purpose.CITIZENS: N_("Result, to citizens"),
}
"""Tên mục đích trên màn hình."""
TEXT_WORDS: Mapping[str, str] = {
    "dieu-tra/thong-bao.docx": N_("Official notice of the survey (Word)"),
    "dieu-tra/trang-tin.html": N_("The same for the web page, to paste (HTML)"),
    "dieu-tra/trang-tin.txt": N_("The same for the web page (plain text)"),
    "dieu-tra/ban-tin.docx": N_("Bulletin for press and television about the survey (Word)"),
    "dieu-tra/ban-tin.txt": N_("Bulletin about the survey (plain text)"),
    "dieu-tra/phat-thanh.docx": N_("Loudspeaker text about the survey (Word)"),
    "dieu-tra/phat-thanh.txt": N_("Loudspeaker text about the survey (plain text)"),
    "ket-qua/thong-bao.docx": N_("Official notice of the result (Word)"),
    "ket-qua/trang-tin.html": N_("The result for the web page, to paste (HTML)"),
    "ket-qua/trang-tin.txt": N_("The result for the web page (plain text)"),
    "ket-qua/ban-tin.docx": N_("Bulletin for press and television about the result (Word)"),
    "ket-qua/ban-tin.txt": N_("Bulletin about the result (plain text)"),
    "ket-qua/phat-thanh.docx": N_("Loudspeaker text about the result (Word)"),
    "ket-qua/phat-thanh.txt": N_("Loudspeaker text about the result (plain text)"),
    "ket-qua/trang-can-bo.docx": N_("One page for staff (Word)"),
    "ket-qua/trang-nguoi-dan.docx": N_("One page for citizens (Word)"),
}
"""Tên các bài trên màn hình, by their paths."""
_NOT_CHOSEN = N_("Choose one of the list.")
_NO_DAY = N_("Give the day of publishing.")
_BAD_HOUR = N_("Write the hour as 17:30.")


@dataclass(frozen=True, slots=True)
class TypedTelling:
    """Đã gõ: the fields of the form as texts; ``sua`` is the number of the evidence which it corrects."""

    muc_dich: str = ""
    kenh: str = ""
    ngay: str = ""
    noi: str = ""
    gio: str = ""
    ghi_chu: str = ""
    sua: str = ""

    @property
    def corrects(self) -> int | None:
        """Sửa minh chứng số: None for a new one."""
        return int(self.sua) if self.sua.isdecimal() else None

    def told(self, unit: str) -> Told:
        """Điều đã đăng: of the unit. Raises BadTelling naming every field which cannot be read."""
        problems = []
        purpose = next((one for one in Purpose if one.value == self.muc_dich), None)
        outlet = next((one for one in Outlet if one.value == self.kenh), None)
        problems += [
            Problem(_NOT_CHOSEN, {}, name)
            for name, one in (("purpose", purpose), ("outlet", outlet))
            if not one
        ]
        day, hour = _day(self.ngay), _hour(self.gio)
        if day is None:
            problems.append(Problem(_NO_DAY, {}, "day"))
        if self.gio and hour is None:
            problems.append(Problem(_BAD_HOUR, {}, "hour"))
        if problems or purpose is None or outlet is None or day is None:
            raise BadTelling(where=unit, problems=problems, count=len(problems))
        return Told(unit, purpose, outlet, day, self.noi, hour, note=self.ghi_chu)

    def kept(self) -> dict[str, str]:
        """Giữ lại: what was typed, for the form to be shown again."""
        return asdict(self)


def typed_telling(
    muc_dich: Annotated[str, Form()] = "",
    kenh: Annotated[str, Form()] = "",
    ngay: Annotated[str, Form()] = "",
    noi: Annotated[str, Form()] = "",
    gio: Annotated[str, Form()] = "",
    ghi_chu: Annotated[str, Form()] = "",
    sua: Annotated[str, Form()] = "",
) -> TypedTelling:
    """Biểu đã điền: read from the request."""
    return TypedTelling(muc_dich, kenh, ngay, noi, gio, ghi_chu, sua)


def of_evidence(one: TellingEvidence) -> dict[str, str]:
    """Để sửa: the fields of the form as evidence has them."""
    told = one.told
    hour = f"{told.hour:%H:%M}" if told.hour else ""
    day = told.day.isoformat()
    typed = TypedTelling(
        told.purpose.value, told.outlet.value, day, told.place, hour, told.note, str(one.number)
    )
    return typed.kept()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _hour(text: str) -> time | None:
    try:
        return time.fromisoformat(text) if text else None
    except ValueError:
        return None
