"""Dòng nội dung: the body as printed lines, numbered by place, tested without Word (PL.I-II.6)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from directives.document.levels import LEFT_OUT, point_letter, roman
from directives.document.model import BodyKind, BodyPart

END_MARK = "./."

#: Levels with a label on a line of its own, above the title; whether their number is Roman (PL.I-II.6đ).
_HEADINGS = {
    BodyKind.PART: ("Phần", True),
    BodyKind.CHAPTER: ("Chương", True),
    BodyKind.DIVISION: ("Mục", False),
    BodyKind.SUBDIVISION: ("Tiểu mục", False),
}
#: Levels counted through the whole text; all others count anew under each parent.
_RUNNING_ON = frozenset({BodyKind.CHAPTER, BodyKind.ARTICLE})


@dataclass(frozen=True, slots=True)
class BodyLine:
    """Dòng nội dung: one printed paragraph of the body.

    ``style`` names how it is set: paragraph, heading (Chương I), heading_title, section, article, clause, title,
    point, dash or block. ``label`` is the bold beginning of a điều ("Điều 1."); in all others the number stands in
    ``text``. ``keep`` asks that the line stays on one page with what follows: titles, and the last line with the
    signature. ``block`` counts from 0 the tables and pictures, which stand where their line is.
    """

    style: str
    text: str
    label: str = ""
    keep: bool = False
    block: int = -1


def body_lines(body: Sequence[BodyPart], *, end_mark: bool = True) -> tuple[BodyLine, ...]:
    """Nội dung: the body's lines with their numbers and the end mark (PL.I-II.6).

    Khoản, điểm and mục count anew under each parent, điều and chương through the whole text. Without ``end_mark``
    the text goes on in the form, as minutes do with their closing sentence.
    """
    lines = list(_lines_of(body, _Counts(), depth=0))
    if not lines:
        return ()
    if not end_mark:
        return (*lines[:-1], replace(lines[-1], keep=True))
    if lines[-1].style == "block":
        lines.append(BodyLine("paragraph", ""))  # nothing can be added to a table: the mark stands below it
    last = replace(lines[-1], keep=True)
    if last.text or not last.label:
        last = replace(last, text=with_end_mark(last.text))
    else:
        last = replace(last, label=with_end_mark(last.label))
    return (*lines[:-1], last)


def with_end_mark(text: str) -> str:
    """Dấu kết thúc: ``./.`` right after the last word, once; it takes the place of a full stop.

    >>> with_end_mark("thực hiện."), with_end_mark("thực hiện./.")
    ('thực hiện./.', 'thực hiện./.')
    """
    text = text.rstrip()
    if text.endswith(END_MARK):
        return text
    return (text[:-1] if text.endswith(".") and not text.endswith("..") else text) + END_MARK


class _Counts:
    """Bộ đếm: what runs on through the whole text."""

    def __init__(self) -> None:
        self.running: Counter[BodyKind] = Counter()
        self.blocks = 0


def _lines_of(parts: Iterable[BodyPart], counts: _Counts, depth: int) -> Iterator[BodyLine]:
    here: Counter[BodyKind] = Counter()
    left_out = False
    for part in parts:
        counted = counts.running if part.kind in _RUNNING_ON else here
        counted[part.kind] += 1
        lines = [*_of_part(part, counted[part.kind], counts, depth)]
        inner = depth + 1 if part.kind is BodyKind.DASH else depth
        lines += _lines_of(part.children, counts, inner)
        if not part.left_out:
            yield from lines
        elif not left_out:
            yield BodyLine("paragraph", LEFT_OUT)
        left_out = part.left_out


def _of_part(part: BodyPart, count: int, counts: _Counts, depth: int) -> Iterator[BodyLine]:
    match part.kind:
        case BodyKind.TABLE | BodyKind.PICTURE:
            yield from _block(part, counts)
        case BodyKind.ARTICLE:
            yield from _article(part, count)
        case BodyKind.PART | BodyKind.CHAPTER | BodyKind.DIVISION | BodyKind.SUBDIVISION:
            yield from _heading(part, count)
        case BodyKind.SECTION:
            yield BodyLine("section", f"{roman(count)}. {(part.title or part.text).upper()}", keep=True)
            yield from _paragraphs(part.text if part.title else "")
        case _:
            yield from _numbered(part, _number(part.kind, count, depth))


def _heading(part: BodyPart, count: int) -> Iterator[BodyLine]:
    word, is_roman = _HEADINGS[part.kind]
    yield BodyLine("heading", f"{word} {roman(count) if is_roman else count}", keep=True)
    if part.title:
        yield BodyLine("heading_title", part.title.upper(), keep=True)
    yield from _paragraphs(part.text)


def _block(part: BodyPart, counts: _Counts) -> Iterator[BodyLine]:
    above = part.kind is BodyKind.TABLE  # the title of a picture stands below it, in the same block
    if part.title and above:
        yield BodyLine("paragraph", part.title, keep=True)
    yield BodyLine("block", "", block=counts.blocks)
    counts.blocks += 1


def _article(part: BodyPart, count: int) -> Iterator[BodyLine]:
    if part.title:
        yield BodyLine("article", "", label=f"Điều {count}. {part.title}", keep=True)
        yield from _paragraphs(part.text)
        return
    first, rest = _first_paragraph(part.text)
    yield BodyLine("article", first, label=f"Điều {count}.")
    yield from _paragraphs(rest)


def _numbered(part: BodyPart, number: str) -> Iterator[BodyLine]:
    if part.title:
        yield BodyLine("title", number + part.title, keep=True)
        yield from _paragraphs(part.text)
        return
    first, rest = _first_paragraph(part.text)
    yield BodyLine(part.kind.value, number + first)
    yield from _paragraphs(rest)


def _number(kind: BodyKind, count: int, depth: int) -> str:
    match kind:
        case BodyKind.CLAUSE:
            return f"{count}. "
        case BodyKind.POINT:
            return f"{point_letter(count)}) "
        case BodyKind.DASH:
            return "+ " if depth else "- "  # the law names the dash only; offices write + below it
        case _:
            return ""


def _first_paragraph(text: str) -> tuple[str, str]:
    first, _, rest = text.strip().partition("\n")
    return first.strip(), rest


def _paragraphs(text: str) -> Iterator[BodyLine]:
    """Đoạn: a line break in a text begins a new paragraph, so that justified lines are never torn apart."""
    yield from (BodyLine("paragraph", line.strip()) for line in text.splitlines() if line.strip())
