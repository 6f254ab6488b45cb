"""Lỗi của một trang: what axe, a keyboard, a screen reader or a narrow window would stumble over on it."""

from collections.abc import Iterator
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_GRAVE = {"serious", "critical"}
_QUESTIONS = Path(__file__).with_name("page_faults.js").read_text(encoding="utf-8").partition("\n")[2]
#: At most so many places of a fault are named.
_NAMED = 4


def faults_of(page: Page) -> Iterator[str]:
    """Lỗi của trang: as it stands now, each with where it is."""
    for violation in Axe().run(page).response["violations"]:
        if violation["impact"] in _GRAVE:
            yield f"{violation['id']}: {[node['html'][:160] for node in violation['nodes'][:_NAMED]]}"
    found: dict[str, list[str]] = page.evaluate(_QUESTIONS)
    yield from (f"{wrong}: {where[:_NAMED]}" for wrong, where in found.items() if where)
