"""Mẫu riêng của cơ quan: every version that was ever added stays; a new one takes nothing away."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from storage.template_tables import office_template as table


@dataclass(frozen=True, slots=True)
class OfficeTemplate:
    """Mẫu riêng: one version of an office's own Word template; ``base`` is the official form, "ND30/cong_van"."""

    office: str
    name: str
    version: int
    sha256: str
    base: str
    added_at: str
    note: str = ""


def add(connection: Connection, template: OfficeTemplate) -> None:
    """Thêm: keep a version. Raises IntegrityError when another process took the same number meanwhile."""
    connection.execute(
        table.insert().values(
            office=template.office,
            name=template.name,
            version=template.version,
            sha256=template.sha256,
            base=template.base,
            added_at=template.added_at,
            note=template.note,
        )
    )


def versions(
    connection: Connection, office: str | None = None, name: str | None = None
) -> Sequence[OfficeTemplate]:
    """Các phiên bản: of one office and name, or of all, oldest first."""
    rows = select(table).order_by(table.c.office, table.c.name, table.c.version)
    if office is not None:
        rows = rows.where(table.c.office == office)
    if name is not None:
        rows = rows.where(table.c.name == name)
    return [OfficeTemplate(*row) for row in connection.execute(rows)]
