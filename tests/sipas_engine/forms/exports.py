"""Synthetic submissions as Kobo and ODK Central write them to CSV."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

from sipas_engine.forms.answer_names import answer_name
from sipas_engine.forms.questionnaire import ChoiceQuestion, MatrixQuestion, Questionnaire
from sipas_engine.forms.serials import FormCode
from sipas_engine.forms.xlsform import places_asked

PLACES = {"province": "Lâm Đồng", "commune": "Phường Xuân Hương - Đà Lạt", "village": "Tổ 3"}
Answers = Mapping[str, str]


def synthetic_answers(questionnaire: Questionnaire, number: int) -> dict[str, str]:
    """What one made-up person ticked, by column of a file of forms; the same for the same number."""
    rng = Random(number)
    said: dict[str, str] = {}
    for question in questionnaire.questions:
        if question.code in places_asked(questionnaire):
            continue
        match question:
            case MatrixQuestion():
                levels = ["", *(level.code for level in question.levels)]
                said |= {item.code: rng.choice(levels) for item in question.items}
            case ChoiceQuestion(several=True):
                ticked = [choice.code for choice in question.choices if rng.random() < 0.4]
                said[question.code] = ";".join(ticked)
            case ChoiceQuestion():
                said[question.code] = rng.choice(question.choices).code
            case _:
                said[question.code] = rng.choice(["", 'Cần thêm ghế; "nhanh" hơn\nnữa'])
    return said


def kobo_rows(
    questionnaire: Questionnaire, number_of_forms: int, *, separator: str = "/", split: bool = False
) -> list[dict[str, str]]:
    """Submissions: every other serial was scanned; with ``split`` several choices stand in columns of 0 and 1."""
    rows = []
    for number in range(1, number_of_forms + 1):
        serial = f"LD-{number:05d}"
        scanned = FormCode("thu", questionnaire.version, serial).payload if number % 2 else ""
        row = {"started_at": "2026-10-05T08:00:00+07:00", "finished_at": "2026-10-05T08:09:00+07:00"}
        row |= {"form_code": scanned, "form_id": "" if scanned else serial, "enumerator": "ĐTV-01", **PLACES}
        said = synthetic_answers(questionnaire, number)
        for question in questionnaire.questions:
            if isinstance(question, MatrixQuestion):
                for item in question.items:
                    row[f"phan_1{separator}bang{separator}{answer_name(item.code)}"] = said[item.code]
            elif question.code in said:
                name = f"phan_1{separator}{answer_name(question.code)}"
                row |= _ticks(question, name, said[question.code], separator, split=split)
        own = {"_id": str(number), "_uuid": f"uuid-{number}", "_submission_time": "2026-10-05T02:00:00"}
        if separator == "-":
            own = {"SubmissionDate": "2026-10-05T02:00:00", "KEY": f"uuid:{number}"}
        rows.append(row | own)
    return rows


def _ticks(question: object, name: str, said: str, separator: str, *, split: bool) -> dict[str, str]:
    if not (isinstance(question, ChoiceQuestion) and question.several):
        return {name: said}
    ticked = said.split(";") if said else []
    whole = {name: " ".join(ticked)}
    if not split:
        return whole
    return whole | {f"{name}{separator}{c.code}": str(int(c.code in ticked)) for c in question.choices}


def write_csv(path: Path, rows: Sequence[Answers], *, delimiter: str = ",") -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path
