"""A small survey with groups of every size, its bundle, and a forger who seals what he changed."""

import json
import random
from collections.abc import Mapping
from pathlib import Path

from sipas_engine.bundle.contents import Source, bundle_of
from sipas_engine.bundle.from_forms import source_from_file
from sipas_engine.bundle.manifest import MANIFEST, SEAL, seal_of, sha256_of
from sipas_engine.methods.method import Method

QUESTIONS = """
name = "Bộ câu hỏi thử"
scale = 5
satisfied = [4, 5]
[[component]]
code = "I"
name = "Tiếp cận"
[[component.element]]
code = "A"
name = "Nơi đón tiếp"
criteria = [{code = "1.1", name = "Đủ chỗ ngồi"}, {code = "1.2", name = "=Sạch sẽ"}]
[[component]]
code = "II"
name = "Kết quả"
[[component.element]]
code = "B"
name = "Đúng hẹn"
criteria = [{code = "2.1", name = "Trả đúng ngày"}]
"""

SIZES = {
    ("Tỉnh A", "Xã 1"): 30,
    ("Tỉnh A", "Xã 2"): 6,
    ("Tỉnh A", "Xã 3"): 14,
    ("Tỉnh A", "Xã 4"): 40,
    ("Tỉnh B", "Xã 1"): 25,
    ("Tỉnh B", "=Xã 9"): 25,
}
"""Two provinces; Xã 2 is too small to be shown, so Xã 3 goes with it; a commune has a dangerous name."""

_CELLS = ("5", "4", "4", "3", "", "45", "KB", "2", "1")


def survey_files(
    folder: Path, sizes: Mapping[tuple[str, str], int] = SIZES, *, weighted: bool = False
) -> tuple[Path, Path]:
    """A file of forms and a question set; the answers are made up, from a seed."""
    dice = random.Random(20261121)
    rows = ["form_id,province,commune,psu,weight,status,1.1,1.2,2.1"]
    number = 0
    for (province, commune), forms in sizes.items():
        for _ in range(forms):
            number += 1
            weight = dice.choice(("1", "1.25", "2.5")) if weighted else "1"
            answers = ",".join(dice.choice(_CELLS) for _ in range(3))
            rows.append(f"P{number},{province},{commune},thôn {number % 4},{weight},hợp lệ,{answers}")
    rows.append(f"P{number + 1},Tỉnh A,Xã 1,thôn 1,1,không hợp lệ,5,5,5")
    forms_file, questions = folder / "phieu.csv", folder / "bo-cau-hoi.toml"
    forms_file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    questions.write_text(QUESTIONS, encoding="utf-8")
    return forms_file, questions


def a_source(
    folder: Path,
    sizes: Mapping[tuple[str, str], int] = SIZES,
    method: Method | None = None,
    *,
    by: tuple[str, ...] = ("province", "commune"),
    weighted: bool = False,
) -> Source:
    """What is to be published of the survey."""
    forms, questions = survey_files(folder, sizes, weighted=weighted)
    weight = "weight" if weighted else None
    return source_from_file(forms, questions, by, method, weight=weight, program="vanthu thử")


def a_bundle(folder: Path, method: Method | None = None) -> dict[str, bytes]:
    """The bundle of the survey."""
    return bundle_of(a_source(folder, method=method))


def resealed(contents: Mapping[str, bytes]) -> dict[str, bytes]:
    """The forger's bundle: whatever was changed, all hashes are made anew and agree."""
    table = json.loads(contents[MANIFEST])
    for file in table["files"]:
        file["sha256"], file["size"] = sha256_of(contents[file["path"]]), len(contents[file["path"]])
        if file["path"] == "questions.toml":
            table["question_set"] = file["sha256"]
    text = (json.dumps(table, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
    return {**contents, MANIFEST: text, SEAL: seal_of(text)}
