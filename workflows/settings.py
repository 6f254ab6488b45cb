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
    def prefect_home(self) -> Path:
        """Thư mục của Prefect: its own store; losing it loses nothing of ours."""
        return self.home / "prefect"


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Đọc thiết lập: VANTHU_HOME (default ``./var``), VANTHU_DATABASE_URL (default SQLite in the home)."""
    home = Path(environment.get("VANTHU_HOME") or "var").absolute()
    url = environment.get("VANTHU_DATABASE_URL") or f"sqlite:///{home / 'vanthu.db'}"
    return Settings(home, url)
