"""Every page and dialog as somebody meets it who doesn't see, or has no mouse: each control has a name, the Tab key comes to all of them and back, each
chart says what it shows, mark by mark, and has a table. As TAP.

usage: test-accessible.py UNNAMED ASSAY FOLDER    under tests/display/with-display -a -w; UNNAMED is the program in which names are missing
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

import gi

gi.require_version("GLib", "2.0")
from gi.repository import GLib  # noqa: E402

sys.path.insert(0, os.path.dirname(__file__))
import desktop  # noqa: E402
import elsewhere  # noqa: E402

UNNAMED, ASSAY = sys.argv[1:3]
del sys.argv[1]
APP_ID = "io.github.assay.Assay"
WRK = os.path.join(os.path.dirname(__file__), "../fixtures/import/valid-wrk.txt")
CONTROLS = {"push button", "button", "toggle button", "check box", "radio button", "text", "entry", "spin button", "combo box", "slider", "list item", "link",
            "image"}
DECORATION = 24
FOCUSABLE, SENSITIVE = 11, 24
TABS = 20
MOST_TABS = 400
MOST_MARKS = 12


def is_nameless(node):
    """GTK calls what has no label by its type, and what has a mnemonic by both, "_Copy Copy". Small pictures beside a row's words are decoration."""
    if node.role not in CONTROLS or node.extents[2] <= 0 or (node.role == "image" and node.extents[2] <= DECORATION):
        return False
    return re.fullmatch(r"\s*|(Gtk|Adw|Assay)[A-Z].*|(.*)_(.*) \2\3", node.name) is not None


def is_frame(node):
    """Libadwaita's expander is a row around rows, of which the first has the name and the focus; what a drop-down offers is read by what is in it."""
    if node.role != "list item":
        return False
    return any(below.role == "list item" for below in node.walk() if below is not node) or "combo box" in [above.role for above in node.above()]


def nameless(program, tree):
    """Rows that don't take the focus are read by what is in them."""
    found = [node for node in tree.walk() if is_nameless(node) and not is_frame(node)]
    program.add_states(found)
    return [node for node in found if node.role != "list item" or FOCUSABLE in node.states]


def list_of(node):
    return next((above for above in node.above() if above.role == "list"), node)


def missed(program, wanted):
    """What did not have the focus; of a list, which the arrow keys lead through, one row is enough."""
    had = set(program.focused)
    lists = {list_of(node) for node in wanted if node.address[1] in had}
    return [node for node in wanted if list_of(node) not in lists]


def walk(program, wanted):
    """Presses Tab until all the wanted had the focus and it goes round. What was not reached, and whether it came back to where it was before: of a list
    it passes through only the row that had it last."""
    del program.focused[:]
    program.keys(*["Tab"] * TABS)
    pressed, back = TABS, False
    while pressed < MOST_TABS and not (back and not missed(program, wanted)):
        seen = len(program.focused)
        program.keys(*["Tab"] * TABS)
        pressed += TABS
        program.listen(lambda n=seen: len(program.focused) >= n + TABS, 1.5)
        back = program.focused[-1] in program.focused[:-1] if program.focused else False
    return missed(program, wanted), back


def reachable(program, tree):
    """What must be reached: all that takes the focus. The list around a row, the scroller around a page and a window's own buttons take it too, but
    there is nothing to do there that the keyboard doesn't do elsewhere. Libadwaita's entry rows hand it on to a text of which the bus isn't told."""
    nodes = [node for node in tree.walk() if node.role in CONTROLS and node.extents[2] > 0 and not is_frame(node)
             and not (node.role == "text" and node.parent.role == "list")]
    program.add_states(nodes)
    return [node for node in nodes if {FOCUSABLE, SENSITIVE} <= node.states and node.name not in ("Close", "Minimize", "Maximize")]


def test_finds_what_has_no_name(_program):
    """The check itself: a window with seven nameless controls below three with a name."""
    other = desktop.Program([UNNAMED], "io.github.assay.Unnamed")
    try:
        tree = other.settle()
        found = nameless(other, tree)
        # GTK 4.18 leaves the line of a mnemonic out of the name, and calls a drop-down by what it shows.
        assert len(found) >= (6 if tree.find(name="Mnemonic") else 7), found
        assert {"image", "push button", "slider"} <= {node.role for node in found}, found
        assert len(tree.find(name="A label")) and not any(node.name.startswith("A") for node in found), found
    finally:
        other.close()


