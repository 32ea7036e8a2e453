# SPDX-License-Identifier: GPL-3.0-or-later
"""Facets and kept searches by keys: each row is named with its count and says whether it is checked."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from driver import Atspi, has_state, keep_screenshot, key, run_walk, type_text, wait_for  # noqa: E402

TRACKS = ['Trump–Kim diplomacy, 16 events', 'Claims and verdicts, 14 events', 'Weapons programme, 18 events']


def is_checked(program):
    return has_state(program.focused(), Atspi.StateType.CHECKED)


def walk(tell, start, file):
    program = start(file)
    program.wait(name='Three summits and a silence')
    wait_for('the events', lambda: len(program.find_all(Atspi.Role.LIST_ITEM)) > 20)
    key('f', 'Control', 'Shift')
    program.wait_focus('Tracks')
    wait_for('the counts', lambda: program.find(Atspi.Role.CHECK_BOX, TRACKS[0]))
    for track in TRACKS:
        key('Down')
        program.wait_focus(track)
        assert not is_checked(program), f'{track}: an arrow key checks nothing'
    key('Up')
    program.wait_focus(TRACKS[1])
    key('Down')
    program.wait_focus(TRACKS[2])
    tell('the arrow keys go from track to track, each with its count')
    key('space')
    wait_for('the check', lambda: TRACKS[2] in program.focused_name() and is_checked(program))
    wait_for('its events', lambda: '18 matches' in program.words())
    tell('the space bar checks one, and the search is narrowed')
    keep_screenshot('facets')
    key('Escape')
    program.wait_focus('Narrow the search')

    key('d', 'Control')
    program.wait_focus('Name of this search')
    type_text('arsenal')
    key('Return')
    program.wait(Atspi.Role.PUSH_BUTTON, 'arsenal, track:"Weapons programme"')
    key('Escape')
    program.wait_focus('Kept searches')
    tell('it is kept under a name')
    program.search('note:nowhere')
    wait_for('no match', lambda: 'No event matches' in program.words())
    key('d', 'Control')
    wait_for('the kept searches', lambda: program.find(Atspi.Role.PUSH_BUTTON, 'arsenal, track:'))
    program.go_by('arsenal, track:', 'Tab')
    keep_screenshot('facets-kept')
    key('Return')
    wait_for('its events', lambda: '18 matches' in program.words())
    tell('and chosen again')
    key('q', 'Control')
    program.wait_end()
    tell('the program ends')


run_walk('facets', walk)
