"""Chữ ký: reads boxes 7a and 7b: in whose name, with what title and who signed; the first of several signers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from directives.errors import N_
from directives.reading.boxes.agency_name import agency_name
from directives.reading.boxes.pieces import Piece, mostly_capitals
from directives.reading.lexicon import Lexicon
from directives.reading.record import Doubt, SignatureRead
from directives.text import comparison_key
from directives.vocabulary.names import is_name, is_name_word
from directives.vocabulary.words import UPPER

_PREFIX = re.compile(
    rf"^(?P<capacity>TM|KT|TL|TUQ|T/M|K/T|T/L|Q)\s*\.?\s*(?:(?<=[.\s])|(?<=/[MTL]))(?P<of>[{UPPER}].*)?$"
)
_DEPUTY = re.compile(r"^(?:PHÓ|THỨ|TỔ PHÓ|ĐỘI PHÓ)\b")
_DEPUTY_OF = re.compile(r"(?<=^Phó )\w")
_UNIT = re.compile(r"^(?:TỈNH|THÀNH PHỐ|TP\.|THỊ XÃ|THỊ TRẤN|HUYỆN|QUẬN|XÃ|PHƯỜNG|ĐẶC KHU)\b")
#: Where capitals that a portal put on one line were parted on paper.
_GLUE = re.compile(
    r"\s+(?=(?:TM|KT|TL|TUQ)\s*\.)|\s+(?=PHÓ |THỨ TRƯỞNG|TỔ PHÓ)|(?<![.,–-])(?<!PHÓ)(?<!TỔNG)(?<!CHI)(?<!THỨ)\s+"
    r"(?=(?:CHỦ TỊCH|BỘ TRƯỞNG|THỦ TƯỚNG|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|CỤC TRƯỞNG|CHI CỤC TRƯỞNG|VỤ TRƯỞNG|CHÁNH VĂN PHÒNG|"
    r"CHÁNH THANH TRA|HIỆU TRƯỞNG|VIỆN TRƯỞNG|TRƯỞNG PHÒNG|TRƯỞNG BAN|BÍ THƯ|CHÁNH ÁN)(?:\s|$))"
)
_NOISE = re.compile(r"(?<=[^\W\d_])(?:[a-zđ]{1,2})?[\[\](){}|~^'`,.]*$")
_NO_NAMES = (
    "Nơi",
    "Như",
    "Lưu",
    "Phụ",
    "Kính",
    "Ban",
    "Bộ",
    "Sở",
    "Phòng",
    "Các",
    "Mẫu",
    "Biểu",
    "Trang",
    "Căn",
)
_MARKS_AROUND = re.compile(r"^[\s\W]+|[\s\W]+$")
_DASHED = re.compile(r"^[-–+•*]")
_NEAR = 12  # pieces around the recipients in which the signature stands
_DEEP = 9  # pieces from the last title down to the name
_LONGEST_TITLE = 90


@dataclass(frozen=True, slots=True)
class Signature:
    """Chữ ký đã đọc: None when there is none; pieces used; doubts."""

    read: SignatureRead | None = None
    used: frozenset[int] = frozenset()
    notes: tuple[Doubt, ...] = ()


def signature_at(pieces: Sequence[Piece], recipients: int | None, words: Lexicon) -> int | None:
    """Chỗ ký: the first line "TM.", "KT."…, near the recipients if there are any; else a title above a name."""
    near = range(len(pieces))
    if recipients is not None:
        near = range(max(0, recipients - _NEAR), min(len(pieces), recipients + 5 * _NEAR))
    with_prefix = next((n for n in near if _is_prefix(pieces[n].text)), None)
    titled = (n for n in near if n and is_title(pieces[n].text, words))
    with_title = next((n for n in titled if recipients is not None or _name_below(pieces, n, words)), None)
    found = [n for n in (with_prefix, with_title) if n is not None]
    if not found and recipients is not None:
        return next((n for n in range(len(pieces)) if _is_prefix(pieces[n].text)), None)
    return min(found, default=None)


def is_signing(piece: Piece, words: Lexicon) -> bool:
    """Thuộc phần ký: a line of authority, a title, a mark in place of the signature, or a name."""
    text = piece.text
    return not _DASHED.match(text) and (
        _is_prefix(text)
        or is_title(text, words)
        or _is_mark(text, words)
        or signer_name(text, words) is not None
    )


def is_title(text: str, words: Lexicon) -> bool:
    """Là chức vụ: a line in capitals that begins as a signer's title does."""
    return (
        mostly_capitals(text)
        and len(text) < _LONGEST_TITLE
        and not text.endswith((":", ";"))
        and _titles(words).match(text.upper()) is not None
    )