def find_pages(program):
    """The stack of pages holds what the first and the last show; a page is the child of it that was not there before. Newer GTK tells of the shown page
    only."""
    image = program.settle().find(role="image", name=chart_of("overview")["finding"])[0]
    program.action("win.goto", GLib.Variant("s", "sources"))
    program.get(name="Search sources", timeout=30)
    entry = program.settle().find(name="Search sources")[0]
    around = {node.address for node in image.above()}
    stack = next(node for node in entry.above() if node.address in around)

    def child(node):
        return next(each for each in [node, *node.above()] if each.parent.address == stack.address).address
    program.stack, program.trees, program.pages = stack.address, {}, {"overview": child(image), "sources": child(entry)}
    program.pages.update({each.address: each.address for each in stack.children if each.address not in program.pages.values()})


def page(program, name):
    """Goes to the page; its tree, which is read once."""
    program.action("win.goto", GLib.Variant("s", name))
    if name in program.trees:
        return program.trees[name]

    def child():
        new = [address for address in program.children(program.stack) if address not in program.pages.values()]
        if name not in program.pages and new:
            program.pages[name] = new[0]
        return program.pages.get(name)
    program.trees[name] = program.settle(desktop.wait(child, 20, f"the page {name}"))
    return program.trees[name]


def child_with(program, **wanted):
    """The child of the stack in which there is such a node, once it rests: GTK calls what is hidden behind it shown as well."""
    def find():
        return next((address for address in program.children(program.stack) if program.tree(address).find(**wanted)), None)
    return program.settle(desktop.wait(find, 20, wanted))


def charts():
    if not hasattr(charts, "all"):
        charts.all = json.loads(subprocess.check_output([ASSAY, "list", "charts", "--format", "json"]))
    return charts.all


def chart_of(name):
    return next(chart for chart in charts() if chart["page"] == name)


def check_page(program, name, search=None):
    """Of a long list what is found is enough."""
    tree = page(program, name)
    if search:
        program.keys("ctrl+shift+f")
        program.type(search)
        time.sleep(0.5)
        tree = program.settle(program.pages[name])
    check_tree(program, name, tree)


def check_tree(program, what, tree):
    found = nameless(program, tree)
    assert not found, f"{what}: without a name: {found[:10]}"
    wanted = reachable(program, tree)
    left, back = walk(program, wanted)
    program.add_states(left)   # what the focus chose may have made some of no use
    left = [node for node in left if SENSITIVE in node.states]
    assert not left, f"{what}: the Tab key doesn't come to {left[:10]}"
    assert back or len(wanted) < 2, f"{what}: the Tab key doesn't come back"


def test_overview(program):
    """The page, and what is around all pages."""
    find_pages(program)
    check_page(program, "overview")


def test_performance(program):
    check_page(program, "performance")


def test_scalability(program):
    check_page(program, "scalability")


def test_ecosystem(program):
    check_page(program, "ecosystem")


def test_claims(program):
    check_page(program, "claims", "GIL")


def test_benchmarks(program):
    check_page(program, "benchmarks")


def test_advisor(program):
    check_page(program, "advisor")


def test_sources(program):
    check_page(program, "sources", "PEP")


