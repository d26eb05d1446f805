"""Finding the CPV code: by number, by label in Swedish or English,
and by what earlier procurements were called."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from reference.folding import fold
from reference.models import CpvCode, LoadedFile, PastTitle
from reference.nearest import TitleCorpus
from reference.sources import CPV, PAST_TITLES

SHORTEST_TEXT = 3
SUGGESTIONS_IN_SEARCH = 5


class Because(StrEnum):
    """Why a code is in the answer."""

    CODE = "code"
    LABEL = "label"
    NEAR_LABEL = "near_label"
    EARLIER_TITLE = "earlier_title"


@dataclass(frozen=True)
class CpvHit:
    """One code, why it was found, and the earlier real title that speaks for it (else "")."""

    cpv: CpvCode
    because: Because
    earlier_title: str = ""


def search_cpv(query: str, *, limit: int = 20) -> list[CpvHit]:
    """Codes for what somebody typed: a number or its beginning, or words of a label, whole or in part.

    Labels in which every word begins a word come first, then what earlier procurements with like titles were
    coded as ("lokalvård" is in no label), then labels that only contain the letters. At most four queries.
    """
    if prefix := _code_prefix(query):
        codes = CpvCode.objects.current().filter(code__startswith=prefix).order_by("code")[:limit]
        return [CpvHit(cpv, Because.CODE) for cpv in codes]
    if not (text := fold(query)):
        return []
    ranked = list(_labels_with(text)[: 5 * limit])
    begun = [CpvHit(cpv, Because.LABEL) for cpv in ranked if cpv.rank < _INSIDE]  # type: ignore[attr-defined]
    inside = [CpvHit(cpv, Because.LABEL) for cpv in ranked if cpv.rank == _INSIDE]  # type: ignore[attr-defined]
    near = suggest_cpv(text, limit=SUGGESTIONS_IN_SEARCH)
    return _without_repeats([*begun[: limit - min(len(near), limit // 4)], *near, *inside])[:limit]


def suggest_cpv(title: str, *, limit: int = 5) -> list[CpvHit]:
    """Codes for a procurement's title, best first, by the nearest earlier titles and labels;
    none when none is near."""
    if len(fold(title)) < SHORTEST_TEXT:
        return []
    nearby = _corpus_now().nearest(title, limit=limit)
    codes = CpvCode.objects.current().in_bulk([near.code for near in nearby])
    return [
        CpvHit(
            codes[near.code],
            Because.EARLIER_TITLE if near.earlier_title else Because.NEAR_LABEL,
            near.earlier_title,
        )
        for near in nearby
        if near.code in codes
    ]


def _code_prefix(query: str) -> str:
    """The digits of a code that was typed, with or without check digit;
    a whole code also finds what lies below it."""
    digits, _, check = query.strip().partition("-")
    digits = digits.replace(" ", "")
    if not (2 <= len(digits) <= 9 and digits.isdecimal() and (not check or check.strip().isdecimal())):
        return ""
    return digits if len(digits) < 8 else digits[:2] + digits[2:8].rstrip("0")


_EQUAL, _BEGINS, _WORD_BEGINS, _INSIDE = range(4)


def _labels_with(text: str) -> QuerySet[CpvCode]:
    """Codes whose label has every word of `text`, closest first, broad ones before narrow."""
    words = text.split()
    contains = Q(*(Q(search_text__contains=word) for word in words))
    begins = Q(*(Q(search_text__contains=f" {word}") for word in words))
    equal = Q(search_text__contains=f" {text} |") | Q(search_text__contains=f"| {text} ")
    rank = Case(
        When(equal & _first(f"{text} "), then=Value(_EQUAL)),
        When(_first(text), then=Value(_BEGINS)),
        When(begins, then=Value(_WORD_BEGINS)),
        default=Value(_INSIDE),
        output_field=IntegerField(),
    )
    return CpvCode.objects.current().filter(contains).annotate(rank=rank).order_by("rank", "level", "code")


def _first(text: str) -> Q:
    """Labels, in either language, that begin with `text`."""
    return Q(search_text__startswith=f" {text}") | Q(search_text__contains=f"| {text}")


def _without_repeats(hits: Iterable[CpvHit]) -> list[CpvHit]:
    kept: dict[str, CpvHit] = {}
    for hit in hits:
        kept.setdefault(hit.cpv.pk, hit)
    return list(kept.values())


def _corpus_now() -> TitleCorpus:
    """The body of texts of the loaded edition, built once per process (about half a second)."""
    loaded = LoadedFile.objects.filter(name__in=[CPV.file, PAST_TITLES.file]).order_by("name")
    edition = tuple(loaded.values_list("digest", flat=True))
    return _corpus(edition) if edition else _read_corpus()


@lru_cache(maxsize=1)
def _corpus(edition: tuple[str, ...]) -> TitleCorpus:
    return _read_corpus()


def _read_corpus() -> TitleCorpus:
    labels = CpvCode.objects.current().order_by("code").values_list("code", "label_sv")
    titles = (
        PastTitle.objects.filter(cpv__isnull=False).order_by("procurement_id").values_list("cpv_id", "title")
    )
    return TitleCorpus(labels, titles)
