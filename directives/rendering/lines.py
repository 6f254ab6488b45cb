"""Dòng văn bản: every line of a document as it is printed, decided here and tested without Word."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from directives.document.kinds import DocumentType
from directives.document.model import Archive, BodyKind, BodyPart, DocumentNumber, Provenance
from directives.text import without_mark

#: Letters of điểm: the Vietnamese alphabet without ă â ê ô ơ ư; f, j, w, z are not in it (PL.I-II.6d).
POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"

END_MARK = "./."

_PROVENANCE_NOTES = {
    Provenance.REAL: "",
    Provenance.RECONSTRUCTED: "DỰNG LẠI: không phải văn bản gốc",
    Provenance.SYNTHETIC: "MINH HỌA: số liệu tổng hợp (giả lập)",
}


@dataclass(frozen=True, slots=True)
class BodyLine:
    """Dòng nội dung: one printed paragraph of the body.

    ``style`` names how it is set: paragraph, section, article, clause, title, point, dash or block. ``label`` is
    the bold beginning of a điều ("Điều 1."); in all others the number stands in ``text``. ``keep`` asks that the
    line stays on one page with what follows: titles, and the last line with the signature. ``block`` counts from
    0 the tables, which stand where their line is.
    """

    style: str
    text: str
    label: str = ""
    keep: bool = False
    block: int = -1


def number_line(number: DocumentNumber) -> str:
    """Số, ký hiệu: box 3; a draft shows a gap to be filled (PL.I-II.3).

    >>> number_line(DocumentNumber(5, "UBND-VX"))
    'Số: 05/UBND-VX'
    """
    return f"Số:{number}" if number.number is None else f"Số: {number}"


def subject_line(kind: DocumentType, subject: str) -> str:
    """Trích yếu: as printed; a công văn opens it with ``V/v`` (PL.I-II.5)."""
    if kind is DocumentType.CONG_VAN and not subject.startswith("V/v "):
        return f"V/v {subject}"
    return subject


def addressee_line(addressees: Sequence[str]) -> str:
    """Kính gửi một nơi: a single addressee stands on the line of ``Kính gửi:`` (PL.I-II.9d); else nothing."""
    return f"Kính gửi: {addressees[0]}" if len(addressees) == 1 else ""


def addressee_lines(addressees: Sequence[str]) -> tuple[str, ...]:
    """Kính gửi nhiều nơi: a dash each, ``;`` between, a full stop at the end; nothing for a single one."""
    return _dashed(addressees) if len(addressees) > 1 else ()


def basis_lines(bases: Sequence[str], *, last_mark: str) -> tuple[str, ...]:
    """Căn cứ: one a line, each with ``;``, the last with the mark of the regime (PL.I-II.6a)."""
    return tuple(_marked(bases, ";", last_mark))


def recipient_lines(recipients: Sequence[str], archive: Archive) -> tuple[str, ...]:
    """Nơi nhận: a dash each, ``;`` between; the archive comes last and ends with a full stop (PL.I-II.9d).

    >>> recipient_lines(["Như trên"], Archive(("VT", "NV"), copies=2))
    ('- Như trên;', '- Lưu: VT, NV (2).')
    """
    return _dashed([*recipients, str(archive)])


def provenance_note(provenance: Provenance) -> str:
    """Ghi chú nguồn gốc: what a reader must know at once of a document that was never issued."""
    return _PROVENANCE_NOTES[provenance]


def roman(number: int) -> str:
    """Số La Mã: of sections and annexes.

    >>> [roman(n) for n in (1, 4, 9, 14)]
    ['I', 'IV', 'IX', 'XIV']
    """
    signs = (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    )
    written = ""
    for value, sign in signs:
        written += sign * (number // value)
        number %= value
    return written


def point_letter(number: int) -> str:
    """Chữ của điểm: ``a`` for the first; after ``y`` the letters are doubled (``aa``).

    >>> "".join(point_letter(n) for n in range(1, 9))
    'abcdđegh'
    """
    rounds, place = divmod(number - 1, len(POINT_LETTERS))
    return POINT_LETTERS[place] * (rounds + 1)


def body_lines(body: Sequence[BodyPart]) -> tuple[BodyLine, ...]:
    """Nội dung: the body's lines with their numbers and the end mark (PL.I-II.6).

    Khoản and điểm count anew under each parent, điều through the whole document.
    """
    lines = list(_lines_of(body, Counter(), depth=0))
    if lines and lines[-1].style == "block":
        lines.append(BodyLine("paragraph", ""))  # nothing can be added to a table: the mark stands below it
    if lines:
        last = replace(lines[-1], keep=True)
        if last.text:
            lines[-1] = replace(last, text=with_end_mark(last.text))
        else:
            lines[-1] = replace(last, label=with_end_mark(last.label))
    return tuple(lines)


def with_end_mark(text: str) -> str:
    """Dấu kết thúc: ``./.`` right after the last word, once; it takes the place of a full stop.

    >>> with_end_mark("thực hiện."), with_end_mark("thực hiện./.")
    ('thực hiện./.', 'thực hiện./.')
    """
    text = text.rstrip()
    if text.endswith(END_MARK):
        return text
    return (text[:-1] if text.endswith(".") and not text.endswith("..") else text) + END_MARK


def _lines_of(parts: Iterable[BodyPart], articles: Counter[str], depth: int) -> Iterator[BodyLine]:
    counts: Counter[BodyKind] = Counter()
    for part in parts:
        counts[part.kind] += 1
        if part.kind is BodyKind.TABLE:
            yield from _block(part, articles)
        elif part.kind is BodyKind.ARTICLE:
            articles["điều"] += 1
            yield from _article(part, articles["điều"])
        else:
            yield from _numbered(part, _number(part.kind, counts[part.kind], depth))
        inner = depth + 1 if part.kind is BodyKind.DASH else depth
        yield from _lines_of(part.children, articles, inner)


def _block(part: BodyPart, counts: Counter[str]) -> Iterator[BodyLine]:
    if part.title:
        yield BodyLine("paragraph", part.title, keep=True)
    yield BodyLine("block", "", block=counts["khối"])
    counts["khối"] += 1


def _number(kind: BodyKind, count: int, depth: int) -> str:
    match kind:
        case BodyKind.SECTION:
            return f"{roman(count)}. "
        case BodyKind.CLAUSE:
            return f"{count}. "
        case BodyKind.POINT:
            return f"{point_letter(count)}) "
        case BodyKind.DASH:
            return "+ " if depth else "- "  # the law names the dash only; offices write + below it
        case _:
            return ""


def _article(part: BodyPart, count: int) -> Iterator[BodyLine]:
    if part.title:
        yield BodyLine("article", "", label=f"Điều {count}. {part.title}", keep=True)
        yield from _paragraphs(part.text)
        return
    first, rest = _first_paragraph(part.text)
    yield BodyLine("article", first, label=f"Điều {count}.")
    yield from _paragraphs(rest)


def _numbered(part: BodyPart, number: str) -> Iterator[BodyLine]:
    if part.kind is BodyKind.SECTION:
        yield BodyLine("section", number + (part.title or part.text).upper(), keep=True)
        yield from _paragraphs(part.text if part.title else "")
        return
    if part.title:
        yield BodyLine("title", number + part.title, keep=True)
        yield from _paragraphs(part.text)
        return
    first, rest = _first_paragraph(part.text)
    yield BodyLine(part.kind.value, number + first)
    yield from _paragraphs(rest)


def _first_paragraph(text: str) -> tuple[str, str]:
    first, _, rest = text.strip().partition("\n")
    return first.strip(), rest


def _paragraphs(text: str) -> Iterator[BodyLine]:
    """Đoạn: a line break in a text begins a new paragraph, so that justified lines are never torn apart."""
    yield from (BodyLine("paragraph", line.strip()) for line in text.splitlines() if line.strip())


def _dashed(items: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"- {item}" for item in _marked(items, ";", "."))


def _marked(items: Sequence[str], mark: str, last_mark: str) -> Iterator[str]:
    for place, item in enumerate(items, start=1):
        yield without_mark(item) + (last_mark if place == len(items) else mark)
