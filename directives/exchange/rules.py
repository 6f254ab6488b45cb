"""Quy tắc trao đổi: the rules of a message as data, and what they find as values."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data" / "rules.toml"
ERROR, WARNING = "error", "warning"


@dataclass(frozen=True, slots=True)
class ExchangeRule:
    """Quy tắc: one row of ``data/rules.toml``; ``says`` is the sentence for the clerk."""

    id: str
    level: str
    says: str
    basis: str


@dataclass(frozen=True, slots=True)
class ExchangeFinding:
    """Lỗi gói tin: something seen in a message that its rule wants otherwise; a value, never raised."""

    rule: str
    level: str
    where: str
    seen: str
    expected: str
    message: str
    clause: str

    def to_json(self) -> Mapping[str, str]:
        """Dạng JSON: as ``vanthu edxml check --json`` prints it."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class ExchangeReport:
    """Kết quả kiểm tra gói tin: findings in the order of the rules.

    ``not_judged`` are rules for which nothing to judge by was at hand; ``unread`` what the file says besides.
    """

    file: str
    kind: str
    findings: Sequence[ExchangeFinding]
    not_judged: Sequence[str] = ()
    unread: Sequence[str] = ()

    @property
    def errors(self) -> int:
        """Số lỗi: findings which make the message unfit to be sent."""
        return sum(finding.level == ERROR for finding in self.findings)

    @property
    def warnings(self) -> int:
        """Số cảnh báo: findings which somebody should look at."""
        return len(self.findings) - self.errors

    def to_json(self) -> Mapping[str, Any]:
        """Dạng JSON: one object for one file."""
        return {
            "file": self.file,
            "kind": self.kind,
            "findings": [finding.to_json() for finding in self.findings],
            "errors": self.errors,
            "warnings": self.warnings,
            "not_judged": list(self.not_judged),
            "unread": list(self.unread),
        }


@cache
def exchange_rules() -> Mapping[str, ExchangeRule]:
    """Nạp quy tắc: by id, in order."""
    table = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return {row["id"]: ExchangeRule(**row, basis=table["basis"]) for row in table["rule"]}
