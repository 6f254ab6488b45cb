"""Cổng: all doors put together; the portal does not start when one of them names no act."""

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from portal.web import background, refusals
from portal.web.access import doors_of
from portal.web.defences import Defences
from portal.web.pages import PARTS
from portal.web.rendering import STATIC
from portal.web.turns import Turns

#: A short work does not wait behind a long one.
_WORKERS = 2
#: What is not read by then is read on while the doors are open.
_LONGEST_READING_SECONDS = 10.0
#: Work that is not done by then is cut off; the next start takes it up again.
_PARTING_SECONDS = 5.0


def portal() -> ASGIApp:
    """Cổng: what a web server runs; nothing comes to the pages, or leaves, past the defences."""
    return Defences(Turns(create_app()))


def create_app() -> FastAPI:
    """Lập các cửa: on the settings of the environment, which are read with each request."""
    app = FastAPI(
        title="Văn Thư",
        version="1",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,  # these pages load their scripts from other people's servers
        redoc_url=None,
        lifespan=_living,
    )
    for doors in PARTS:
        app.router.routes.extend(doors.routes)
    app.mount("/tinh", StaticFiles(directory=STATIC), name="static")
    refusals.install(app)
    list(doors_of(app))
    return app


@asynccontextmanager
async def _living(_app: FastAPI) -> AsyncIterator[None]:
    """Khi cổng mở: the doors open when what everybody looks at was read; long work is done beside the pages."""
    stopping = threading.Event()
    await run_in_threadpool(background.begin, _LONGEST_READING_SECONDS)
    workers = [
        threading.Thread(target=background.work, args=[stopping], daemon=True) for _ in range(_WORKERS)
    ]
    for worker in workers:
        worker.start()
    yield
    stopping.set()
    for worker in workers:
        await run_in_threadpool(worker.join, _PARTING_SECONDS / _WORKERS)
