# SPDX-License-Identifier: GPL-3.0-or-later
"""Two programs type different words into one note, one is killed, and both texts are found again."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from driver import (Atspi, PROGRAM_ENVIRONMENT, has_state, keep_screenshot, key, run_walk, text_of,  # noqa: E402
                    type_text, wait_for)
from gi.repository import Gio, GLib  # noqa: E402

EVENT = 'Hanoi summit breaks off'
BASE = 'who left first'
ONE = ' one says the host'
OTHER = ' another says the guest'


def own_bus():
    """A session bus for one program, so that it does not hand its file to the first; seen all the same."""
    daemon = subprocess.Popen(['dbus-daemon', '--session', '--nofork', '--print-address=1'],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    session = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    address, = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None,
                                 GLib.VariantType('(s)'), Gio.DBusCallFlags.NONE, -1, None).unpack()
    return daemon, {**PROGRAM_ENVIRONMENT, 'DBUS_SESSION_BUS_ADDRESS': daemon.stdout.readline().strip(),
                    'AT_SPI_BUS_ADDRESS': address}


def find_editor(program, words):
    """The note's text, which a screen reader may write into."""
    for accessible in program.all():
        if has_state(accessible, Atspi.StateType.EDITABLE) and words in text_of(accessible):
            return accessible
    return None


def write_into(editor, position, more):
    editable = editor.get_editable_text_iface()
    assert Atspi.EditableText.insert_text(editable, position, more, len(more.encode())), 'the text is taken'


def write_into_both(one, other):
    """Neither is told of the other's words before it has its own: the first holds still until then."""
    editors = [wait_for('the note', lambda p=p: find_editor(p, BASE)) for p in (one, other)]
    write_into(editors[0], len(BASE), ONE)
    one.process.send_signal(signal.SIGSTOP)
    try:
        write_into(editors[1], len(BASE), OTHER)
    finally:
        one.process.send_signal(signal.SIGCONT)


def notes_of(notebook):
    """Each note's text and tags, from the file."""
    page = json.loads(notebook.read_text(encoding='utf-8')).get('first', {'items': []})
    return [([b['value'] for b in item['body'] if b['purpose'] == 'commenting'][0],
             [b['value'] for b in item['body'] if b['purpose'] == 'tagging']) for item in page['items']]


def conflict(tell, start, file, environment):
    """The second program has a bus of its own, which the environment tells."""
    title = json.loads(file.read_text(encoding='utf-8'))['title']
    notebook = file.with_name('korea-summits.notes.jsonld')

    def open_at_event(**options):
        program = start(file, **options)
        program.wait(name=title)
        program.select_event(EVENT)
        return program

    one = open_at_event()
    one.open_note()
    type_text(BASE)
    wait_for('the note on disk', lambda: notebook.is_file() and BASE in notebook.read_text(encoding='utf-8'))
    key('Escape')
    tell('one program writes a note by keys')

    other = open_at_event(environment=environment)
    wait_for('the note in the other program', lambda: find_editor(other, BASE))
    tell('another program has the same note open')

    write_into_both(one, other)
    time.sleep(1.2)
    os.kill(one.process.pid, signal.SIGKILL)
    assert one.process.wait() == -signal.SIGKILL
    tell('both write into it, and the first is killed')
    wait_for('both texts on disk',
             lambda: {BASE + ONE, BASE + OTHER} <= {text for text, _tags in notes_of(notebook)})
    notes = notes_of(notebook)
    assert len(notes) == 2, notes
    assert sum('conflict' in tags for _text, tags in notes) == 1, notes
    tell('both texts are on disk, one of them marked as a conflict')
    key('q', 'Control')
    other.wait_end()

    third = open_at_event()
    wait_for('both texts in the panel', lambda: find_editor(third, BASE + ONE) and find_editor(third, BASE + OTHER))
    keep_screenshot('conflict-panel')
    key('3', 'Control')
    wait_for('both texts on the page of notes', lambda: BASE + ONE in third.words() and BASE + OTHER in third.words())
    wait_for('its mark', lambda: 'conflict' in third.words())
    keep_screenshot('conflict-page')
    tell('a third program shows both')
    key('q', 'Control')
    third.wait_end()


def walk(tell, start, file):
    daemon, environment = own_bus()
    try:
        conflict(tell, start, file, environment)
    finally:
        daemon.kill()
        daemon.wait()


run_walk('conflict', walk)
