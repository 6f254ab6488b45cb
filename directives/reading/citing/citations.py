"""Viện dẫn: finds the documents which a text cites, one entry each."""

import re
from collections.abc import Iterable, Iterator

from directives.reading.record import Citation
from directives.vocabulary.days import DAY, day_of
from directives.vocabulary.words import BASIS, CITED_WORDS, UPPER

_TYPES = "|".join(CITED_WORDS)
_ISSUER_END = (
    r"(?=\s+(?:về|Về|quy định|ban hành|phê|sửa đổi|hướng dẫn|triển khai|quyết định|công bố|"
    r"thực hiện|và các|thì|đến|để)\b"
    r"|\s*[,;.()“”\"]|$)"
)
_NUMBERED = re.compile(
    rf"(?:(?P<law>Bộ luật|Luật|Pháp lệnh)\s+(?!số\b)[^;.:\d]{{2,160}}?|(?P<type>{_TYPES}))\s+(?:số\s*:?\s*)?"
    rf"(?P<number>\d+[a-zđ]?(?:/\d{{4}})?/[{UPPER}][\wĐđ.&]*(?:-[\wĐđ.&]+)*)"
    rf"(?:,?\s+{DAY.format('')})?(?:\s+của\s+(?P<issuer>[^;.()“”\"]{{3,120}}?){_ISSUER_END})?"
)
_TITLED_LAW = re.compile(
    rf"^Căn cứ (?P<title>(?P<type>Hiến pháp|Bộ luật|Luật|Pháp lệnh)\b[^;.]*?)"
    rf"(?:\s+{DAY.format('')})?\s*(?:năm \d{{4}}\s*)?[;.,]?$"
)
_BASIS_LINE = re.compile(rf"^(?:{BASIS})\b")
_REPEAL = re.compile(r"\b(?:thay thế|bãi bỏ|hết hiệu lực)\b")


def read_citations(paragraphs: Iterable[str], own_number: str | None) -> tuple[Citation, ...]:
    """Đọc viện dẫn: distinct documents in order of first mention; being a basis outweighs being mentioned."""
    found: dict[str, Citation] = {}
    for paragraph in paragraphs:
        role = "basis" if _BASIS_LINE.match(paragraph) else "cited"
        for citation in _in_paragraph(paragraph, role):
            known = found.get(citation.number)
            if citation.number == own_number:
                continue
            found[citation.number] = _richer(known, citation) if known else citation
    return tuple(found.values())


def read_repealed(paragraphs: Iterable[str], own_number: str | None) -> tuple[Citation, ...]:
    """Văn bản bị thay thế: documents cited after "thay thế" or "bãi bỏ" in a sentence about effect."""
    after = [p[m.end() :] for p in paragraphs for m in [_REPEAL.search(p)] if m and "hiệu lực" in p]
    return read_citations(after, own_number)


def _in_paragraph(paragraph: str, role: str) -> Iterator[Citation]:
    numbered = False
    for match in _NUMBERED.finditer(paragraph):
        numbered = True
        day = day_of(match)
        issuer = match["issuer"].strip() if match["issuer"] else None
        kind = match["law"] or match["type"]
        yield Citation(kind, match["number"], day.isoformat() if day else None, issuer, role)
    titled = None if numbered else _TITLED_LAW.match(paragraph)
    if titled:
        day = day_of(titled)
        yield Citation(titled["type"], titled["title"].strip(), day.isoformat() if day else None, None, role)


def _richer(known: Citation, other: Citation) -> Citation:
    return Citation(
        known.type,
        known.number,
        known.date or other.date,
        known.issuer or other.issuer,
        "basis" if "basis" in (known.role, other.role) else "cited",
    )
