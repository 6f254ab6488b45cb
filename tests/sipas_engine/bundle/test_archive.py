"""Bộ công bố có hại: links, paths that lead out, bombs and liars are refused before anything is read."""

import io
import os
import zipfile

import pytest

from sipas_engine.bundle.archive import (
    BundleTooLarge,
    Limit,
    NotABundle,
    UnsafeBundle,
    read_bundle,
    safe_path,
    zip_of,
)
from sipas_engine.errors import NoSuchFile

FILES = {"manifest.json": b"{}", "tables/a.csv": b"1,2\n"}


def zipped(folder, *members):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    path = folder / "bo.zip"
    path.write_bytes(content.getvalue())
    return path


def a_link():
    member = zipfile.ZipInfo("x")
    member.external_attr = 0o120777 << 16
    return member


PATHS = [
    ("a.csv", True, "a file"),
    ("tables/a.csv", True, "in a folder"),
    ("bảng/số.csv", True, "Vietnamese letters"),
    ("../a.csv", False, "above"),
    ("a/../../b", False, "above, in the middle"),
    ("/etc/passwd", False, "from the root"),
    ("a//b", False, "an empty part"),
    ("./a", False, "here"),
    ("a\\b", False, "a separator elsewhere"),
    ("C:a", False, "a drive"),
    ("a\0b", False, "NUL"),
    ("a\nb", False, "a line end"),
    ("\u202egnp.a", False, "a right-to-left mark"),
    ("", False, "nothing"),
    ("a" * 500, False, "too long"),
]


@pytest.mark.parametrize(("path", "safe", "reason"), PATHS)
def test_a_path_stays_inside_or_is_not_safe(path, safe, reason):
    assert safe_path(path) is safe, reason


def test_a_folder_and_its_zip_read_the_same(tmp_path):
    for path, content in FILES.items():
        (tmp_path / "bo" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "bo" / path).write_bytes(content)
    (tmp_path / "bo.zip").write_bytes(zip_of(FILES))
    assert read_bundle(tmp_path / "bo") == read_bundle(tmp_path / "bo.zip") == FILES


def test_a_zip_has_the_same_bytes_in_whatever_order_its_files_come():
    assert zip_of(FILES) == zip_of(dict(reversed(FILES.items())))


@pytest.mark.parametrize("name", ["../x", "/x", "a\\x", "a/../../x"])
def test_a_zip_with_a_path_that_leads_out_is_refused(tmp_path, name):
    with pytest.raises(UnsafeBundle):
        read_bundle(zipped(tmp_path, (name, b"x")))


def test_a_zip_with_a_link_or_one_name_twice_is_refused(tmp_path):
    with pytest.raises(UnsafeBundle, match="link"):
        read_bundle(zipped(tmp_path, (a_link(), b"/etc/passwd")))
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = zipped(tmp_path, ("a", b"1"), ("a", b"2"))
    with pytest.raises(UnsafeBundle, match="twice"):
        read_bundle(twice)


def test_a_bomb_is_refused_by_its_ratio_and_by_its_size(tmp_path):
    bomb = zipped(tmp_path, ("a", bytes(8 * 1024**2)))
    with pytest.raises(BundleTooLarge, match="ratio"):
        read_bundle(bomb)
    with pytest.raises(BundleTooLarge):
        read_bundle(zipped(tmp_path, ("a", os.urandom(3000))), Limit(file_bytes=2000))
    with pytest.raises(BundleTooLarge):
        read_bundle(zipped(tmp_path, ("a", b"1"), ("b", b"2"), ("c", b"3")), Limit(files=2))


def test_a_zip_that_lies_about_its_sizes_is_no_bundle(tmp_path):
    path = zipped(tmp_path, ("a", bytes(5000)))
    content = path.read_bytes()
    path.write_bytes(content.replace((5000).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    with pytest.raises(NotABundle):
        read_bundle(path)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"form_id,1.1\n", bytes(range(256))])
def test_what_is_no_zip_is_no_bundle(tmp_path, content):
    (tmp_path / "x.zip").write_bytes(content)
    with pytest.raises(NotABundle):
        read_bundle(tmp_path / "x.zip")


def test_a_folder_with_a_link_or_a_pipe_is_refused(tmp_path):
    bundle = tmp_path / "bo"
    bundle.mkdir()
    (bundle / "x").symlink_to("/etc/passwd")
    with pytest.raises(UnsafeBundle, match="link"):
        read_bundle(bundle)
    (bundle / "x").unlink()
    os.mkfifo(bundle / "x")
    with pytest.raises(UnsafeBundle, match="no plain file"):
        read_bundle(bundle)


def test_a_folder_that_is_too_large_is_refused_before_it_is_read(tmp_path):
    bundle = tmp_path / "bo"
    bundle.mkdir()
    with (bundle / "x").open("wb") as file:
        file.truncate(10**12)  # a hole: nothing is on disk
    with pytest.raises(BundleTooLarge):
        read_bundle(bundle)


def test_what_is_not_there_is_said_so(tmp_path):
    with pytest.raises(NoSuchFile):
        read_bundle(tmp_path / "khong-co")
