"""Mẫu của luật: by name, and as the beginning of an office's own template."""

from datetime import datetime
from pathlib import Path

from directives.document.forms import UnknownForm
from directives.rulebook.regimes import regime_on
from doc_templates import Form, all_forms, form_named
from storage.files import write_whole
from workflows.services.workspace import VIETNAM

_HEAD = "Mẫu {form}: các trường dùng được trong tệp Word này, viết trong hai dấu ngoặc nhọn: {{{{ signer_name }}}}."


def base_form(name: str) -> Form:
    """Mẫu của luật theo tên: "cong_van" is the form in force today, "tt01/cong_van" one of another time.

    Raises UnknownForm, DayWithoutRegime.
    """
    regime, _, form = name.rpartition("/")
    regime = regime.upper() or regime_on(datetime.now(VIETNAM).date()).id
    return form_of(f"{regime}/{form}")


def form_of(identity: str) -> Form:
    """Mẫu theo mã: of "ND30/cong_van", as a template's row names its base. Raises UnknownForm."""
    regime, _, name = identity.partition("/")
    found = form_named(regime, name)
    if found is None:
        known = ", ".join(f"{one.regime}/{one.name}".lower() for one in all_forms())
        raise UnknownForm(where="form", form=identity.lower(), regime=regime, known=known)
    return found


def begin_template(base: str, output: Path) -> tuple[Path, Path]:
    """Bắt đầu mẫu riêng: the official form's Word file, and a text beside it that lists its fields.

    Raises UnknownForm.
    """
    form = base_form(base)
    output.parent.mkdir(parents=True, exist_ok=True)
    write_whole(output, form.template.read_bytes())
    fields = output.with_name(f"{output.stem}-truong.txt")
    lines = [_HEAD.format(form=f"{form.regime}/{form.name}".lower()), ""]
    for field in form.fields.values():
        lines.append(f"{field.name} ({field.kind}): {field.says}")
        lines += [f"    hỏi trong bản thảo, [details]: {field.asks}"] if field.asks else []
    write_whole(fields, ("\n".join(lines) + "\n").encode())
    return output, fields
