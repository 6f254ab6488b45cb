"""Thiết lập: where the engine keeps its things, read once from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """Thiết lập: ``home`` holds everything the engine writes; ``database_url`` says which database."""

    home: Path
    database_url: str

    @property
    def files(self) -> Path:
        """Kho tệp: the folder of files known by their content."""
        return self.home / "files"

    @property
    def offices(self) -> Path:
        """Quy chế của các cơ quan: the folder of the offices' own files, one TOML file each."""
        return self.home / "co-quan"

    @property
    def petition_kinds(self) -> Path:
        """Loại đơn của cơ quan: the office's own terms for petitions; it need not be there."""
        return self.home / "don-thu.toml"

    @property
    def public(self) -> Path:
        """Thư mục công bố: what two people approved, one folder for each edition of each campaign."""
        return self.home / "cong-bo"

    @property
    def incoming(self) -> Path:
        """Thư mục văn bản đến: in it a folder for each office, named by its id, which is looked through for files."""
        return self.home / "den"

    @property
    def returned_forms(self) -> Path:
        """Thư mục phiếu đến: in it a folder for each campaign, with files of forms named by their unit."""
        return self.home / "phieu"

    @property
    def calendar(self) -> Path:
        """Lịch của địa phương: days on which it differs from the shipped calendar; it need not be there."""
        return self.home / "lich.toml"

    @property
    def logs(self) -> Path:
        """Nhật ký chạy máy: one file for each process that ``up`` started."""
        return self.home / "logs"

    @property
    def unconfirmed(self) -> Path:
        """Chưa xác nhận: the mark of a restored home, which writes nothing until a person confirms it."""
        return self.home / "chua-xac-nhan.json"

    @property
    def rehearsal(self) -> Path:
        """Nơi diễn tập: the mark of a home in which the clock may be set by hand; its books are never real ones."""
        return self.home / "dien-tap"

    @property
    def synthetic(self) -> Path:
        """Dữ liệu giả lập: the mark of a home whose books hold the demonstration; every page of the portal says so."""
        return self.home / "du-lieu-gia-lap"

    @property
    def passing(self) -> Path:
        """Tệp ghé qua: files handed in to be looked at, each for a day; nobody needs a copy of this folder."""
        return self.home / "ghe-qua"

    @property
    def prefect_home(self) -> Path:
        """Thư mục của Prefect: its own store; losing it loses nothing of ours."""
        return self.home / "prefect"


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Đọc thiết lập: VANTHU_HOME (default ``./var``), VANTHU_DATABASE_URL (default SQLite in the home).

    A home whose own PostgreSQL was made by ``up`` names it in a file, which stands for the second setting.
    """
    home = Path(environment.get("VANTHU_HOME") or "var").absolute()
    url = environment.get("VANTHU_DATABASE_URL") or _own_database(home) or sqlite_url(home)
    return Settings(home, url)


def sqlite_url(home: Path) -> str:
    """Cơ sở dữ liệu SQLite: of this home."""
    return f"sqlite:///{home / 'vanthu.db'}"


def own_database_file(home: Path) -> Path:
    """Tệp địa chỉ: where ``up`` writes the address of the PostgreSQL it made for this home."""
    return home / "secrets" / "database-url"


def _own_database(home: Path) -> str:
    try:
        return own_database_file(home).read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return ""