def test_the_frame(program):
    """The sidebar is one stop of the Tab key, which leads on into the page that is shown; its arrow keys choose the page."""
    page(program, "overview")
    rows = {node.address[1]: node for node in program.tree().find(role="list item") if node.parent.name == "Pages"}
    del program.focused[:]
    for _ in range(MOST_TABS // TABS):
        program.keys(*["Tab"] * TABS)
        if program.listen(lambda: any(path in rows for path in program.focused), 1.5):
            break
    visited = [rows[path].name for path in program.focused if path in rows]
    assert set(visited) == {"Overview"}, visited
    menu = program.tree().find(name="Main Menu")
    assert any(node.address[1] in program.focused for node in menu), "the main menu is not reached"


def test_charts_say_what_they_show(program):
    """An image with its finding as its name; kind, and leader or range, as its description."""
    for name in ("overview", "performance", "scalability", "ecosystem"):
        images = {node.name: node for node in page(program, name).find(role="image") if node.extents[2] > DECORATION}
        for chart in charts():
            if chart["page"] != name or not chart["finding"]:
                continue
            assert chart["finding"] in images, chart
            words = images[chart["finding"]].description
            assert re.match(r"\w[\w ]*(chart|plot|map|Heatmap|Timeline|Histogram|Percentiles|Ranges|distribution|Lines?)\b", words, re.IGNORECASE), words
            assert re.search(r"(Leading|Highest|Lowest|Last|Longest|First|From|All|No values)\b.*\d", words), words


def one_of_each_kind():
    """That with the fewest marks."""
    return list({chart["kind"]: chart for chart in sorted(charts(), key=lambda chart: -chart["marks"]) if chart["finding"]}.values())


def show(program, chart):
    """Leads to the chart as the search does: it has the focus then."""
    node = page(program, chart["page"]).find(role="image", name=chart["finding"])[0]
    program.action("win.show-chart", GLib.Variant("s", chart["id"]))
    assert program.listen(lambda: program.focused[-1:] == [node.address[1]], 10), f"{chart['id']} doesn't get the focus"
    return node


def test_marks_by_arrow_keys(program):
    """In a chart of each kind Right goes from mark to mark to the last, each with its value; Home is the first."""
    subprocess.check_call(["xdotool", "mousemove", "1", "1"])   # a mark under the pointer would be where the keys begin
    for chart in one_of_each_kind():
        node = show(program, chart)
        summary, readings = program.description(node), []
        for _ in range(min(chart["marks"], MOST_MARKS)):
            program.keys("Right")
            last = readings[-1] if readings else summary
            if not program.listen(lambda n=node, before=last: program.description(n) != before, 5):
                break
            readings.append(program.description(node))
        assert len(readings) == min(chart["marks"], MOST_MARKS), (chart["id"], summary, readings)
        assert len(set(readings)) == len(readings) and all(re.search(r"\d", words) for words in readings), (chart["id"], readings)
        program.keys("Home")
        assert program.listen(lambda n=node, first=readings[0]: program.description(n) == first, 3), (chart["id"], readings[0], program.description(node))


def test_a_table_behind_each(program):
    """Ctrl+T shows a chart of each kind as a table with cells; Escape closes it."""
    for chart in one_of_each_kind():
        show(program, chart)
        program.keys("ctrl+t")
        window = opened(program, f"the table of {chart['id']}")
        tree = program.tree(window)
        assert not nameless(program, tree), nameless(program, tree)
        assert sum(1 for node in tree.walk() if re.search(r"\d", node.name)) >= 2, chart["id"]
        closed(program)


def opened(program, what):
    """The address of the second window."""
    return desktop.wait(lambda: program.children(program.root)[1:], 10, what)[0]


def closed(program, key="Escape", left=1):
    """The key closes the window that was opened last."""
    end = time.monotonic() + 10
    while len(program.children(program.root)) > left:
        assert time.monotonic() < end, f"{key} doesn't close it"
        program.keys(key)
        program.listen(lambda: len(program.children(program.root)) == left, 0.5)


def check_dialog(program, what):
    check_tree(program, what, program.settle(opened(program, what)))
    closed(program)


def test_dialogs(program):
    """Those that a key or an action opens: origin, table, Prometheus server, teams, whom a file is about, needs."""
    chart = chart_of("performance")
    show(program, chart)
    program.keys("Home", "Return")
    check_dialog(program, "the origin")
    program.keys("ctrl+t")
    check_dialog(program, "the table")
    program.action("win.add-service")
    check_dialog(program, "the dialog for a server")
    program.action("win.team-runs")
    check_dialog(program, "the dialog for teams")
    program.action("win.import-results-from", GLib.Variant("s", WRK))
    check_dialog(program, "whom a file is about")
    needs = page(program, "advisor").find(name="Needs…")[0]
    program.click(needs)
    check_dialog(program, "the needs")


def test_own_workloads(program):
    """What a folder of one's own would run, before it may."""
    page(program, "benchmarks")
    program.click(program.get(role="push button", name="Look…"))
    check_dialog(program, "what would run")


def fill_in(program, address, name, text):
    """Types into a row of the dialog."""
    program.click(shown(program, address, name, "text"))
    program.type(text)


def shown(program, address, name, role=None):
    """The first such widget below there that has a size."""
    return desktop.wait(lambda: [node for node in program.tree(address).find(role, contains=name) if node.extents[2] > 0], 60, name)[0]


def test_adding_a_machine(program):
    """The dialog as it opens, with the key of a host that nobody knows yet, and with the answer of the other side."""
    page(program, "benchmarks")
    elsewhere.open_menu(program, "This Computer", 2)
    program.keys("Up", "Return")
    address = opened(program, "the dialog for a machine")
    check_tree(program, "the dialog for a machine", program.settle(address))
    fill_in(program, address, "Name, which labels its runs", "box")
    fill_in(program, address, "User and host", "anna@localhost")
    program.click(shown(program, address, "Details", "label"))
    fill_in(program, address, "Command that runs Assay there", program.there)
    program.click(shown(program, address, "Check", "push button"))
    accept = shown(program, address, elsewhere.FINGERPRINT, "push button")
    check_tree(program, "the question for the host key", program.settle(address))
    program.click(accept)
    shown(program, address, "Assay 0.")
    check_tree(program, "what the other side says", program.settle(address))
    program.click(shown(program, address, "Add", "push button"))
    desktop.wait(lambda: program.has(name="Measure on: box"), 60, "the choice")


def test_a_machine(program):
    """One that was added is asked again; whether it is to be forgotten."""
    elsewhere.open_menu(program, "box", 5)
    program.keys("Up", "Up", "Return")
    address = opened(program, "the dialog of the machine")
    shown(program, address, "Assay 0.")
    program.click(shown(program, address, "Details", "label"))
    shown(program, address, "Command that runs Assay there", "text")
    check_dialog(program, "the dialog of the machine")
    elsewhere.open_menu(program, "box", 5)
    program.keys("Up", "Return")
    check_dialog(program, "the question whether it is removed")


def test_measuring_elsewhere(program):
    """The page while it is measured there."""
    program.click(program.get(role="push button", name="Measure"))
    desktop.wait(lambda: program.has(contains="there: start 1 of 5"), 30, "what runs there")
    check_tree(program, "what runs elsewhere", program.settle(program.pages["benchmarks"]))
    program.click(program.get(role="push button", name="Stop"))
    desktop.wait(lambda: program.has(role="push button", name="Measure"), 30, "the end")


def test_preferences(program):
    program.action("app.preferences")
    check_dialog(program, "Preferences")


def test_search(program):
    """What is found stands in the page's place; Escape gives the page back."""
    page(program, "overview")
    program.keys("ctrl+f")
    program.type("GIL")
    time.sleep(1)
    check_tree(program, "the search", child_with(program, name="Search everything"))
    program.keys("Escape")


def test_welcome(program):
    program.action("win.goto", GLib.Variant("s", "welcome"))
    check_tree(program, "the welcome", child_with(program, name="Measure on This Computer"))
    program.action("win.goto", GLib.Variant("s", "overview"))


def test_talk(program):
    """The window in which a talk is arranged, and above it the one in which a slide is edited."""
    program.action("win.talk")
    address = opened(program, "the talk")
    tree = program.settle(address)
    before = program.children(program.root)
    program.keys("Return")
    editor = desktop.wait(lambda: [each for each in program.children(program.root) if each not in before], 10, "the slide's editor")[0]
    check_tree(program, "the slide's editor", program.settle(editor))
    closed(program, left=2)
    check_tree(program, "the talk", tree)
    closed(program, key="ctrl+w")


TESTS = [test_finds_what_has_no_name, test_overview, test_performance, test_scalability, test_ecosystem, test_claims, test_benchmarks, test_advisor,
         test_sources, test_the_frame, test_charts_say_what_they_show, test_marks_by_arrow_keys, test_a_table_behind_each, test_dialogs, test_own_workloads,
         test_adding_a_machine, test_a_machine, test_measuring_elsewhere, test_preferences, test_search, test_welcome, test_talk]


def write_there(path):
    """The other side; where it is to measure it says that it does, and goes on saying nothing."""
    version = subprocess.check_output([ASSAY, "--version"], text=True).split()[1]
    begin = {"program": f"Assay {version}", "seconds": 10, "scenarios": ["start-up"], "notes": []}
    doing = {"item": 0, "items": [{"state": "running"}], "done": 0.1, "doing": "there: start 1 of 5"}
    elsewhere.write_program(path, f"""case "$*" in *measure*) echo '# {json.dumps(begin)}'; echo '# {json.dumps(doing)}'; exec sleep 600 ;; esac
exec {os.path.realpath(ASSAY)} "$@" """)


def main():
    with tempfile.TemporaryDirectory() as folder:
        data = pathlib.Path(os.environ["XDG_DATA_HOME"])
        elsewhere.write_own_workloads(data)
        elsewhere.write_ssh(pathlib.Path(folder), data)
        write_there(pathlib.Path(folder, "there"))
        program = desktop.Program([ASSAY], APP_ID, {"G_DEBUG": "fatal-criticals", "PATH": f"{folder}/bin:{os.environ['PATH']}"})
        program.there = f"{folder}/there"
        program.wait_for_charts()
        failed = desktop.run_tests(program, "accessible", TESTS)
        program.close()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
