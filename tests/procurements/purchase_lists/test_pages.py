"""The pages from upload to plan."""

import io

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from organisations.models import Part
from organisations.permissions import Role
from procurements.actions.purchase_lists import (
    work_on,
)
from procurements.models import PlannedPurchase, PurchaseList
from tests.organisations.factories import MembershipFactory
from tests.procurements.purchase_books import book, row, rows
from tests.procurements.purchase_lists.lists import VALUE, L, changed, checked


class TestPages:
    def at(self, name, *args):
        return reverse(f"procurements:{name}", args=args)

    def upload(self, client, lines):
        file = SimpleUploadedFile("inkopsplan.xlsx", book(lines))
        return client.post(self.at("purchase_uploads"), {"file": file}, follow=True)

    def test_from_upload_to_plan(self, ulla, as_member):
        client = as_member(ulla)
        shown = self.upload(client, [changed(VALUE, "dyrt"), *rows(3)]).content.decode()
        assert "Listan kontrolleras" in shown
        assert "0 av 4 rader" in shown

        row_ = PurchaseList.objects.get()
        work_on(row_.pk)
        trial = client.get(row_.get_absolute_url()).content.decode()
        assert "Det här är en provläsning" in trial
        assert "Rad 2, Kontraktsvärde (kr)" in trial
        assert "Skriv ett belopp" in trial
        assert not PlannedPurchase.objects.exists()

        assert client.post(row_.get_absolute_url(), {}).status_code == 422
        assert (
            "läses in"
            in client.post(row_.get_absolute_url(), {"leaves_wrong_out": "on"}, follow=True).content.decode()
        )
        work_on(row_.pk)
        assert "är i planen" in client.get(row_.get_absolute_url()).content.decode()

        client.post(self.at("purchase_undoing", row_.pk))
        work_on(row_.pk)
        assert "Listan är ångrad" in client.get(row_.get_absolute_url()).content.decode()

    def test_the_wrong_rows_come_back_as_a_workbook(self, ulla, as_member):
        row_ = checked([row(1), changed(VALUE, "dyrt")], by=ulla)
        content = as_member(ulla).get(self.at("purchase_marked", row_.pk)).content
        head, *lines = openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)

        assert len(lines) == 1
        assert head[-2:] == ("Att rätta", "Rad i filen")
        assert lines[0][VALUE] == "dyrt"
        assert lines[0][-2].startswith("Kontraktsvärde (kr): Skriv ett belopp")

    def test_a_stranger_finds_no_list(self, ulla, as_member):
        row_ = checked([row(1)], by=ulla)
        stranger = MembershipFactory(organisation__parts=[Part.PROCUREMENT], roles=[Role.PROCURER])

        assert as_member(stranger).get(row_.get_absolute_url()).status_code == 404

    def test_throwing_it_away_empties_it(self, ulla, as_member):
        row_ = checked([row(1)], by=ulla)
        as_member(ulla).post(self.at("purchase_upload_removal", row_.pk))
        row_.refresh_from_db()

        assert (row_.state, row_.lines) == (L.DISCARDED, [])
