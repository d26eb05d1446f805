"""Addresses of leadership decisions, the delegation order and the decisions made under it."""

from django.urls import path

from strategy.views import calculations, decisions, delegation, steps, tables, ways

app_name = "strategy"
urlpatterns = [
    path("", decisions.decision_list, name="decision_list"),
    path("export/<str:kind>/", decisions.decision_export, name="decision_export"),
    path("nytt/", decisions.new_decision, name="new_decision"),
    path("<int:pk>/", decisions.decision, name="decision"),
    path("<int:pk>/innehall/", decisions.content, name="content"),
    path("<int:pk>/diarienummer/", decisions.diary_number, name="diary_number"),
    path("<int:pk>/sammantrade/", ways.referral, name="referral"),
    path("<int:pk>/namndbeslut/", ways.body_decision, name="body_decision"),
    path("<int:pk>/namndbeslut/rattelse/", ways.body_correction, name="body_correction"),
    path("<int:pk>/protokollsutdrag/", ways.minutes, name="minutes"),
    path("<int:pk>/begaran/", ways.delegate_request, name="delegate_request"),
    path("<int:pk>/delegationsbeslut/", ways.delegated_decision, name="delegated_decision"),
    path("<int:pk>/delegationsbeslut/handling/", ways.document_to_sign, name="document_to_sign"),
    path("<int:pk>/aterlamning/", steps.return_, name="return"),
    path("<int:pk>/nedlaggning/", steps.withdrawal, name="withdrawal"),
    path("<int:pk>/ersattare/", steps.successor, name="successor"),
    path("<int:pk>/slut/", steps.ending, name="ending"),
    path("kalkyl/", calculations.calculator, name="calculator"),
    path("kalkyl/export/<str:kind>/", calculations.calculator_export, name="calculator_export"),
    path("kalkyl/lasning/", calculations.freezing, name="freezing"),
    path("kalkyler/", calculations.calculation_list, name="calculation_list"),
    path("kalkyler/<int:pk>/", calculations.calculation, name="calculation"),
    path("kalkyler/<int:pk>/export/<str:kind>/", calculations.calculation_export, name="calculation_export"),
    path("kalkyler/<int:pk>/handling/", calculations.calculation_document, name="calculation_document"),
    path("tabeller/", tables.table_list, name="table_list"),
    path("tabeller/ny/", tables.new_table, name="new_table"),
    path("tabeller/<int:pk>/", tables.table, name="table"),
    path("tabeller/<int:pk>/rubrik/", tables.table_heading, name="table_heading"),
    path("tabeller/<int:pk>/rader/ny/", tables.new_table_row, name="new_table_row"),
    path("tabeller/<int:pk>/rader/<int:number>/", tables.table_row, name="table_row"),
    path("tabeller/<int:pk>/rader/<int:number>/plats/", tables.table_row_place, name="table_row_place"),
    path("tabeller/<int:pk>/ikrafttradande/", tables.table_force, name="table_force"),
    path("tabeller/<int:pk>/nedlaggning/", tables.table_dropping, name="table_dropping"),
    path("delegation/", delegation.delegated_list, name="delegated_list"),
    path("delegation/export/<str:kind>/", delegation.delegated_export, name="delegated_export"),
    path("delegation/anmalan/", delegation.delegation_report, name="delegation_report"),
    path("delegation/ordning/", delegation.item_list, name="item_list"),
    path("delegation/ordning/ny/", delegation.new_item, name="new_item"),
    path("delegation/ordning/<int:pk>/slut/", delegation.item_end, name="item_end"),
]
