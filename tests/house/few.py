"""Who stands for all roles where time is short; the slow tests ask everyone."""

import random
from collections.abc import Sequence

from organisations.permissions import Role
from tests.house.addresses import Address
from tests.house.asking import Asker, may_enter

# Each home's own.
MAIN = (Role.DECISION_MAKER, Role.PROCURER, Role.MATCHING_OFFICER, Role.SUPPLIER_REPRESENTATIVE)
OF_MAIN, OF_OTHERS, SHUT_OUT = 1, 1, 1


def few(address: Address, everyone: Sequence[Asker]) -> list[Asker]:
    """By lot, always the same for one address: some of those who are let in (of the main roles first), some
    of those who are shut out, and the stranger. In the order of `everyone`.
    """
    lot = random.Random(address.name)

    def some(asking: list[Asker], count: int) -> list[Asker]:
        return lot.sample(asking, min(count, len(asking)))

    inside = [asker for asker in everyone if may_enter(asker, address.door)]
    main = some([asker for asker in inside if asker.role in MAIN], OF_MAIN)
    others = [asker for asker in inside if asker.role not in MAIN]
    chosen = main + some(others, OF_OTHERS + OF_MAIN - len(main))
    chosen += some([asker for asker in everyone if asker not in inside and not asker.is_stranger], SHUT_OUT)
    return [asker for asker in everyone if asker in chosen or asker.is_stranger]
