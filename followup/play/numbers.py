"""Organisation numbers for invented organisations: always the same for a name, and belonging to nobody."""

import zlib

from stdnum import luhn

from organisations.models import Kind, Organisation

# Series with a right check digit that the registration authority has not given out.
PUBLIC_SERIES, OTHER_SERIES = "21209", "55999"


def invented_number(name: str, *, kind: str, is_public: bool) -> str:
    """Ten digits made from the name; the next free ones where they are taken."""
    series = PUBLIC_SERIES if is_public and kind != Kind.SUPPLIER else OTHER_SERIES
    start = zlib.crc32(name.encode())
    for step in range(10_000):
        body = f"{series}{(start + step) % 10_000:04d}"
        number = body + luhn.calc_check_digit(body)
        if not Organisation.objects.filter(number=number).exists():
            return number
    raise ValueError("every invented organisation number is taken")
