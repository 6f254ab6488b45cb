"""Các phần của tệp Word: what follows the document on pages of its own: attached texts, then annexes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from directives.rendering.styles import Style
from directives.rendering.tables_docx import PageSettings, paragraph_markup


@dataclass(frozen=True, slots=True)
class Section:
    """Phần: Word markup on new pages, which are numbered from 1 again."""

    markup: str
    landscape: bool = False


def sections_markup(
    sections: Sequence[Section], style_ids: Mapping[str, str], page_settings: str, after: str = ""
) -> str:
    """Các phần: markup for the end of the body, page settings of every section included; empty for none.

    ``after`` goes on below the end of the last section, before its page settings.
    """
    if not sections and not after:
        return ""
    page = PageSettings(page_settings)
    contents = ["", *(section.markup for section in sections)]
    settings = [page.section(landscape=lies) for lies in (False, *(one.landscape for one in sections))]
    contents[-1] += after
    ends = [paragraph_markup(Style.END, "", style_ids, one) for one in settings[:-1]] + settings[-1:]
    return "".join(content + end for content, end in zip(contents, ends, strict=True))
