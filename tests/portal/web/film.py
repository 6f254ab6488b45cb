"""Phim của một năm: Tam Đường's year 2020 through the real portal in a real browser, a picture for each scene.

``python -m tests.portal.web.film docs/pictures/nam-2020`` makes the kept pictures and the page which tells them.
The clock of the rehearsal's home is moved from scene to scene; what is not filmed happens by the services in between.
Needs Chromium. All figures are synthetic, names are made up ("Mẫu").
"""

import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import uvicorn
from PIL import Image
from playwright.sync_api import Locator, Page

from portal.web.app import portal
from portal.web.defences import COOKIE
from tests.portal.web.browsing import DESK, PHONE, Serving, chromium, window
from tests.portal.web.film_scenes import LEFT_TO_THE_FILM, PEOPLE, SCENES, Scene
from tests.portal.web.improving import rehearsed
from tests.portal.web.offices import portal_desk
from tests.services.tam_duong_acts import play
from tests.services.year_of_use import BEGUN, on_day
from workflows.rehearsal import VARIABLE
from workflows.services.accounts.account_acts import create_account, give_role
from workflows.services.accounts.roles import HeldRole
from workflows.services.accounts.sign_in import begin_session
from workflows.services.workspace import Workspace

#: As many colours as a page of the portal needs, and how much of a long page is shown, in pixels.
_COLOURS, _TALLEST = 72, {1366: 960, 390: 1000}
_PAGE_OF_THE_FILM = Path(__file__).parents[3] / "docs" / "year-film.md"
_START_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Picture:
    """Cảnh đã chụp: the scene and its file."""

    scene: Scene
    file: Path


Watch = Callable[[Scene, Page, Workspace], None]
"""Người xem: is called at the end of each scene, with the page as it stands and the books of that day."""


