"""Lỗi số liệu: the base of every refusal raised by ``sipas_engine``.

The shape is that of ``directives.errors``: the two engines do not know each other, the doors know both.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar


def N_(sentence: str) -> str:
    """Câu cần dịch: marks a sentence for the message catalogue and returns it unchanged."""
    return sentence


@dataclass(frozen=True, slots=True)
class Problem:
    """Chỗ sai: one thing wrong in the data, as a sentence with fields and the place where it stands."""

    template: str
    fields: Mapping[str, object]
    where: str = ""

    def __str__(self) -> str:
        sentence = self.template.format(**self.fields)
        return f"{self.where}: {sentence}" if self.where else sentence


class SipasError(Exception):
    """Lỗi số liệu: a computation that cannot go on. It carries fields; its wording is put on at the door.

    ``problems`` lists everything found wrong, when the refusal is about data; ``str(error)`` is the English
    sentence followed by one line a problem.
    """

    kind: ClassVar[str] = "refused"
    template: ClassVar[str] = N_("The data were refused.")

    def __init__(self, *, where: str = "", problems: Sequence[Problem] = (), **fields: object) -> None:
        self.where = where
        self.problems = tuple(problems)
        self.fields = fields
        super().__init__("\n".join([self.template.format(**fields), *map(str, self.problems)]))


class NoSuchFile(SipasError):
    """Không có tệp: the file to be read is not there."""

    kind: ClassVar[str] = "no_such_file"
    template: ClassVar[str] = N_("There is no file {file}. Check its name and folder.")
