"""Lời báo lỗi trong tệp: the catalogue's Vietnamese for what a flow, with nobody at the screen, writes down."""

import gettext
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from directives.errors import DirectiveError
from directives.errors import Problem as DirectiveProblem
from sipas_engine.errors import Problem as SipasProblem
from sipas_engine.errors import SipasError

_CATALOGUE = Path(__file__).parents[1] / "portal" / "locale"


@dataclass(frozen=True, slots=True)
class Wording:
    """Lời báo lỗi: refusals and their problems as sentences of the catalogue."""

    catalogue: gettext.NullTranslations

    def refusal(self, error: DirectiveError | SipasError) -> str:
        """Lời từ chối: the sentence, and under it every problem with its place."""
        said = self._sentence(error.template, error.fields)
        return "\n".join((said, *(f"  - {self.problem(found)}" for found in error.problems)))

    def problem(self, found: DirectiveProblem | SipasProblem) -> str:
        """Một chỗ sai: behind its place, unless the sentence names row or field itself."""
        said = self._sentence(found.template, found.fields)
        named = "row" in found.fields or found.fields.get("field") == found.where
        return said if named or not found.where else f"{found.where}: {said}"

    def _sentence(self, template: str, fields: Mapping[str, object]) -> str:
        worded = {
            name: self.catalogue.gettext(value) if isinstance(value, str) and value else value
            for name, value in fields.items()
        }
        return self.catalogue.gettext(template).format(**worded)


def vietnamese() -> Wording:
    """Tiếng Việt: what stands in files is for clerks, whatever the language of the machine."""
    return Wording(gettext.translation("vanthu", _CATALOGUE, ["vi"], fallback=True))
