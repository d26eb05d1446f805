"""The closed word lists of the calculator."""

from enum import StrEnum


class Buyer(StrEnum):
    """Whose money pays for the procurement and the bonus."""

    MUNICIPALITY = "municipality"
    REGION = "region"
    STATE = "state"


class Occupation(StrEnum):
    """What the requirement asks for. An apprentice is paid as an employee, an intern is not paid at all."""

    EMPLOYMENT = "employment"
    APPRENTICESHIP = "apprenticeship"
    INTERNSHIP = "internship"


class Support(StrEnum):
    """State support to the employer."""

    NONE = "none"
    NEW_START = "new_start"
    INTRODUCTION = "introduction"
    WAGE_GRANT = "wage_grant"


class Age(StrEnum):
    UNDER_26 = "18_25"
    FROM_26 = "26_67"


class Unemployed(StrEnum):
    """How long the person has been without work."""

    UNDER_6 = "0_5"
    FROM_6 = "6_11"
    FROM_12 = "12_23"
    FROM_24 = "24_35"
    FROM_36 = "36"


class Party(StrEnum):
    """Who gives and takes. `RESOURCES` is no actor: what is produced comes from there, and what is used up
    (time, administration) goes there, so that every entry has two ends."""

    INDIVIDUAL = "individual"
    MUNICIPALITY = "municipality"
    REGION = "region"
    STATE = "state"
    EMPLOYER = "employer"
    RESOURCES = "resources"


ACTORS = (Party.INDIVIDUAL, Party.MUNICIPALITY, Party.REGION, Party.STATE, Party.EMPLOYER)

BUYERS = {Buyer.MUNICIPALITY: Party.MUNICIPALITY, Buyer.REGION: Party.REGION, Buyer.STATE: Party.STATE}


class EntryName(StrEnum):
    """What an entry of the ledger is about."""

    PRODUCTION = "production"
    WAGE = "wage"
    CONTRIBUTIONS = "contributions"
    MUNICIPAL_TAX = "municipal_tax"
    REGIONAL_TAX = "regional_tax"
    STATE_TAX = "state_tax"
    JOB_TAX_CREDIT = "job_tax_credit"
    UNEMPLOYMENT_INSURANCE = "unemployment_insurance"
    ESTABLISHMENT = "establishment"
    ACTIVITY_SUPPORT = "activity_support"
    HOUSING = "housing"
    INCOME_SUPPORT = "income_support"
    INDIRECT_TAX = "indirect_tax"
    SUBSIDY = "subsidy"
    SUPERVISION_SUPPORT = "supervision_support"
    SUPERVISION = "supervision"
    ADMINISTRATION = "administration"
    PROCUREMENT = "procurement"
    BONUS = "bonus"


class Unit(StrEnum):
    SEK = "sek"
    SEK_PER_MONTH = "sek_per_month"
    SEK_PER_YEAR = "sek_per_year"
    SEK_PER_DAY = "sek_per_day"
    SHARE = "share"
    MONTHS = "months"
    YEARS = "years"
    DAYS = "days"
    TIMES = "times"
    POSTS = "posts"


class Problem(StrEnum):
    """Why nothing can be calculated from what was given."""

    NEW_START_NEEDS_TIME = "new_start_needs_time"
    SUPPORT_NEEDS_EMPLOYMENT = "support_needs_employment"
