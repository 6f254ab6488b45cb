"""Vẽ lại mọi mẫu: ``python -m doc_templates.drawing`` writes each ``template.docx`` from the rulebook."""

from directives.rulebook.regimes import all_regimes
from doc_templates import all_forms
from doc_templates.drawing.forms import draw_form


def main() -> None:
    """Vẽ mẫu: overwrites the Word forms; what was edited in Word is lost, so compare before you commit."""
    regimes = {regime.id: regime for regime in all_regimes()}
    for form in all_forms():
        form.folder.mkdir(parents=True, exist_ok=True)
        (form.folder / "template.docx").write_bytes(draw_form(regimes[form.regime], form.name))
        print(f"{form.folder.name}: {form.regime}")


if __name__ == "__main__":
    main()
