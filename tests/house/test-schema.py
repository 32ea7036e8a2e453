# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the shipped timeline against the format's schema, and both against what they promise."""

import copy
import json
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from tap import ROOT, Tap  # noqa: E402

try:
    import jsonschema
except ImportError:
    jsonschema = None

SCHEMA = ROOT / 'data' / 'schema' / 'annals-1.schema.json'
EXAMPLE = ROOT / 'data' / 'examples' / 'korea-summits.json'
N_EVENTS = 86
N_SENTENCES = 14  # of the article that the example tells, source src01

SMALL = {
    'format': 'annals-1',
    'tracks': [{'id': 't', 'title': 'Track'}],
    'sources': [{'id': 's', 'type': 'book', 'title': 'Source', 'issued': {'date-parts': [[1999]]}}],
    'events': [{'id': 'e', 'title': 'Event', 'date': '1999', 'track': 't', 'sources': ['s']}],
}


def event(**members):
    """The small timeline with its event's members changed; `begin` and `end` displace the date."""
    timeline = copy.deepcopy(SMALL)
    if 'begin' in members:
        del timeline['events'][0]['date']
    timeline['events'][0].update(members)
    return timeline


def root(**members):
    return {**copy.deepcopy(SMALL), **members}


def without(member):
    timeline = copy.deepcopy(SMALL)
    del timeline['events'][0][member]
    return timeline


GOOD = {
    'a small timeline': SMALL,
    'no tracks and no sources': {'format': 'annals-1', 'events': []},
    'members nobody knows': event(unknown={'a': [1]}, claims=[{'by': 'x', 'text': 'y', 'z': None}]),
    'an undated event': event(date=None),
    'an event without a date': without('date'),
    'a pair of windows': event(begin='[1066-09-01..1066-10-13]', end='1066-10-14'),
    'a kind of one\'s own': event(kind='eclipse'),
    'a link of one\'s own': event(links=[{'type': 'rhymes-with', 'to': 'e'}]),
    'a source by number': root(sources=[{'id': 7, 'issued': '1999-XX'}]),
    'an actor with a role': event(actors=['A', {'name': 'B', 'role': 'host'}]),
    'a place without coordinates': event(place={'name': 'Somewhere'}),
    'media and fields': event(media=[{'url': 'https://example.org/a.png'}], fields={'n': 3, 'm': 'x'}),
    'nested and folded tracks': root(tracks=[{'id': 'a', 'folded': True}, {'id': 'b', 'parent': 'a'}]),
}
for _date in ['2018', '2018-06-12T10:00:00Z', '2018-06-12T10:00:00.25+09:00', 'Y-17E7', 'Y3388E2S3',
              '-0044', '1950S2', '20XX', '2018-21', '2018~/..', '2018/', '/2018', '../..', '../', '/..',
              '[1667,1668,1670..1672]', '{1960,1961-12}', '[..1984]', '?2004-06-~11', '2004-06%']:
    GOOD[f'the date {_date}'] = event(date=_date)

BAD = {
    'an array': [],
    'no format': {'events': []},
    'another format': root(format='annals-0'),
    'no events': {'format': 'annals-1'},
    'events that are no array': root(events={}),
    'an event that is no object': root(events=['e']),
    'an event without an id': without('id'),
    'an event without a title': without('title'),
    'an empty id': event(id=''),
    'a number for an id': event(id=7),
    'a date in words': event(date='June 2018'),
    'an empty date': event(date=''),
    'a slash for a date': event(date='/'),
    'a number for a date': event(date=2018),
    'a date and a begin': {**SMALL, 'events': [{**SMALL['events'][0], 'begin': '1998'}]},
    'importance 0': event(importance=0),
    'importance 6': event(importance=6),
    'importance in words': event(importance='high'),
    'a certainty unheard of': event(certainty='sure'),
    'a stance unheard of': event(claims=[{'by': 'x', 'stance': 'shouts', 'text': 'y'}]),
    'a claim by nobody': event(claims=[{'text': 'y'}]),
    'a claim of nothing': event(claims=[{'by': 'x'}]),
    'a hedge in words': event(claims=[{'by': 'x', 'text': 'y', 'hedged': 'yes'}]),
    'a link to nowhere': event(links=[{'type': 'follows'}]),
    'a citation of nothing': event(sources=[{'locator': 'page 1'}]),
    'another dating without a date': event(otherDates=[{'by': 'x'}]),
    'a latitude alone': event(place={'name': 'x', 'latitude': 1}),
    'a latitude beyond the pole': event(place={'name': 'x', 'latitude': 91, 'longitude': 0}),
    'tags in one string': event(tags='a, b'),
    'a colour by name': event(color='red'),
    'a track without an id': root(tracks=[{'title': 'x'}]),
    'a track of a colour by name': root(tracks=[{'id': 'x', 'color': 'blue'}]),
    'a source without an id': root(sources=[{'title': 'x'}]),
    'a source issued in a number': root(sources=[{'id': 's', 'issued': 2018}]),
    'an as-of that is no day': root(asOf='2025'),
    'a view that is no interval': root(view='2017'),
    'a calendar unheard of': root(calendar='french'),
    'a timeline id that is no IRI': root(id='my timeline'),
}


