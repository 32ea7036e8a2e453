# SPDX-License-Identifier: GPL-3.0-or-later
"""The Korean translation is complete: nothing fuzzy, nothing left in English."""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from tap import ROOT, Tap  # noqa: E402
from translations import incomplete, make_template, run  # noqa: E402

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def check_the_checker(tap, folder):
    pot = Path(folder) / 'planted.pot'
    pot.write_text(HEADER + 'msgid "one"\nmsgstr ""\n\nmsgid "two"\nmsgstr ""\n')
    for name, text, expected in [
            ('a whole translation', 'msgid "one"\nmsgstr "1"\n\nmsgid "two"\nmsgstr "2"\n', 0),
            ('a missing string', 'msgid "one"\nmsgstr "1"\n', 1),
            ('an empty string', 'msgid "one"\nmsgstr ""\n\nmsgid "two"\nmsgstr "2"\n', 1),
            ('a fuzzy string', '#, fuzzy\nmsgid "one"\nmsgstr "1"\n\nmsgid "two"\nmsgstr "2"\n', 1)]:
        po = Path(folder) / 'planted.po'
        po.write_text(HEADER + text, encoding='utf-8')
        found = incomplete(po, pot, folder)
        tap.truth(f'{name}: {expected} found', len(found) == expected, str(found))


def main():
    tap = Tap()
    tap.truth('Korean is among the languages',
              'ko' in (ROOT / 'po' / 'LINGUAS').read_text(encoding='utf-8').split())
    with tempfile.TemporaryDirectory() as folder:
        check_the_checker(tap, folder)
        pot, complaints = make_template(ROOT, folder)
        tap.check('the strings are read', complaints)
        _, strings = run(['msgcat', '--no-wrap', str(pot)])
        tap.truth('there are strings', strings.count('\nmsgid ') > 1)
        tap.check('every string is in Korean', incomplete(ROOT / 'po' / 'ko.po', pot, folder))
    tap.done()


main()
