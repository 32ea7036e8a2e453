# SPDX-License-Identifier: GPL-3.0-or-later
"""A file that another program changes is heard of: one line says what changed, and a list behind it leads to
each event; what is no timeline any more is said too, and the last good one stays."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from driver import Atspi, keep_screenshot, key, run_walk, wait_for  # noqa: E402

GONE = 'Hwasong-20 paraded'
MOVED = 'Hwasong-19 test'


def change(file):
    """One event came, before all others; one went; one has another date."""
    timeline = json.loads(file.read_text(encoding='utf-8'))
    timeline['events'].insert(0, {'id': 'added', 'title': 'A letter is found', 'date': '2018-06-14',
                                  'track': timeline['tracks'][0]['id']})
    timeline['events'] = [event for event in timeline['events'] if event['title'] != GONE]
    next(e for e in timeline['events'] if e['title'] == MOVED)['date'] = '2024-11-02'
    file.write_text(json.dumps(timeline, ensure_ascii=False), encoding='utf-8')


def walk(tell, start, file):
    program = start(file)
    program.wait(name='Three summits and a silence')
    wait_for('the events', lambda: len(program.find_all(Atspi.Role.LIST_ITEM)) > 20)
    program.go_by('Singapore summit, ', 'Right', steps=60)
    change(file)
    alert = wait_for('the alert', lambda: program.find(Atspi.Role.ALERT, 'The file changed on disk.'))
    assert '1 event added, 1 removed, 1 re-dated.' in alert.get_name(), alert.get_name()
    wait_for('the focus counted anew', lambda: program.focused_name().endswith(' of 17'))
    assert program.focused_name().startswith('Singapore summit, '), program.focused_name()
    tell('an alert says what changed, and the focus stays on its event')

    program.go_by('What changed', 'Tab', 'Shift')
    key('space')
    program.go_by('A letter is found  added. 14 June 2018', 'Tab')
    key('Down')
    program.wait_focus(f'{GONE}  removed. 10 October 2025')
    key('Down')
    program.wait_focus(f'{MOVED}  re-dated. 2 November 2024; was 31 October 2024')
    keep_screenshot('reload-changes')
    tell('the list behind it is gone through by keys')
    key('Return')
    wait_for('the event', lambda: program.find(Atspi.Role.HEADING, MOVED))
    wait_for('its new date', lambda: '2 November 2024' in program.words())
    tell('Enter comes to the event')

    file.write_text('{"events": [', encoding='utf-8')
    wait_for('the alert', lambda: program.find(Atspi.Role.ALERT, 'ine 1'))
    assert program.find(Atspi.Role.HEADING, MOVED)
    keep_screenshot('reload-broken')
    tell('a file that is whole no more is said, and the last good timeline stays')
    key('q', 'Control')
    program.wait_end()
    tell('the program ends')


run_walk('reload', walk)
