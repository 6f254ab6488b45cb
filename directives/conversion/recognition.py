"""Nhận dạng chữ: the words of a scanned page, by tesseract in a limited process without network."""

import csv
import io
import os
import shutil
import subprocess
import tempfile
import unicodedata
from base64 import b64decode
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache

from directives.conversion.child import convert_in_child
from directives.conversion.confinement import confinement
from directives.conversion.errors import BrokenFile, ConversionLimit, NoRecognition, TooManyPages
from directives.conversion.limits import RecognitionLimits, recognition_limits
from directives.conversion.page_words import PICTURE, Page, PageWord

_PROGRAM = "tesseract"
_LANGUAGE = "vie"
_INCH = 72.0
_WORD_LEVEL = "5"
_UNSURE = 15  # of 100: marks of dirt and strokes of a pen
_LETTER_HEIGHT = 0.68  # of the size: how high a capital stands above the baseline
_OVERLAP = 0.3  # of a word: what the page says as text is not read again from its picture


@cache
def recognition_is_available() -> bool:
    """Có nhận dạng chữ: whether tesseract and its Vietnamese data are on this machine."""
    program = shutil.which(_PROGRAM)
    if program is None:
        return False
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False)
    return _LANGUAGE in listed.stdout.split()


def recognised(content: bytes, name: str, pages: Sequence[Page]) -> list[Page]:
    """Nhận dạng các trang cần: the same pages, those that ask for it with the words seen in their pictures.

    Several pages at a time where there are cores. Raises NoRecognition when this machine cannot, TooManyPages,
    ConversionLimit, BrokenFile.
    """
    wanting = [page for page in pages if page.wants]
    if not wanting:
        return list(pages)
    granted = recognition_limits()
    if not recognition_is_available():
        raise NoRecognition(where=name, pages=len(wanting), total=len(pages))
    if len(wanting) > granted.pages:
        raise TooManyPages(where=name, pages=len(wanting), limit=granted.pages)
    with ThreadPoolExecutor(max_workers=min(os.cpu_count() or 1, len(wanting))) as pool:
        read = list(pool.map(lambda page: _recognised(content, name, page, granted), wanting))
    by_number = {page.number: page for page in read}
    return [by_number.get(page.number, page) for page in pages]


def _recognised(content: bytes, name: str, page: Page, granted: RecognitionLimits) -> Page:
    answer = convert_in_child("page_picture", content, name, {"index": page.number - 1})
    seen = words_of_table(_table(b64decode(answer["file"]), name, answer["dots"], granted), answer["dots"])
    if page.wants == PICTURE:
        seen = [*page.words, *(word for word in seen if not _is_printed(word, page.words))]
    return replace(page, words=tuple(seen), wants="", recognised=True)


def _table(picture: bytes, name: str, dots: int, granted: RecognitionLimits) -> str:
    """Bảng kết quả: tesseract's table of words (TSV) of one picture. Raises ConversionLimit, BrokenFile."""
    command = [
        shutil.which(_PROGRAM) or _PROGRAM, "stdin", "stdout", "-l", _LANGUAGE, "--psm", "4", "--dpi", str(dots), "tsv",
    ]  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="vanthu-") as folder:
        environment = {
            "PATH": os.environ.get("PATH", os.defpath), "HOME": folder, "TMPDIR": folder, "LANG": "C.UTF-8",
            "OMP_THREAD_LIMIT": "1",
        }  # fmt: skip
        if "TESSDATA_PREFIX" in os.environ:
            environment["TESSDATA_PREFIX"] = os.environ["TESSDATA_PREFIX"]
        try:
            done = subprocess.run(
                confinement(granted.program()).around(command),
                input=picture, capture_output=True, cwd=folder, env=environment,
                timeout=granted.wall_seconds, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            raise ConversionLimit(where=name, resource="time") from error
    if done.returncode != 0:
        raise BrokenFile(where=name, reason=f"tesseract {done.returncode}")
    return done.stdout.decode("utf-8", "replace")


def words_of_table(table: str, dots: int) -> list[PageWord]:
    """Từ của bảng kết quả: words of one line stand on one baseline, whatever hangs below it."""
    lines: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["level"] == _WORD_LEVEL and row["text"].strip() and float(row["conf"]) >= _UNSURE:
            lines.setdefault((row["block_num"], row["par_num"], row["line_num"]), []).append(row)
    return [word for rows in lines.values() for word in _words(rows, _INCH / dots)]


def _words(rows: Sequence[dict[str, str]], scale: float) -> list[PageWord]:
    """Từ của một dòng: its baseline is that of the words on which nothing hangs, its size that of its capitals."""
    flat = [row for row in rows if not _hangs(row["text"])] or rows
    bottoms = sorted(float(row["top"]) + float(row["height"]) for row in flat)
    tall = sorted(
        float(row["height"]) for row in flat if any(c.isupper() or c.isdigit() for c in row["text"])
    )
    heights = tall or sorted(float(row["height"]) for row in flat)
    baseline = bottoms[len(bottoms) // 2] * scale
    size = heights[len(heights) // 2] * scale / _LETTER_HEIGHT
    return [
        PageWord(
            unicodedata.normalize("NFC", row["text"].strip()),
            round(float(row["left"]) * scale, 2),
            round((float(row["left"]) + float(row["width"])) * scale, 2),
            round(baseline, 2),
            round(size, 1),
            int(float(row["conf"])),
        )
        for row in rows
    ]


def _hangs(text: str) -> bool:
    plain = unicodedata.normalize("NFD", text)
    return any(sign in "gjpqyQ,;()/|[]\u0323" for sign in plain)


def _is_printed(word: PageWord, printed: Sequence[PageWord]) -> bool:
    """Đã có chữ: whether the page says as text what stands at the place of a word seen in its picture."""
    return any(
        abs(one.baseline - word.baseline) < 0.6 * max(one.size, word.size)
        and min(one.right, word.right) - max(one.left, word.left) > _OVERLAP * (word.right - word.left)
        for one in printed
    )
