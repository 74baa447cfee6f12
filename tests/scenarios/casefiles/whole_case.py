"""A case that uses every key of the format, to be spoilt one key at a time."""

from __future__ import annotations

from typing import Any

from scenarios.casefiles.read import read_documents

TEXT = """
format: thaw-case/1
id: whole
title: Every key of the format
summary: what it is about
demo: true
start: 2030-01-01
senders: [US, EU]
targets: [Somewhere, bank]
sources:
  s1: {url: "https://example.org/1", publisher: Paper, published: 2030-01-01, grade: A1, note: n}
  s2: {publisher: Paper}
parties:
- id: bank
  kind: organization
  name: Example Bank
  aliases: [EB]
  identifiers: {imo: "0012345", source: of its own}
  listed_as: {list: us_ofac_sdn, id: 12345}
  source: s1
  note: n
  precision: day
- {id: owner, kind: individual, name: Owner}
stakes:
- {owner: owner, owned: bank, percent: 60, from: 2030-01-01, to: null, source: [s1, s2]}
- {owner: owner, owned: bank, percent: {low: "45", high: 55.5}, precision: month, note: n}
control: [{controller: owner, controlled: bank, from: 2030-01-01, to: 2030-02-01, source: s1}]
joint: [{members: [owner, bank], from: 2030-01-01, to: 2030-02-01, source: s1}]
designations:
- {id: us1, party: bank, authority: US, program: P, measure: asset_freeze, by_definition: true,
   from: 2030-01-01, to: null, source: s1, note: n, precision: 3 days}
ownership_rules:
- {authority: US, from: 2030-01-01, to: 2030-02-01, threshold: 50, strict: true, aggregate: false,
   control: true, joint: false, source: s1}
conditions:
- id: share
  kind: quantity
  bears_on: market
  by: Treasury
  text: share
  initial: NOT_MET
  review_days: 90
  fulfilled_by: P1
  source: s1
  quantity: {unit: percent, op: "<", threshold: 50}
  readings:
  - {date: 2030-01-27, value: "44.95", recorded: 2030-01-28, source: s1, note: n, precision: week}
  - {date: 2030-01-28, low: 44, high: 45}
  assessments:
  - {id: a1, date: 2030-01-13, status: NOT_MET, source: s1}
  - {date: 2030-02-06, status: MET, recorded: 2030-02-06T18:00:00Z, assessor: US, degree: 3,
     precision: day, retracts: a1, note: n, source: [s1]}
  confirmations: [{date: 2030-02-15, recorded: 2030-02-16T00:00:00+02:00, source: s1, note: n}]
  former:
  - {until: 2030-01-11T00:00:00Z, text: other, reason: r, kind: quantity, bears_on: law, by: null,
     initial: MET, review_days: null, fulfilled_by: null, source: s1,
     quantity: {unit: percent, op: ">=", threshold: "1.5"}}
- {id: det, kind: determination, bears_on: sender, text: report}
gates:
- id: main
  view: US
  opens: P1
  when:
    all:
    - share
    - other-case/det
    - any: [det, {not: det}, {from_date: 2030-01-01}]
    - atleast: {k: 1, of: [det, share]}
    - weighted: {share: "0.8", of: [{weight: "2", node: det, source: s1, note: n}]}
    - latch: {of: det, start: 2030-01-01}
    - before: {of: det, deadline: 2030-02-01, start: 2030-01-01, grace: 3}
    - sustained: {of: det, days: 3, start: 2030-01-01, tolerance: 1, latch: true}
    - then: {first: det, second: share, start: 2030-01-01, max_gap: 3, strict: true}
    - auto_unless: {at: 2030-02-01, stop: det, start: 2030-01-01}
    - view: {of: det, assessor: US}
  former: [{until: 2030-01-11, when: det, opens: null, view: null, yields: det, reason: r, note: n}]
- {id: back, reverses: P1, when: det, source: s1, note: n, precision: year}
- {id: yield, yields: det, when: share}
packages:
- id: P1
  title: relief
  state: EFFECTIVE
  source: s1
  steps:
  - {id: s1, instrument: US.DELIST, mode: terminated, removes: {program: P}, effective: 2030-03-01}
  - {id: s2, instrument: LIST, authority: US, removes: {designations: [us1, us2]}, source: s2}
  - {id: s3, instrument: US.LIST, adds: [{id: us2, party: bank, authority: US, program: Q}]}
  - {id: s4, instrument: US.GL, mode: authorised, licence: "8A"}
  - {id: s5, instrument: TRANCHE, amount: 550, currency: USD, unit: million, effective: null}
licences:
- {id: 8, series: GLs, authority: US, from: 2030-03-19T00:00, expires: null, zone: UTC}
- {id: 8A, series: GLs, authority: US, from: 2030-03-19T00:00, expires: 2030-04-11T00:01,
   zone: America/New_York, supersedes: 8, cut_off: 2030-03-12, covers: [bank], owned_entities: true,
   source: s1, note: n, precision: day}
scenarios:
- {id: one, title: One, packages: [P1], horizon: 2030-12-31, source: s1,
   assume: {det: {status: MET, date: 2030-06-01, note: n}}}
forecasts:
- {condition: det, by: 2030-12-31, p: "0.4", author: me, at: 2030-01-10, given: {share: true}}
acts: [{date: 2030-03-01, package: P1, what: done, source: s1, precision: day, note: n}]
expect:
- {gate: main, first_met: null}
- {condition: det, on: 2030-01-01, value: U, status: UNKNOWN, known_at: 2030-01-01T00:00:00Z}
- {condition: det, on: 2030-01-01, status: UNKNOWN, note: n, source: s1}
- {condition: det, from: 2030-01-01, to: 2030-02-01, changes: [[2030-01-01, UNKNOWN]]}
- {gate: main, on: 2030-01-01, next_clock_change: [2030-02-01, MET]}
- {gate: main, on: 2030-01-01, blocking: [[det, other-case/det]]}
- {blocked: bank, authority: US, on: 2030-01-01, state: BLOCKED_DERIVED, sum: 50, owners: [owner]}
- {impact: P1, authority: US, on: 2030-01-01, classes: {bank: FREED}}
- {effectively_free: P1, on: 2030-01-01, parties: [bank]}
- {restrictions: bank, authority: US, on: 2030-01-01, package: P1, before: [x], after: []}
- {releases: bank, authority: US, on: 2030-01-01, after: P1, sets: [[us1]]}
- {licence: GLs, at: "2030-03-15T12:00", zone: UTC, loaded: 2030-03-10, answer: 8}
- {licence_cover: 8A, on: 2030-01-01, states: {bank: AUTHORISED}}
- {probability: main, by: 2030-12-31, p: "0.378", bounds: ["0.2", 1]}
- {effect: main, of: det, by: 2030-12-31, value: "-0.4506"}
- {stuck: [P1, det], target: P1, breaks: [[P1, det]]}
"""


def whole_case() -> dict[str, Any]:
    (document,) = read_documents(TEXT, file="whole.yaml")
    return document


def spoilt(place: str, value: str) -> dict[str, Any]:
    """The whole case with the value (as YAML) at the place; `!` takes the key away."""
    document = whole_case()
    *holders, last = place.replace("[", ".[").split(".")
    holder: Any = document
    for part in holders:
        holder = holder[_key(part)]
    if value == "!":
        del holder[_key(last)]
    elif isinstance(holder, list) and _key(last) == len(holder):
        holder.append(_plain(value))
    else:
        holder[_key(last)] = _plain(value)
    return document


def _key(part: str) -> str | int:
    return int(part[1:-1]) if part.startswith("[") else part


def _plain(value: str) -> Any:
    (document,) = read_documents(f"value: {value}\n", file="value.yaml")
    return document["value"]
