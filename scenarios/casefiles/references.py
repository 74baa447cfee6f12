"""Checks that what the rows of a document name exists.

Method: a literal table says which places name what; expressions are walked node by node; the key
`source` is looked for everywhere. Source: the case file format, section 1 and its preamble.
Limits: a condition of another case (`case/condition`) is looked up only among the cases given.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from scenarios.casefiles.expression_limits import expression_nodes
from scenarios.casefiles.faults import PlacedError, member_of
from scenarios.casefiles.identities import Named, id_text, names_of
from scenarios.casefiles.places import Placed, find
from scenarios.casefiles.plain_values import Document
from scenarios.domain.errors import DocumentFault

_NODES = (Named.CONDITION, Named.PACKAGE)

_REFERENCES: tuple[tuple[str, tuple[Named, ...]], ...] = (
    ("stakes[].owner", (Named.PARTY,)),
    ("stakes[].owned", (Named.PARTY,)),
    ("control[].controller", (Named.PARTY,)),
    ("control[].controlled", (Named.PARTY,)),
    ("joint[].members[]", (Named.PARTY,)),
    ("designations[].party", (Named.PARTY,)),
    ("conditions[].fulfilled_by", (Named.PACKAGE,)),
    ("conditions[].former[].fulfilled_by", (Named.PACKAGE,)),
    ("gates[].opens", (Named.PACKAGE,)),
    ("gates[].reverses", (Named.PACKAGE,)),
    ("gates[].yields", (Named.CONDITION,)),
    ("gates[].former[].opens", (Named.PACKAGE,)),
    ("gates[].former[].reverses", (Named.PACKAGE,)),
    ("gates[].former[].yields", (Named.CONDITION,)),
    ("packages[].steps[].removes.designations[]", (Named.DESIGNATION,)),
    ("packages[].steps[].adds[].party", (Named.PARTY,)),
    ("packages[].steps[].licence", (Named.LICENCE,)),
    ("licences[].supersedes", (Named.LICENCE,)),
    ("licences[].covers[]", (Named.PARTY,)),
    ("scenarios[].packages[]", (Named.PACKAGE,)),
    ("scenarios[].assume{}", (Named.CONDITION,)),
    ("forecasts[].condition", (Named.CONDITION,)),
    ("forecasts[].given{}", (Named.CONDITION,)),
    ("acts[].package", (Named.PACKAGE,)),
    ("expect[].gate", (Named.GATE,)),
    ("expect[].condition", (Named.CONDITION,)),
    ("expect[].blocked", (Named.PARTY,)),
    ("expect[].owners[]", (Named.PARTY,)),
    ("expect[].impact", (Named.PACKAGE,)),
    ("expect[].classes{}", (Named.PARTY,)),
    ("expect[].effectively_free", (Named.PACKAGE,)),
    ("expect[].parties[]", (Named.PARTY,)),
    ("expect[].restrictions", (Named.PARTY,)),
    ("expect[].package", (Named.PACKAGE,)),
    ("expect[].releases", (Named.PARTY,)),
    ("expect[releases].after", (Named.PACKAGE,)),
    ("expect[].sets[][]", (Named.DESIGNATION,)),
    ("expect[].licence", (Named.SERIES,)),
    ("expect[].answer", (Named.LICENCE,)),
    ("expect[].licence_cover", (Named.LICENCE,)),
    ("expect[].states{}", (Named.PARTY,)),
    ("expect[].probability", (Named.GATE,)),
    ("expect[].effect", (Named.GATE,)),
    ("expect[effect].of", (Named.CONDITION,)),
    ("expect[].stuck[]", _NODES),
    ("expect[].target", _NODES),
    ("expect[].breaks[][]", _NODES),
)

#: Where conditions are cited which may be those of another case.
_EXPRESSIONS = ("gates[].when", "gates[].former[].when", "expect[].blocking[][]")

#: Mappings whose keys are the file's own words, so that `source` there is not a citation.
_OWN_WORDS = frozenset({"sources", "identifiers", "assume", "given", "classes", "states"})


def reference_faults(
    document: Document, *, others: Mapping[str, frozenset[str]]
) -> list[DocumentFault]:
    """Return a fault for each name that nothing has.

    `others` are the ids of the conditions of the other cases at hand, by the id of their case.
    """
    names = names_of(document)
    faults = [*_unknown_names(document, names=names), *_unknown_sources(document, names=names)]
    for place, cited in _cited_conditions(document):
        case, _, condition = cited.rpartition("/")
        known = others.get(case) if case else names[Named.CONDITION]
        if case and case == document.get("id"):
            message = f'expected "{condition}": this case cites its own conditions without its id'
            faults.append(DocumentFault(place, message))
        elif known is not None and condition not in known:
            faults.append(_unknown(place, cited, kinds=(Named.CONDITION,)))
    return faults


def _unknown_names(
    document: Document, *, names: Mapping[Named, frozenset[str]]
) -> Iterator[DocumentFault]:
    for pattern, kinds in _REFERENCES:
        known = frozenset().union(*(names[kind] for kind in kinds))
        for place, value in find(document, pattern):
            text = id_text(value)
            if text is not None and text not in known:
                yield _unknown(place, text, kinds=kinds)


def _cited_conditions(document: Document) -> Iterator[tuple[str, str]]:
    for pattern in _EXPRESSIONS:
        for place, expression in find(document, pattern):
            try:
                for where, node in expression_nodes(expression, place=place):
                    if isinstance(node, str):
                        yield where, node
            except PlacedError:
                # Beyond the limits: the check of the form says so, and nothing there is looked up.
                continue


def _unknown_sources(
    document: Document, *, names: Mapping[Named, frozenset[str]]
) -> Iterator[DocumentFault]:
    for place, value in _sources(document, place=""):
        keys = find(value, "[]", inside=place) if isinstance(value, list) else [(place, value)]
        for where, key in keys:
            if isinstance(key, str) and key not in names[Named.SOURCE]:
                message = f'expected the key of a source, got "{key}"'
                yield DocumentFault(where, message)


def _sources(value: Any, *, place: str) -> Iterator[Placed]:
    """Yield what each row cites; nothing inside mappings of own words."""
    if isinstance(value, dict):
        for key, member in value.items():
            where = member_of(place, key=key)
            if key == "source":
                yield where, member
            elif key not in _OWN_WORDS:
                yield from _sources(member, place=where)
    elif isinstance(value, list):
        for where, member in find(value, "[]", inside=place):
            yield from _sources(member, place=where)


def _unknown(place: str, text: str, *, kinds: tuple[Named, ...]) -> DocumentFault:
    wanted = " or a ".join(kinds)
    return DocumentFault(place, f'expected the id of a {wanted}, got "{text}"')
