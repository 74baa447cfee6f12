"""The composed services start in order, with secrets of their own, and with little power."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
each_service = pytest.mark.parametrize("name", sorted(SERVICES))


def test_the_services_are_these() -> None:
    assert set(SERVICES) == {"postgres", "redis", "migrate", "web", "worker", "beat"}


@each_service
def test_who_is_waited_for_can_tell_its_health(name: str) -> None:
    for target, how in SERVICES[name].get("depends_on", {}).items():
        if how["condition"] == "service_healthy":
            assert SERVICES[target]["healthcheck"]["test"]
        else:
            assert how["condition"] == "service_completed_successfully"
            assert SERVICES[target]["restart"] == "no"


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_nothing_runs_on_an_old_schema(name: str) -> None:
    assert SERVICES[name]["depends_on"]["migrate"] == {
        "condition": "service_completed_successfully"
    }


@each_service
def test_every_image_has_a_tag(name: str) -> None:
    assert re.fullmatch(r"[a-z]+:(\d+\.\d+[\w.-]*|\$\{THAW_VERSION:-local\})", image_of(name))


def image_of(name: str) -> str:
    return str(SERVICES[name]["image"])


def test_the_dockerfile_builds_on_tagged_images() -> None:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    bases = re.findall(r"^FROM (\S+)", text, re.MULTILINE)
    assert bases
    assert all(re.fullmatch(r"python:\d+\.\d+-slim-\w+", base) for base in bases)
    assert re.search(r"^USER \d+:\d+$", text, re.MULTILINE)
    assert "embedded" not in text
    assert "HEALTHCHECK" in text


@each_service
def test_a_service_has_no_more_power_than_it_needs(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]


def test_only_web_is_reached_and_only_from_this_host() -> None:
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert published == {"web": ["${THAW_LISTEN:-127.0.0.1:8000}:8000"]}


def test_no_secret_has_a_default() -> None:
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    used = re.findall(r"\$\{(\w*(?:PASSWORD|SECRET_KEY))(\W\??)", text)
    assert {name for name, _ in used} == {"POSTGRES_PASSWORD", "REDIS_PASSWORD", "SECRET_KEY"}
    assert {how for _, how in used} == {":?"}


def test_the_database_knows_letters_beyond_english() -> None:
    assert "--locale=C.UTF-8" in SERVICES["postgres"]["environment"]["POSTGRES_INITDB_ARGS"]
