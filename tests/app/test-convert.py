# SPDX-License-Identifier: GPL-3.0-or-later
"""Converts every fixture of every format with the built program: the result is the schema's, is read
without a problem, lists the same events, and converts to itself."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / 'house'))
from tap import ROOT, Tap  # noqa: E402

import jsonschema  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
SCHEMA = ROOT / 'data' / 'schema' / 'annals-1.schema.json'
FIXTURES = sorted(p for p in (ROOT / 'tests' / 'data').rglob('*')
                  if p.suffix in ('.json', '.jsonl', '.jsonld'))
EXAMPLE = ROOT / 'data' / 'examples' / 'korea-summits.json'

# What only its bytes can keep: unknown members on each level, numbers as they are spelt.
KEPT = '''\ufeff{ "future": { "n": 1.50e+2, "big": 1E-7, "deep": [ [ 1.0, {"a":[]} ], {} ] },
 "format":"annals-1","calendar":"gregorian", "events": [ {"id":"e","title":"caf\\u00e9 \\/ \\"x\\"","date":"2018-06~",
   "fields": {"cost": 12.50, "n": -0, "list": [1, 2]}, "more": [ 1.10, true, null ],
   "claims":[ { "by":"A", "text":"t", "weight": 0.10 } ], "place": {"name":"P","latitude":54.50,"longitude":-3,"map":7e0},
   "links": [ {"to":"f", "colour":"x"} ] },
   { "title": "F", "id": "f", "begin": "2001", "end": "2002-03", "unread": {"date": "x"}, "summary": 5 } ],
 "tracks":[{"id":"t","title":"T","width":2.0}], "sources":[{"id":"s","ISBN":"1","volume":3.0}] }
'''


def run(*arguments, cwd=None):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, cwd=cwd,
                          encoding='utf-8')


def spelt(text):
    """The JSON with every number as it is written."""
    return json.loads(text, parse_float=lambda n: ('number', n), parse_int=lambda n: ('number', n))


def messages(checked):
    """What is told, without where: FILE:LINE:COLUMN: severity: text."""
    return [line.split(': ', 2)[2] for line in checked.stdout.splitlines()]


def check_file(tap, held, path, folder):
    name = path.relative_to(ROOT)
    listed = run('--list', path)
    if listed.returncode != 0:  # a fixture that is no timeline
        refused = run('--convert', folder / 'none.json', path)
        tap.truth(f'{name} is no timeline and becomes none',
                  refused.returncode == 2 and not (folder / 'none.json').exists())
        return
    one, two = folder / 'one.json', folder / 'two.json'
    done = run('--convert', one, path)
    tap.truth(f'{name} is converted', done.returncode == 0 and done.stdout == done.stderr == '',
              f'{done.returncode}: {done.stderr}')
    if done.returncode != 0:
        return
    text = one.read_text(encoding='utf-8')
    tap.check(f'{name}: as the schema has it',
              [f'{e.json_path}: {e.message}' for e in held.iter_errors(json.loads(text))])
    # What is kept as it is may still be told of, as a track that is not listed.
    before = messages(run('--check', path))
    tap.check(f'{name}: read without a problem of its own',
              [message for message in messages(run('--check', one)) if message not in before])
    again = run('--list', one)
    tap.check(f'{name}: the same events',
              [f'{a!r} became {b!r}' for a, b in
               zip(listed.stdout.splitlines(), again.stdout.splitlines()) if a != b]
              + ([] if listed.stdout.count('\n') == again.stdout.count('\n') else ['not as many']))
    run('--convert', two, one)
    tap.truth(f'{name}: converted twice it is the same',
              one.read_bytes() == two.read_bytes())
    tap.check(f'{name}: a member a line, two spaces a level',
              [line for line in text.splitlines()
               if (len(line) - len(line.lstrip(' '))) % 2 or line != line.rstrip() or '\t' in line])


def check_kept(tap, folder):
    source, out = folder / 'kept.json', folder / 'kept-out.json'
    source.write_text(KEPT, encoding='utf-8')
    done = run('--convert', out, source)
    tap.truth('unknown members are converted', done.returncode == 0, done.stderr)
    text = out.read_text(encoding='utf-8')
    expected = spelt(KEPT.lstrip('\ufeff'))
    expected['events'][0]['fields']['list'] = '[1, 2]'
    expected['events'][0]['links'][0]['type'] = 'refers-to'
    expected['events'][1].pop('summary')
    expected['events'][1]['unread:2'] = {'summary': ('number', '5')}
    tap.truth('unknown members, numbers and dates are as they were', spelt(text) == expected, text)
    tap.truth('texts keep their bytes', '"caf\\u00e9 \\/ \\"x\\""' in text, text)


def check_refusals(tap, folder):
    source = folder / 'own.json'
    source.write_text(KEPT, encoding='utf-8')
    (folder / 'soft.json').symlink_to(source)
    os.link(source, folder / 'hard.json')
    for out in ('own.json', './own.json', 'soft.json', 'hard.json'):
        done = run('--convert', out, 'own.json', cwd=folder)
        tap.truth(f'{out} is the file itself, which is never written',
                  done.returncode == 2 and done.stderr.startswith(f'{out}: error: ')
                  and source.read_text(encoding='utf-8') == KEPT, done.stderr)
    for out in ('.', 'no/such/out.json', '/dev/null'):
        done = run('--convert', out, 'own.json', cwd=folder)
        tap.truth(f'{out} cannot be written', done.returncode == 2 and done.stderr.count('\n') == 1,
                  done.stderr)
    other = folder / 'other.json'
    other.write_text('before', encoding='utf-8')
    os.chmod(other, 0o640)
    done = run('--convert', 'other.json', 'missing.json', cwd=folder)
    tap.truth('a file that cannot be read leaves what is there',
              done.returncode == 2 and other.read_text(encoding='utf-8') == 'before')
    (folder / 'link.json').symlink_to(other)
    done = run('--convert', 'link.json', 'own.json', cwd=folder)
    tap.truth('behind a link the file is replaced, with its rights',
              done.returncode == 0 and (folder / 'link.json').is_symlink()
              and json.loads(other.read_text(encoding='utf-8'))['format'] == 'annals-1'
              and other.stat().st_mode & 0o777 == 0o640)
    tap.check('no temporary file is left', [p.name for p in folder.iterdir() if '.json.' in p.name])


def main():
    tap = Tap()
    held = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding='utf-8')))
    tap.truth('there are fixtures of several formats', len({p.parent for p in FIXTURES}) >= 4)
    for path in [EXAMPLE, *FIXTURES]:
        with tempfile.TemporaryDirectory() as folder:
            check_file(tap, held, path, Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        check_kept(tap, Path(folder))
        check_refusals(tap, Path(folder))
    tap.done()


main()
