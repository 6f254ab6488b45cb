"""Sao văn bản: which kind of copy may be made of what, and what an extract leaves out (Đ.25; PL.I-P2)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from directives.calendar.dates import short_date
from directives.document.kinds import DocumentType
from directives.document.model import BodyKind, BodyPart, Document
from directives.errors import N_, DirectiveError


class NoCopy(DirectiveError):
    """Không phải bản sao: the draft of a copy is of another type of document."""

    kind = "no_copy"
    template = N_("A copy is of type sao_y, sao_luc or trich_sao; the draft says {type}.")


class WrongKindOfCopy(DirectiveError):
    """Sai hình thức sao: an original is copied by sao y, a sao y by sao lục (Đ.25)."""

    kind = "wrong_kind_of_copy"
    template = N_(
        "{original} cannot be copied as {copy}: an original is copied by sao y, a sao y by sao lục."
    )


class NothingToExtract(DirectiveError):
    """Không có phần cần trích: an extract names the parts it takes, and no other copy names any."""

    kind = "nothing_to_extract"
    template = N_(
        "A trích sao names the parts it takes, any other copy is whole. Parts asked: {parts}; there are: {known}."
    )


def citation_of(document: Document) -> str:
    """Viện dẫn văn bản: type, number, day and issuer.

    A copy is cited by what was copied.
    """
    cited = document.original
    name = cited.type.name_vi
    return (
        f"{name} số {str(cited.number).lstrip()} ngày {short_date(cited.issued_on)} của {cited.issuer_name}"
    )


def copy_of(original: Document, copy: Document, parts: Sequence[int] = ()) -> Document:
    """Bản sao: ``copy`` with the whole of ``original`` in it, or its ``parts`` for an extract.

    Parts are điều by their numbers; where there are none, the parts of the first level by their order. An extract
    has neither annexes nor attached texts. Raises NoCopy, WrongKindOfCopy, NothingToExtract.
    """
    if not copy.type.is_copy:
        raise NoCopy(where="type", type=copy.type.name_vi)
    is_second = copy.type is DocumentType.SAO_LUC
    if not (original.type is DocumentType.SAO_Y if is_second else not original.type.is_copy):
        raise WrongKindOfCopy(where="type", original=original.type.name_vi, copy=copy.type.name_vi)
    known = part_numbers(original.body)
    is_extract = copy.type is DocumentType.TRICH_SAO
    if is_extract is not bool(parts) or not set(parts) <= set(known):
        asked, there = (", ".join(map(str, numbers)) or "–" for numbers in (parts, known))
        raise NothingToExtract(where="parts", parts=asked, known=there)
    copied = _extract(original, frozenset(parts)) if is_extract else original
    return replace(copy, copied=copied)


def part_numbers(body: Sequence[BodyPart]) -> range:
    """Số của các phần có thể trích: of its điều, or of its parts of the first level where it has none."""
    articles = sum(part.kind is BodyKind.ARTICLE for part in _all(body))
    return range(1, (articles or len(body)) + 1)


def _extract(original: Document, parts: frozenset[int]) -> Document:
    if any(part.kind is BodyKind.ARTICLE for part in _all(original.body)):
        body, _ = _articles_kept(original.body, parts, 0)
    else:
        numbered = enumerate(original.body, start=1)
        body = tuple(replace(part, left_out=place not in parts) for place, part in numbered)
    return replace(original, body=body, annexes=(), attached=())


def _articles_kept(
    body: Sequence[BodyPart], kept: frozenset[int], count: int
) -> tuple[tuple[BodyPart, ...], int]:
    """Giữ các điều: the parts with what is not kept marked, and the count of điều up to here.

    A chapter stays as the heading of the điều kept in it.
    """
    marked = []
    for part in body:
        if part.kind is BodyKind.ARTICLE:
            count += 1
            marked.append(replace(part, left_out=count not in kept))
            continue
        first = count + 1
        children, count = _articles_kept(part.children, kept, count)
        none_kept = kept.isdisjoint(range(first, count + 1))
        marked.append(replace(part, children=children, left_out=none_kept))
    return tuple(marked), count


def _all(parts: Iterable[BodyPart]) -> Iterable[BodyPart]:
    for part in parts:
        yield part
        yield from _all(part.children)
