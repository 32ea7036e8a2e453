# SPDX-License-Identifier: GPL-3.0-or-later
"""Lanes and places by keys and ear: a lane is folded and says so, a date is gone to and Alt+Left comes back,
lanes are made of actors."""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from driver import Atspi, keep_screenshot, key, run_walk, type_text, wait_for  # noqa: E402

FOLDED = ', in a folded lane'


def sentences(program):
    return [item.get_name() or '' for item in program.find_all(Atspi.Role.LIST_ITEM)]


def wait_rest(program, what, condition):
    """What the timeline's children say once the condition holds of them twice running: they are at rest."""
    last = None

    def look():
        nonlocal last
        before, last = last, sentences(program)
        return (last,) if last == before and condition(last) else None
    said, = wait_for(what, look)
    return said


def fold_and_unfold(tell, program):
    program.go_by('Singapore summit, ', 'Right', steps=60)
    open_lane = program.focused_name()
    assert re.fullmatch(r'Singapore summit, 12 June 2018, Trump–Kim diplomacy, \d+ of 16', open_lane), open_lane
    n_open = len(wait_rest(program, 'the events', lambda said: open_lane in said))
    key('Up', 'Control')
    program.wait_focus(open_lane + FOLDED)
    n_folded = len(wait_rest(program, 'fewer events', lambda said: open_lane + FOLDED in said))
    assert n_folded < n_open, (n_folded, n_open)
    tell('a lane that is folded says so where the focus is')
    keep_screenshot('lanes-folded')
    key('Right')
    wait_for('the next event', lambda: not program.focused_name().startswith('Singapore summit, '))
    key('Left')
    program.wait_focus(open_lane + FOLDED)
    key('Down', 'Control')
    wait_for('the lane unfolded', lambda: program.focused_name() == open_lane)
    again = wait_rest(program, 'as many as before', lambda said: len(said) == n_open)
    assert not [name for name in again if FOLDED in name], again
    tell('unfolded, it no longer does, and its events are back')


def go_to_date(tell, program):
    key('0')  # the opening view, which holds still
    here = wait_rest(program, 'the opening view', lambda said: len(said) > 20)
    key('g')
    program.wait_focus('Go to a date')
    type_text('2024-13')
    wait_for('the mistake told', lambda: 'month' in (program.focused().get_description() or ''))
    key('Return')
    assert program.focused_name() == 'Go to a date', program.focused_name()
    key('a', 'Control')
    type_text('since 2024')
    wait_for('what was understood', lambda: (program.focused().get_description() or '').startswith(
        'since 2024. A file writes it “2024/..”.'))
    key('a', 'Control')
    type_text('2017-09')
    wait_for('what was understood', lambda: (program.focused().get_description() or '').startswith(
        'September 2017. 1–30 September 2017.'))
    tell('a date says while it is typed what was understood')
    key('Return')
    there = wait_rest(program, 'another view', lambda said: said != here)
    assert not [name for name in there if name.startswith('Singapore summit, ')], there
    key('Left', 'Alt')
    wait_rest(program, 'the view before', lambda said: said == here)
    tell('Alt+Left comes back to the view before')
    key('Right', 'Alt')
    wait_rest(program, 'the date again', lambda said: said == there)
    key('Left', 'Alt')
    wait_rest(program, 'the view before', lambda said: said == here)
    tell('Alt+Right goes forth again')


def choose_lanes(program, name):
    key('F10')
    program.wait_focus('New Window')
    program.go_by('Lanes by', 'Down')
    key('Right')
    program.go_by(name, 'Down', steps=8)
    key('Return')


def lanes_by_actor(tell, program):
    by_track = wait_rest(program, 'the events', lambda said: len(said) > 20)
    choose_lanes(program, 'Actor')
    by_actor = wait_rest(program, 'other lanes', lambda said: len(said) > 20 and said != by_track)
    singapore, = [name for name in by_actor if name.startswith('Singapore summit, ')]
    n = int(singapore.rsplit(' of ', 1)[1])
    assert n != 16, singapore
    keep_screenshot('lanes-by-actor')
    tell('lanes of actors count the events of an actor')
    wait_for('the focus on the timeline', lambda: ' of ' in program.focused_name())
    key('F10')
    program.wait_focus('New Window')
    program.go_by('Lanes by', 'Down')
    key('Right')
    wait_for('the submenu', lambda: program.find(Atspi.Role.MENU_ITEM, 'Certainty')
             or program.find(name='Certainty'))
    key('Escape')
    wait_for('the focus on the timeline', lambda: ' of ' in program.focused_name())
    tell('a submenu that closes gives the focus back')
    choose_lanes(program, 'Track')
    wait_rest(program, 'the tracks again', lambda said: said == by_track)
    tell('and the tracks come back')


def walk(tell, start, file):
    program = start(file)
    program.wait(name='Three summits and a silence')
    wait_for('the events', lambda: len(sentences(program)) > 20)
    fold_and_unfold(tell, program)
    key('Escape')
    go_to_date(tell, program)
    lanes_by_actor(tell, program)
    key('q', 'Control')
    program.wait_end()
    tell('the program ends')


run_walk('lanes', walk)
