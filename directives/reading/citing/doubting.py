"""Viện dẫn đáng ngờ: citations that contradict themselves or the calendar, each told with its line."""

from collections.abc import Iterable, Iterator, Sequence

from directives.errors import N_
from directives.reading.citing.citations import Cited
from directives.reading.citing.mentions import Mention
from directives.reading.citing.own import ANY_TYPE, Own
from directives.reading.citing.printing import said_as
from directives.reading.citing.symbols import code_in, same_number, type_codes, year_in
from directives.reading.record import Doubt


def citation_doubts(cited: Sequence[Cited], own: Own | None) -> tuple[Doubt, ...]:
    """Chỗ đáng ngờ: a day no calendar has, a year unlike the number's, a type unlike the symbol's, two days for one
    document. ``line`` counts as the mentions' lines do.
    """
    others = [one for one in cited if not (own and own.is_meant(one.mention))]
    doubts = [doubt for one in others for doubt in _of_one(one.mention, one.line)]
    return tuple(_distinct((*doubts, *_two_dates(others))))


def _of_one(mention: Mention, line: int) -> Iterator[Doubt]:
    said = said_as(mention.type, mention.number)
    if mention.impossible:
        template = N_("{document} is cited with a day that no calendar has: {seen}")
        yield Doubt("citations", template, {"document": said, "seen": mention.impossible}, line)
    year = year_in(mention.number)
    if year and mention.date and int(mention.date[:4]) != year:
        template = N_("{document}: the number says the year {year}, the citation {date}")
        yield Doubt("citations", template, {"document": said, "year": year, "date": mention.date}, line)
    code = code_in(mention.number)
    if code and mention.type not in (*type_codes()[code], *ANY_TYPE) and not _of_office(code, mention.issuer):
        template = N_("{document}: a symbol with {code} is that of another type, {expected}")
        fields = {"document": said, "code": code, "expected": type_codes()[code][0]}
        yield Doubt("citations", template, fields, line)


def _of_office(code: str, issuer: str | None) -> bool:
    """Chữ của cơ quan: "CT" of the Cục Thuế, "TTr" of a Chánh Thanh tra: letters of who issued it, not of a type."""
    letters = "".join(word[0].upper() for word in (issuer or "").split())
    return "".join(letter for letter in code if letter.isupper()) in letters


def _two_dates(cited: Iterable[Cited]) -> Iterator[Doubt]:
    first: dict[str, str] = {}
    for one in cited:
        mention = one.mention
        if mention.date is None or not mention.number[:1].isdigit():
            continue
        known = first.setdefault(same_number(mention.number), mention.date)
        if known != mention.date:
            template = N_("{document} is cited with two dates: {first} and {second}")
            said = said_as(mention.type, mention.number)
            yield Doubt(
                "citations", template, {"document": said, "first": known, "second": mention.date}, one.line
            )


def _distinct(doubts: Iterable[Doubt]) -> Iterator[Doubt]:
    told: set[tuple[str, str]] = set()
    for doubt in doubts:
        key = (doubt.template, str(sorted(doubt.fields.items())))
        if key not in told:
            told.add(key)
            yield doubt
