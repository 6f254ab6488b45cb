"""Triển khai: the units and containers that are shipped are well formed, closed, and start what is there."""

import configparser
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from portal.cli.main import program
from workflows.operation.prefect_server import POOL, prefect_server, server_environment, worker_environment
from workflows.settings import Settings

ROOT = Path(__file__).parents[2]
SYSTEMD = ROOT / "deploy" / "systemd"
SERVICES = sorted(SYSTEMD.glob("*.service"))
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "deploy" / "compose" / "compose.yaml").read_text("utf-8"))
PLACE = "/opt/vanthu/.venv/bin/"
#: What differs from place to place, or is a secret.
_OWN = {"PREFECT_API_AUTH_STRING", "PREFECT_SERVER_API_AUTH_STRING", "VANTHU_HOME", "VANTHU_DATABASE_URL"}


def unit(file: Path) -> dict[str, list[str]]:
    """Đơn vị: keys of all sections with their values, a key may stand several times."""
    found: dict[str, list[str]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if "=" in line and not line.startswith("#"):
            key, _, value = line.partition("=")
            found.setdefault(key, []).append(value)
    return found


@pytest.mark.parametrize("file", SERVICES, ids=lambda file: file.name)
def test_a_unit_runs_as_its_own_user_and_may_write_its_home_only(file: Path) -> None:
    found = unit(file)
    expected = {
        "User": "vanthu",
        "NoNewPrivileges": "yes",
        "ProtectSystem": "strict",
        "ProtectHome": "yes",
        "PrivateTmp": "yes",
        "CapabilityBoundingSet": "",
        "ReadWritePaths": "/var/lib/vanthu",
        "UMask": "0077",
    }
    assert {key: found.get(key) for key in expected} == {key: [value] for key, value in expected.items()}
    assert found["EnvironmentFile"] == ["/etc/vanthu/vanthu.env", "/etc/vanthu/secrets.env"]


@pytest.mark.parametrize("file", SERVICES, ids=lambda file: file.name)
def test_a_unit_starts_a_program_that_is_there(file: Path) -> None:
    for command in unit(file)["ExecStart"]:
        name, *arguments = command.removeprefix(PLACE).split()
        assert command.startswith(PLACE), command
        assert Path(sys.executable).with_name(name).exists()
        if name == "vanthu":
            known = program().commands
            assert arguments[0] in known or file.name == "vanthu-portal.service", (
                "the portal's unit asks first"
            )
            options = (
                {o for p in known[arguments[0]].params for o in p.opts} if arguments[0] in known else set()
            )
            assert not options or {word for word in arguments if word.startswith("--")} <= options
        if "worker" in arguments:
            assert POOL in arguments


@pytest.mark.systemd
def test_systemd_itself_finds_nothing_wrong_and_little_exposed(tmp_path: Path) -> None:
    """With programs of this machine in the place of ours, and a user that is there."""
    for file in [*SERVICES, *SYSTEMD.glob("*.timer")]:
        text = file.read_text(encoding="utf-8").replace("User=vanthu", "User=daemon")
        lines = [
            f"{line.partition('=')[0]}=/bin/true" if line.startswith("ExecStart=") else line
            for line in text.replace("Group=vanthu", "Group=daemon").splitlines()
            if not line.startswith(("Documentation=", "EnvironmentFile="))
        ]
        (tmp_path / file.name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    units = [str(tmp_path / file.name.replace("@", "@1")) for file in SERVICES]
    (tmp_path / "vanthu-worker@1.service").write_bytes((tmp_path / "vanthu-worker@.service").read_bytes())
    ended = subprocess.run(
        [
            "systemd-analyze",
            "verify",
            "--man=no",
            "--recursive-errors=no",
            *units,
            str(tmp_path / "vanthu-backup.timer"),
        ],
        capture_output=True,
        text=True,
    )
    assert (ended.returncode, [line for line in ended.stderr.splitlines() if "vanthu" in line]) == (0, [])
    for one in units:
        exposed = subprocess.run(
            ["systemd-analyze", "security", "--offline=yes", "--threshold=35", "--no-pager", one],
            capture_output=True,
            text=True,
        )
        assert exposed.returncode == 0, exposed.stdout[-600:] + exposed.stderr


def test_the_units_settings_are_those_that_up_gives() -> None:
    """A setting that is added in one place and forgotten in the other leaves a door open."""
    server = prefect_server_of_test()
    wanted = {name: value for name, value in server_environment(server, {}).items() if name not in _OWN}
    lines = (SYSTEMD / "vanthu.env").read_text(encoding="utf-8").splitlines()
    found = dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    assert {name: found.get(name) for name in wanted} == {**wanted, "PREFECT_HOME": "/var/lib/vanthu/prefect"}


def prefect_server_of_test() -> Any:
    """Máy chủ của phép thử: on the usual port; its password stays in the test's own folder."""
    with tempfile.TemporaryDirectory() as folder:
        return prefect_server(Settings(Path(folder), "sqlite://"), 4200)


def test_the_containers_settings_are_those_that_up_gives() -> None:
    server = prefect_server_of_test()
    differ = {*_OWN, "PREFECT_HOME", "PREFECT_API_URL", "PREFECT_SERVER_API_HOST"}
    for service, made in (
        ("prefect", server_environment(server, {})),
        ("worker", worker_environment(server, {})),
        ("deploy", worker_environment(server, {})),
    ):
        found = COMPOSE["services"][service]["environment"]
        wanted = {name: value for name, value in made.items() if name not in differ}
        assert {name: found.get(name) for name in wanted} == wanted, service
        assert found["PREFECT_API_AUTH_STRING"].startswith("${VANTHU_PREFECT_AUTH:?"), (
            "none without a password"
        )


def test_nothing_of_the_containers_is_open_to_other_machines() -> None:
    published = {name: one.get("ports", []) for name, one in COMPOSE["services"].items()}
    assert {name: ports for name, ports in published.items() if ports} == {"prefect": ["127.0.0.1:4200:4200"]}
    for name in ("prefect", "worker", "deploy"):
        one = COMPOSE["services"][name]
        assert (one["read_only"], one["cap_drop"], one["security_opt"]) == (
            True,
            ["ALL"],
            ["no-new-privileges:true"],
        )
    commands = {name: " ".join(one.get("command", [])) for name, one in COMPOSE["services"].items()}
    assert POOL in commands["worker"]
    assert "deploy --all" in commands["deploy"]


def test_no_secret_is_shipped() -> None:
    for file in (ROOT / "deploy").rglob("*env*"):
        for line in file.read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition("=")
            secret = any(word in name for word in ("PASSWORD", "AUTH"))
            assert not (secret and not name.startswith("#") and value), f"{file.name}: {line}"


def test_the_backup_of_the_night_is_not_missed_when_the_machine_was_off() -> None:
    timer = configparser.ConfigParser()
    timer.read(SYSTEMD / "vanthu-backup.timer", encoding="utf-8")
    assert timer["Timer"]["Persistent"] == "yes"
    assert "Asia/Ho_Chi_Minh" in timer["Timer"]["OnCalendar"]
