# SPDX-License-Identifier: GPL-3.0-or-later
"""A search from end to end: disputed events alone, one of them opened, its citation copied into a note, the
note tagged and found again by what it says."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from driver import keep_screenshot, key, run_walk, text_of, type_text, wait_for  # noqa: E402

WORDS = 'quotable '
TAG = 'tocheck'


def read_note(notebook):
    """The text and the tags of the one note, from the file."""
    if not notebook.is_file():
        return '', []
    items = json.loads(notebook.read_text(encoding='utf-8')).get('first', {'items': []})['items']
    bodies = [body for item in items for body in item['body']]
    return (''.join(body['value'] for body in bodies if body['purpose'] == 'commenting'),
            [body['value'] for body in bodies if body['purpose'] == 'tagging'])


def walk(tell, start, file):
    notebook = file.with_name('korea-summits.notes.jsonld')
    program = start(file)
    program.wait(name='Three summits and a silence')
    program.search('is:disputed')
    wait_for('the matches', lambda: ' matches' in program.words())
    key('Return')
    wait_for('the first of them', lambda: '1 of 5 matches' in program.words())
    wait_for('the claims that disagree', lambda: 'disputed' in program.words())
    tell('disputed events are found, and Enter opens the first')
    keep_screenshot('search-disputed')

    key('Escape')
    wait_for('the focus on the event', lambda: ' of 16' in program.focused_name())
    button = program.go_by('copy and more', 'Tab').get_name()
    key('space')
    program.wait_focus('Open in the Browser')
    program.go_by('Copy Citation', 'Down')
    key('Return')
    # As long as a menu is there, the keys are its own.
    program.wait_focus(button)
    tell('its citation is copied from the source’s menu')

    program.open_note()
    type_text(WORDS)
    key('v', 'Control')
    wait_for('note and citation on disk', lambda: 'http' in read_note(notebook)[0])
    text, _tags = read_note(notebook)
    assert text.startswith(WORDS + 'Joint Statement at the Singapore Summit. White House archive, 12 June 2018. http'), text
    tell('a note takes it in')

    key('Tab')
    program.wait_focus('Add a tag')
    key('Tab', 'Shift')
    program.wait_focus('Note on ')
    key('t', 'Alt')
    program.wait_focus('Add a tag')
    type_text(TAG)
    key('Return')
    wait_for('the tag on disk', lambda: read_note(notebook)[1] == [TAG])
    tell('the note is tagged')

    for word in (WORDS.strip(), TAG):
        program.search(f'note:{word}')
        key('Return')
        wait_for(f'the match of “{word}”', lambda: '1 of 1 match' in program.words())
        tell(f'it is found by note:{word}')
    keep_screenshot('search-noted')
    program.search('note:nowhere')
    wait_for('no match', lambda: 'No event matches' in program.words())
    tell('what no note says finds nothing')
    key('q', 'Control')
    program.wait_end()
    tell('the program ends')


run_walk('search', walk)
