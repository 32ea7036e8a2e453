# SPDX-License-Identifier: GPL-3.0-or-later
"""The keys that the program has, those of its shortcuts window and those of README's table agree."""

import re
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from tap import ROOT, Tap  # noqa: E402

# Keys that no table of the program names: GTK's own, and those that an entry or a row looks at itself.
ELSEWHERE = {'F10', 'Enter', 'Shift+Enter', 'Esc'}

NAMES = {'Return': 'Enter', 'Escape': 'Esc', 'plus': '+', 'equal': '=', 'minus': '−', 'question': '?',
         'Page_Up': 'Page Up', 'Page_Down': 'Page Down', 'space': 'Space'}
MODIFIERS = {'Control': 'Ctrl', 'Primary': 'Ctrl', 'Alt': 'Alt', 'Shift': 'Shift',
             'GDK_CONTROL_MASK': 'Ctrl', 'GDK_ALT_MASK': 'Alt', 'GDK_SHIFT_MASK': 'Shift'}
ORDER = ['Ctrl', 'Alt', 'Shift']
BINDING = re.compile(r'GDK_KEY_(\w+)\s*,\s*((?:0|GDK_\w+_MASK)(?:\s*\|\s*GDK_\w+_MASK)*)\s*[,)]')
# A table whose rows share the modifier that they are bound with below it.
BARE_ROW = re.compile(r'\{\s*GDK_KEY_(\w+)\s*,\s*"')
SHARED = re.compile(r'gtk_keyval_trigger_new\s*\(\s*\w+\[\w+\]\.key\s*,\s*(GDK_\w+_MASK)')
ACCELERATORS = re.compile(r'\{\s*"([\w.:-]+)"\s*,\s*\{((?:\s*"[^"]+"\s*,?)+)\}')


def write(modifiers, key):
    key = NAMES.get(key, key)
    if len(key) == 1:
        key = key.upper()
    return '+'.join([m for m in ORDER if m in modifiers] + [key])


def read_accelerator(text):
    """“<Control><Shift>f” as README writes it: “Ctrl+Shift+F”."""
    modifiers = {MODIFIERS[m] for m in re.findall(r'<(\w+)>', text)}
    return write(modifiers, re.sub(r'<\w+>', '', text))


def read_accelerators(text):
    """Of each action the keys that application.c gives it."""
    return {action: [read_accelerator(key) for key in re.findall(r'"([^"]+)"', keys)]
            for action, keys in ACCELERATORS.findall(text)}


def read_bindings(text):
    """The keys that a widget's class binds."""
    keys = {write({MODIFIERS[m] for m in re.findall(r'GDK_\w+_MASK', modifiers)}, key)
            for key, modifiers in BINDING.findall(text)}
    for modifier in SHARED.findall(text):
        keys |= {write({MODIFIERS[modifier]}, key) for key in BARE_ROW.findall(text)}
    return keys


def read_overlay(text, accelerators):
    """The keys that the shortcuts window shows (one of an action shows its first), and what else does the
    same."""
    keys, others = set(), set()
    for item in ElementTree.fromstring(text).iter('property'):
        if item.get('name') == 'accelerator':
            keys |= {read_accelerator(key) for key in item.text.split()}
        elif item.get('name') == 'action-name':
            keys.add(accelerators[item.text][0])
            others |= set(accelerators[item.text][1:])
    return keys, others


def read_table(text):
    """The keys of README's table: its first column, and those that the second tells beside them."""
    section = text.split('\n## Keys\n', 1)[1].split('\n## ', 1)[0]
    told, beside = set(), set()
    for line in section.splitlines():
        cells = [cell.strip() for cell in line.strip().strip('|').split('|')]
        if not line.startswith('|') or len(cells) < 2 or not cells[0] or set(cells[0]) <= {'-'}:
            continue
        told |= {key.strip() for key in cells[0].split(',')}
        beside |= set(re.findall(r'(?:(?:Ctrl|Alt|Shift)\+)+\S*[^\s,;:)]|\b(?:Enter|Esc|F\d+)\b', cells[1]))
    return told, beside


def disagreements(accelerators, bindings, overlay, others, told, beside):
    bound = bindings | {key for keys in accelerators.values() for key in keys} | ELSEWHERE
    first = {keys[0] for keys in accelerators.values()}
    table = told | beside
    return ([f'README tells {key}, which does nothing' for key in sorted(table - bound)]
            + [f'the shortcuts window tells {key}, which does nothing' for key in sorted(overlay - bound)]
            + [f'the shortcuts window tells {key}, README does not' for key in sorted(overlay - table)]
            + [f'README tells {key}, the shortcuts window does not' for key in sorted(told - overlay - others)]
            + [f'{key} has an action, README does not tell it' for key in sorted(first - table)])


def check_the_checker(tap):
    accelerators = read_accelerators('{ "win.open", { "<Control>o" } },\n{ "win.again", { "<Control>r", "F5" } },')
    tap.truth('accelerators are read', accelerators == {'win.open': ['Ctrl+O'], 'win.again': ['Ctrl+R', 'F5']})
    bindings = read_bindings('{ GDK_KEY_Up, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "x" }, (c, GDK_KEY_f, 0, "y"),'
                             '{ GDK_KEY_Page_Up, "z" } gtk_keyval_trigger_new (keys[i].key, GDK_ALT_MASK)')
    tap.truth('bindings are read', bindings == {'Ctrl+Shift+Up', 'F', 'Alt+Page Up'}, str(bindings))
    overlay = read_overlay('<a><property name="accelerator">&lt;Alt&gt;Page_Up f</property>'
                           '<property name="action-name">win.open</property></a>', accelerators)
    tap.truth('the shortcuts window is read', overlay == ({'Alt+Page Up', 'F', 'Ctrl+O'}, set()), str(overlay))
    table = read_table('x\n## Keys\n\n| | |\n| --- | --- |\n| Alt+Page Up, F | back; Ctrl+R too |\n| Ctrl+O | open |\n'
                       '\n## More\n')
    tap.truth('the table is read', table == ({'Alt+Page Up', 'F', 'Ctrl+O'}, {'Ctrl+R'}), str(table))
    tap.check('what agrees agrees', disagreements(accelerators, bindings, *overlay, *table))
    for name, arguments in [('a key that does nothing', (accelerators, {'F'}, *overlay, *table)),
                            ('a key that the window does not tell', (accelerators, bindings, {'F'}, set(), *table)),
                            ('a key that README does not tell', (accelerators, bindings, *overlay, {'F'}, {'Ctrl+R'})),
                            ('an action that README does not tell', (accelerators, bindings, *overlay, table[0], set()))]:
        tap.truth(f'{name} is found', len(disagreements(*arguments)) > 0)


def main():
    tap = Tap()
    check_the_checker(tap)
    accelerators = read_accelerators((ROOT / 'src/app/application.c').read_text(encoding='utf-8'))
    tap.truth('the program has accelerators', len(accelerators) > 20)
    bindings = set()
    for path in sorted((ROOT / 'src/widgets').glob('*.c')):
        bindings |= read_bindings(path.read_text(encoding='utf-8'))
    overlay = read_overlay((ROOT / 'ui/gtk/help-overlay.ui').read_text(encoding='utf-8'), accelerators)
    told, beside = read_table((ROOT / 'README.md').read_text(encoding='utf-8'))
    tap.truth('README has a table of keys', len(told) > 30)
    tap.check('the keys agree', disagreements(accelerators, bindings, *overlay, told, beside))
    tap.done()


main()
