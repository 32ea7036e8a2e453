# SPDX-License-Identifier: GPL-3.0-or-later
"""The list wholly by keys: rows and cells that say what they are, an order by any column, copies with their
sources, and back to the timeline."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from driver import Atspi, keep_screenshot, key, run_walk, text_of, wait_for  # noqa: E402

FIRST = 'Libya gives up WMD, 19 December 2003, Precedents'
SECOND = 'Pyongyang draws its Libya lesson, March 2011, Precedents'
LAST = 'NIS: perhaps after March 2026, 4 November 2025, After the article'
COPIED = 'Article: obstacles unchanged'


def cells_of(program):
    row = program.focused()
    if row is None or row.get_role() != Atspi.Role.TABLE_ROW:
        return []
    cells = [row.get_child_at_index(i) for i in range(row.get_child_count())]
    return [cell.get_name() for cell in cells if cell.get_role() == Atspi.Role.TABLE_CELL]


def sort_by(program, column):
    key('F10', 'Shift')
    program.go_by('Sort by', 'Down')
    key('Right')
    program.go_by(column, 'Down')
    key('Return')


def walk(tell, start, file):
    program = start(file)
    program.wait(name='Three summits and a silence')
    key('2', 'Control')
    program.wait_focus(FIRST)
    key('Down')
    program.wait_focus(SECOND)
    key('End')
    program.wait_focus(LAST)
    key('Home')
    program.wait_focus(FIRST)
    tell('the arrow keys go from row to row')
    assert cells_of(program) == ['Date: 19 December 2003', 'Title: Libya gives up WMD', 'Track: Precedents',
                                 'Kind: Decision', 'Certainty: Established', 'Sources: 1', 'Notes: none'], cells_of(program)
    tell('each cell says its column and what stands there')

    key('Tab')
    wait_for('the focus beside the list', lambda: program.focused_name() not in ('', FIRST, SECOND))
    key('Tab', 'Shift')
    program.wait_focus(FIRST)
    tell('Tab goes out of the rows, and back in')

    sort_by(program, 'Title')
    wait_for('the order by title', lambda: program.find(name='Sorted by Title, ascending.'))
    wait_for('the focus on a row', lambda: cells_of(program))
    key('Home')
    program.wait_focus('55 cases of remains returned, ')
    sort_by(program, 'Title')
    wait_for('the other way round', lambda: program.find(name='Sorted by Title, descending.'))
    wait_for('the focus on a row', lambda: cells_of(program))
    key('End')
    program.wait_focus('55 cases of remains returned, ')
    tell('any column sorts, by the list’s menu')
    keep_screenshot('list-sorted')

    program.go_by(COPIED, 'Up')
    key('c', 'Control')
    wait_for('a word on the copy', lambda: program.find(name='1 event is copied, with its sources.'))
    key('Return')
    wait_for('the event on the timeline', lambda: program.find_all(Atspi.Role.LIST_ITEM, COPIED))
    program.wait_focus(COPIED)
    tell('Enter shows the event on the timeline')
    program.open_note()
    key('v', 'Control')
    wait_for('the copy in the note', lambda: 'http' in text_of(program.focused()))
    copied = text_of(program.focused())
    assert copied.startswith(COPIED + '\nabout August 2025'), copied
    tell('what is copied is the event with its sources')
    keep_screenshot('list-copied')
    key('q', 'Control')
    program.wait_end()
    tell('the program ends')


run_walk('list', walk)
