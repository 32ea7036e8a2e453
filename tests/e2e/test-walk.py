# SPDX-License-Identifier: GPL-3.0-or-later
"""A reader's first walk: finds the Hanoi summit, reads its sources, writes a note, finds it again, exports."""

import json
import re
import shutil
import struct
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from driver import (Atspi, Program, SOURCE_ROOT, has_state, keep_screenshot, key,  # noqa: E402
                    type_text, wait_for)

NOTE = 'which five resolutions does he mean'
EVENT = 'Hanoi summit'


class Tap:
    def __init__(self):
        self.n = 0

    def ok(self, what):
        self.n += 1
        print(f'ok {self.n} {what}', flush=True)


def find_event(program):
    """The event among the timeline's children."""
    def look():
        for accessible in program.all():
            if accessible.get_role() == Atspi.Role.LIST_ITEM and (accessible.get_name() or '').startswith(EVENT):
                return accessible
        return None
    return wait_for(f'“{EVENT}” among the timeline’s children', look)


def sentences(program):
    """What the timeline's children say, each ending in "5 of 12"."""
    def look():
        names = [accessible.get_name() or '' for accessible in program.all()
                 if accessible.get_role() == Atspi.Role.LIST_ITEM]
        return [name for name in names if re.search(r', \d+ of \d+$', name)]
    return wait_for('the timeline’s children', look)


def check_sentences(program, timeline):
    """Each names its event, its track and how many events the track has; none comes twice."""
    said = sentences(program)
    tracks = {track['id']: track['title'] for track in timeline['tracks']}
    counts = Counter(tracks[event['track']] for event in timeline['events']
                     if event.get('track') in tracks and event.get('date') and not event.get('background'))
    titles = {event['title']: tracks.get(event.get('track')) for event in timeline['events']}
    places = set()
    assert len(said) <= 64, len(said)
    for sentence in said:
        title = next(t for t in sorted(titles, key=len, reverse=True) if sentence.startswith(t + ', '))
        place = re.search(r', ([^,]+), (\d+) of (\d+)$', sentence)
        track, position, n = place.group(1), int(place.group(2)), int(place.group(3))
        assert titles[title].endswith(track), sentence
        assert n == counts[titles[title]], (sentence, counts)
        assert 1 <= position <= n, sentence
        assert (track, position) not in places, sentence
        places.add((track, position))
    return len(said)


def select_event(program):
    """By the right arrow, event by event, until it has the focus."""
    find_event(program)  # from then on the timeline listens
    for _ in range(120):
        # In a tuple: nothing in focus is an answer too, a child that goes while it is looked at is none.
        focused, = wait_for('what has the focus', lambda: (program.focused(),))
        if focused is not None and (focused.get_name() or '').startswith(EVENT):
            return
        before = focused.get_name() if focused is not None else None
        key('Right')

        def moved():
            now = program.focused()
            return now is not None and now.get_name() != before
        wait_for('the next event', moved)
    raise AssertionError(f'the arrow keys do not come to “{EVENT}”')


def read_sources(program, timeline):
    event = next(e for e in timeline['events'] if e['title'].startswith(EVENT))
    ids = [s if isinstance(s, str) else s['source'] for s in event['sources']]
    titles = [s['title'] for s in timeline['sources'] if s['id'] in ids]
    assert titles
    for title in titles:
        wait_for(f'the source “{title}”', lambda t=title: t in program.words())
    return len(titles)


def write_note(program, notebook):
    key('n', 'Control')

    def writing():
        focused = program.focused()
        return focused is not None and has_state(focused, Atspi.StateType.EDITABLE)
    wait_for('the cursor in an empty note', writing)
    type_text(NOTE)
    wait_for('the note on disk', lambda: notebook.is_file() and NOTE in notebook.read_text(encoding='utf-8'))


def export_picture(program, path):
    key('e', 'Control')
    program.click(Atspi.Role.PUSH_BUTTON, 'Export…')

    # GTK's own dialog: it proposes korea-summits.png in the timeline's folder, the stem selected, and
    # does not let the bus read it.
    def naming():
        focused = program.focused()
        return focused is not None and focused.get_name() == 'Name:'
    wait_for('the cursor in the picture’s name', naming)
    type_text(path.stem)
    time.sleep(0.5)
    key('Return')
    wait_for('the picture', lambda: path.is_file() and path.stat().st_size > 0)
    data = path.read_bytes()
    assert data[:8] == b'\x89PNG\r\n\x1a\n'
    width, height = struct.unpack('>II', data[16:24])
    assert width > 400 and height > 300, (width, height)


def main():
    tap = Tap()
    programs = []
    with tempfile.TemporaryDirectory() as folder:
        example = SOURCE_ROOT / 'data' / 'examples' / 'korea-summits.json'
        file = Path(shutil.copy(example, folder))
        timeline = json.loads(file.read_text(encoding='utf-8'))
        notebook = Path(folder) / 'korea-summits.notes.jsonld'
        try:
            program = Program(file)
            programs.append(program)
            program.wait(name=timeline['title'])
            tap.ok('the timeline opens')
            find_event(program)
            tap.ok(f'“{EVENT}” is among the timeline’s children')
            n = check_sentences(program, timeline)
            tap.ok(f'{n} children say their event, its track and its place in it')
            select_event(program)
            tap.ok('the arrow keys come to it')
            n = read_sources(program, timeline)
            tap.ok(f'the panel tells its {n} sources')
            keep_screenshot('walk-selected')
            write_note(program, notebook)
            tap.ok('a note is typed and on disk')
            keep_screenshot('walk-noted')
            key('w', 'Control')
            program.wait_end()
            tap.ok('the window closes')

            program = Program(file)
            programs.append(program)
            program.wait(name=timeline['title'])
            select_event(program)
            wait_for('the note', lambda: NOTE in program.words())
            tap.ok('opened again, the note is there')
            export_picture(program, Path(folder) / 'picture.png')
            tap.ok('a picture is exported')
            keep_screenshot('walk-exported')
            key('q', 'Control')
            program.wait_end()
            tap.ok('the program ends')
        except Exception:  # noqa: BLE001
            traceback.print_exc()
            keep_screenshot('walk-failed')
            print(f'not ok {tap.n + 1} the walk goes on', flush=True)
            tap.n += 1
        finally:
            for program in programs:
                program.stop()
    print(f'1..{tap.n}')


main()
