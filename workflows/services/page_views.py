"""Xem trang: pictures of the pages of a file, drawn once as long as somebody looks at them."""

from functools import lru_cache
from threading import BoundedSemaphore

from directives.conversion.page_views import PAGES_AT_ONCE, PageViews, view_pages

#: LibreOffice takes a processor for itself; more at once would only make everybody wait.
_PRESSES = BoundedSemaphore(2)


@lru_cache(maxsize=12)
def pages_of(content: bytes, name: str = "", count: int = PAGES_AT_ONCE) -> PageViews:
    """Các trang của tệp: the first ``count``; kept, since a file's pages never change. Raises as ``view_pages``."""
    with _PRESSES:
        return view_pages(content, name, count=count)
