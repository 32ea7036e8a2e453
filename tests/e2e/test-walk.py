# SPDX-License-Identifier: GPL-3.0-or-later
"""A reader's first walk: finds the Hanoi summit, reads its sources, writes a note, finds it again, exports."""

import json
import re
import struct
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from driver import Atspi, keep_screenshot, key, run_walk, type_text, wait_for  # noqa: E402

NOTE = 'which five resolutions does he mean'
EVENT = 'Hanoi summit breaks off'


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


def read_sources(program, timeline):
    event = next(e for e in timeline['events'] if e['title'].startswith(EVENT))
    ids = [s if isinstance(s, str) else s['source'] for s in event['sources']]
    titles = [s['title'] for s in timeline['sources'] if s['id'] in ids]
    assert titles
    for title in titles:
        wait_for(f'the source “{title}”', lambda t=title: t in program.words())
    return len(titles)


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


def walk(tell, start, file):
    timeline = json.loads(file.read_text(encoding='utf-8'))
    notebook = file.with_name('korea-summits.notes.jsonld')
    program = start(file)
    program.wait(name=timeline['title'])
    tell('the timeline opens')
    wait_for('the event among the timeline’s children', lambda: program.find(Atspi.Role.LIST_ITEM, EVENT))
    tell(f'“{EVENT}” is among the timeline’s children')
    n = check_sentences(program, timeline)
    tell(f'{n} children say their event, its track and its place in it')
    program.select_event(EVENT)
    tell('the arrow keys come to it')
    n = read_sources(program, timeline)
    tell(f'the panel tells its {n} sources')
    keep_screenshot('walk-selected')
    program.open_note()
    type_text(NOTE)
    wait_for('the note on disk', lambda: notebook.is_file() and NOTE in notebook.read_text(encoding='utf-8'))
    tell('a note is typed and on disk')
    keep_screenshot('walk-noted')
    key('w', 'Control')
    program.wait_end()
    tell('the window closes')

    program = start(file)
    program.wait(name=timeline['title'])
    program.select_event(EVENT)
    wait_for('the note', lambda: NOTE in program.words())
    tell('opened again, the note is there')
    export_picture(program, file.with_name('picture.png'))
    tell('a picture is exported')
    keep_screenshot('walk-exported')
    key('q', 'Control')
    program.wait_end()
    tell('the program ends')


run_walk('walk', walk)
