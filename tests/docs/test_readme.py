"""Tệp giới thiệu: words of make, commands, options, files and pictures that the documentation names are there."""

import re
from pathlib import Path

import click
import pytest

from portal.cli.main import program
from portal.messages import use_language

ROOT = Path(__file__).parents[2]
READMES = ("README.md", "README.vi.md")
TEXTS = (*READMES, "CONTRIBUTING.md", "CHANGELOG.md")
DOCS = (*TEXTS, *(str(path.relative_to(ROOT)) for path in sorted(ROOT.glob("docs/**/*.md"))))
FIRST_SCREEN = 60
#: What ``make demo`` or a user makes; it is not in the repository.
MADE = ("demo/", "files/", "prefect/", ".venv/", "./var")


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _first_screen(name: str) -> str:
    return "\n".join(_text(name).splitlines()[:FIRST_SCREEN])


@pytest.mark.parametrize("name", READMES)
@pytest.mark.parametrize(
    "shown", ["make demo", "make test", "make serve", "cong-van-1848.png", "ket-qua.png"]
)
def test_the_first_screen_shows_the_commands_and_both_pictures(name: str, shown: str) -> None:
    assert shown in _first_screen(name)


@pytest.mark.parametrize("name", READMES)
def test_every_picture_has_a_text_for_those_who_cannot_see_it(name: str) -> None:
    pictures = re.findall(r"<img [^>]*>", _text(name))
    assert len(pictures) == 14
    assert all(len(re.findall(r'alt="[^"]{60,}"', picture)) == 1 for picture in pictures)


@pytest.mark.parametrize("picture", sorted(path.name for path in ROOT.glob("docs/pictures/*.png")))
def test_a_picture_is_small_and_shown(picture: str) -> None:
    assert (ROOT / "docs/pictures" / picture).stat().st_size <= 250_000
    assert all(picture in _text(name) for name in READMES)


@pytest.mark.parametrize("name", DOCS)
def test_the_words_of_make_exist(name: str) -> None:
    known = set(re.findall(r"^([a-z-]+):", _text("Makefile"), re.MULTILINE))
    assert set(re.findall(r"(?:`|^)make ([a-z-]+)", _text(name), re.MULTILINE)) <= known


@pytest.mark.parametrize("name", DOCS)
def test_the_commands_of_vanthu_exist_and_take_the_options_that_are_shown(name: str) -> None:
    use_language("en")
    for line in re.findall(r"^\$ vanthu (.+)$|`vanthu ([^`]+)`", _text(name), re.MULTILINE):
        words = re.sub(r"\s+#.*", "", "".join(line)).split()
        command, rest = _command(words)
        if isinstance(command, click.Group):
            assert not rest or rest[0].startswith("--"), line
            continue
        options = {option for parameter in command.params for option in parameter.opts}
        shown = {word.split("=")[0] for word in rest if word.startswith("-")}
        assert shown <= options | {"--help", "--lang"}, line


@pytest.mark.parametrize("name", READMES)
def test_both_readmes_show_every_command(name: str) -> None:
    use_language("en")
    missing = [command for command in program().commands if f"vanthu {command}" not in _text(name)]
    assert missing == ["demo"]  # it is `make demo` there


@pytest.mark.parametrize("name", DOCS)
def test_the_files_that_are_named_exist(name: str) -> None:
    here = (ROOT / name).parent
    linked = re.findall(r"\]\((?!https?:)([^)#]+)\)|src=\"([^\"]+)\"", _text(name))
    missing = [path for pair in linked for path in pair if path and not (here / path).exists()]
    assert not missing
    quoted = re.findall(r"`((?:[\w.*-]+/)+[\w.*-]*)`|`([\w-]+\.(?:md|toml|yaml))`", _text(name))
    assert not [path for pair in quoted for path in pair if path and not _exists(path)]


def _command(words: list[str]) -> tuple[click.Command, list[str]]:
    """Lệnh: the command or group that the words name, and the words after it."""
    found: click.Command = program()
    while isinstance(found, click.Group) and words and words[0] in found.commands:
        found, words = found.commands[words[0]], words[1:]
    return found, words


def _exists(path: str) -> bool:
    """Có thật: in the repository, under some folder of it when only its end is named."""
    if path.startswith(MADE) or path in ("draft.toml", "manifest.json"):
        return True
    places = (ROOT, ROOT / "directives", ROOT / "storage", ROOT / "workflows/services", ROOT / "sipas_engine")
    anywhere = "/" not in path and (
        any(ROOT.glob(f"examples/**/{path}")) or any(ROOT.glob(f"doc_templates/**/{path}"))
    )
    return anywhere or any(any(place.glob(path)) for place in places)