def read_signature(
    pieces: Sequence[Piece], start: int | None, after: int | None, words: Lexicon
) -> Signature:
    """Đọc chữ ký: from its first line on; ``after``: where a name without any title may stand, below the recipients."""
    if start is None:
        return _name_alone(pieces, after, words)
    printed, name = _glued(pieces[start].text, words)
    if name:
        signature = _signed((printed,), _GLUE.split(printed), name)
        return Signature(signature, frozenset({start}))
    lines, used, name, end = _lines(pieces, start, words)
    if name and lines[0].upper() in words.phrases("minute_takers"):
        chair = next(
            (n for n in range(end, min(len(pieces), end + 4)) if is_title(pieces[n].text, words)), None
        )
        signed = read_signature(pieces, chair, None, words) if chair is not None else Signature()
        if signed.read is not None and signed.read.name:
            return Signature(
                signed.read, signed.used | used, (_too(lines, name, pieces[start].line), *signed.notes)
            )
    parts = [part for line in lines for part in _GLUE.split(line)] if len(lines) == 1 else lines
    notes = _others(pieces, end, used, words) if name else ()
    return Signature(_signed(tuple(lines), parts, name), frozenset(used), notes)


def signer_name(text: str, words: Lexicon, *, below_title: bool = False) -> str | None:
    """Tên người ký: without rank, degree or mark; None when the line is no name.

    Behind a rank, and ``below_title`` of a signer, whatever is built as a name counts; elsewhere what begins with a
    known surname, or as names of the mountain peoples do (H'Yim Kđoh, Y Thanh Hà Niê Kđăm).
    """
    bare = _MARKS_AROUND.sub("", text).strip()
    has_rank = False
    while (rank := _ranks(words).match(bare)) is not None:
        bare, has_rank = bare[rank.end() :].strip(), True
    parts = bare.split()
    if not 2 <= len(parts) <= 7 or len(bare) > 45 or _titles(words).match(bare.upper()):
        return None
    if bare.isupper():
        small = " ".join(part.capitalize() for part in parts)
        return small if is_name(small) else None
    if is_name(bare):
        return bare
    built = all(map(is_name_word, parts)) and parts[0] not in _NO_NAMES
    return bare if built and (has_rank or below_title or _of_highlands(parts)) else None


def _of_highlands(parts: list[str]) -> bool:
    """Tên đồng bào: Y, H', K' and the like in front, or a clan's name."""
    first = parts[0]
    return first in ("Y", "A", "K", "H", "Rơ", "Rah", "Kpă", "Rcom", "R'com", "Krông") or first[1:2] in (
        "'",
        "’",
    )


def _name_alone(pieces: Sequence[Piece], after: int | None, words: Lexicon) -> Signature:
    for n in range(after, min(after + 4, len(pieces))) if after is not None else ():
        name = signer_name(pieces[n].text, words)
        if name:
            return Signature(SignatureRead((), (), None, None, name), frozenset({n}))
    return Signature()


def _lines(
    pieces: Sequence[Piece], start: int, words: Lexicon
) -> tuple[list[str], set[int], str | None, int]:
    """Các dòng ký: lines of authority in their order, pieces used, the name, and the piece behind it."""
    lines, used, name = [pieces[start].text], {start}, None
    cell, end, since = pieces[start].cell, start + 1, 0
    for n in range(start + 1, len(pieces)):
        piece = pieces[n]
        if _elsewhere(pieces, n, cell):
            continue
        since += 1
        if since > _DEEP:
            break
        named = signer_name(piece.text, words, below_title=True)
        if named:
            name, end = named, n + 1
            used.add(n)
            break
        printed, glued = _glued(piece.text, words)
        if glued and is_title(printed, words):
            return [*lines, printed], used | {n}, glued, n + 1
        if _is_mark(piece.text, words):
            used.add(n)
        elif _is_line(piece.text, lines, words):
            lines.append(piece.text)
            used.add(n)
            end, since = n + 1, 0
    while (
        name
        and end < len(pieces)
        and comparison_key(pieces[end].text) == comparison_key(pieces[end - 1].text)
    ):
        used.add(end)  # the name is printed again, below the stamp
        end += 1
    return lines, used, name, end


def _elsewhere(pieces: Sequence[Piece], n: int, cell: int) -> bool:
    """Ô khác: a piece beside the signature: of another table cell on its line, or an item of a list."""
    piece = pieces[n]
    beside = piece.cell != cell and any(
        other.line == piece.line for other in (*pieces[n - 1 : n], *pieces[n + 1 : n + 2])
    )
    return beside or _DASHED.match(piece.text) is not None or piece.text.endswith(";")


def _is_line(text: str, lines: list[str], words: Lexicon) -> bool:
    if not mostly_capitals(text) or len(text) > _LONGEST_TITLE or text.endswith(":"):
        return False
    goes_on = lines[-1].endswith((",", "-", ".")) or len(lines[-1]) > 12 or len(text.split()) == 1
    return _is_prefix(text) or is_title(text, words) or _UNIT.match(text) is not None or goes_on


def _others(pieces: Sequence[Piece], end: int, used: set[int], words: Lexicon) -> tuple[Doubt, ...]:
    """Người ký khác: of a document signed by several; said, not read."""
    notes = []
    first, last = min(used), min(len(pieces), end + 10)
    for n in range(first, last):
        if n in used or not (_is_prefix(pieces[n].text) or is_title(pieces[n].text, words)):
            continue
        lines, more, name, _ = _lines(pieces, n, words)
        if name and not more & used:
            used |= more
            notes.append(_too(lines, name, pieces[n].line))
    return tuple(notes)


