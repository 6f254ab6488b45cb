"""Định dạng ô: what a cell of a workbook shows, from its value and its number format, in Vietnamese writing.

Decimal comma, full stop between thousands, days as day/month/year whatever the format's own order. A format
that is not understood gives None: then nobody can say what the cell shows, and it is not printed.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

#: Formats every workbook has without saying so (ECMA-376, 18.8.30); 14 follows the reader's own country.
BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    12: "# ?/?", 13: "# ??/??", 14: "dd/mm/yyyy", 15: "dd/mm/yyyy", 16: "dd/mm", 17: "mm/yyyy", 18: "hh:mm",
    19: "hh:mm:ss", 20: "hh:mm", 21: "hh:mm:ss", 22: "dd/mm/yyyy hh:mm", 37: "#,##0;-#,##0",
    38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss",
    47: "mm:ss", 48: "##0.0E+0", 49: "@",
}  # fmt: skip

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<fill>_.|\*.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>general)|(?P<noon>am/pm|a/p)|(?P<moment>y+|m+|d+|h+|s+(?:\.0+)?)"
    r"|(?P<digits>[#0?][#0?,.]*|\.[#0?]+)|(?P<literal>[-+()%:/ .,$₫€@])|(?P<unknown>.)",
    re.IGNORECASE | re.DOTALL,
)
_COLOUR = re.compile(r"(black|blue|cyan|green|magenta|red|white|yellow|color\s?\d+)", re.IGNORECASE)
_PLACES = re.compile(r"(?P<whole>[#0?,]*)(?:\.(?P<kept>0*)(?P<dropped>[#?]*))?")
_SWAPPED = str.maketrans(",.", ".,")
#: A spreadsheet holds no more digits of a number than these.
_EXACT_DIGITS = 15


@dataclass(frozen=True, slots=True)
class _Section:
    """Một phần của định dạng: literals round the digits, or the parts of a moment that are shown."""

    before: str = ""
    after: str = ""
    digits: str | None = None
    percent: bool = False
    general: bool = False
    moment: str = ""


def number_text(value: float, code: str) -> str | None:
    """Chữ của ô số: as the format shows it, half rounded up; None when the format is not understood.

    >>> number_text(0.8456, "0.0%"), number_text(1234.5, "#,##0.00"), number_text(912345678, "0000000000")
    ('84,6%', '1.234,50', '0912345678')
    """
    sections = _sections(code)
    if sections is None or any(section.moment for section in sections):
        return None
    exact = Decimal(format(value, f".{_EXACT_DIGITS}g"))
    signed = "-" if exact < 0 else ""
    section = sections[0]
    if exact < 0 and len(sections) > 1:
        section, signed = sections[1], ""
    elif exact == 0 and len(sections) > 2:
        section = sections[2]
    shown = _digits(abs(exact), section)
    if shown is None:
        return None
    if not shown.strip("0,."):
        signed = ""  # rounded to nothing: "0,0", never "-0,0"
    return f"{section.before}{signed}{shown}{section.after}".strip()


def moment_text(value: date | time, code: str) -> str | None:
    """Chữ của ô ngày giờ: the parts the format shows, written 08:30 05/03/2026; None when not understood.

    >>> moment_text(datetime(2026, 3, 5, 8, 30), "m/d/yyyy h:mm"), moment_text(date(2026, 3, 5), "mm/yy")
    ('08:30 05/03/2026', '03/2026')
    """
    sections = _sections(code)
    parts = sections[0].moment if sections else ""
    days = "/".join(f"%{part}" for part in "dmY" if part in parts)
    hours = ":".join(f"%{part}" for part in "HMS" if part in parts)
    if not parts or (days and isinstance(value, time)) or days == "%d/%Y" or hours in {"%M", "%S", "%H:%S"}:
        return None
    whole = value if isinstance(value, datetime | time) else datetime.combine(value, time())
    return whole.strftime(" ".join(filter(None, (hours, days))))


def _digits(value: Decimal, section: _Section) -> str | None:
    """Các chữ số: without sign and literals; None beyond what a spreadsheet can hold exactly."""
    if section.general:
        plain = format(value, "f")
        if value and not -_EXACT_DIGITS < value.adjusted() < _EXACT_DIGITS:
            return None
        return plain.rstrip("0").rstrip(".").replace(".", ",") if "." in plain else plain
    if section.digits is None:
        return ""
    places = _PLACES.fullmatch(section.digits)
    if places is None or value.adjusted() >= _EXACT_DIGITS:
        return None
    whole, kept, dropped = places["whole"], len(places["kept"] or ""), len(places["dropped"] or "")
    if whole.endswith(",") or not (whole or kept or dropped):
        return None  # a comma at the end divides by a thousand: what is shown is not what is there
    shown = (value * 100 if section.percent else value).quantize(
        Decimal(1).scaleb(-(kept + dropped)), ROUND_HALF_UP
    )
    text = f"{shown:,f}" if "," in whole else f"{shown:f}"
    units, _, decimals = text.partition(".")
    decimals = decimals[:kept] + decimals[kept:].rstrip("0")
    least = whole.count("0")
    if "," in whole:
        if least > 1 and len(units) < least:
            return None
    else:
        units = units.zfill(least)
    if not least and units == "0":
        units = ""
    return f"{units}.{decimals}".rstrip(".").translate(_SWAPPED)


@lru_cache(maxsize=256)
def _sections(code: str) -> tuple[_Section, ...] | None:
    """Các phần: for positive, negative, zero; the one for texts is left out, texts are shown as they are."""
    pieces, current = [], ""
    for found in _TOKEN.finditer(code):
        if found["unknown"] == ";":
            pieces.append(current)
            current = ""
        else:
            current += found[0]
    sections = [_section(piece) for piece in [*pieces, current][:3]]
    return None if None in sections else tuple(section for section in sections if section)


def _section(code: str) -> _Section | None:
    before, after, digits, percent, general = "", "", None, False, False
    moments: list[str] = []
    for found in _TOKEN.finditer(code):
        kind, text = found.lastgroup, found[0]
        literal = ""
        match kind:
            case "quoted" | "escaped":
                literal = found[kind]
            case "literal":
                percent = percent or text == "%"
                literal = "" if text == "@" else text
            case "bracket":
                if text.startswith("[$"):
                    literal = found["bracket"][1:].partition("-")[0]
                elif not _COLOUR.fullmatch(found["bracket"]):
                    return None  # a condition or an elapsed time
            case "digits" if digits is None and not general and not set(text) <= {"?"}:
                digits = text
            case "digits" if digits is None and not general:
                pass  # only room for digits that are not there
            case "general" if digits is None:
                general = True
            case "moment":
                moments.append(text[0].lower() * min(len(text), 3))
            case "fill" | "noon":
                pass
            case _:
                return None
        if digits is None and not general:
            before += literal
        else:
            after += literal
    if moments:
        return None if digits not in (None, "0", "00", "000") else _Section(moment=_moment(moments))
    if code and digits is None and not general and before == "" and "@" not in code:
        return None
    if not code:
        return None
    if "@" in code:
        return _Section(general=True)
    return _Section(before, after, digits, percent, general)


def _moment(tokens: list[str]) -> str:
    """Phần thời gian: d, m, Y, H, M, S; an "m" beside hours or seconds is minutes; the day's name is left out."""
    parts = ""
    for place, token in enumerate(tokens):
        beside = tokens[place - 1 : place] + tokens[place + 1 : place + 2]
        letter = token[0]
        if letter == "m":
            hours_before = place > 0 and tokens[place - 1][0] == "h"
            seconds_after = place + 1 < len(tokens) and tokens[place + 1][0] == "s"
            letter = "M" if beside and (hours_before or seconds_after) else "m"
        elif token == "ddd":
            letter = ""
        parts += {"y": "Y", "h": "H", "s": "S"}.get(letter, letter)
    return parts
