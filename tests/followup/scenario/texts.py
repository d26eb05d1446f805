"""Scenario texts for the tests: the smallest one, and the one of the format's description."""

SMALLEST = """\
name: Minst
today: 2026-12-31
buyer: {name: Ekhamns kommun}
supplier: {name: Grönyta AB}
procurement:
  title: Parkskötsel
  contract: {start: 2026-01-01, months: 48}
requirement:
  kind: numeric
"""

WHOLE = """\
name: Skötsel av gator och parker          # free text
today: 2026-12-31
buyer:    {name: Exempelstad, kind: municipality}
supplier: {name: Grönyta AB}
procurement:
  title: Drift och skötsel av gator och parker
  law: LOU
  nature: services
  cpv: "77310000"
  value_sek: 60000000
  contract: {start: 2026-01-01, months: 48}
  staff_cost_share: 0.6
  performers: 12
  framework: false
  bids: 4
requirement:
  kind: numeric
  dialogue_first_within_months: 1
  places: 2
  full_time_months: 96
  yearly_average_full_time_months: 24
  types: [employment, internship, trainee, apprenticeship, training]
  first_start_within_months: 6
  early_end_share: 0.75
  early_end_basis: placement
  shortage_of_work_is_objective_ground: true
  bonus: {employment_sek_per_month: 20000, internship_sek_per_month: 10000, max_places: 2, cap_sek: 400000}
placements:
  - id: p0
    type: internship
    start: 2026-02-01
    end: 2026-03-31
  - id: p1
    type: employment
    form: seasonal
    offered: 2026-03-10
    start: 2026-04-01
    planned_end: 2026-09-30
    end: 2026-09-30
    scope: 1.0
    ended_because: completed
    route: municipal
    attribution: direct_requirement
    bonus: false
    person: a
    replaces: p0
    commitment: true
no_candidate:
  - {asked: 2026-02-01, answered: 2026-02-15}
events:
  - {date: 2026-01-20, what: dialogue, result: places}
  - {date: 2026-04-10, what: report_submitted, period: 1}
  - {date: 2026-04-15, what: report_returned, period: 1, reason: Slutdatum saknas}
  - {date: 2026-04-20, what: report_submitted, period: 1}
  - {date: 2026-04-25, what: report_approved, period: 1}
  - {date: 2026-10-01, what: variation, full_time_months: 72, ground: Ändringsklausul 7}
  - {date: 2027-03-31, what: outcome, placement: p1, result: same_employer}
  - {date: 2027-02-01, what: statement_requested}
  - {date: 2027-02-20, what: statement_given}
  - {date: 2027-03-01, what: decision, reason: Ingen påföljd}
  - {date: 2027-04-01, what: relief, reason: no candidate}
"""
