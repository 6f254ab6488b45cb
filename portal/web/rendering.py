"""Dựng trang: templates filled with values, in the language of who looks; every value is escaped."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from string import Formatter
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary
from zoneinfo import ZoneInfo

from babel.numbers import format_decimal
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.runtime import Context
from markupsafe import Markup, escape

from directives.personal_data import masked_phone
from portal.messages import LANGUAGES, _, language

HERE = Path(__file__).parent
STATIC = HERE / "static"
_Block = Callable[[Context], Iterator[str]]
_VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, slots=True)
class Once:
    """Dựng một lần: the main part of a page, which is drawn from a value that never changes, for all who look at it.

    ``key`` tells apart all that may be drawn of ``source`` by one template, whoever asks: what the part shows besides
    must be in it, and nothing of the person may be shown. It is kept as long as ``source`` is.
    """

    source: object
    key: tuple[Hashable, ...] = ()


#: Phần đã dựng: by template, language and key. Of one source at most so many are kept, the oldest go first.
_kept: WeakKeyDictionary[object, dict[tuple[Hashable, ...], str]] = WeakKeyDictionary()
_MOST_KEPT = 256


def rendered(template: str, values: Mapping[str, object], once: Once | None = None) -> str:
    """Trang đã dựng: a template of ``templates/`` by its path there."""
    chosen = _environment().get_template(template)
    if once is None:
        return chosen.render(**values)
    # As ``render`` does it, but for the one block: head and frame are those of who looks.
    context = chosen.new_context(dict(values))
    context.blocks["main"][0] = _drawn_once(context.blocks["main"][0], template, once)
    return "".join(chosen.root_render_func(context))


def _drawn_once(draw: _Block, template: str, once: Once) -> _Block:
    parts, key = _kept.setdefault(once.source, {}), (template, language(), *once.key)

    def block(context: Context) -> Iterator[str]:
        drawn = parts.get(key)
        if drawn is None:
            drawn = parts[key] = "".join(draw(context))
            for oldest in list(parts)[:-_MOST_KEPT]:
                parts.pop(oldest, None)
        yield drawn

    return block


def said(sentence: str, **fields: object) -> Markup:
    """Lời trên trang: a sentence in the language of who looks; its fields are escaped."""
    worded = _worded(sentence, language())
    if worded.fixed is not None:
        return worded.fixed
    if worded.only_names:  # in a fifth of the time that Markup takes, which looks into every field
        return Markup(str.format(worded.words, **{name: escape(value) for name, value in fields.items()}))
    return worded.words.format(**fields)


class _Worded(NamedTuple):
    """Câu đã dịch: ``fixed`` is the whole of it where it has no fields; ``only_names``: fields as ``{name}`` alone."""

    words: Markup
    fixed: Markup | None
    only_names: bool


@lru_cache(maxsize=8_192)
def _worded(sentence: str, _spoken: str) -> _Worded:
    """Câu đã dịch: the same for whoever speaks this language; a page has hundreds."""
    words = Markup(escape(_(sentence)))
    fields = [field for field in Formatter().parse(words) if field[1] is not None]
    only_names = all(str(name).isidentifier() and not spec and not how for _before, name, spec, how in fields)
    return _Worded(words, None if fields else words.format(), only_names)


def day(value: date | str | None) -> str:
    """Ngày: as people write it, 04/08/2021; nothing for None."""
    if not value:
        return ""
    known = date.fromisoformat(value[:10]) if isinstance(value, str) else value
    return f"{known:%d/%m/%Y}"


def moment(value: datetime | str) -> str:
    """Thời điểm: day and minute in Việt Nam."""
    known = datetime.fromisoformat(value) if isinstance(value, str) else value
    return f"{known.astimezone(_VIETNAM):%H:%M %d/%m/%Y}"


def number(value: float | int | None, places: int | None = None) -> str:
    """Số: with the separators of the language; an en dash for None, which is never 0."""
    return "–" if value is None else _number(value, places, language())


@lru_cache(maxsize=16_384)
def _number(value: float | int, places: int | None, spoken: str) -> str:
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return format_decimal(value, format=pattern if places is not None else None, locale=spoken)


@cache
def asset(name: str) -> str:
    """Tệp tĩnh: its address, which changes with its content, so that browsers may keep it."""
    return f"/tinh/{name}?v={sha256((STATIC / name).read_bytes()).hexdigest()[:12]}"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    words: dict[str, Any] = {"_": said, "asset": asset, "language": language, "LANGUAGES": LANGUAGES}
    environment.globals.update(words)
    environment.filters.update({"day": day, "moment": moment, "number": number, "phone": masked_phone})
    return environment
