"""Lỗi nghiệp vụ: the base of every refusal raised by ``directives`` and the rooms above it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar


def N_(sentence: str) -> str:
    """Câu cần dịch: marks a sentence for the message catalogue and returns it unchanged."""
    return sentence


@dataclass(frozen=True, slots=True)
class Problem:
    """Chỗ sai: one thing wrong in what was handed in, as a sentence with fields and the place where it stands."""

    template: str
    fields: Mapping[str, object]
    where: str = ""


class Words(tuple[str, ...]):
    """Các từ: some of a list that has a sentence of its own each, such as what may be done; shown with commas."""

    __slots__ = ()

    def __str__(self) -> str:
        return ", ".join(self) or "–"


class DirectiveError(Exception):
    """Lỗi nghiệp vụ: a call that cannot go on. It carries fields; its wording is put on at the door.

    ``kind`` is a stable code, ``template`` the English sentence (also the key of the message catalogue),
    ``where`` a locator without language such as ``draft.toml:signature.name``; ``problems`` lists everything
    found wrong, when the refusal is about something a person wrote.
    """

    kind: ClassVar[str] = "refused"
    template: ClassVar[str] = N_("The request was refused.")

    def __init__(self, *, where: str = "", problems: Sequence[Problem] = (), **fields: object) -> None:
        self.where = where
        self.problems = tuple(problems)
        self.fields = fields
        super().__init__(self.template.format(**fields))
