"""English as used in Sweden: 12 March 2027, 1 250 000."""

DATE_FORMAT = "j\xa0F\xa0Y"
SHORT_DATE_FORMAT = "Y-m-d"
DATETIME_FORMAT = "j\xa0F\xa0Y, H:i"
TIME_FORMAT = "H:i"
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y"]
DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = "\xa0"
NUMBER_GROUPING = 3
