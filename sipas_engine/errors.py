"""Lỗi số liệu: the base of every refusal raised by ``sipas_engine``.

The shape is that of ``directives.errors``: the two engines do not know each other, the doors know both.
"""

from typing import ClassVar


def N_(sentence: str) -> str:
    """Câu cần dịch: marks a sentence for the message catalogue and returns it unchanged."""
    return sentence


class SipasError(Exception):
    """Lỗi số liệu: a computation that cannot go on. It carries fields; its wording is put on at the door."""

    kind: ClassVar[str] = "refused"
    template: ClassVar[str] = N_("The data were refused.")

    def __init__(self, *, where: str = "", **fields: object) -> None:
        self.where = where
        self.fields = fields
        super().__init__(self.template.format(**fields))
