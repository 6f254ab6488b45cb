"""Ký hiệu: letters of the fonts Symbol and Wingdings as the Unicode signs they look like."""

#: Code without its F0 → sign: dashes, dots, boxes and ticks; other signs keep their private code.
_SYMBOL = {"2D": "-", "2E": ".", "B7": "•", "A7": "▪", "D8": "➢"}
_WINGDINGS = {
    "6C": "●", "6E": "■", "6F": "□", "71": "❑", "72": "❒", "76": "❖", "77": "◆", "9F": "•", "A7": "▪", "A8": "◻",
    "D8": "➢", "E0": "→", "F0": "⇨", "FB": "✗", "FC": "✓", "FD": "☒", "FE": "☑",
}  # fmt: skip
#: What Word itself writes: two bytes, no half of a pair.
_CODES = (range(0x20, 0xD800), range(0xE000, 0xFFFE))
_PRIVATE = range(0xF000, 0xF100)


def symbol(font: str, code: str) -> str:
    """Ký hiệu: the sign of a hexadecimal ``code`` in a font; "" for a code that is none."""
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    return (
        _sign(font, value if value > 0xFF else 0xF000 + value)
        if any(value in codes for codes in _CODES)
        else ""
    )


def symbols(font: str, text: str) -> str:
    """Các ký hiệu: a text in a font of signs, as the signs it shows."""
    return "".join(_sign(font, ord(letter)) for letter in text)


def _sign(font: str, value: int) -> str:
    if value not in _PRIVATE:
        return chr(value)
    table = _WINGDINGS if font.lower().startswith("wingdings") else _SYMBOL
    return table.get(f"{value & 0xFF:02X}", chr(value))
