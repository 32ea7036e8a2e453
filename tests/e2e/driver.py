# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts the built program and drives it as somebody does who hears it: keys and the accessibility bus."""

import os
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import traceback
import zlib
from pathlib import Path

# A bus that comes up slowly is worth a warning to the driver, and must not end it; the program keeps
# every warning fatal.
PROGRAM_ENVIRONMENT = {**os.environ, 'LC_ALL': 'C.UTF-8', 'LANGUAGE': ''}
os.environ.pop('G_DEBUG', None)
# GTK's file dialog leaks through libraries that the fast unwinder cannot name, so that no suppression
# meets them. Leaks are looked for in the widgets' own tests; here only what corrupts memory counts.
PROGRAM_ENVIRONMENT['ASAN_OPTIONS'] = ':'.join(
    filter(None, [os.environ.get('ASAN_OPTIONS'), 'detect_leaks=0', 'fast_unwind_on_malloc=1']))

import gi  # noqa: E402

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402

PROGRAM = os.environ['ANNALS_PROGRAM']
SOURCE_ROOT = Path(os.environ['ANNALS_SOURCE_ROOT'])
BUILD_ROOT = Path(os.environ['ANNALS_BUILD_ROOT'])
EXAMPLE = SOURCE_ROOT / 'data' / 'examples' / 'korea-summits.json'
PATIENCE_S = 40

# Hardware codes of the keyboard that Xvfb has; names go by their own symbol.
MODIFIERS = {'Control': 37, 'Shift': 50, 'Alt': 64}
SYMBOLS = {'Return': 0xff0d, 'Escape': 0xff1b, 'Tab': 0xff09, 'Home': 0xff50, 'Left': 0xff51,
           'Up': 0xff52, 'Right': 0xff53, 'Down': 0xff54, 'End': 0xff57, 'F9': 0xffc6, 'F10': 0xffc7, 'space': 0x20}
SHIFTED = {':': ';', '"': "'", '_': '-', '?': '/'}


def wait_for(what, condition, patience=PATIENCE_S):
    """The first true thing that the condition gives; an error that names it after a while."""
    end = time.monotonic() + patience
    while True:
        try:
            found = condition()
        except GLib.Error:  # something went away while it was looked at
            found = None
        if found:
            return found
        if time.monotonic() > end:
            raise AssertionError(f'waited in vain for {what}')
        time.sleep(0.05)


def key(name, *modifiers):
    """Presses a key: 'Return', 'n'; with 'Control' and the like held."""
    for modifier in modifiers:
        Atspi.generate_keyboard_event(MODIFIERS[modifier], None, Atspi.KeySynthType.PRESS)
    Atspi.generate_keyboard_event(SYMBOLS.get(name) or ord(name), None, Atspi.KeySynthType.SYM)
    for modifier in reversed(modifiers):
        Atspi.generate_keyboard_event(MODIFIERS[modifier], None, Atspi.KeySynthType.RELEASE)


def type_text(text):
    for character in text:
        if character.isupper() or character in SHIFTED:
            key(SHIFTED.get(character, character.lower()), 'Shift')
        else:
            key(character)
        time.sleep(0.01)


def walk(root, depth=40):
    """Everything below, in reading order."""
    yield root
    if depth == 0:
        return
    for i in range(root.get_child_count()):
        child = root.get_child_at_index(i)
        if child is not None:
            yield from walk(child, depth - 1)


def has_state(accessible, state):
    return accessible.get_state_set().contains(state)


def is_shown(accessible):
    """GTK 4.8 calls windows alone "showing"; what is in a window is shown when it has a size there.
    Window coordinates: it warns of screen coordinates, and fatal warnings end the program."""
    if not has_state(accessible, Atspi.StateType.VISIBLE):
        return False
    component = accessible.get_component_iface()
    if component is None:
        return True
    box = Atspi.Component.get_extents(component, Atspi.CoordType.WINDOW)
    return box.width > 0 and box.height > 0


def text_of(accessible):
    """What is written in it, '' for what holds no text."""
    text = accessible.get_text_iface()
    return Atspi.Text.get_text(text, 0, -1) if text is not None else ''


def gone(nothing):
    """For what looks through a window: things go away while it looks, and then it has found nothing."""
    def decorate(look):
        def looked(*arguments, **options):
            try:
                return look(*arguments, **options)
            except GLib.Error:
                return nothing
        return looked
    return decorate


