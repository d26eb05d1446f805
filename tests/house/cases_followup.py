"""How the homes, messages, search, documents and the pages of follow-up are asked."""

from typing import Any

from django.contrib.contenttypes.models import ContentType

from core.models import IssuedDocument
from followup.access import sees
from followup.messages import send
from organisations.models import Membership
from organisations.permissions import Role
from procurements.models import Commitment
from tests.house import cases_strategy, cases_suppliers
from tests.house.case import Case
from tests.house.world import Corner, World


def furnish(corner: Corner) -> None:
    send(corner.commitment, text="Hur går det med sommaren?", by=corner.people[Role.PROCURER])
    document = IssuedDocument.objects.about(corner.decision_at_delegate).get()
    corner.add(document=document, check_code=document.check_code)


def _thread(corner: Any) -> dict[str, Any]:
    content_type = ContentType.objects.get_for_model(Commitment).pk
    return {"content_type": content_type, "pk": corner.commitment.pk}


def _sees_document(member: Membership, corner: Corner) -> bool:
    return sees(member, corner.document.subject)


def _another_of_all(world: World) -> None:
    cases_suppliers._another_contract(world)
    cases_strategy._another_decision(world)
    _another_message(world)


def _another_message(world: World) -> None:
    another = cases_suppliers.commitment_of(world.own)
    for row in (another, world.own.commitment):
        send(row, text="Kan vi höras i morgon?", by=world.own.people[Role.PROCURER])


CASES = {
    "start": Case(),
    "home": Case(more=_another_of_all),
    "search": Case(query="?q=park", more=_another_of_all),
    "message_list": Case(more=_another_message),
    "document": Case(row="document", row_seen=_sees_document),
    "document_check": Case(),
    "document_check_answer": Case(row="check_code", kwargs=lambda corner: {"code": str(corner.check_code)}),
    "followup:thread": Case(row="commitment", kwargs=_thread, more=_another_message),
    "followup:thread_reading": Case(row="commitment", kwargs=_thread),
    "followup:result": Case(more=_another_of_all),
    "followup:review": Case(row="report_submitted", states=("report", "report_approved", "report_ahead")),
    "followup:approval": Case(row="report_submitted", states=("report", "report_approved", "report_ahead")),
}