def _too(lines: Sequence[str], name: str, line: int) -> Doubt:
    said = N_("signed by {seen} too; only the first signer was read")
    return Doubt("signature", said, {"seen": f"{' '.join(lines)} {name}"}, line)


def _signed(printed: tuple[str, ...], parts: Sequence[str], name: str | None) -> SignatureRead:
    """Quyền hạn và chức vụ: which lines say in whose name one signs, which are the signer's own title."""
    capacities: list[str] = []
    bodies: list[list[str]] = []
    titles: list[str] = []
    for n, part in enumerate(parts):
        line = _NOISE.sub("", part).strip() if not part.endswith(("TM.", "KT.")) else part
        prefix = _PREFIX.match(line)
        if prefix is not None and prefix["capacity"] == "Q":
            capacities.append("Q")
            titles.append(f"Q. {agency_name(prefix['of'] or '')}")
        elif prefix is not None:
            capacities.append(prefix["capacity"].replace("/", ""))
            bodies.append([prefix["of"]] if prefix["of"] else [])
        elif line.upper() in ("CHỦ TỌA", "CHỦ TRÌ") and len(parts) > n + 1:
            continue  # the chair's own office stands below
        elif line.upper().startswith("ĐẠI DIỆN ") and len(parts) > n + 1 and not bodies:
            bodies.append([line[len("ĐẠI DIỆN ") :]])
        elif (
            capacities
            and bodies
            and not titles
            and _of_body(line, capacities[-1], bodies[-1], parts[n + 1 :])
        ):
            bodies[-1].append(line)
        else:
            titles.append(line)
    on_behalf = " / ".join(agency_name(_joined(body), short=False) for body in bodies if body)
    title = _DEPUTY_OF.sub(_large, agency_name(_joined(titles), short=False)) if titles else None
    return SignatureRead(printed, tuple(capacities), on_behalf or None, title, name)


def _large(found: re.Match[str]) -> str:
    return found[0].upper()


def _of_body(line: str, capacity: str, body: list[str], below: Sequence[str]) -> bool:
    """Còn thuộc cơ quan được ký thay: "TM." alone, its territory, or a second office of who is signed for."""
    if not body or body[-1].endswith((",", "-", " VÀ")) or _UNIT.match(line):
        return True
    return capacity in ("KT", "K/T") and not _DEPUTY.match(line) and any(map(_DEPUTY.match, below))


def _joined(lines: list[str]) -> str:
    """Nối dòng: two offices of one person by a comma, an office broken over lines by a blank."""
    text = lines[0]
    for line in lines[1:]:
        office = re.match(r"(?:BỘ TRƯỞNG|CHỦ NHIỆM|CHỦ TỊCH|GIÁM ĐỐC|TRƯỞNG BAN|CHÁNH)\b", line)
        whole = not re.search(r"(?:PHÓ|PHÓ CHỦ|,)$", text)
        text = f"{text}, {line}" if office and whole else f"{text} {line}"
    return text


def _glued(line: str, words: Lexicon) -> tuple[str, str | None]:
    """Chữ ký dính dòng: "KT. BỘ TRƯỞNG THỨ TRƯỞNG Đinh Trung Tụng KẾ …" as its capitals and the name."""
    parts = line.split()
    first = next((n for n, part in enumerate(parts) if not part.isupper()), len(parts))
    last = next((n for n in range(first, len(parts)) if parts[n].isupper() and len(parts[n]) > 1), len(parts))
    if not 0 < first < last or last - first > 6:
        return line, None
    return " ".join(parts[:first]), signer_name(" ".join(parts[first:last]), words)


def _is_prefix(text: str) -> bool:
    found = _PREFIX.match(text)
    if found is None:
        return False
    return not found["of"] or found["of"].split()[0].strip(",").isupper()


def _is_mark(text: str, words: Lexicon) -> bool:
    bare = text.strip(" ()[]./").casefold()
    return bare in words.phrases("signed_marks")


def _name_below(pieces: Sequence[Piece], at: int, words: Lexicon) -> bool:
    """Tên ở dưới: within a few pieces below, past other titles and marks; a glued name counts."""
    if _glued(pieces[at].text, words)[1]:
        return True
    for piece in pieces[at + 1 : at + 7]:
        if signer_name(piece.text, words):
            return True
        if (
            not (is_title(piece.text, words) or _is_mark(piece.text, words) or _is_prefix(piece.text))
            and len(piece.text) > 40
        ):
            return False
    return False


@lru_cache(maxsize=8)
def _titles(words: Lexicon) -> re.Pattern[str]:
    titles = "|".join(map(re.escape, words.phrases("signing_titles")))
    return re.compile(rf"(?:Q\s*\.\s*|QUYỀN )?(?:{titles})(?![^\W_])")


@lru_cache(maxsize=8)
def _ranks(words: Lexicon) -> re.Pattern[str]:
    ranks = "|".join(map(re.escape, words.phrases("before_names")))
    return re.compile(rf"(?i:{ranks})(?:\s*[.,:]\s*|\s+|$)")