class Program:
    """A run of the program, from its start to its end."""

    def __init__(self, *arguments, environment=None):
        # In English, whatever locale the suite runs in: the walks know the window by its words.
        self.process = subprocess.Popen([PROGRAM, *map(str, arguments)], env=environment or PROGRAM_ENVIRONMENT)
        self.application = wait_for('the program on the accessibility bus', self.find_application)

    def find_application(self):
        assert self.process.poll() is None, f'the program ended: {self.process.returncode}'
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child is not None and child.get_process_id() == self.process.pid:
                return child
        return None

    def all(self):
        assert self.process.poll() is None, f'the program ended: {self.process.returncode}'
        self.application.clear_cache()
        return walk(self.application)

    @gone(None)
    def find(self, role=None, name=None, shown=True):
        """The first of that role whose name contains these words."""
        for accessible in self.all():
            if role is not None and accessible.get_role() != role:
                continue
            if name is not None and name not in (accessible.get_name() or ''):
                continue
            if shown and not is_shown(accessible):
                continue
            return accessible
        return None

    def wait(self, role=None, name=None):
        return wait_for(f'“{name}”', lambda: self.find(role, name))

    @gone('')
    def words(self):
        """All that can be read in the window now."""
        found = []
        for accessible in self.all():
            if not is_shown(accessible):
                continue
            found.append(accessible.get_name() or '')
            found.append(text_of(accessible))
        return '\n'.join(found)

    @gone([])
    def find_all(self, role, name=''):
        """All that are shown, of that role, whose name contains these words."""
        return [a for a in self.all() if a.get_role() == role and name in (a.get_name() or '') and is_shown(a)]

    @gone(None)
    def focused(self):
        for accessible in self.all():
            if has_state(accessible, Atspi.StateType.FOCUSED) and accessible.get_role() != Atspi.Role.FRAME:
                return accessible
        return None

    def focused_name(self):
        """What a screen reader says of where the keys go; '' where nothing has them."""
        focused = self.focused()
        return (focused.get_name() or '') if focused is not None else ''

    def is_writing(self):
        focused = self.focused()
        return focused is not None and has_state(focused, Atspi.StateType.EDITABLE)

    def wait_focus(self, name):
        wait_for(f'the focus on “{name}”', lambda: name in self.focused_name())

    def go_by(self, name, *keys, steps=40):
        """Presses a key until what has the focus is called so; each press must move it."""
        for _ in range(steps):
            before, = wait_for('what has the focus', lambda: (self.focused(),))
            before_name = (before.get_name() or '') if before is not None else ''
            if name in before_name:
                return before
            key(*keys)
            # A press may come before what it is for is there, and is then made again.
            end = time.monotonic() + 5
            while self.focused() == before and self.focused_name() == before_name and time.monotonic() < end:
                time.sleep(0.05)
        raise AssertionError(f'{"+".join(reversed(keys))} does not come to “{name}”')

    def select_event(self, title):
        """By the right arrow, event by event, until it has the focus."""
        # From then on the timeline listens.
        wait_for('the events', lambda: self.find(Atspi.Role.LIST_ITEM, title))
        return self.go_by(title, 'Right', steps=120)

    def open_note(self):
        """A new note on the selected event, with the cursor in it."""
        key('n', 'Control')
        wait_for('the cursor in an empty note', lambda: self.is_writing() and text_of(self.focused()) == '')

    def search(self, text):
        """Opened by its key, where what stands there is selected, and typed over."""
        key('f', 'Control')
        wait_for('the cursor in the search', lambda: 'earch' in self.focused_name() and self.is_writing())
        type_text(text)

    def click(self, role, name):
        button = self.wait(role, name)
        action = button.get_action_iface()
        for i in range(action.get_n_actions()):
            if action.get_action_name(i) == 'click':
                action.do_action(i)
                return
        raise AssertionError(f'“{name}” cannot be clicked')

    def wait_end(self):
        status = self.process.wait(PATIENCE_S)
        assert status == 0, f'the program ended with {status}'

    def stop(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


def run_walk(name, walk):
    """Calls the walk with a way to say what went well, a copy of the example, and a way to start the
    program, which ends with the walk; what goes wrong keeps a screenshot."""
    programs = []
    n_told = 0

    def tell(what):
        nonlocal n_told
        n_told += 1
        print(f'ok {n_told} {what}', flush=True)

    def start(*arguments, **options):
        programs.append(Program(*arguments, **options))
        return programs[-1]

    with tempfile.TemporaryDirectory() as folder:
        file = Path(shutil.copy(EXAMPLE, folder))
        try:
            walk(tell, start, file)
        except Exception:  # noqa: BLE001
            traceback.print_exc()
            keep_screenshot(f'{name}-failed')
            n_told += 1
            print(f'not ok {n_told} the walk goes on', flush=True)
        finally:
            for program in programs:
                program.stop()
    print(f'1..{n_told}')


def write_png(path, width, height, rows):
    def chunk(name, data):
        return struct.pack('>I', len(data)) + name + data + struct.pack('>I', zlib.crc32(name + data))
    path.write_bytes(b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, 8, 2, 0, 0, 0))
                     + chunk(b'IDAT', zlib.compress(b''.join(b'\0' + row for row in rows), 6)) + chunk(b'IEND', b''))


def keep_screenshot(name):
    """What the screen shows, from the frame buffer that Xvfb keeps (X11/XWDFile.h), as a PNG."""
    dump = Path(os.environ['ANNALS_FRAMEBUFFER']).read_bytes()
    header = struct.unpack('>25I', dump[:100])
    header_size, width, height, byte_order = header[0], header[4], header[5], header[7]
    bits_per_pixel, line, colors = header[11], header[12], header[19]
    assert bits_per_pixel == 32, 'a screen of 32 bits a pixel'
    pixels = dump[header_size + colors * 12:]
    order = (2, 1, 0) if byte_order == 0 else (1, 2, 3)
    rows = []
    for y in range(height):
        row = pixels[y * line:y * line + width * 4]
        rgb = bytearray(width * 3)
        for target, source in enumerate(order):
            rgb[target::3] = row[source::4]
        rows.append(bytes(rgb))
    folder = BUILD_ROOT / 'tests' / 'e2e'
    folder.mkdir(parents=True, exist_ok=True)
    write_png(folder / f'{name}.png', width, height, rows)
    print(f'# {folder / name}.png', file=sys.stderr)
