"""docker-compose.yml: well-formed, whole, and as careful with roles as the rest."""

import importlib
import json
import re
from urllib.parse import urlsplit

import jsonschema
import pytest
import yaml
from django.urls import resolve
from launch.clone import Clone
from launch.dev import preparations

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


def prepared_by_compose(compose):
    return re.findall(r"manage\.py (\w+)", compose["services"]["migrate"]["command"])


def test_production_is_prepared_as_development_is_but_without_the_demo_world(compose, tmp_path):
    """Translations are compiled in the image; `prepare_dev` is `load_reference` and the demo world."""
    in_dev = [arguments[0] for _name, arguments in preparations(Clone(tmp_path))]

    assert in_dev == ["messages", "make_keyring", "migrate", "prepare_dev"]
    assert prepared_by_compose(compose) == ["make_keyring", "migrate", "load_reference"]
    assert "manage.py messages --compile-only" in (ROOT / "Dockerfile").read_text()


def test_the_watchman_asks_an_address_that_there_is(compose):
    script = compose["services"]["web"]["healthcheck"]["test"][3]
    address = urlsplit(re.search(r"http://127\.0\.0\.1:8000[^\"]+", script)[0]).path

    assert resolve(address).url_name == "health"
    compile(script, "healthcheck", "exec")


def test_web_starts_as_the_image_says():
    """No command of its own in the compose file that could differ."""
    command = json.loads(re.search(r"^CMD (.+)$", (ROOT / "Dockerfile").read_text(), re.M)[1])

    assert command == ["gunicorn", "--config", "python:config.gunicorn", "config.wsgi"]
    assert importlib.import_module("config.gunicorn").bind == "0.0.0.0:8000"
