"""News for the rooms above, sent after commit. A signal carries no rule and cannot veto."""

from django.dispatch import Signal

# contract: Contract; commitment: Commitment or None (places were bought, or no requirement); by: Membership.
contract_signed = Signal()
# procurement: Procurement; state: the step it came to; by: the actor.
case_moved = Signal()
# notice: ComingNotice, shown to everybody for the first time; by: Membership.
case_shown = Signal()
