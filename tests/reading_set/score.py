"""Chấm điểm việc đọc: ``make score`` prints precision, recall and F1 by field, by document and leave-one-out.

Leave-one-out: every document is read once more with a lexicon that lacks every phrase which no other document of the
set contains, as if this one had never been seen. ``python -m tests.reading_set.score NAME…`` shows what differs.
"""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from directives.conversion.errors import RefusedFile
from directives.reading.lexicon import Lexicon, lexicon
from directives.reading.reader import read_source
from directives.reading.sources.source import Source, load
from tests.reading_set.comparing import HEADER, Count, compared

FOLDER = Path(__file__).parent
#: Lowest F1 over the set; a smaller one is a loss.
FLOORS = {"header": 0.97, "citations": 0.95, "duties": 0.85, "times": 0.90}


@dataclass(frozen=True, slots=True)
class Labelled:
    """Văn bản có nhãn: its file and its truth."""

    name: str
    path: Path
    label: Mapping[str, Any]


def labelled(folder: Path = FOLDER) -> list[Labelled]:
    """Các văn bản có nhãn: of a folder with ``documents`` and ``labels`` (or both side by side)."""
    texts = folder / "documents" if (folder / "documents").is_dir() else folder
    labels = folder / "labels" if (folder / "labels").is_dir() else folder
    found = (json.loads(path.read_text(encoding="utf-8")) for path in sorted(labels.glob("*.json")))
    return [Labelled(label["id"], texts / label["file"], label) for label in found]


@cache
def source_of(path: Path) -> Source | None:
    """Nguồn: the lines of one document; None where this machine cannot read it (a scan without recognition)."""
    try:
        return load(path)
    except RefusedFile as refusal:
        print(f"{path.name}: {refusal}", file=sys.stderr)
        return None


def counted(one: Labelled, words: Lexicon) -> dict[str, Count] | None:
    """Điểm một văn bản: counts by field; None where it cannot be read here."""
    source = source_of(one.path)
    return None if source is None else compared(one.label, read_source(source, words).to_json())


def unseen_elsewhere(name: str, documents: Sequence[Labelled], words: Lexicon) -> frozenset[str]:
    """Từ ngữ chỉ ở một văn bản: phrases of the lexicon which, of the whole set, only this document contains."""
    others = [_text(other) for other in documents if other.name != name]
    own = next(_text(one) for one in documents if one.name == name)
    return frozenset(
        phrase
        for phrase in words.all_phrases()
        if phrase.casefold() in own and not any(phrase.casefold() in text for text in others)
    )


def total(counts: Iterable[Mapping[str, Count]], names: Sequence[str]) -> Count:
    """Tổng: of some fields over documents."""
    return sum((one[name] for one in counts for name in names if name in one), Count())


def summary(counts: Sequence[Mapping[str, Count]]) -> dict[str, Count]:
    """Bốn chỉ số: header fields, citations, duties and their times."""
    return {
        "header": total(counts, HEADER),
        "citations": total(counts, ["citations"]),
        "duties": total(counts, ["duties"]),
        "times": total(counts, ["times"]),
    }


def _text(one: Labelled) -> str:
    source = source_of(one.path)
    return " ".join(source.lines).casefold() if source else ""


def _row(name: str, count: Count) -> str:
    figures = f"{count.precision:6.3f} {count.recall:6.3f} {count.f1:6.3f}"
    return f"{name:28} {figures}   {count.right:4} {count.wrong:4} {count.missed:4}"


def main(arguments: Sequence[str]) -> int:
    """In bảng điểm: exit code 1 when a floor is not reached."""
    folder = FOLDER
    if arguments and Path(arguments[0]).is_dir():
        folder, arguments = Path(arguments[0]), arguments[1:]
    documents = labelled(folder)
    if arguments:
        return _differences([one for one in documents if one.name in arguments])
    words = lexicon()
    scored = {one.name: counts for one in documents if (counts := counted(one, words)) is not None}
    counts = list(scored.values())
    head = f"{'':28} {'prec.':>6} {'recall':>6} {'F1':>6}   {'ok':>4} {'bad':>4} {'miss':>4}"
    print(head)
    for name in dict.fromkeys(name for one in counts for name in one):
        print(_row(name, total(counts, [name])))
    print("\nby document: header, citations, duties, times; the same leave-one-out")
    left_out = {
        one.name: counted(one, words.without(unseen_elsewhere(one.name, documents, words)))
        for one in documents
        if one.name in scored
    }
    for name in scored:
        figures = [f"{count.f1:6.3f}" for count in summary([scored[name]]).values()]
        alone = [f"{count.f1:6.3f}" for count in summary([left_out[name] or {}]).values()]
        print(f"{name:32} {' '.join(figures)}   | {' '.join(alone)}")
    print()
    print(head)
    whole, alone_whole = summary(counts), summary([one for one in left_out.values() if one])
    for name, count in whole.items():
        print(_row(f"{name} (floor {FLOORS[name]:.2f})", count))
    for name, count in alone_whole.items():
        print(_row(f"{name} (leave-one-out)", count))
    print(f"{len(scored)} of {len(documents)} documents read")
    return int(any(count.f1 < FLOORS[name] for name, count in whole.items()))


def _differences(documents: Sequence[Labelled]) -> int:
    """Chỗ khác: the fields of named documents which are not as labelled, label beside record."""
    for one in documents:
        source = source_of(one.path)
        if source is None:
            continue
        record = read_source(source).to_json()
        print(f"== {one.name}")
        for name, count in compared(one.label, record).items():
            if count.wrong or count.missed:
                print(f"-- {name}: {count}")
                top = "obligations" if name.startswith(("duties", "times")) else name.split(".")[0]
                print("   label ", json.dumps(one.label.get(top), ensure_ascii=False))
                print("   record", json.dumps(record.get(top), ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
