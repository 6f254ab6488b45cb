"""Viết viện dẫn: a citation in the form of the law, and read back from it (NĐ 30/2020/NĐ-CP, PL.I-II.6a, II.6b).

``parsed(printed(citation)) == citation`` for every citation; the words of the source (``as_written``) are no part of
what a citation says.
"""

import re
from datetime import date

from directives.calendar.dates import long_date
from directives.errors import N_, DirectiveError
from directives.reading.citing.patterns import DATE, LAW_TYPES, iso_day
from directives.reading.record import Citation

_LAW = "|".join(LAW_TYPES)
_ROLE = re.compile(r"(?P<basis>Căn cứ\s+)?")
_NUMBERED = re.compile(
    r"(?P<type>[^\W\d_][^\d;]{0,60}?)\s+số\s+(?P<number>\d\S*)"
    rf"(?:\s+ngày\s+{DATE.format('')})?(?:\s+của\s+(?P<issuer>\S.*))?"
)
_TITLED_DATED = re.compile(
    rf"(?P<number>(?P<type>{_LAW})(?:\s+.*?)?)\s+ngày\s+{DATE.format('')}(?:\s+của\s+(?P<issuer>\S.*))?"
)
_TITLED_UNDATED = re.compile(
    rf"(?P<number>(?P<type>{_LAW})(?:\s+.*?)?)(?:\s+của\s+(?P<issuer>(?:Quốc hội|Ủy ban [Tt]hường vụ Quốc hội)\b.*))?"
)


class NotACitation(DirectiveError):
    """Không phải viện dẫn: words that are no citation in the form of the law."""

    kind = "not_a_citation"
    template = N_(
        "{seen!r} is no citation: write the type, “số” and the number (or the title of a law), "
        "then “ngày …” and “của …”."
    )


def printed(citation: Citation) -> str:
    """Viện dẫn theo thể thức: as a line of legal bases prints it; a basis begins with "Căn cứ".

    >>> printed(Citation("Nghị định", "30/2020/NĐ-CP", "2020-03-05", "Chính phủ", "basis"))
    'Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ'
    """
    return f"Căn cứ {named(citation)}" if citation.role == "basis" else named(citation)


def named(citation: Citation) -> str:
    """Tên đầy đủ của văn bản: as within a sentence: type, number, day and issuer; a law without number by its title.

    >>> named(Citation("Luật", "Luật Viên chức", "2025-12-10", None, "cited"))
    'Luật Viên chức ngày 10 tháng 12 năm 2025'
    """
    words = [said_as(citation.type, citation.number)]
    if citation.date:
        words.append(long_date(date.fromisoformat(citation.date)))
    if citation.issuer:
        words.append(f"của {citation.issuer}")
    return " ".join(words)


def said_as(kind: str, number: str) -> str:
    """Tên loại và số: the type and the number, or the title alone which stands for a law's number.

    >>> said_as("Nghị định", "30/2020/NĐ-CP"), said_as("Luật", "Luật Viên chức")
    ('Nghị định số 30/2020/NĐ-CP', 'Luật Viên chức')
    """
    return f"{kind} số {number}" if number[:1].isdigit() else number


def parsed(text: str) -> Citation:
    """Đọc lại viện dẫn: of one citation in the form of the law, with days in words or figures.

    Raises NotACitation.
    """
    words = " ".join(text.split()).rstrip(" ;,.")
    role = _ROLE.match(words)
    start = role.end() if role else 0
    for shape in (_NUMBERED, _TITLED_DATED, _TITLED_UNDATED):
        found = shape.fullmatch(words, start)
        if found:
            break
    else:
        raise NotACitation(seen=text[:200])
    day = None
    if found.groupdict().get("d"):
        day, impossible = iso_day(found)
        if impossible:
            raise NotACitation(seen=text[:200])
    basis = role is not None and role["basis"] is not None
    return Citation(found["type"], found["number"], day, found["issuer"], "basis" if basis else "cited")
