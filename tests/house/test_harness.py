"""House rule 9.7: what the harness refuses in every test, shown over planted pages (plants/site.py)."""

import copy
import socket
import warnings

import pytest
from django.urls import reverse

from organisations.models import Authority
from organisations.permissions import Role
from tests.harness import CHANCE, GetWrote, InlineCode, NetworkAsked, UndefinedVariable
from tests.house.asking import Asker, undone
from tests.house.plants import site


@pytest.fixture
def procurer(faulty_site, everyone) -> Asker:
    return next(asker for asker in everyone if asker.role is Role.PROCURER)


def test_a_page_that_only_asks_may_not_write(procurer):
    with undone(), pytest.raises(GetWrote, match="GET writes: UPDATE"):
        procurer.get(reverse("planted:writing_on_get"))


def test_a_template_may_not_name_what_nobody_gave(procurer):
    with undone(), pytest.raises(UndefinedVariable, match="nobody_gave_this"):
        procurer.get(reverse("planted:naming_nothing"))


def test_nor_when_another_test_has_lent_other_settings(procurer, settings):
    settings.TEMPLATES = copy.deepcopy(settings.TEMPLATES)
    with undone(), pytest.raises(UndefinedVariable, match="nobody_gave_this"):
        procurer.get(reverse("planted:naming_nothing"))


@pytest.mark.parametrize(
    "name", [n for n in site.MADE if n.startswith("carrying_") and n != "carrying_nothing"]
)
def test_a_page_may_not_carry_code_or_style(name, procurer):
    with pytest.raises(InlineCode):
        procurer.get(reverse(f"planted:{name}"))


def test_a_page_may_name_its_scripts_and_hold_data(procurer):
    assert procurer.get(reverse("planted:carrying_nothing")).status_code == 200


def test_rows_that_nobody_put_in_order_come_in_any_order(world):
    def orders(rows) -> set[tuple[int, ...]]:
        CHANCE.seed("any order")
        return {tuple(row.pk for row in rows.all()) for _time in range(20)}

    few = Authority.objects.filter(
        pk__in=list(Authority.objects.order_by("pk").values_list("pk", flat=True)[:3])
    )

    assert len(orders(few.order_by())) > 1
    assert len(orders(few.order_by("pk"))) == 1


def test_no_test_speaks_to_another_machine():
    with socket.socket() as one, pytest.raises(NetworkAsked, match=r"192\.0\.2\.1"):
        one.connect(("192.0.2.1", 80))
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as one:
        one.connect(server.getsockname())
        assert one.getpeername() == server.getsockname()


def test_a_warning_is_an_error():
    with pytest.raises(UserWarning, match="old"):
        warnings.warn("old", stacklevel=1)
