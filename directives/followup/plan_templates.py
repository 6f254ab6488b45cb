"""Mẫu kế hoạch: the plans that come with the program: of a survey or of a result put to use, of three tiers or two."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from directives.errors import N_, DirectiveError

_FOLDER = files("directives.followup").joinpath("data", "plans")
#: Above this line a template says what it is for; what stands below is copied into a plan.
_STEPS = "# === Các bước"
#: Ngày điền sau: a day of the plan, written in a template as "@F0@".
_DAY = re.compile(r'"@([A-Z0-9_]+)@"')

#: Hạn tính từ T0: an offset of the preparation.
_AFTER_T0 = re.compile(r'(anchor = "T0", working_days = )(\d+)')


class UnknownPlanTemplate(DirectiveError):
    """Không có mẫu này: no plan template bears the name, or none is for this kind of campaign and these tiers."""

    kind = "unknown_plan_template"
    template = N_("There is no plan template {name!r}. Templates: {known}.")


@dataclass(frozen=True, slots=True)
class PlanTemplate:
    """Mẫu kế hoạch: for which kind ("national", "province", "use") and regime of tiers it is, and what a plan takes.

    ``title`` has the fields {year} and {province}; ``roles`` are those which its steps use; ``steps_text`` is the
    TOML text of its steps, with days to be filled in; ``drafts`` are texts by their names beside the plan.
    """

    name: str
    title: str
    kind: str
    regime: str
    roles: tuple[str, ...]
    steps_text: str
    drafts: Mapping[str, str]

    def steps_on(self, days: Mapping[str, date]) -> str:
        """Phần các bước: its text with the days of a plan filled in."""
        return _DAY.sub(lambda found: days[found[1]].isoformat(), self.steps_text)

    def squeezed(self, working_days: int) -> "PlanTemplate":
        """Rút gọn khâu chuẩn bị: with every offset from T0 made smaller, so that the last is ``working_days``.

        The template itself when it fits. Steps keep their order, and none comes before T0.
        """
        longest = self.preparation
        if longest <= working_days:
            return self

        def shorter(found: re.Match[str]) -> str:
            return f"{found[1]}{max(1, int(found[2]) * working_days // longest)}"

        return replace(self, steps_text=_AFTER_T0.sub(shorter, self.steps_text))

    @property
    def preparation(self) -> int:
        """Khâu chuẩn bị: working days from T0 to the last deadline that counts from it."""
        return max(int(found[2]) for found in _AFTER_T0.finditer(self.steps_text))

    @property
    def steps(self) -> list[Mapping[str, Any]]:
        """Các bước: as plain tables, to be shown."""
        found: list[Mapping[str, Any]] = tomllib.loads(self.steps_text)["steps"]
        return found


@cache
def plan_templates() -> tuple[PlanTemplate, ...]:
    """Các mẫu kế hoạch: in the order of their names."""
    return tuple(
        _read(folder.name) for folder in sorted(_FOLDER.iterdir(), key=lambda f: f.name) if folder.is_dir()
    )


def plan_template(name: str) -> PlanTemplate:
    """Mẫu theo tên: raises UnknownPlanTemplate."""
    for found in plan_templates():
        if found.name == name:
            return found
    raise UnknownPlanTemplate(name=name, known=_known())


def plan_template_for(kind: str, regime: str) -> PlanTemplate:
    """Mẫu theo loại đợt và mô hình: raises UnknownPlanTemplate."""
    for found in plan_templates():
        if (found.kind, found.regime) == (kind, regime):
            return found
    raise UnknownPlanTemplate(name=f"{kind}, {regime}", known=_known())


def _known() -> str:
    return ", ".join(template.name for template in plan_templates())


def _read(name: str) -> PlanTemplate:
    folder = _FOLDER.joinpath(name)
    head, _, steps = folder.joinpath("plan.toml").read_text(encoding="utf-8").partition(_STEPS)
    said = tomllib.loads(head)
    beside = folder.joinpath("drafts")
    drafts = {
        f"drafts/{file.name}": file.read_text(encoding="utf-8")
        for file in (sorted(beside.iterdir(), key=lambda f: f.name) if beside.is_dir() else ())
    }
    return PlanTemplate(
        name=name,
        title=said["title"],
        kind=said["kind"],
        regime=said["regime"],
        roles=tuple(said["roles"]),
        steps_text=steps.partition("\n")[2],
        drafts=drafts,
    )
