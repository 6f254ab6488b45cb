"""Viện dẫn: types of documents, and phần, chương, mục, điều, khoản, điểm, where they are cited (PL.II-V.6, V.7)."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from directives.checking.spelling.lexicon import lexicon
from directives.checking.spelling.remark import Pattern, Remark, matches
from directives.checking.spelling.sentences import begins_sentence, capitalised, word_before, word_behind
from directives.vocabulary.words import NORMATIVE_TYPES, TYPE_WORDS

_SMALL_UNIT = re.compile(
    r"(?P<word>Khoản|Điểm)(?P<number>\s+(?:\d{1,3}(?![\d%]|[.,]\d)|(?-i:[a-zđ])(?![^\W_])))"
)
_THIS_UNIT = re.compile(r"(?P<word>Khoản|Điểm)(?P<number>\s+này)(?![^\W_])")
_ARTICLE = re.compile(r"(?P<word>điều)(?P<number>\s+[1-9]\d{0,2}[a-zđ]?)(?![\w%]|[.,]\d)")
_DIVISION = re.compile(
    r"(?P<word>phần|chương|tiểu mục|mục)(?P<number>\s+(?:[IVX][IVXLC]{0,5}|\d{1,2}))(?![\w%]|[.,]\d)"
)
_SYMBOL = r"(?:số\s*:?\s*)?\d\w*\s*/\s*(?:\d{4}\s*/\s*)?[A-ZĐ]"
#: "khoản 1 điều 3"; but "mười điều", "5 điều" are so many.
_CITED_BEFORE = re.compile(r"(?i:khoản|điểm|mục|chương|phần)\s+[\w.]+\s+$")
_NOT_CITED = frozenset(("các", "những", "mười", "số", "một", "hai", "ba", "này"))


def patterns() -> tuple[Pattern, ...]:
    """Các mẫu câu: of F-127 (units with their number), K14 (all other citations of units) and K13 (documents)."""
    return (
        Pattern(frozenset(("khoản", "điểm", "điều")), _units),
        Pattern(frozenset(("phần", "chương", "tiểu", "mục")), _divisions),
        Pattern(frozenset(word.lower().split()[0] for word in TYPE_WORDS), _documents),
    )


def _units(text: str, starts: Sequence[int]) -> Iterator[Remark]:
    for rule, shape in (("F-127", _SMALL_UNIT), ("K14", _THIS_UNIT)):
        for found in matches(shape, text, starts):
            at = found.start()
            if not begins_sentence(text, at, brackets=False) and not _other_word(text, at):
                yield _remark(rule, found, found["word"].lower() + found["number"])
    for found in matches(_ARTICLE, text, starts):
        before = word_before(text, found.start())
        counted = before in _NOT_CITED or (
            before.isdigit() and not _CITED_BEFORE.search(text, 0, found.start())
        )
        if not counted and _is_cited(text, found.end()):
            yield _remark("F-127", found, capitalised(found[0]))


def _divisions(text: str, starts: Sequence[int]) -> Iterator[Remark]:
    """Phần, chương, mục: a Roman number cites by itself, an Arabic one where the document cited stands behind it."""
    for found in matches(_DIVISION, text, starts):
        behind = re.match(r"\s+(?:của\s+)?([^\W\d_]+)", text[found.end() :])
        cited = behind is not None and behind[1].lower() in lexicon()["citations"]["cited_after"]
        roman = not found["number"].strip().isdigit()
        if (roman or cited) and not _other_word(text, found.start()):
            yield _remark("K14", found, capitalised(found[0]))


def _documents(text: str, starts: Sequence[int]) -> Iterator[Remark]:
    for found in matches(_cited_document(), text, starts):
        word = found["word"]
        expected = word[0].upper() + word[1:].lower()
        if word != expected and not word.isupper() and not _other_word(text, found.start()):
            yield Remark("K13", found.start(), found.start() + len(word), word, expected)


@cache
def _cited_document() -> re.Pattern[str]:
    kinds = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in (*TYPE_WORDS, *NORMATIVE_TYPES))
    return re.compile(rf"(?P<word>(?i:{kinds}))\s+{_SYMBOL}")


def _is_cited(text: str, at: int) -> bool:
    """Được viện dẫn: a mark, a document or a joining word follows the number; "điều 2 xe" sends two cars."""
    behind = text[at:].lstrip()
    return (
        not behind
        or not behind[0].isalnum()
        or behind[0].isupper()
        or word_behind(text, at) in lexicon()["citations"]["behind_article"]
    )


def _other_word(text: str, at: int) -> bool:
    return word_before(text, at) in lexicon()["citations"]["other_words"]


def _remark(rule: str, found: re.Match[str], expected: str) -> Remark:
    return Remark(rule, found.start(), found.end(), found[0], expected)
