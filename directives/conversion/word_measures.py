"""Đơn vị đo của Word: twips, half-points, EMU and CSS lengths as points and millimetres; nonsense counts as nothing."""

import re

TWIPS_PER_MM = 1440 / 25.4
_EMU_PER_MM = 36_000
_TWIPS = {
    "pt": 20.0,
    "mm": TWIPS_PER_MM,
    "cm": 10 * TWIPS_PER_MM,
    "in": 1440.0,
    "pc": 240.0,
    "pi": 240.0,
    "px": 15.0,
}
_NUMBER = re.compile(r"\s*([-+]?\d{0,9}(?:\.\d{0,9})?)\s*(pt|mm|cm|in|pc|pi|px)?\s*", re.IGNORECASE)
_WHOLE = re.compile(r"[-+]?\d{1,9}")


def twips(value: str | None, unit: float = 1.0) -> float:
    """Twip: of a measure; a number without a unit counts ``unit`` twips, one with a unit is what it says."""
    found = _NUMBER.fullmatch(value) if value else None
    if not found or found[1] in ("", "+", "-", "."):
        return 0.0
    return float(found[1]) * (_TWIPS[found[2].lower()] if found[2] else unit)


def points(value: str | None) -> float:
    """Điểm: of a measure in twips."""
    return twips(value) / 20


def font_size(value: str | None) -> float | None:
    """Cỡ chữ: in points, of a measure in half-points; None when nothing is said."""
    return twips(value, 10) / 20 or None


def millimetres(value: str | None, unit: float = 1.0) -> float:
    """Mi-li-mét: of a measure in twips, or in ``unit`` twips each."""
    return twips(value, unit) / TWIPS_PER_MM


def emu(value: str | None) -> float:
    """Mi-li-mét của hình: of a measure in EMU (1/36,000 mm)."""
    return int(value) / _EMU_PER_MM if value and re.fullmatch(r"[-+]?\d{1,12}", value) else 0.0


def whole(value: str | None, otherwise: int) -> int:
    """Số nguyên: of at most nine digits, else what is taken ``otherwise``."""
    return int(value) if value and _WHOLE.fullmatch(value) else otherwise
