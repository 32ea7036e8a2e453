# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps the house in order: who may include whom, licence lines, names at the top level."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from tap import ROOT, Tap  # noqa: E402

# Each room may include from itself and from those before it.
ROOMS = ['time', 'model', 'formats', 'notes', 'find', 'view', 'scene', 'export', 'widgets', 'app']
CORE_ROOMS = ROOMS[:ROOMS.index('scene')]
JSON_ROOMS = ['formats', 'notes']
DRAWING = re.compile(r'(gtk|gdk|gsk|pango|cairo|graphene|gdk-pixbuf|adwaita)([/.-]|$)')
INCLUDE = re.compile(r'^\s*#\s*(?:include|import)\s*([<"])([^>"]+)[>"]', re.MULTILINE)
COMMENT = re.compile(r'/\*.*?\*/|//[^\n]*', re.DOTALL)
LICENCE = 'SPDX-License-Identifier: GPL-3.0-or-later'
TOP_LEVEL = {'meson.build', 'src', 'ui', 'data', 'po', 'tests', 'README.md', 'LICENSE'}


def sources(root, *folders):
    for folder in folders:
        for path in sorted((root / folder).rglob('*')):
            if path.suffix in ('.c', '.h') and path.is_file():
                yield path


def without_comments(text):
    """Comments become as many line breaks as they had, so that line numbers stay."""
    return COMMENT.sub(lambda match: '\n' * match.group().count('\n'), text)


def climbs(root):
    """What is wrong with the #include lines under src/."""
    for path in sources(root, 'src'):
        name = path.relative_to(root).as_posix()
        room = path.relative_to(root / 'src').parts[0]
        if room not in ROOMS:
            yield f'{name}: {room} is no room of the house'
            continue
        text = without_comments(path.read_text(encoding='utf-8'))
        for match in INCLUDE.finditer(text):
            line = text.count('\n', 0, match.start(2)) + 1
            problem = refused(room, match.group(1) == '"', match.group(2))
            if problem:
                yield f'{name}:{line}: {match.group(2)}: {problem}'


def refused(room, is_own, header):
    """Why a file of this room may not include that header; None when it may."""
    if is_own and not header.startswith('json-glib/'):
        parts = header.split('/')
        if '..' in parts or '.' in parts:
            return 'headers are named from src/'
        if len(parts) == 1:
            # What Meson generates for the program has no room.
            return None if room in ('widgets', 'app') else 'headers are named room/file.h'
        if parts[0] in ROOMS and ROOMS.index(parts[0]) > ROOMS.index(room):
            return f'{room} may not include from {parts[0]}'
        if parts[0] in ROOMS:
            return None
    if DRAWING.match(header) and room in CORE_ROOMS:
        return f'{room} is a room of annals-core, which draws nothing'
    if header.startswith('json-glib/') and room not in JSON_ROOMS:
        return 'json-glib stays in ' + ' and '.join(JSON_ROOMS)
    return None


def unlicensed(root):
    for path in sources(root, 'src', 'tests'):
        with path.open(encoding='utf-8') as file:
            if LICENCE not in file.readline():
                yield f'{path.relative_to(root).as_posix()}: the first line has no {LICENCE}'


def strangers(names):
    """Names at the top level that have no business there."""
    return [f'{name}: not a name of the top level' for name in sorted(names)
            if name not in TOP_LEVEL and not name.startswith('.')]


def top_level(root):
    """What is tracked at the top level; outside a checkout, what lies there but for build folders."""
    git = ['git', '-c', 'safe.directory=*', '-C', str(root)]
    try:
        top = subprocess.run(git + ['rev-parse', '--show-toplevel'], capture_output=True, encoding='utf-8')
        if top.returncode == 0 and Path(top.stdout.strip()).resolve() == root.resolve():
            listed = subprocess.run(git + ['ls-files', '-z'], capture_output=True, check=True).stdout
            return {name.split('/')[0] for name in listed.decode().split('\0') if name}
    except (OSError, subprocess.CalledProcessError):
        pass
    return {path.name for path in root.iterdir()
            if not (path.is_dir() and (path.name.startswith('build')
                                       or (path / 'meson-private').is_dir()))}


PLANTED = [
    # room, line, whether it is refused
    ('time', '#include "time/span.h"', False),
    ('time', '#include "model/timeline.h"', True),
    ('model', '#include "time/span.h"', False),
    ('view', '#include "find/bitset.h"', False),
    ('find', '  #  include "view/viewport.h"', True),
    ('scene', '#include "widgets/timeline-view.h"', True),
    ('export', '#include "scene/theme.h"', False),
    ('widgets', '#include "app/window.h"', True),
    ('app', '#include "widgets/timeline-view.h"', False),
    ('app', '#include "annals-resources.h"', False),
    ('model', '#include "timeline.h"', True),
    ('model', '#include "../time/span.h"', True),
    ('time', '#include <glib.h>', False),
    ('notes', '#include <gio/gio.h>', False),
    ('view', '#include <gtk/gtk.h>', True),
    ('find', '#include <gdk/gdk.h>', True),
    ('time', '#include <gsk/gsk.h>', True),
    ('model', '#include <pango/pango.h>', True),
    ('formats', '#include <pango/pangocairo.h>', True),
    ('notes', '#include <cairo.h>', True),
    ('notes', '#include <cairo/cairo.h>', True),
    ('view', '#include <cairo-svg.h>', True),
    ('scene', '#include <gsk/gsk.h>', False),
    ('formats', '#include <json-glib/json-glib.h>', False),
    ('notes', '#include <json-glib/json-glib.h>', False),
    ('model', '#include <json-glib/json-glib.h>', True),
    ('view', '#include "json-glib/json-glib.h"', True),
    ('widgets', '#include <json-glib/json-glib.h>', True),
    ('time', '/* #include <gtk/gtk.h> */', False),
    ('attic', '#include <glib.h>', True),
]


def check_the_checkers(tap):
    """A checker that catches nothing proves nothing: each is shown what it must refuse."""
    for room, line, is_refused in PLANTED:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            (root / 'src' / room).mkdir(parents=True)
            (root / 'src' / room / 'planted.c').write_text(f'/* {LICENCE} */\n\n{line}\n')
            found = list(climbs(root))
        word = 'refused' if is_refused else 'allowed'
        tap.truth(f'{line} in {room} is {word}',
                  bool(found) == is_refused and all(':3:' in f or room == 'attic' for f in found),
                  f'found {found}')
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / 'src' / 'time').mkdir(parents=True)
        (root / 'tests').mkdir()
        (root / 'src' / 'time' / 'bare.h').write_text('#pragma once\n')
        (root / 'src' / 'time' / 'good.h').write_text(f'/* {LICENCE} */\n')
        tap.truth('a header without a licence line is found', len(list(unlicensed(root))) == 1)
        (root / 'notes.txt').write_text('')
        (root / 'out' / 'meson-private').mkdir(parents=True)
        (root / 'build-asan').mkdir()
        tap.truth('a stranger at the top level is found, a build folder is not',
                  [s.split(':')[0] for s in strangers(top_level(root))] == ['notes.txt'],
                  str(top_level(root)))


def main():
    tap = Tap()
    check_the_checkers(tap)
    tap.truth('there are sources to read', any(sources(ROOT, 'src')))
    tap.check('no #include climbs the house', climbs(ROOT))
    tap.check('every C file says its licence', unlicensed(ROOT))
    tap.check('the top level has its own names only', strangers(top_level(ROOT)))
    tap.done()


main()
