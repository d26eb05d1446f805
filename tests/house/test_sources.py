"""What stands in the repository: code, templates, words, styles."""

from django.apps import apps
from django.conf import settings
from django.db import connection

from tests.house import sources
from tests.house.guards import code, database, looks, models, outside, sizes, templates, words
from tests.house.guards.registry import assert_clean


def our_models() -> list:
    return [model for model in apps.get_models() if model._meta.app_label in settings.ROOMS]


def test_every_template_is_used():
    assert_clean(templates.templates_are_used(sources.templates(), sources.code()))


def test_no_template_runs_or_paints_by_itself():
    assert_clean(templates.templates_run_nothing(sources.templates()))
    assert_clean(templates.code_escapes(sources.production_code()))


def test_every_word_is_translated():
    assert_clean(templates.templates_are_translated(sources.templates()))
    assert_clean(templates.code_is_translated(sources.production_code()))


def test_no_forbidden_word_is_read():
    assert_clean(words.forbidden_words(sources.read_by_people(), sources.translations()))


def test_states_change_by_steps_only():
    assert_clean(code.state_is_set_in_stepping_only(sources.production_code()))


def test_time_comes_from_the_clock():
    assert_clean(code.time_comes_from_the_clock(sources.production_code()))


def test_nothing_names_a_machine():
    assert_clean(outside.no_path_of_a_machine(sources.texts()))


def test_nothing_outside_the_repository_is_read():
    assert_clean(outside.nothing_outside_is_read(sources.texts(), sources.links()))


def test_requirement_files_name_no_host():
    files = sources.read(["requirements.txt", "requirements-dev.txt"])
    assert_clean(outside.requirements_name_no_host(files))


def test_modules_are_named_after_what_they_hold():
    assert_clean(sizes.no_junk_drawers(sources.repository()))


def test_files_and_functions_are_short():
    assert_clean(sizes.files_and_functions_are_short(sources.production_code() | sources.tests()))
    assert_clean(sizes.views_are_thin(sources.production_code()))
    assert_clean(sizes.templates_are_short(sources.templates()))


def test_nothing_is_swallowed_or_left_for_later():
    assert_clean(code.nothing_is_swallowed(sources.production_code() | sources.tests()))
    assert_clean(code.nothing_is_left_for_later(sources.texts()))
    assert_clean(code.nothing_is_a_stub(sources.production_code()))


def test_no_other_brand_is_shown():
    assert_clean(looks.no_other_brand(sources.served() | sources.templates()))


def test_colours_are_tokens():
    assert_clean(looks.colours_are_tokens(sources.stylesheets()))
    assert_clean(looks.templates_paint_nothing(sources.templates()))


def test_every_tenant_model_has_a_scope():
    assert_clean(models.tenants_have_a_scope(our_models(), through=models.THROUGH))
    assert_clean(models.exceptions_are_needed(our_models(), through=models.THROUGH))


def test_the_application_role_is_small(db):
    assert_clean(database.application_role_is_small(connection))
