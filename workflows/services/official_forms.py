"""Mẫu của luật: by name, and as the beginning of an office's own template."""

from datetime import date
from pathlib import Path

from directives.document.forms import UnknownForm
from directives.errors import N_, DirectiveError
from directives.rulebook.regimes import regime_on
from doc_templates import Form, all_forms, form_named
from storage.files import write_whole

_HEAD = "Mẫu {form}: các trường dùng được trong tệp Word này, viết trong hai dấu ngoặc nhọn: {{{{ signer_name }}}}."


class FileExists(DirectiveError):
    """Tệp đã có: a template that somebody may have worked on is not written over."""

    kind = "file_exists"
    template = N_("There is a file {file} already. Give another name, or remove it first.")


def base_form(name: str, day: date) -> Form:
    """Mẫu của luật theo tên: "cong_van" is the form in force on the day, "tt01/cong_van" one of another time.

    Raises UnknownForm, DayWithoutRegime.
    """
    regime, _, form = name.rpartition("/")
    regime = regime.upper() or regime_on(day).id
    return form_of(f"{regime}/{form}")


def form_of(identity: str) -> Form:
    """Mẫu theo mã: of "ND30/cong_van", as a template's row names its base. Raises UnknownForm."""
    regime, _, name = identity.partition("/")
    found = form_named(regime, name)
    if found is None:
        known = ", ".join(f"{one.regime}/{one.name}".lower() for one in all_forms())
        raise UnknownForm(where="form", form=identity.lower(), regime=regime, known=known)
    return found


def begin_template(base: str, output: Path, day: date) -> tuple[Path, Path]:
    """Bắt đầu mẫu riêng: the official form's Word file, and a text beside it that lists its fields.

    Raises UnknownForm, DayWithoutRegime, FileExists.
    """
    form = base_form(base, day)
    fields = output.with_name(f"{output.stem}-truong.txt")
    for file in (output, fields):
        if file.exists():
            raise FileExists(where=file.name, file=str(file))
    output.parent.mkdir(parents=True, exist_ok=True)
    write_whole(output, form.template.read_bytes())
    write_whole(fields, fields_told(form).encode())
    return output, fields


def fields_told(form: Form) -> str:
    """Danh sách trường của mẫu: what each name in the Word file is, one a line."""
    lines = [_HEAD.format(form=f"{form.regime}/{form.name}".lower()), ""]
    for field in form.fields.values():
        lines.append(f"{field.name} ({field.kind}): {field.says}")
        lines += [f"    hỏi trong bản thảo, [details]: {field.asks}"] if field.asks else []
    return "\n".join(lines) + "\n"
