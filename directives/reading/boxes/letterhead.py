"""Phần đầu văn bản: reads boxes 1 to 5 and 9a: agency, number, place and date, type, subject, addressees."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from directives.document.kinds import DocumentType
from directives.errors import N_
from directives.reading.boxes.addressee_box import Addressees, read_addressees
from directives.reading.boxes.agencies import (
    Letterhead,
    begins_name,
    is_state_name,
    read_letterhead,
    repair_doubt,
)
from directives.reading.boxes.agency_name import agency_name
from directives.reading.boxes.date_box import DateFound, date_in
from directives.reading.boxes.number_box import NumberFound, blank_number, number_at_start
from directives.reading.boxes.pieces import Piece, head_pieces
from directives.reading.boxes.title_box import Title, deciding_authority, read_title, untyped_subject
from directives.reading.lexicon import Lexicon
from directives.reading.record import DateRead, Doubt, Issuer, NumberRead, Worded
from directives.reading.repairing import with_repairs
from directives.reading.unit_names import unit_meant
from directives.vocabulary.names import type_key
from directives.vocabulary.words import BASIS, TYPE_WORDS

_PORTAL_TITLE = re.compile(rf"^(?:{'|'.join(TYPE_WORDS)})\s+(?:số\s+)?\d+\S*/\S+(?:\s|$)")
#: The same in capitals or without the symbol, where the letterhead with the number stands below it.
_PAGE_TITLE = re.compile(rf"^(?i:{'|'.join(TYPE_WORDS)})\s+(?i:số)?\s*:?\s*\d")
_MARKS = re.compile(r"^(?:Kính\s*gửi|V\s?/\s?v\b|Nơi nhận)", re.IGNORECASE)
_BODY_START = re.compile(
    rf"^(?:(?:{BASIS})\s|Điều \d+[.:]|[IVX]+[.)]\s|QUYẾT (?:ĐỊNH|NGHỊ)\s*:|Chương [IVX\d]|Phần [IVX\d]|Nơi nhận)"
)
_LOOKED_AT = 160  # lines in which a head is looked for; portals put menus in front
_BACK = 8  # pieces above the first mark where the agency's name may stand
_HEAD = 70  # pieces a head has at most
_NORMATIVE = {
    "NĐ": "nghi_dinh",
    "TT": "thong_tu",
    "TTLT": "thong_tu_lien_tich",
    "L": "lenh",
    "PL": "phap_lenh",
}


@dataclass(frozen=True, slots=True)
class Head:
    """Phần đầu: the fields read, the line where the rest begins, the lines used, the signs seen, and the doubts.

    ``signs`` name the boxes that tell an official document from another text, ``stranger`` is the title of a paper of
    another kind.
    """

    doc_type: Worded
    issuer: Issuer | None
    parent: Worded | None
    number: NumberRead | None
    date: DateRead | None
    place: Worded | None
    subject: Worded | None
    addressees: tuple[Worded, ...]
    used: frozenset[int]
    end: int
    signs: frozenset[str]
    stranger: str | None
    notes: tuple[Doubt, ...]


def read_head(lines: Sequence[str], words: Lexicon) -> Head:
    """Đọc phần đầu: all fields above the body. Whatever is not printed stays None."""
    every = _numbers_apart(head_pieces(lines, min(len(lines), _LOOKED_AT)))
    whole = every[_below_page_title(every, words) :]
    start, stop = _zone(whole)
    pieces = whole[start:stop]
    notes: list[Doubt] = []
    number, number_at = _number(pieces, notes)
    state = {n for n, piece in enumerate(pieces) if is_state_name(piece.text)}
    opening = next((n for n, piece in enumerate(pieces) if _MARKS.match(piece.text)), len(pieces))
    dated = date_in(pieces, bare_before=min(opening, (number_at if number_at is not None else 0) + 4))
    boxed = frozenset(state | _places(number_at) | _span(dated))
    title = read_title(pieces, boxed, words)
    if title.start is None and number is not None:
        title = untyped_subject(pieces, max(boxed, default=-1) + 1, boxed)
    addressees = read_addressees(pieces, boxed | title.used, title.type_text == "GIẤY MỜI", words)
    above = min(x for x in (number_at, title.start, _first(addressees), len(pieces)) if x is not None)
    named = [piece for n, piece in enumerate(pieces[:above]) if n not in boxed]
    letterhead = read_letterhead(named, words, number.read.symbol if number else None)
    subject, authority, authority_at = deciding_authority(pieces, title, letterhead.issuer)
    if subject and letterhead.issuer_name and _names_issuer(subject, letterhead.issuer_name, words):
        subject = None  # the agency's name stands where a subject would
    notes += letterhead.doubts
    used = boxed | title.used | addressees.used | frozenset(range(title.end, (authority_at or -1) + 1))
    last = max(used, default=-1)
    lines_used = {pieces[n].line for n in used} | letterhead.used | _portal_lines(every)
    end = pieces[last].line + (0 if addressees.glued and last == max(addressees.used) else 1) if used else 0
    return Head(
        doc_type=_doc_type(title, number, addressees, notes),
        issuer=_issuer(letterhead, authority),
        parent=Worded(letterhead.parent, letterhead.parent_name) if letterhead.parent else None,
        number=number.read if number else None,
        date=dated.read if dated else None,
        place=_place(dated, pieces, notes),
        subject=_subject(subject, pieces, title, words, notes),
        addressees=_worded(addressees, pieces, words, notes),
        used=frozenset(lines_used),
        end=max(end, max(letterhead.used, default=-1) + 1),
        signs=_signs(state, number, dated, title, addressees, letterhead),
        stranger=next((piece.text for piece in pieces if _strangers(words).match(piece.text)), None),
        notes=tuple(notes),
    )


@lru_cache(maxsize=8)
def _strangers(words: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"^(?:{'|'.join(words.phrases('stranger_titles'))})(?!\w)")


def _numbers_apart(pieces: list[Piece]) -> list[Piece]:
    """Số dính dòng: what follows a number on its line is a piece of its own."""
    result = []
    for piece in pieces:
        found = number_at_start(piece.text)
        rest = piece.text[found.end :].strip(" ,;") if found else ""
        if found and rest:
            result += [Piece(piece.line, found.read.text, piece.cell), Piece(piece.line, rest, piece.cell)]
        else:
            result.append(piece)
    return result


def _zone(pieces: Sequence[Piece]) -> tuple[int, int]:
    """Vùng đầu văn bản: from some pieces above the first box to where the body surely begins."""
    first = next((n for n, piece in enumerate(pieces) if _is_mark(piece.text)), 0)
    start = max(0, first - _BACK)
    stop = min(len(pieces), first + _HEAD)
    body = next((n for n in range(first + 1, stop) if _BODY_START.match(pieces[n].text)), stop)
    return start, body


def _below_page_title(pieces: Sequence[Piece], words: Lexicon) -> int:
    """Dưới tiêu đề trang: behind a web page's title that stands above a whole letterhead; 0 where none does.

    The letterhead is whole when the state's name and a "Số:" of its own stand below the title.
    """
    state = next((n for n, piece in enumerate(pieces) if is_state_name(piece.text)), 0)
    titles = [n for n, piece in enumerate(pieces[:state]) if _PAGE_TITLE.match(piece.text)]
    if not titles:
        return 0
    below = next((n for n in range(titles[-1] + 1, state) if begins_name(pieces[n].text, words)), state)
    numbered = any(
        number_at_start(piece.text) is not None and not _PAGE_TITLE.match(piece.text)
        for piece in pieces[below : state + _HEAD]
    )
    return below if numbered else 0


def _is_mark(text: str) -> bool:
    return is_state_name(text) or number_at_start(text) is not None or _MARKS.match(text) is not None


def _number(pieces: Sequence[Piece], notes: list[Doubt]) -> tuple[NumberFound | None, int | None]:
    found: tuple[NumberFound, int] | None = None
    for n, piece in enumerate(pieces):
        if found is None and _MARKS.match(piece.text) and piece.text[:1] in "Kk":
            break
        below = (other.text for other in pieces[n + 1 : n + 7])
        here = number_at_start(piece.text) or next(
            (blank for text in below if (blank := blank_number(piece.text, text))), None
        )
        if here is None:
            continue
        if found is None:
            found = here, n
            notes += [Doubt(d.about, d.template, d.fields, piece.line) for d in here.doubts]
        elif n - found[1] < 4:
            said = N_("another number is printed too: {seen}")
            notes.append(Doubt("number", said, {"seen": here.read.text}, piece.line))
    return found or (None, None)


def _places(at: int | None) -> frozenset[int]:
    return frozenset() if at is None else frozenset({at})


def _span(dated: DateFound | None) -> frozenset[int]:
    return frozenset(range(dated.start, dated.end)) if dated else frozenset()


def _first(addressees: Addressees) -> int | None:
    return min(addressees.used, default=None)


def _portal_lines(pieces: Sequence[Piece]) -> set[int]:
    """Tiêu đề cổng thông tin: "Quyết định 173/QĐ-BTP" put in front of a document by a portal."""
    return {piece.line for piece in pieces[:40] if _PORTAL_TITLE.match(piece.text)}


def _issuer(letterhead: Letterhead, authority: str | None) -> Issuer | None:
    if letterhead.issuer is None or letterhead.issuer_name is None:
        return None
    return Issuer(letterhead.issuer, letterhead.issuer_name, authority)


def _names_issuer(subject: str, issuer: str, words: Lexicon) -> bool:
    return agency_name(with_repairs(subject, words)[0]).casefold() == issuer.casefold()


def _place(dated: DateFound | None, pieces: Sequence[Piece], notes: list[Doubt]) -> Worded | None:
    if dated is None or dated.place is None:
        return None
    meant = unit_meant(dated.place)
    if meant:
        notes.append(repair_doubt("place", dated.place, meant, pieces[dated.start].line))
    return Worded(dated.place, meant or dated.place)


def _subject(
    subject: str | None, pieces: Sequence[Piece], title: Title, words: Lexicon, notes: list[Doubt]
) -> Worded | None:
    if not subject:
        return None
    text = subject.strip(" :")
    meant, repairs = with_repairs(text, words)
    line = pieces[title.start].line if title.start is not None else None
    notes += [repair_doubt("subject", repair.seen, repair.meant, line) for repair in repairs]
    return Worded(text, meant)


def _worded(
    addressees: Addressees, pieces: Sequence[Piece], words: Lexicon, notes: list[Doubt]
) -> tuple[Worded, ...]:
    result = []
    for item in addressees.items:
        meant, repairs = with_repairs(item, words)
        line = next((pieces[n].line for n in sorted(addressees.used) if item[:12] in pieces[n].text), None)
        notes += [repair_doubt("addressees", repair.seen, repair.meant, line) for repair in repairs]
        result.append(Worded(item, meant))
    return tuple(result)


def _signs(
    state: set[int],
    number: NumberFound | None,
    dated: DateFound | None,
    title: Title,
    addressees: Addressees,
    letterhead: Letterhead,
) -> frozenset[str]:
    """Dấu hiệu: which boxes of an official document's head were found."""
    seen = {
        "state_name": bool(state),
        "number": number is not None and number.read.symbol is not None,
        "date": dated is not None and (dated.place is not None or number is not None),
        "type": title.type_text is not None,
        "subject": title.type_text is None and title.subject is not None,
        "addressees": bool(addressees.items),
        "issuer": letterhead.issuer is not None,
    }
    return frozenset(name for name, found in seen.items() if found)


def _doc_type(title: Title, number: NumberFound | None, addressees: Addressees, notes: list[Doubt]) -> Worded:
    """Tên loại: as printed; else told by the symbol's first group; else a letter, where it is addressed."""
    if title.type_text:
        public_letter = title.type_text.startswith("THƯ ")
        key = DocumentType.THU_CONG.value if public_letter else type_key(title.type_text)
        return Worded(title.type_text, key)
    code = re.split(r"[-/.]", number.read.symbol or "")[0] if number else ""
    named = next(
        (kind.value for kind in DocumentType if kind.code and kind.code == code), _NORMATIVE.get(code)
    )
    if named and not (addressees.items and not title.type_text and code in ("DA", "TC", "PC")):
        said = N_("no type name is printed; inferred from the symbol {seen}")
        notes.append(Doubt("doc_type", said, {"seen": code}))
        return Worded(None, named)
    if addressees.items or addressees.used or title.subject:
        return Worded(None, DocumentType.CONG_VAN.value)
    notes.append(Doubt("doc_type", N_("neither a type name nor a subject line was found")))
    return Worded(None, None)
