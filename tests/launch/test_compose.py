"""docker-compose.yml: well-formed, whole, and as careful with roles as the rest."""

import json

import jsonschema
import pytest
import yaml

from .conftest import ROOT

SCHEMA = ROOT / "tests" / "data" / "compose" / "compose-spec.json"


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


def faults(compose):
    schema = json.loads(SCHEMA.read_text())
    return [error.message for error in jsonschema.Draft201909Validator(schema).iter_errors(compose)]


def test_file_follows_the_compose_schema(compose):
    assert faults(compose) == []


def test_schema_would_notice_a_misspelt_key(compose):
    broken = compose | {"services": compose["services"] | {"web": {"comand": "gunicorn"}}}

    assert faults(broken) != []


def test_every_process_is_there(compose):
    assert set(compose["services"]) == {"web", "worker", "beat", "migrate", "postgres", "redis"}


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_application_never_holds_the_owners_password(compose, name):
    environment = compose["services"][name]["environment"]

    assert "OWNER" not in json.dumps(environment)
    assert "insteg_app" in environment["DATABASE_URL"]


def test_only_the_local_machine_reaches_the_web_process(compose):
    published = {name: one.get("ports") for name, one in compose["services"].items() if one.get("ports")}

    assert published == {"web": ["127.0.0.1:8000:8000"]}


def test_no_secret_has_a_default(compose):
    text = (ROOT / "docker-compose.yml").read_text()

    for name in ("POSTGRES_PASSWORD", "OWNER_PASSWORD", "APP_PASSWORD", "SECRET_KEY"):
        assert f"${{{name}:?}}" in text


def test_image_installs_the_hashed_runtime_lock_only():
    text = (ROOT / "Dockerfile").read_text()

    assert "--require-hashes --only-binary :all: -r requirements.txt" in text
    assert "requirements-dev" not in text
