"""Mã hóa phiếu: the coded answers of a form as a short text, and one name for what a whole file says."""

import hashlib
import json
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from sipas_engine.returns.forms import Forms

_LETTERS = b"0123456789abcdef"
"""Chữ của mã: the letter of answer code k; a scale has at most eight levels, so no code lies beyond 'a'."""


def coded_answers(forms: Forms) -> list[str]:
    """Câu trả lời đã mã hóa: for each form one letter a criterion, in the order of the question set.

    >>> import numpy as np
    >>> answers = {"1": np.array([4, 0], dtype=np.int8), "2": np.array([7, 5], dtype=np.int8)}
    >>> coded_answers(Forms("f.csv", 5, ("a", "b"), np.ones(2, dtype=bool), {}, answers))
    ['47', '05']
    """
    if not len(forms):
        return []
    return answers_text(np.stack(list(forms.answers.values()), axis=1))


def answers_text(codes: npt.NDArray[np.int8]) -> list[str]:
    """Câu trả lời dạng chữ: of codes with one row a form and one column a criterion."""
    letters = np.frombuffer(_LETTERS, dtype=np.uint8)[codes.astype(np.int64)]
    return [row.tobytes().decode("ascii") for row in letters]


def answer_codes(texts: Sequence[str]) -> npt.NDArray[np.int8]:
    """Mã trả lời: the codes behind such texts, one row a form and one column a criterion."""
    table = np.full(256, -1, dtype=np.int8)
    table[np.frombuffer(_LETTERS, dtype=np.uint8)] = np.arange(len(_LETTERS), dtype=np.int8)
    letters = np.frombuffer("".join(texts).encode("ascii"), dtype=np.uint8)
    return table[letters].reshape(len(texts), -1)


def content_sha256(forms: Forms) -> str:
    """Dấu vân tay của nội dung: the same for the same forms in whatever format and order of rows or columns.

    It covers serials, labels, validity and coded answers, under the names of their columns.
    """
    labels = sorted(forms.labels)
    digest = hashlib.sha256(json.dumps([labels, list(forms.answers)], ensure_ascii=False).encode())
    answers = coded_answers(forms)
    columns = [forms.labels[name] for name in labels]
    for place in sorted(range(len(forms)), key=forms.form_ids.__getitem__):
        own = [column.values[column.index[place]] for column in columns]
        row = [forms.form_ids[place], bool(forms.valid[place]), answers[place], *own]
        digest.update(json.dumps(row, ensure_ascii=False).encode())
    return digest.hexdigest()
