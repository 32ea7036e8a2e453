# SPDX-License-Identifier: GPL-3.0-or-later
"""Which files have strings to translate, and what the translations make of them."""

import os
import re
import subprocess
from pathlib import Path

C_CALL = re.compile(r'(?<![\w"])(?:_|N_|C_|NC_|Q_|gettext|dgettext|ngettext|dngettext|pgettext'
                    r'|g_dgettext|g_dcgettext|g_dngettext|g_dpgettext2?)\s*\(\s*(?:[A-Z_]+\s*,\s*)?"')
C_COMMENT = re.compile(r'/\*.*?\*/|//[^\n]*', re.DOTALL)
XML_COMMENT = re.compile(r'<!--.*?-->', re.DOTALL)
UI_STRING = re.compile(r'translatable\s*=\s*["\'](?:yes|true|1)["\']')
GSCHEMA_STRING = re.compile(r'<(?:summary|description)>')
# What Meson's glib preset gives to xgettext, so that the strings here are the strings there.
XGETTEXT = ['xgettext', '--from-code=UTF-8', '--add-comments',
            '--keyword=_', '--keyword=N_', '--keyword=C_:1c,2', '--keyword=NC_:1c,2',
            '--keyword=g_dcgettext:2', '--keyword=g_dngettext:2,3', '--keyword=g_dpgettext2:2c,3',
            '--flag=N_:1:pass-c-format', '--flag=C_:2:pass-c-format', '--flag=NC_:2:pass-c-format',
            '--flag=g_dngettext:2:pass-c-format', '--flag=g_strdup_printf:1:c-format',
            '--flag=g_string_printf:2:c-format', '--flag=g_string_append_printf:2:c-format',
            '--flag=g_error_new:3:c-format', '--flag=g_set_error:4:c-format']


def has_strings(path):
    """Whether a file has something to translate, by what its kind marks it with."""
    name = path.name
    if path.suffix in ('.c', '.h'):
        return bool(C_CALL.search(C_COMMENT.sub(' ', path.read_text(encoding='utf-8'))))
    if path.suffix == '.ui':
        return bool(UI_STRING.search(XML_COMMENT.sub(' ', path.read_text(encoding='utf-8'))))
    if name.endswith('.gschema.xml'):
        return bool(GSCHEMA_STRING.search(path.read_text(encoding='utf-8')))
    return name.endswith(('.desktop.in', '.metainfo.xml.in'))


def translatable(root):
    """Every file under src/, ui/ and data/ with strings, as POTFILES names it."""
    return {path.relative_to(root).as_posix()
            for folder in ('src', 'ui', 'data')
            for path in (root / folder).rglob('*') if path.is_file() and has_strings(path)}


def listed(root):
    """The lines of po/POTFILES, comments aside."""
    lines = (root / 'po' / 'POTFILES').read_text(encoding='utf-8').splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith('#')]


def run(command, **options):
    """Runs a tool of gettext's in plain English; its output, both streams, and whether it went well."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding='utf-8',
                          env={**os.environ, 'LC_ALL': 'C.UTF-8', 'LANGUAGE': ''}, **options)
    return done.returncode == 0, done.stdout


def make_template(root, folder):
    """A fresh .pot from the files that are there; its path, and what xgettext complained of."""
    pot = Path(folder) / 'annals.pot'
    names = Path(folder) / 'names'
    names.write_text(''.join(f'{n}\n' for n in sorted(set(listed(root))) if (root / n).is_file()))
    well, said = run(XGETTEXT + [f'--directory={root}', f'--files-from={names}', f'--output={pot}'])
    return pot, [] if well and not said else [said]


def incomplete(po, pot, folder):
    """What a translation lacks, once merged with a fresh template."""
    merged = Path(folder) / 'merged.po'
    well, said = run(['msgmerge', '--quiet', '--no-fuzzy-matching', f'--output-file={merged}', str(po), str(pot)])
    if not well:
        return [said]
    well, said = run(['msgfmt', '--check', '--statistics', '--output-file=/dev/null', str(merged)])
    problems = [] if well else [said]
    for kind, option in (('untranslated', '--untranslated'), ('fuzzy', '--only-fuzzy')):
        _, found = run(['msgattrib', option, '--no-obsolete', '--no-wrap', str(merged)])
        problems += [f'{kind}: {line}' for line in found.splitlines()
                     if line.startswith(('msgctxt ', 'msgid ')) and line != 'msgid ""']
    return problems
