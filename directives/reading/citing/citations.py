"""Viện dẫn: finds the documents which a text cites, one entry each."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from directives.reading.citing.laws import titled_mentions
from directives.reading.citing.mentions import Mention, numbered_mentions
from directives.reading.citing.own import Own
from directives.reading.citing.passages import Passage, passages
from directives.reading.citing.patterns import LAW_TYPES, Patterns, patterns
from directives.reading.citing.printing import NotACitation, parsed
from directives.reading.citing.symbols import issuing_letters, same_number, year_in
from directives.reading.lexicon import Lexicon, lexicon
from directives.reading.record import Citation
from directives.text import comparison_key
from directives.vocabulary.words import UPPER

_BOUNDARY = re.compile(r"[;\n]|\.\s|\bvà\s+các\b")
_COORDINATE = re.compile(r"(?:,|\bvà)\s*(?:các\s+)?$")
_CARRIES_OUT = re.compile(r"[,;]\s*(?:(?:để|nhằm|triển khai)\s+)*(?:thực hiện|căn cứ|theo)\s+(?:các\s+)?$")
_ABBREVIATED = re.compile(rf"({'|'.join(LAW_TYPES)}) ([{UPPER}]{{3,12}})")
_INTRODUCES = re.compile(rf"\s\(([{UPPER}]{{3,12}})\)")


@dataclass(frozen=True, slots=True)
class Cited:
    """Một lần viện dẫn: a mention with its role, the words it has in the source, and the line where it stands."""

    mention: Mention
    role: str
    words: str
    line: int


def read_citations(
    lines: Sequence[str], own: Own | None, words: Lexicon | None = None
) -> tuple[Citation, ...]:
    """Đọc viện dẫn: distinct documents in order of first mention; being a basis outweighs being mentioned."""
    return distinct(all_cited(lines, words), own)


def all_cited(lines: Sequence[str], words: Lexicon | None = None) -> tuple[Cited, ...]:
    """Mọi lần viện dẫn: every mention of every document in lines, in order."""
    made = patterns(words or lexicon())
    found = tuple(one for passage in passages(lines, made) for one in _in_passage(passage, made))
    if not any(_ABBREVIATED.fullmatch(one.mention.number) for one in found):
        return found
    meant = _introduced_abbreviations(" ".join(lines))
    return tuple(_spelled_out(one, meant) for one in found)


def mentions_in(text: str, words: Patterns, *, basis: bool = False) -> list[Mention]:
    """Các lần nhắc: numbered documents and laws by title of one text without look-alikes, in order."""
    numbered = numbered_mentions(text, words)
    titled = titled_mentions(text, numbered, words, basis=basis)
    return _nested(text, sorted((*numbered, *titled), key=lambda one: one.start), words)


def _in_passage(passage: Passage, words: Patterns) -> Iterator[Cited]:
    for one in mentions_in(passage.text, words, basis=passage.basis_until > 0):
        if one.nested and one.title == one.number and one.year is None:
            continue  # "… quy định chi tiết một số điều của Luật Quảng cáo": part of a title
        carried_out = passage.lead_in and _carried_out(passage.text, one)
        basis = (
            one.start < passage.basis_until
            and not one.ahead
            and (passage.certain or not _unsure(passage.text, one))
        )
        basis = basis or carried_out
        role = "basis" if basis and not one.nested else "cited"
        yield Cited(one, role, passage.raw[one.start : one.end], passage.line)


def _unsure(text: str, one: Mention) -> bool:
    """Chưa chắc là căn cứ: a law named in passing in a line which does not begin with "Căn cứ"."""
    undated = one.title == one.number and one.date is None
    return undated and not re.search(
        r"(?:[,;]|\bvà|[Tt]hực hiện|[Tt]heo)\s+$", text[max(0, one.start - 20) : one.start]
    )


def _carried_out(text: str, one: Mention) -> bool:
    return bool(_CARRIES_OUT.search(text, max(0, one.start - 40), one.start))


def _introduced_abbreviations(text: str) -> Mapping[str, str]:
    """Chữ viết tắt được giới thiệu: of "phổ biến, giáo dục pháp luật (PBGDPL)", letters -> words."""
    meant: dict[str, str] = {}
    for found in _INTRODUCES.finditer(text):
        letters = found[1]
        spoken = re.findall(r"[^\s]+", text[max(0, found.start() - 120) : found.start()])[-len(letters) :]
        if len(spoken) == len(letters) and all(
            w[0].upper() == c for w, c in zip(spoken, letters, strict=True)
        ):
            meant.setdefault(letters, " ".join(spoken))
    return meant


def _spelled_out(one: Cited, meant: Mapping[str, str]) -> Cited:
    short = _ABBREVIATED.fullmatch(one.mention.number)
    if not short or short[2] not in meant:
        return one
    title = f"{short[1]} {meant[short[2]]}"
    return replace(one, mention=replace(one.mention, number=title, title=title))


def _nested(text: str, found: Sequence[Mention], words: Patterns) -> list[Mention]:
    """Lồng trong tên: which mentions stand in the words that say what the mention before them is about."""
    marked: list[Mention] = []
    for one in found:
        nested = False
        if marked:
            last = marked[-1]
            between = text[last.end : one.start]
            if _BOUNDARY.search(between):
                pass
            elif one.joined or not between.strip(" ,"):
                other = issuing_letters(last.number) != issuing_letters(one.number)
                nested = last.nested and not (last.bare and other)
            else:
                nested = words.opens_abstract.match(between) is not None and not _COORDINATE.search(between)
                nested = nested or (last.nested and not _COORDINATE.search(between))
        marked.append(replace(one, nested=nested))
    return marked


def distinct(cited: Iterable[Cited], own: Own | None) -> tuple[Citation, ...]:
    """Mỗi văn bản một mục: mentions of one document made one, the first enriched by the later ones.

    ``own``: the citing document itself, which is left out; None = its number is not known.
    """
    found: dict[str, Citation] = {}
    for one, key in _keyed(tuple(cited)):
        if own and own.is_meant(one.mention):
            continue
        known = found.get(key)
        found[key] = _richer(known, one) if known else _citation(one)
    return tuple(found.values())


def _keyed(cited: Sequence[Cited]) -> Iterator[tuple[Cited, str]]:
    """Khóa của văn bản: of each mention; a law by its title is the one whose number the text gives elsewhere."""
    by_title: dict[str, list[tuple[str, int | None]]] = {}
    for one in cited:
        mention = one.mention
        if mention.title and mention.title != mention.number:
            key = comparison_key(f"{mention.type} {mention.title}")
            by_title.setdefault(key, []).append((same_number(mention.number), year_in(mention.number)))
    years: dict[str, int] = {}
    for one in cited:
        if _by_title(one) and one.mention.year:
            years.setdefault(comparison_key(one.mention.number), one.mention.year)
    for one in cited:
        mention = one.mention
        if not _by_title(one):
            yield one, _number_key(one)
            continue
        title = comparison_key(mention.number)
        year = mention.year or years.get(title)
        same = [key for key, its in by_title.get(title, ()) if year is None or its in (None, year)]
        yield one, same[0] if same else f"{title} {year or ''}"


def _by_title(one: Cited) -> bool:
    return one.mention.type in LAW_TYPES and one.mention.title == one.mention.number


def _number_key(one: Cited) -> str:
    return same_number(one.mention.number)


def _citation(one: Cited) -> Citation:
    mention = one.mention
    citation = Citation(mention.type, mention.number, mention.date, mention.issuer, one.role)
    return replace(citation, as_written=None if _in_form(one.words, citation) else one.words)


def _in_form(words: str, citation: Citation) -> bool:
    """Đúng thể thức: whether the words of the source, read as the law writes citations, say the same."""
    try:
        read = parsed(words)
    except NotACitation:
        return False
    return replace(read, role=citation.role) == citation


def _richer(known: Citation, one: Cited) -> Citation:
    numbered = one.mention.number[:1].isdigit() and not known.number[:1].isdigit()
    return replace(
        known,
        number=one.mention.number if numbered else known.number,
        date=known.date or one.mention.date,
        issuer=known.issuer or one.mention.issuer,
        role="basis" if "basis" in (known.role, one.role) else "cited",
    )