def undescribed(node, path='#'):
    """Members of the schema that say nothing of what they mean."""
    for name, member in node.get('properties', {}).items():
        here = f'{path}/{name}'
        if isinstance(member, dict):
            if not member.get('description'):
                yield here
            yield from undescribed(member, here)
    for name, definition in node.get('$defs', {}).items():
        if not definition.get('description'):
            yield f'{path}/$defs/{name}'
        yield from undescribed(definition, f'{path}/$defs/{name}')
    for part in node.get('oneOf', []):
        yield from undescribed(part, path)
    if isinstance(node.get('items'), dict):
        yield from undescribed(node['items'], path + '[]')


def closed(node, path='#'):
    """Places where the schema would refuse a member it does not know."""
    if isinstance(node, dict):
        if node.get('additionalProperties') is False or 'unevaluatedProperties' in node:
            yield path
        for name, member in node.items():
            yield from closed(member, f'{path}/{name}')
    elif isinstance(node, list):
        for i, member in enumerate(node):
            yield from closed(member, f'{path}/{i}')


def doubles(ids):
    return [f'{i}: more than once' for i in sorted({i for i in ids if ids.count(i) > 1})]


def citations(event):
    for citation in event.get('sources', []):
        yield citation if isinstance(citation, dict) else {'source': citation}


def dangling(timeline):
    """Ids that name nothing in the file."""
    events = {e['id'] for e in timeline['events']}
    sources = {s['id'] for s in timeline['sources']}
    tracks = {t['id'] for t in timeline['tracks']}
    for e in timeline['events']:
        named = [('event', link['to'], events) for link in e.get('links', [])]
        named += [('event', c['event'], events) for c in e.get('claims', []) if 'event' in c]
        named += [('source', c['source'], sources) for c in e.get('claims', []) if 'source' in c]
        named += [('source', d['source'], sources) for d in e.get('otherDates', []) if 'source' in d]
        named += [('source', c['source'], sources) for c in citations(e)]
        named += [('track', e['track'], tracks)] if 'track' in e else []
        for what, name, known in named:
            if name not in known:
                yield f"{e['id']}: no {what} {name}"


def told_sentences(timeline):
    """Sentences of the article that some event cites it for."""
    told = set()
    for e in timeline['events']:
        for citation in citations(e):
            if citation['source'] == 'src01':
                for numbers in re.findall(r'sentences? ((?:\d+(?: and )?)+)', citation.get('locator', '')):
                    told.update(int(n) for n in re.findall(r'\d+', numbers))
    return told


def strict(pairs):
    """Refuses an object that has a member twice, which json would silently let the last win."""
    names = [name for name, _ in pairs]
    if len(names) != len(set(names)):
        raise ValueError(f'twice in one object: {doubles(names)}')
    return dict(pairs)


def check_schema(tap, schema):
    validator = jsonschema.Draft202012Validator
    validator.check_schema(schema)
    held = validator(schema)
    for name, timeline in GOOD.items():
        tap.check(f'the schema takes {name}',
                  [f'{e.json_path}: {e.message}' for e in held.iter_errors(timeline)])
    for name, timeline in BAD.items():
        tap.truth(f'the schema refuses {name}', not held.is_valid(timeline), 'it took it')
    tap.check('every member is described', undescribed(schema))
    tap.check('unknown members are allowed', closed(schema))
    return held


def check_example(tap, example, held):
    events = example['events']
    tap.check('the example is as the schema has it',
              [f'{e.json_path}: {e.message}' for e in held.iter_errors(example)])
    tap.truth(f'it has {N_EVENTS} events', len(events) == N_EVENTS, f'it has {len(events)}')
    tap.check('event ids are unique', doubles([e['id'] for e in events]))
    tap.check('source ids are unique', doubles([s['id'] for s in example['sources']]))
    tap.check('track ids are unique', doubles([t['id'] for t in example['tracks']]))
    tap.check('every id that is named is there', dangling(example))
    tap.check('every event has a source, a summary and says how its date is known',
              [f"{e['id']}: no {m}" for e in events for m in ('sources', 'summary', 'dateBasis')
               if not e.get(m)])
    cited = {c['source'] for e in events for c in citations(e)}
    tap.check('every source is cited',
              [s['id'] for s in example['sources'] if s['id'] not in cited])
    tap.check('every source says whether it was read',
              [s['id'] for s in example['sources'] if 'read' not in s.get('custom', {})])
    tap.check('every sentence of the article is told',
              [f'sentence {n}' for n in range(1, N_SENTENCES + 1) if n not in told_sentences(example)])
    broken = copy.deepcopy(example)
    broken['events'][0]['links'] = [{'type': 'follows', 'to': 'nobody'}]
    broken['events'][1]['track'] = 'nowhere'
    broken['events'][2]['claims'] = [{'by': 'x', 'text': 'y', 'source': 'none', 'event': 'none'}]
    tap.truth('a name of nothing would be found', len(list(dangling(broken))) == 4)
    del broken['events'][1]['dateBasis']
    broken['events'][3]['id'] = broken['events'][4]['id']
    tap.truth('a double id would be found', len(doubles([e['id'] for e in broken['events']])) == 1)


def main():
    tap = Tap()
    tap.truth('python3-jsonschema with draft 2020-12 is installed',
              hasattr(jsonschema, 'Draft202012Validator'), 'install python3-jsonschema 4')
    if tap.failed:
        tap.done()
    held = check_schema(tap, json.loads(SCHEMA.read_text(encoding='utf-8')))
    text = EXAMPLE.read_text(encoding='utf-8')
    check_example(tap, json.loads(text, object_pairs_hook=strict), held)
    tap.truth('the example is written to be compared line by line',
              text.endswith('}\n') and '\t' not in text and '\r' not in text
              and all(line == line.rstrip() for line in text.splitlines()))
    tap.done()


main()
