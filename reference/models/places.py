"""Where: counties and municipalities of Sweden."""

from django.db import models

from reference.models.rows import Coded


class County(Coded):
    """One of the 21 counties (län) with the region that governs it."""

    code = models.CharField(max_length=2, primary_key=True)
    letter = models.CharField(max_length=2)
    region_authority = models.CharField(max_length=60)
    nuts3 = models.CharField(max_length=5)
    seat = models.CharField(max_length=60)


class Municipality(Coded):
    """One of the 290 municipalities. Its name is the same in both languages."""

    code = models.CharField(max_length=4, primary_key=True)
    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="municipalities")
    concept_id = models.CharField(max_length=20)
    seat = models.CharField(max_length=60)
    # of the seat, degrees, WGS 84
    latitude = models.DecimalField(max_digits=6, decimal_places=4)
    longitude = models.DecimalField(max_digits=6, decimal_places=4)
