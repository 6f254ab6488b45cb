"""Bộ câu hỏi có sẵn: the question sets whose wording is known, one dated TOML file each."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import ClassVar

from sipas_engine.errors import N_, SipasError
from sipas_engine.methods.question_file import question_set_from_table
from sipas_engine.methods.question_set import QuestionSet
from sipas_engine.methods.question_text import question_set_text

_FILES = {
    "P2012": "p2012.toml",
    "P2017": "p2017.toml",
    "P2021": "p2021.toml",
    "P2022": "p2022.toml",
    "P2023": "p2023.toml",
    "P2024": "p2024.toml",
    "DIAPHUONG": "local.toml",
}


class UnknownQuestionSet(SipasError):
    """Không có bộ câu hỏi này: the code names none of the built-in question sets."""

    kind: ClassVar[str] = "unknown_question_set"
    template: ClassVar[str] = N_("There is no built-in question set {code!r}. There are: {known}.")


def built_in_codes() -> tuple[str, ...]:
    """Mã bộ câu hỏi có sẵn: the codes ``built_in`` knows, oldest first."""
    return tuple(_FILES)


@cache
def built_in(code: str) -> QuestionSet:
    """Bộ câu hỏi có sẵn: the question set of a period, by its code ("P2017", "P2023").

    Raises UnknownQuestionSet for any other code.

    >>> len(built_in("P2017").criteria), len(built_in("P2023").criteria)
    (22, 33)
    >>> built_in("P2024").unknown_criteria
    18
    """
    if code not in _FILES:
        raise UnknownQuestionSet(code=code, known=", ".join(_FILES))
    return question_set_from_table(_table(code), file=_FILES[code])


def question_file_of(code: str) -> str:
    """Tệp bộ câu hỏi: the TOML text of a built-in question set, to be published, or changed by a campaign.

    Raises UnknownQuestionSet for any other code.
    """
    return question_set_text(built_in(code))


def _table(code: str) -> dict[str, object]:
    """The table of a file; ``base`` names the set whose keys it takes where it has none of its own."""
    data = files("sipas_engine.methods").joinpath("data", _FILES[code])
    table = tomllib.loads(data.read_text(encoding="utf-8"))
    base = table.pop("base", None)
    return table if base is None else _table(base) | table
