# SPDX-License-Identifier: GPL-3.0-or-later
"""The Test Anything Protocol, as much of it as the house's own tests need."""

import os
import sys
from pathlib import Path

ROOT = Path(os.environ.get('ANNALS_SOURCE_ROOT', Path(__file__).resolve().parents[2]))


class Tap:
    """Prints one line a check, and what is wrong with those that fail."""

    def __init__(self):
        sys.stdout.reconfigure(encoding='utf-8')
        self.count = 0
        self.failed = 0

    def check(self, name, problems):
        """A check passes when `problems`, a list of sentences, is empty."""
        self.count += 1
        problems = list(problems)
        if problems:
            self.failed += 1
        print(f"{'not ok' if problems else 'ok'} {self.count} - {name}")
        for problem in problems:
            for line in str(problem).splitlines() or ['']:
                print(f'# {line}')

    def truth(self, name, is_true, problem='it is not so'):
        self.check(name, [] if is_true else [problem])

    def done(self):
        """Ends the program: 0 when every check passed."""
        print(f'1..{self.count}')
        sys.exit(1 if self.failed else 0)
