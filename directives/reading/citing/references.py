"""Viện dẫn và điều khoản thi hành: all that a document says of other documents, and of its own effect."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from directives.reading.citing.citations import all_cited, distinct
from directives.reading.citing.doubting import citation_doubts
from directives.reading.citing.own import Own
from directives.reading.citing.provisions import read_effective, read_implementers, read_proposers
from directives.reading.citing.repeals import read_repealed
from directives.reading.lexicon import Lexicon
from directives.reading.record import Citation, Doubt, Effective

_DECIDING_TYPES = frozenset(
    (
        "quyet_dinh",
        "nghi_quyet",
        "nghi_dinh",
        "thong_tu",
        "thong_tu_lien_tich",
        "nghi_quyet_lien_tich",
        "phap_lenh",
        "luat",
    )
)
"""Văn bản quyết định: types that are proposed by somebody and carried out by those whom they name."""


@dataclass(frozen=True, slots=True)
class References:
    """Viện dẫn và điều khoản thi hành: the record's fields of these names; ``doubts`` say what contradicts itself."""

    citations: tuple[Citation, ...]
    proposed_by: tuple[str, ...] | None
    effective: Effective | None
    repeals_or_replaces: tuple[Citation, ...]
    implementers: tuple[str, ...]
    doubts: tuple[Doubt, ...]

    def as_said(self, said: Callable[[str], str]) -> "References":
        """Nguyên văn: the quoted words as in the source; ``said`` gives its words for some words.

        Numbers, titles, issuers and posts stay in one style of tone marks: they are compared with other documents'.
        """

        def of_source(one: Citation) -> Citation:
            return replace(one, as_written=said(one.as_written) if one.as_written else None)

        return replace(
            self,
            citations=tuple(map(of_source, self.citations)),
            effective=replace(self.effective, text=said(self.effective.text)) if self.effective else None,
            repeals_or_replaces=tuple(map(of_source, self.repeals_or_replaces)),
        )


def read_references(
    body: Sequence[str],
    subject: str | None,
    *,
    own: Own,
    words: Lexicon,
    first_line: int = 0,
) -> References:
    """Đọc viện dẫn: of a document's body and subject line.

    ``own``: what the document is itself; ``first_line``: the index of the body's first line in the source.
    """
    cited = all_cited([*body, *([subject] if subject else [])], words)
    doubts = citation_doubts(cited, own)
    deciding = own.type in _DECIDING_TYPES
    return References(
        citations=distinct(cited, own),
        proposed_by=read_proposers(body, words) if deciding else None,
        effective=read_effective(body, own.dated, own.type),
        repeals_or_replaces=read_repealed(body, own, words),
        implementers=read_implementers(body, words) if deciding else (),
        doubts=tuple(_placed(doubt, len(body), first_line) for doubt in doubts),
    )


def _placed(doubt: Doubt, lines: int, first_line: int) -> Doubt:
    """Chỗ trong nguồn: a line of the body counted from the source's first; the subject line is nowhere in it."""
    inside = doubt.line is not None and doubt.line < lines
    return replace(doubt, line=first_line + doubt.line if inside and doubt.line is not None else None)
