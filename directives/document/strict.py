"""Trường chặt chẽ: what every reading of a person's TOML shares: no coercion, no unknown field, clean text."""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict


class Strict(BaseModel):
    """Bảng chặt chẽ: a table of TOML whose fields are all known and of the very type asked for."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


def printable(text: str) -> str:
    """Chữ in được: the text in composed letters (NFC). Raises ValueError("control") for control characters.

    A file is composed when it is read; what TOML writes as \\u escapes, and what a list brings, only here.
    """
    if any(unicodedata.category(c) == "Cc" and c not in "\n\t" for c in text):
        raise ValueError("control")
    return unicodedata.normalize("NFC", text)


def filled(text: str) -> str:
    """Chữ có nội dung: the text, composed. Raises ValueError("blank") when it says nothing."""
    if not text.strip():
        raise ValueError("blank")
    return printable(text)


#: A text that may be left out but not filled with control characters; a text that must say something.
Text = Annotated[str, AfterValidator(printable)]
FilledText = Annotated[str, AfterValidator(filled)]
