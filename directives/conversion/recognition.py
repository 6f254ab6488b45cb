"""Nhận dạng chữ: the words of a scanned page, by tesseract in a limited process without network."""

import os
import shutil
import subprocess
import tempfile
from base64 import b64decode
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from typing import Any

from directives.conversion.child import convert_in_child
from directives.conversion.confinement import confinement
from directives.conversion.errors import BrokenFile, ConversionLimit, NoRecognition, TooManyPages
from directives.conversion.limits import RecognitionLimits, recognition_limits
from directives.conversion.page_words import PICTURE, Page, PageWord
from directives.conversion.recognised_words import SeenLine, lines_of_table, sure_lines, surest, unsure_bands

_PROGRAM = "tesseract"
_LANGUAGE = "vie"
_FEWEST_DOTS = 70  # to the inch, below which tesseract takes a picture for one of another resolution
#: How tesseract lays a page out: columns of text of one size each, a single block of lines, words here and there.
_IN_COLUMNS, _AS_ONE_BLOCK, _SCATTERED = "4", "6", "11"
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
    request = {"index": page.number - 1}
    answer = convert_in_child("page_picture", content, name, request)
    first = _lines(answer, "file", name, _IN_COLUMNS, granted)
    seen = [word for line in first for word in line]
    if bands := unsure_bands(first):
        again = convert_in_child("page_picture", content, name, {**request, "bands": bands})
        seen = surest(first, _lines(again, "file", name, _AS_ONE_BLOCK, granted))
    stamped = _lines(answer, "red", name, _SCATTERED, granted) if answer["red"] else []
    if page.wants == PICTURE:
        seen = [*page.words, *(word for word in seen if not _is_printed(word, page.words))]
    stamps = tuple(" ".join(word.text for word in line) for line in sure_lines(stamped))
    return replace(page, words=tuple(seen), wants="", recognised=True, stamps=stamps)


def _lines(
    answer: Mapping[str, Any], key: str, name: str, layout: str, granted: RecognitionLimits
) -> list[SeenLine]:
    return lines_of_table(
        _table(b64decode(answer[key]), name, answer["dots"], layout, granted), answer["dots"]
    )


def _table(picture: bytes, name: str, dots: float, layout: str, granted: RecognitionLimits) -> str:
    """Bảng kết quả: tesseract's table of words (TSV) of one picture. Raises ConversionLimit, BrokenFile."""
    command = [
        shutil.which(_PROGRAM) or _PROGRAM, "stdin", "stdout", "-l", _LANGUAGE, "--psm", layout,
        "--dpi", str(max(round(dots), _FEWEST_DOTS)), "tsv",
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


def _is_printed(word: PageWord, printed: Sequence[PageWord]) -> bool:
    """Đã có chữ: whether the page says as text what stands at the place of a word seen in its picture."""
    return any(
        abs(one.baseline - word.baseline) < 0.6 * max(one.size, word.size)
        and min(one.right, word.right) - max(one.left, word.left) > _OVERLAP * (word.right - word.left)
        for one in printed
    )
