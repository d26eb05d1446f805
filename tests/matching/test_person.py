"""Two persons never share a reference, however many there are."""

from matching.models import PlacedPerson, person
from tests.organisations.factories import OrganisationFactory


def test_a_reference_that_is_taken_is_drawn_again(db, monkeypatch):
    drawn = iter(["P-AAAAA", "P-AAAAA", "P-BBBBB"])
    monkeypatch.setattr(person, "new_reference", lambda: next(drawn))
    supplier = OrganisationFactory(supplier=True)

    references = [PlacedPerson.new(supplier=supplier).reference for _ in range(2)]

    assert references == ["P-AAAAA", "P-BBBBB"]
