"""The one library that all component tags register in."""

from django import template

register = template.Library()
