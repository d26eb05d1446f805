"""News from the supplier's side, sent after commit."""

from django.dispatch import Signal

report_submitted = Signal()  # report_id
