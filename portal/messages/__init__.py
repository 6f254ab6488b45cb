"""Câu chữ: every sentence a person reads, Vietnamese first, from the gettext catalogue.

The code says a sentence in English; the catalogue has it in Vietnamese. English needs no catalogue.
"""

import gettext
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from directives.errors import DirectiveError, Words
from directives.errors import Problem as DirectiveProblem
from sipas_engine.errors import Problem as SipasProblem
from sipas_engine.errors import SipasError

DOMAIN = "vanthu"
LOCALE = Path(__file__).parent.parent / "locale"
LANGUAGES = ("vi", "en")

#: Of this program's process; a door which many people use at once chooses for each by ``speaking``.
_language = LANGUAGES[0]
_spoken: ContextVar[str | None] = ContextVar("spoken", default=None)
_NOTHING: Mapping[str, str] = MappingProxyType({})
#: Lời riêng của một cửa: sentences which are said otherwise there.
_said_here: ContextVar[Mapping[str, str]] = ContextVar("said_here", default=_NOTHING)


#: Lỗi có trường: a refusal of either engine; both have a kind, a template, fields and a place.
Refusal = DirectiveError | SipasError


@dataclass(frozen=True, slots=True)
class Wording:
    """Lời báo lỗi: one sentence, and the problems found, each with its place."""

    message: str
    problems: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "\n".join((self.message, *(f"  - {problem}" for problem in self.problems)))


def use_language(language: str) -> None:
    """Chọn ngôn ngữ: ``vi`` or ``en``, for our sentences and for those of the command-line library."""
    global _language
    _language = language
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(DOMAIN, LOCALE)
    gettext.textdomain(DOMAIN)


@contextmanager
def speaking(language: str, said_here: Mapping[str, str] = _NOTHING) -> Iterator[None]:
    """Nói với một người: ``vi`` or ``en`` within the block, whatever others are told at the same time.

    ``said_here``: sentences for which this door has its own words.
    """
    before = _spoken.set(language if language in LANGUAGES else LANGUAGES[0])
    others = _said_here.set(said_here)
    try:
        yield
    finally:
        _said_here.reset(others)
        _spoken.reset(before)


def language() -> str:
    """Ngôn ngữ đang dùng: ``vi`` or ``en``."""
    return _spoken.get() or _language


@cache
def _translation(language: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, LOCALE, [] if language == "en" else [language], fallback=True)


def N_(sentence: str) -> str:
    """Câu cần dịch: marks a sentence that is translated later, where it is said."""
    return sentence


def _(sentence: str) -> str:
    """Dịch: the sentence in the chosen language."""
    return _translation(language()).gettext(_said_here.get().get(sentence, sentence))


def worded(refusal: Refusal) -> Wording:
    """Đặt lời: a refusal of either engine in the chosen language, with everything it found."""
    said = _sentence(refusal.template, refusal.fields)
    return Wording(said, tuple(worded_problem(found) for found in refusal.problems))


def worded_problem(problem: DirectiveProblem | SipasProblem) -> str:
    """Một chỗ sai: its place stands in front, unless the sentence names row and column, or the field, itself."""
    said = _sentence(problem.template, problem.fields)
    named = "row" in problem.fields or problem.fields.get("field") == problem.where
    return said if named or not problem.where else f"{problem.where}: {said}"


def _sentence(template: str, fields: Mapping[str, object]) -> str:
    return _(template).format(**{name: _shown(value) for name, value in fields.items()})


def _shown(value: object) -> object:
    """Cách viết một giá trị: dates as people write them, a system's sentence translated where it is known."""
    match value:
        case date():
            return f"{value:%d/%m/%Y}"
        case str() if value:
            return _(value)
        case Words():
            return Words(_(word) for word in value)
        case _:
            return value