def film(folder: Path, home: Path, watch: Watch | None = None) -> list[Picture]:
    """Quay phim: plays all scenes in ``home``, which is not there yet; their pictures go into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    now = rehearsed(home, BEGUN)
    (home / "du-lieu-gia-lap").touch()  # each page says that its figures are synthetic
    pictures: list[Picture] = []
    # The browser comes first: the portal's environment is none for a browser to start in.
    with (
        chromium() as browser,
        portal_desk(home, **{VARIABLE: now}) as desk,
        _open(home) as serving,
        window(browser, serving, DESK) as at_a_desk,
        window(browser, serving, PHONE) as on_a_phone,
    ):
        for person in PEOPLE:
            create_account(desk.workspace, person.account, person.full_name)
            for role, unit in person.roles:
                give_role(desk.workspace, person.account, HeldRole(role, unit), "Phép thử")
        played = BEGUN
        for scene in SCENES:
            eve = scene.day - timedelta(days=1)
            if eve > played:
                play(desk.workspace, eve, played + timedelta(days=1), without=LEFT_TO_THE_FILM)
                played = eve
            os.environ[VARIABLE] = f"{scene.day.isoformat()}T{scene.hour:02d}:30"
            file = folder / f"{len(pictures) + 1:02d}-{scene.name}.png"
            page = on_a_phone if scene.is_phone else at_a_desk
            _shoot(page, serving, on_day(desk.workspace, scene.day, scene.hour), scene, file, watch)
            if scene.is_pictured:
                pictures.append(Picture(scene, file))
    return pictures


def _shoot(
    page: Page, serving: Serving, books: Workspace, scene: Scene, file: Path, watch: Watch | None
) -> None:
    """Quay một cảnh: each scene has a session of its own, for days lie between them."""
    page.context.clear_cookies()
    secret = begin_session(books, scene.who.account)
    page.context.add_cookies([{"name": COOKIE, "value": secret, "url": serving.address}])
    shown = scene.plays(page, books)
    page.wait_for_load_state()
    if scene.is_pictured:
        file.write_bytes(_small(page.screenshot(full_page=True), _top(shown), scene.size["width"]))
    if scene.then is not None:
        scene.then(page)
    if watch is not None:
        watch(scene, page, books)


def _top(shown: Locator | None) -> int:
    """Mép trên: a little above what the scene is about; the top of the page when nothing is named."""
    box = shown.bounding_box() if shown is not None else None
    if shown is None or box is None:
        return 0
    scrolled: float = shown.page.evaluate("window.scrollY")
    return max(0, int(box["y"] + scrolled) - 16)


def _small(content: bytes, top: int, width: int) -> bytes:
    """Ảnh nhỏ: the part that is shown, in few colours."""
    with Image.open(BytesIO(content)) as whole:
        part = whole.convert("RGB").crop((0, top, whole.width, min(whole.height, top + _TALLEST[width])))
        kept = BytesIO()
        part.quantize(palette=_palette(part), dither=Image.Dither.NONE).save(kept, "PNG", optimize=True)
    return kept.getvalue()


def _palette(part: Image.Image) -> Image.Image:
    """Bảng màu: what covers much keeps its very colour; a few places go to what is seldom, such as red."""
    counted = part.getcolors(part.width * part.height) or []
    often = [colour for _count, colour in sorted(counted, reverse=True)[: _COLOURS * 2 // 3]]
    seldom = part.quantize(_COLOURS - len(often), Image.Quantize.MAXCOVERAGE).getpalette() or []
    found = Image.new("P", (1, 1))
    channels = [channel for colour in often if isinstance(colour, tuple) for channel in colour]
    found.putpalette([*channels, *seldom])
    return found


@contextmanager
def _open(home: Path) -> Iterator[Serving]:
    """Mở cổng trong tiến trình này: its settings are read with each request, so the clock may be moved between them."""
    server = uvicorn.Server(uvicorn.Config(portal(), host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    end = time.monotonic() + _START_SECONDS
    while not server.started and thread.is_alive() and time.monotonic() < end:
        time.sleep(0.02)
    assert server.started, "the portal did not open"
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield Serving(f"http://127.0.0.1:{port}", "", home)
    finally:
        server.should_exit = True
        thread.join(_START_SECONDS)


def story(scenes: Sequence[Scene] = SCENES) -> str:
    """Trang kể phim: each picture with its day, who is at work and what happens."""
    lines = [
        "# One district's year, as a film",
        "",
        "Tam Đường district, from Công văn 345/UBND-NV of 31/3/2020 to the conference of 29/1/2021: the result of 2019",
        "is put to use, and the survey of 2020 shows whether it helped. The pages are those of the real portal in a",
        "real browser, the clock is a rehearsal's, all figures are synthetic and the names made up.",
        "`make film` makes the pictures anew; `tests/portal/web/browser/test_film_of_a_year.py` plays the same scenes",
        "and looks after each one at what is seen and at what the books say.",
        "The plan: [tam-duong-2020](../examples/followup/tam-duong-2020/plan.toml); the parts of the year:",
        "[after-publication.md](after-publication.md).",
        "",
    ]
    pictured = 0
    for number, scene in enumerate(scenes, start=1):
        where = "on a telephone" if scene.is_phone else "at a desk"
        lines += [f"## {number}. {scene.title}", ""]
        lines += [f"**{scene.day:%d/%m/%Y}** · {scene.who.called}, {where}. {scene.what}", ""]
        if scene.is_pictured:
            pictured += 1
            lines += [f"![{scene.title}](pictures/nam-2020/{pictured:02d}-{scene.name}.png)", ""]
    return "\n".join(lines)


def main() -> None:
    """Quay phim: into the folder named on the command line, and its page into docs."""
    folder = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as name:
        pictures = film(folder, Path(name) / "home")
    _PAGE_OF_THE_FILM.write_text(story(), encoding="utf-8")
    sizes = [one.file.stat().st_size for one in pictures]
    print(f"{len(pictures)} cảnh, {sum(sizes)} byte, lớn nhất {max(sizes)}: {folder}")


if __name__ == "__main__":
    main()
