"""Bảng mã cũ: Vietnamese as it was written before Unicode, so that such a file is named and never taken for another.

TCVN3 is the one-byte set of TCVN 5712:1993 (fonts ".Vn…"); the VNI set writes a letter and, after it, the sign of its
marks. "Seen" are the letters shown when the bytes are taken for Windows-1252.
"""

_TCVN3_SEEN = "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¸¶·¹»¾¼½ÆÇÊÈÉËÌÐÎÏÑÒÕÓÔÖ×ÝØÜÞßãáâäåèæçéêíëìîïóñòôõøö÷ùúýûüþ"
_TCVN3_MEANT = "ĂÂÊÔƠƯĐăâêôơưđàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
_VNI_ALONE = ("ñÑæÆóÓòÒôÔöÖîÎ", "đĐỉỈĩĨịỊơƠưƯỵỴ")
_VNI_AFTER = {
    "a": ("ùøûõïâáàåãäêéèúüë", "áàảãạâấầẩẫậăắằẳẵặ"),
    "e": ("ùøûõïâáàåãä", "éèẻẽẹêếềểễệ"),
    "i": ("ùø", "íì"),
    "o": ("ùøûõïâáàåãä", "óòỏõọôốồổỗộ"),
    "ô": ("ùøûõï", "ớờởỡợ"),
    "u": ("ùøûõï", "úùủũụ"),
    "ö": ("ùøûõï", "ứừửữự"),
    "y": ("ùøûõï", "ýỳỷỹỵ"),
}
_TCVN3 = str.maketrans(_TCVN3_SEEN, _TCVN3_MEANT)
_VNI = dict(zip(*_VNI_ALONE, strict=True))
_VNI_PAIRS = {
    cased(letter) + signed(sign): cased(meant)
    for letter, (signs, meanings) in _VNI_AFTER.items()
    for sign, meant in zip(signs, meanings, strict=True)
    for cased, signed in ((str.lower, str.lower), (str.upper, str.upper), (str.upper, str.lower))
}


def from_tcvn3(seen: str) -> str:
    """Đọc theo TCVN3: what the letters mean in the fonts .Vn…

    >>> from_tcvn3("Hµ Néi")
    'Hà Nội'
    """
    return seen.translate(_TCVN3)


def from_vni(seen: str) -> str:
    """Đọc theo VNI: what the letters mean in the fonts VNI-…

    >>> from_vni("Haø Noäi")
    'Hà Nội'
    """
    meant, place = "", 0
    while place < len(seen):
        pair = _VNI_PAIRS.get(seen[place : place + 2])
        meant += pair or _VNI.get(seen[place], seen[place])
        place += 2 if pair else 1
    return meant
