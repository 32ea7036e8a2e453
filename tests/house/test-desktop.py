# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desktop reads about Annals is well-formed: desktop file, metainfo, settings, icons.

Usage: test-desktop.py BUILT-DESKTOP-FILE BUILT-METAINFO-FILE"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from tap import ROOT, Tap  # noqa: E402

APPLICATION_ID = 'io.github.annals.Annals'
DATA = ROOT / 'data'
ICONS = DATA / 'icons' / 'hicolor'


def complaints(*command):
    """What a tool finds wrong; a tool that is not there is a fault too, not a reason to skip."""
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding='utf-8',
                              env={**os.environ, 'LC_ALL': 'C.UTF-8'})
    except FileNotFoundError:
        return [f'{command[0]} is not installed']
    return [done.stdout or f'{command[0]} failed'] if done.returncode else []


def check_tool(tap, what, good, spoil, *command):
    """A tool passes the good file and refuses a spoilt one."""
    tap.check(f'the {what} is valid', complaints(*command, str(good)))
    with tempfile.TemporaryDirectory() as folder:
        bad = Path(folder) / good.name
        bad.write_text(spoil(good.read_text(encoding='utf-8')), encoding='utf-8')
        tap.truth(f'a spoilt {what} is not', bool(complaints(*command, str(bad))))


def keys(desktop):
    return dict(line.split('=', 1) for line in desktop.read_text(encoding='utf-8').splitlines()
                if '=' in line and not line.startswith('#'))


def check_agreement(tap, desktop, metainfo):
    """Names that must be the same in two files."""
    entry = keys(desktop)
    component = ElementTree.parse(metainfo).getroot()
    version = re.search(r"version: '([^']+)'", (ROOT / 'meson.build').read_text(encoding='utf-8'))
    tap.truth('desktop file and metainfo name one program',
              entry['Icon'] == component.findtext('id') == APPLICATION_ID
              and component.findtext('launchable') == desktop.name
              and entry['Exec'].split()[0] == component.findtext('provides/binary'))
    tap.truth('it says in Korean what it is', entry.get('Comment[ko]', entry['Comment']) != entry['Comment'])
    types = [kind for kind in entry['MimeType'].split(';') if kind]
    tap.truth('both know the files it opens',
              types == ['application/json', 'application/ld+json', 'application/x-ndjson']
              and [kind.text for kind in component.findall('provides/mediatype')] == types)
    tap.truth('the newest release is this version',
              version and component.find('releases/release').get('version') == version.group(1))
    tap.truth('the licence is the project\'s', component.findtext('project_license') == 'GPL-3.0-or-later')


def check_lines(tap):
    """A desktop that has never heard of JSON Lines learns which files they are."""
    with tempfile.TemporaryDirectory() as folder:
        packages = Path(folder) / 'packages'
        packages.mkdir()
        shutil.copy(DATA / f'{APPLICATION_ID}.mime.xml', packages / f'{APPLICATION_ID}.xml')
        wrong = complaints('update-mime-database', folder)
        globs = Path(folder) / 'globs'
        known = globs.read_text(encoding='utf-8').splitlines() if globs.exists() else []
    tap.check('the type of JSON Lines is valid', wrong)
    tap.truth('a .jsonl file is of a type that Annals opens', 'application/x-ndjson:*.jsonl' in known)


def main():
    desktop, metainfo = (Path(argument) for argument in sys.argv[1:3])
    tap = Tap()
    check_tool(tap, 'desktop file', desktop, lambda text: text.replace('Type=', 'Kind='), 'desktop-file-validate')
    check_tool(tap, 'metainfo', metainfo, lambda text: text.replace('<id>', '<id>/'),
               'appstreamcli', 'validate', '--no-net')
    tap.check('the settings schema is valid', complaints('glib-compile-schemas', '--strict', '--dry-run', str(DATA)))
    with tempfile.TemporaryDirectory() as folder:
        name = f'{APPLICATION_ID}.gschema.xml'
        text = (DATA / name).read_text(encoding='utf-8')
        (Path(folder) / name).write_text(text.replace("<default>'default'", "<default>'blue'"), encoding='utf-8')
        tap.truth('a spoilt settings schema is not',
                  bool(complaints('glib-compile-schemas', '--strict', '--dry-run', folder)))
    check_agreement(tap, desktop, metainfo)
    check_lines(tap)
    for icon in (ICONS / 'scalable' / 'apps' / f'{APPLICATION_ID}.svg',
                 ICONS / 'symbolic' / 'apps' / f'{APPLICATION_ID}-symbolic.svg'):
        tap.truth(f'{icon.name} is a square picture',
                  icon.is_file() and (lambda svg: svg.tag.endswith('}svg') and svg.get('width') == svg.get('height'))(
                      ElementTree.parse(icon).getroot()))
    tap.done()


main()
