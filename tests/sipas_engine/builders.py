"""Small question sets and files of forms for the tests of this room."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from sipas_engine.methods.question_file import question_set_from_table
from sipas_engine.methods.question_set import QuestionSet

WORKED_EXAMPLE = """
  phiếu | E1.a | E1.b | E2.a
  0001  |  2   |  3   |  2
  0002  |  3   |  4   |  3
  0003  |  3   |  4   |  4
  0004  |  4   |  4   |  4
  0005  |  4   |  4   |  4
  0006  |  4   |  4   |  5
  0007  |  4   |  4   |  5
  0008  |  4   |  5   |  5
  0009  |  5   |  5   |
  0010  |      |  5   |  45
"""
"""The ten forms of the worked example, with the level counts 0 1 2 5 1, 0 0 1 6 3 and 0 1 1 3 3."""


def a_question_set(
    components: Mapping[str, Mapping[str, Sequence[str]]] | None = None,
    *,
    scale: int = 5,
    satisfied: Sequence[int] = (4, 5),
) -> QuestionSet:
    """A question set from {component: {element: [criteria]}}; by default that of the worked example."""
    components = components or {"I": {"E1": ["E1.a", "E1.b"], "E2": ["E2.a"]}}
    return question_set_from_table(
        {
            "scale": scale,
            "satisfied": list(satisfied),
            "component": [
                {
                    "code": component,
                    "name": f"Nội dung {component}",
                    "element": [
                        {
                            "code": element,
                            "name": f"Yếu tố {element}",
                            "criteria": [{"code": code, "name": f"Tiêu chí {code}"} for code in criteria],
                        }
                        for element, criteria in elements.items()
                    ],
                }
                for component, elements in components.items()
            ],
        },
        file="Q.toml",
    )


def rows_of(drawing: str) -> list[dict[str, str]]:
    """The rows of a table drawn with "|"; "phiếu" is the form's number."""
    head, *lines = [
        [cell.strip() for cell in line.split("|")] for line in drawing.strip().splitlines() if line
    ]
    names = ["form_id" if name == "phiếu" else name for name in head]
    return [dict(zip(names, line, strict=True)) for line in lines]


def a_forms_csv(folder: Path, rows: Sequence[Mapping[str, str]], name: str = "phieu.csv") -> Path:
    """A file of forms; unit columns not given are "Tỉnh A", "Huyện B", "Xã C"."""
    filled = [
        {"province": "Tỉnh A", "district": "Huyện B", "commune": "Xã C", **row, "form_id": form_id}
        for number, row in enumerate(rows, start=1)
        for form_id in [row.get("form_id", str(number))]
    ]
    columns = list(dict.fromkeys(column for row in filled for column in row))
    lines = [",".join(columns)] + [",".join(row.get(column, "") for column in columns) for row in filled]
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
