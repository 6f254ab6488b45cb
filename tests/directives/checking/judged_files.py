"""Tệp của người khác: every finding on Word files that we did not make, judged one by one, as a table in docs."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from directives.checking.checker import CheckReport, check_page
from directives.checking.seeing.observe import observe
from directives.conversion.limits import limits
from directives.conversion.word_reader import read_word

FOLDER = Path(__file__).parent / "foreign"
JUDGED = FOLDER / "judged.toml"
DOCUMENT = Path(__file__).parents[3] / "docs" / "judged-files.md"

HEAD = """# Findings on files of others, judged one by one

Word files written by the Government's office, by LibreOffice and by libraries other than ours were checked; each
finding was held against the page by the developers: `true` = the file is against the rule, `false` = a false alarm.
The files and the way they were made: `tests/directives/checking/foreign/README.md`. The table is written by
`python -m tests.directives.checking.judged_files`. Mistakes that stand in these files and were not found are listed
below the table.
"""


@dataclass(frozen=True)
class Judged:
    """One finding with its verdict: true, false or open."""

    file: str
    rule: str
    where: str
    seen: str
    verdict: str
    note: str = ""

    @property
    def key(self) -> tuple[str, str, str, str]:
        return self.file, self.rule, self.where, self.seen


def report_of(path: Path) -> CheckReport:
    """Judged whatever its kind: the decree itself is refused by ``check`` as a normative document."""
    return check_page(observe(read_word(path.read_bytes(), limits())), path.name)


def found() -> Iterator[Judged]:
    for path in sorted(FOLDER.glob("*.docx")):
        for finding in report_of(path).findings:
            yield Judged(path.name, finding.rule, finding.where, finding.seen, "open")


def judged() -> list[Judged]:
    data = tomllib.loads(JUDGED.read_text(encoding="utf-8")) if JUDGED.exists() else {}
    return [Judged(**row) for row in data.get("finding", [])]


def missed() -> list[dict[str, str]]:
    """Mistakes that stand in the files and that no rule found, with the reason."""
    data = tomllib.loads(JUDGED.read_text(encoding="utf-8")) if JUDGED.exists() else {}
    rows: list[dict[str, str]] = data.get("missed", [])
    return rows


def text() -> str:
    rows = judged()
    lines = [HEAD, "| file | findings | true | false |", "|---|---|---|---|"]
    for path in sorted(FOLDER.glob("*.docx")):
        own = [row for row in rows if row.file == path.name]
        true = sum(row.verdict == "true" for row in own)
        lines.append(f"| `{path.name}` | {len(own)} | {true} | {len(own) - true} |")
    true = sum(row.verdict == "true" for row in rows)
    lines += [f"| **sum** | {len(rows)} | {true} | {len(rows) - true} |", ""]
    lines += ["| file | rule | where | seen | verdict | note |", "|---|---|---|---|---|---|"]
    for row in rows:
        seen = row.seen.replace("|", "\\|")
        lines.append(f"| `{row.file}` | {row.rule} | {row.where} | {seen} | {row.verdict} | {row.note} |")
    lines += ["", "## Not found", ""]
    lines += [f"- `{row['file']}`: {row['what']}: {row['why']}" for row in missed()] or ["Nothing is known."]
    return "\n".join(lines) + "\n"


def _written(rows: list[Judged]) -> str:
    said = ["# Every finding on the files here, and what a person judged of it. README.md says more.\n"]
    for row in rows:
        said.append("[[finding]]")
        for name in ("file", "rule", "where", "seen", "verdict", "note"):
            said.append(f"{name} = {_quoted(getattr(row, name))}")
        said.append("")
    for one in missed():
        said += ["[[missed]]", *(f"{name} = {_quoted(value)}" for name, value in one.items()), ""]
    return "\n".join(said)


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


if __name__ == "__main__":
    known = {row.key: row for row in judged()}
    rows = [known.get(row.key, row) for row in found()]
    JUDGED.write_text(_written(rows), encoding="utf-8")
    DOCUMENT.write_text(text(), encoding="utf-8")
    for row in rows:
        if row.verdict == "open":
            print(row.file, row.rule, row.where, row.seen)
