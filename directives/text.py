"""Chữ tiếng Việt: one spelling at the border; keys to compare, sort and search by. No wording here."""

import re
import unicodedata
from itertools import chain

#: Letters of old files and fonts that look like Đ, đ and are not (Icelandic eth, African D).
_LOOKALIKES = str.maketrans({"Ð": "Đ", "Ɖ": "Đ", "ð": "đ"})
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ´`", "'"))
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))

#: Open syllables in oa, oe, uy, where the mark may stand on either vowel: new placement -> old placement.
_OLD_PLACEMENT = {
    **{"oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa"},
    **{"oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe"},
    **{"uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy"},
}
_AFTER_Q = {old: new for new, old in _OLD_PLACEMENT.items() if new.startswith("u")}
_OPEN_SYLLABLE = re.compile(rf"(?<![^\W\d_])([^\W\d_]*?)({'|'.join(_OLD_PLACEMENT)})(?![^\W\d_])")
_QU_SYLLABLE = re.compile(rf"q({'|'.join(_AFTER_Q)})")

_TONE_RANK = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {character: rank for rank, character in enumerate(chain(" ", "-", "0123456789", _LETTERS))}
_AFTER_LETTERS = len(_RANK)

SortKey = tuple[tuple[int, ...], tuple[int, ...], str]


def normalise(text: str) -> str:
    """Chuẩn hóa: NFC, with the look-alike letters of old files (Ð for Đ) repaired; for every text coming in.

    Tone placement, capitals and blanks stay as they were written.

    >>> normalise("\u00d0a\u0306\u0301k Nông") == "Đắk Nông"
    True
    """
    return unicodedata.normalize("NFC", text).translate(_LOOKALIKES)


def old_tone_placement(text: str) -> str:
    """Kiểu bỏ dấu: lower-case text with the mark of oa, oe, uy where law texts put it: hòa, khỏe, thủy.

    Closed syllables (hoàn, huỳnh) have one placement only and stay; after q the u is no vowel: quý.

    >>> old_tone_placement("hoà bình, thuỷ, quý, qùy")
    'hòa bình, thủy, quý, quỳ'
    """
    repaired = _QU_SYLLABLE.sub(lambda m: "q" + _AFTER_Q[m[1]], text)
    return _OPEN_SYLLABLE.sub(lambda m: m[0] if m[1].endswith("q") else m[1] + _OLD_PLACEMENT[m[2]], repaired)


def one_tone_style(text: str) -> str:
    """Một kiểu bỏ dấu: as ``old_tone_placement``, capitals kept; letter for letter as long as ``text``.

    >>> one_tone_style("HOÀ BÌNH, Uỷ ban, Thuỷ")
    'HÒA BÌNH, Ủy ban, Thủy'
    """
    lowered = text.lower()
    toned = old_tone_placement(lowered)
    if toned == lowered or not len(text) == len(lowered) == len(toned):
        return text
    return "".join(
        letter if before == after else (after.upper() if letter.isupper() else after)
        for letter, before, after in zip(text, lowered, toned, strict=True)
    )


def comparison_key(text: str) -> str:
    """Khóa so sánh: equal for two writings of one name; differing in tones or letters they stay different.

    Capitals, blanks, kinds of apostrophe and dash, and tone placement do not count.

    >>> comparison_key("Ủy  ban Đắk R’Lấp") == comparison_key("uỷ ban Đắk R'lấp")
    True
    """
    plain = normalise(text).casefold().translate(_APOSTROPHES).translate(_DASHES)
    return old_tone_placement(" ".join(plain.split()))


def ascii_fold(text: str) -> str:
    """Bỏ dấu: the text without diacritics, đ as d. For file names and search: folded names are not unique.

    >>> ascii_fold("Đắk Nông")
    'Dak Nong'
    """
    letters = unicodedata.normalize("NFD", normalise(text).replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in letters if not unicodedata.combining(c))


def shown_name(name: str) -> str:
    r"""Tên tệp khi nêu ra: a name from elsewhere, with whatever acts on the screen or on the order written out.

    Control and direction characters, and bytes that are no text, become ``\uXXXX``: a name that looks like that of
    another file cannot pass for it.

    >>> shown_name("th\u01b0\u202ecod.exe")
    'thư\\u202ecod.exe'
    """
    acting = ("Cc", "Cf", "Cs", "Zl", "Zp")
    return "".join(f"\\u{ord(one):04x}" if unicodedata.category(one) in acting else one for one in name)


def slug(text: str) -> str:
    """Tên rút gọn không dấu: lower-case ASCII words joined by hyphens.

    >>> slug("Đắk R'lấp")
    'dak-r-lap'
    """
    return "-".join(re.findall(r"[a-z0-9]+", ascii_fold(text).casefold()))


def sort_key(text: str) -> SortKey:
    """Khóa xếp thứ tự: Vietnamese dictionary order for ``sorted``.

    Letters a ă â b c d đ e ê … first; tones (ngang, huyền, hỏi, ngã, sắc, nặng) where all letters are equal.
    A blank comes before a hyphen, a hyphen before digits, digits before letters.

    >>> sorted(["Yến", "Đạt", "Ánh", "An", "Ân"], key=sort_key)
    ['An', 'Ánh', 'Ân', 'Đạt', 'Yến']
    """
    clean = normalise(text)
    letters: list[int] = []
    tones: list[int] = []
    for cluster in _clusters(unicodedata.normalize("NFD", clean.casefold())):
        tones.append(next((_TONE_RANK[c] for c in cluster if c in _TONE_RANK), 0))
        letter = unicodedata.normalize("NFC", "".join(c for c in cluster if c not in _TONE_RANK))
        letters.append(_RANK.get(letter, _AFTER_LETTERS + ord(letter[0])))
    return tuple(letters), tuple(tones), clean


def _clusters(decomposed: str) -> list[str]:
    clusters: list[str] = []
    for character in decomposed:
        if clusters and unicodedata.combining(character):
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters


def without_mark(text: str) -> str:
    """Bỏ dấu cuối: a text without the comma, semicolon or full stop at its end; ``v.v.`` and dots stay.

    >>> without_mark("Sở Nội vụ;"), without_mark("vải, len, v.v.")
    ('Sở Nội vụ', 'vải, len, v.v.')
    """
    text = text.strip()
    keeps_dot = text.endswith(("..", "v.v."))
    return text[:-1] if text.endswith((";", ",", ".")) and not keeps_dot else text
