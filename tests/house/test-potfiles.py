# SPDX-License-Identifier: GPL-3.0-or-later
"""po/POTFILES names every file with strings to translate, and none besides."""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from tap import ROOT, Tap  # noqa: E402
from translations import has_strings, listed, make_template, run, translatable  # noqa: E402

FILES = [
    # name, text, whether it has strings
    ('a.c', 'puts (_("x"));', True),
    ('a.c', 'puts (_ ("x"));', True),
    ('a.c', 'static const char *a[] = { N_("x") };', True),
    ('a.c', 'C_("verb", "x")', True),
    ('a.c', 'ngettext ("%u event",\n"%u events", n)', True),
    ('a.c', 'g_dngettext (GETTEXT_PACKAGE, "%u event", "%u events", n)', True),
    ('a.c', 'g_dpgettext2 (NULL, "verb", "x")', True),
    ('a.h', '#define A _("x")', True),
    ('a.c', '/* _("x") */', False),
    ('a.c', 'my_("x"); gettext_package ("x");', False),
    ('a.c', 'puts ("x");', False),
    ('a.ui', '<property name="label" translatable="yes">x</property>', True),
    ('a.ui', '<!-- <property name="label" translatable="yes">x</property> -->', False),
    ('a.ui', '<property name="label">x</property>', False),
    ('a.desktop.in', '', True),
    ('a.metainfo.xml.in', '', True),
    ('a.gschema.xml', '<summary>x</summary>', True),
    ('a.json', '_("x")', False),
]


def check_the_checker(tap):
    for name, text, expected in FILES:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_text(text)
            tap.truth(f'{name} with {text!r}: {"strings" if expected else "none"}',
                      has_strings(path) == expected)


def main():
    tap = Tap()
    check_the_checker(tap)
    names = listed(ROOT)
    tap.check('every file with strings is listed',
              [f'{n}: has strings and is not in po/POTFILES' for n in sorted(translatable(ROOT) - set(names))])
    tap.check('every listed file has strings',
              [f'{n}: in po/POTFILES without strings, or not there' for n in sorted(set(names) - translatable(ROOT))])
    tap.check('the list is in order, each name once',
              [] if names == sorted(set(names)) else ['po/POTFILES is not sorted'])
    with tempfile.TemporaryDirectory() as folder:
        _, complaints = make_template(ROOT, folder)
        tap.check('xgettext reads every one of them', complaints)
        for language in (ROOT / 'po' / 'LINGUAS').read_text(encoding='utf-8').split():
            well, said = run(['msgfmt', '--check', f'--output-file={folder}/{language}.mo',
                              str(ROOT / 'po' / f'{language}.po')])
            tap.check(f'po/{language}.po compiles', [] if well else [said])
    tap.done()


main()
