"""How long everything is kept."""

from tests.house.guards.registry import assert_clean
from tests.house.guards.retention import all_models, everything_has_a_retention_rule, stored_rules


def test_every_table_and_personal_column_has_a_rule():
    assert_clean(everything_has_a_retention_rule(all_models(), stored_rules()))
