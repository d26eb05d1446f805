"""Swedish dates and numbers: 12 mars 2027, 1 250 000 with no-break spaces."""

DATE_FORMAT = "j\xa0F\xa0Y"
SHORT_DATE_FORMAT = "Y-m-d"
DATETIME_FORMAT = "j\xa0F\xa0Y \\k\\l.\xa0H.i"
TIME_FORMAT = "H.i"
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%Y%m%d", "%d %B %Y", "%d %b %Y"]
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "\xa0"
NUMBER_GROUPING = 3
