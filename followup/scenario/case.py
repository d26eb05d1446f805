"""Buyer, supplier and procurement of a scenario file."""

from followup.scenario.model import Buyer, BuyerKind, Law, Nature, Procurement, Supplier
from followup.scenario.nodes import Section, Value

BUYER = frozenset({"name", "kind"})
SUPPLIER = frozenset({"name"})
CONTRACT = frozenset({"start", "months"})
PROCUREMENT = frozenset(
    {"title", "law", "nature", "cpv", "value_sek", "contract"}
    | {"staff_cost_share", "performers", "framework", "bids"}
)
LONGEST_CONTRACT = 1200  # months; a slip of the hand, not a law


def read_buyer(value: Value) -> Buyer:
    part = value.section(BUYER)
    kind = part.maybe("kind")
    return Buyer(
        name=part.need("name").text(),
        kind=kind.choice(BuyerKind) if kind else BuyerKind.MUNICIPALITY,
        line=part.line,
    )


def read_supplier(value: Value) -> Supplier:
    part = value.section(SUPPLIER)
    return Supplier(name=part.need("name").text(), line=part.line)


def read_procurement(value: Value) -> Procurement:
    part = value.section(PROCUREMENT)
    contract = part.need("contract").section(CONTRACT)
    law, nature, cpv = part.maybe("law"), part.maybe("nature"), part.maybe("cpv")
    share, framework = part.maybe("staff_cost_share"), part.maybe("framework")
    return Procurement(
        title=part.need("title").text(),
        law=law.choice(Law) if law else Law.LOU,
        nature=nature.choice(Nature) if nature else Nature.SERVICES,
        cpv=cpv.text() if cpv else None,
        value_sek=whole_or_none(part, "value_sek"),
        contract_start=contract.need("start").day(),
        contract_months=contract.need("months").whole(least=1, most=LONGEST_CONTRACT),
        staff_cost_share=share.share(may_be_zero=True) if share else None,
        performers=whole_or_none(part, "performers"),
        framework=framework.flag() if framework else False,
        bids=whole_or_none(part, "bids"),
        line=part.line,
    )


def whole_or_none(part: Section, key: str) -> int | None:
    value = part.maybe(key)
    return value.whole() if value else None
