# SPDX-License-Identifier: GPL-3.0-or-later
"""A new reader's first steps: the program without a file, a file that is none, and the way out."""

import shutil
import signal
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from driver import Atspi, EXAMPLE, has_state, keep_screenshot, key, run_walk, wait_for  # noqa: E402


def count_events(program):
    return len(program.find_all(Atspi.Role.LIST_ITEM))


def is_writing(program):
    focused = program.focused()
    return focused is not None and has_state(focused, Atspi.StateType.EDITABLE)


def add_note_behind_menu(program):
    """The program holds still for the two keys: the second is sent to a menu that the first one closes."""
    def open_main_menu():
        key('F10')
        program.wait_focus('New Window')

    def open_recent_menu():
        button = program.wait(name='Timelines opened before').get_child_at_index(0)
        button.get_action_iface().do_action(0)
        wait_for('the menu', lambda: has_state(button, Atspi.StateType.PRESSED)
                 or has_state(button, Atspi.StateType.CHECKED))
        time.sleep(0.5)

    for open_menu in (open_main_menu, open_recent_menu):
        open_menu()
        program.process.send_signal(signal.SIGSTOP)
        try:
            key('Escape')
            key('n', 'Control')
            time.sleep(0.2)
        finally:
            program.process.send_signal(signal.SIGCONT)
        wait_for('a note to be written', lambda: is_writing(program))
        key('Escape')
        wait_for('the note left', lambda: not is_writing(program))


def walk(tell, start, file):
    program = start()
    program.wait(name='Three summits and a silence')
    wait_for('its events', lambda: count_events(program) > 20)
    tell('without a file the example is shown')
    key('Right')
    wait_for('an event in focus', lambda: ' of ' in program.focused_name())
    first = program.focused_name()
    wait_for('its page', lambda: program.find(Atspi.Role.HEADING, first.split(', ')[0]))
    tell('an arrow key goes to an event, and the panel tells of it')
    add_note_behind_menu(program)
    tell('a key typed right behind the one that closes the menu is not lost')
    key('Escape')
    wait_for('nothing chosen', lambda: program.find(Atspi.Role.HEADING, 'Three summits and a silence'))
    keep_screenshot('first-steps')
    key('w', 'Control')
    program.wait_end()
    tell('the window closes')

    wrong = file.with_name('wrong.json')
    wrong.write_text('{\n  "events": [\n    {"id": "a" "title": "b"}\n  ]\n}\n', encoding='utf-8')
    program = start(wrong)
    alert = wait_for('the alert', lambda: program.find(Atspi.Role.ALERT, 'wrong.json'))
    name = alert.get_name()
    assert 'ine 3, column 16' in name, name
    wait_for('the empty page', lambda: program.find(Atspi.Role.HEADING, 'Open a timeline'))
    assert count_events(program) == 0
    keep_screenshot('first-steps-wrong')
    tell('a file that is no JSON is told with its place')
    shutil.copy(EXAMPLE, wrong)
    key('r', 'Control')
    program.wait(name='Three summits and a silence')
    wait_for('its events', lambda: count_events(program) > 20)
    wait_for('the alert gone', lambda: not program.find(Atspi.Role.ALERT, 'wrong.json'))
    tell('mended, it is read again by a key')
    key('q', 'Control')
    program.wait_end()
    tell('the program ends')


run_walk('first-steps', walk)
