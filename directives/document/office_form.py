"""Mẫu riêng: an office's own Word form, which asks what its official form asks, as far as it prints it."""

from collections.abc import Mapping
from dataclasses import dataclass

from doc_templates import Form, FormField


@dataclass(frozen=True)
class OfficeForm(Form):
    """Mẫu riêng: ``folder`` is that of the official form below it; ``names`` are the fields which it prints."""

    names: frozenset[str] = frozenset()

    @property
    def fields(self) -> Mapping[str, FormField]:
        """Các trường: those of the official form that the office's own one prints."""
        return {name: field for name, field in super().fields.items() if name in self.names}


def office_form(base: Form, name: str, names: frozenset[str]) -> OfficeForm:
    """Mẫu riêng của cơ quan: over ``base``, known to drafts by ``name``."""
    return OfficeForm(base.regime, name, base.folder, names)
