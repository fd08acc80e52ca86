"""The search through everything, by keys alone. As TAP.

usage: test-search.py ASSAY FOLDER    under tests/display/with-display -a -w
"""
import os
import sys

import gi

gi.require_version("GLib", "2.0")
from gi.repository import GLib  # noqa: E402

sys.path.insert(0, os.path.dirname(__file__))
import desktop  # noqa: E402

APP_ID = "io.github.assay.Assay"
ASSAY = sys.argv[1]
HEADER_HEIGHT = 45


places = {}   # what is looked at again and again, by its address: the whole tree takes its time


def name_at(program, address):
    return program.bus.call_sync(address[0], address[1], desktop.PROPERTIES, "Get", GLib.Variant("(ss)", (desktop.ACCESSIBLE, "Name")), None, 0, 3000).unpack()[0]


def title(program):
    """What stands above the page."""
    if "title" not in places:
        places["title"] = next(node.address for node in program.tree().find(role="label")
                               if 0 <= node.extents[1] < HEADER_HEIGHT and node.extents[0] > 232 and node.extents[2] > 0 and node.name)
    return name_at(program, places["title"])


def found(program):
    """Names of the rows: "Chart: …", "Claim: …", in their order."""
    if "list" not in places:
        lists = program.tree().find(role="list", name="What was found")
        if not lists:
            return []
        places["list"] = lists[0].address
    reply = program.bus.call_sync(*places["list"], desktop.ACCESSIBLE, "GetChildren", None, None, 0, 3000)
    names = [name_at(program, address) for address in reply.unpack()[0]]
    return [name for name in names if ": " in name or name.startswith("Show All")]


def search(program, text, first):
    """Ctrl+F, the words, and the first row that comes of them."""
    program.keys("ctrl+f")
    desktop.wait(lambda: title(program) == "Search", 10, "the search")
    program.type(text)
    desktop.wait(lambda: (found(program) or [""])[0].startswith(first), 20, f"{first} as the first of {text}")


def in_sight(program, **what):
    return [node for node in program.tree().find(**what) if 0 < node.extents[1] < 800 and node.extents[2] > 0]


def test_a_chart_by_enter(program):
    """Enter goes to the best: its page, scrolled to it."""
    search(program, "SLOWEST 1", "Chart: Slowest")
    finding = found(program)[0].split(": ", 1)[1]
    program.keys("Return")
    desktop.wait(lambda: title(program) == "Performance", 10, "the chart's page")
    desktop.wait(lambda: in_sight(program, role="image", name=finding), 10, "the chart")


def test_a_claim_by_arrow_keys(program):
    """Down leads into the list, Up from its first row back to the entry, Enter opens the claim; the order of the words does not matter."""
    search(program, "million", "Claim: ")
    rows = found(program)
    program.keys("Down", "Down", "Up", "Up")
    program.type(" packages")
    desktop.wait(lambda: 0 < len(found(program)) < len(rows), 10, "fewer claims")
    program.keys("Down", "Return")
    desktop.wait(lambda: title(program) == "Claims", 10, "the claims")
    desktop.wait(lambda: program.has(name="How the verdict comes about"), 15, "the claim, opened")


def test_another_by_enter(program):
    """Enter in the list opens the row that has the focus, not the best."""
    search(program, "benchmark", "Page: Benchmarks")
    desktop.wait(lambda: len(found(program)) > 2, 10, "more than the page")
    program.keys("Down", "Down", "Return")
    desktop.wait(lambda: title(program) == "Sources", 10, "the second that was found")


def test_a_source(program):
    """A source that is left out by the page's own filter is shown all the same."""
    search(program, "jython", "Source: Jython")
    program.keys("Return")
    desktop.wait(lambda: title(program) == "Sources", 10, "the sources")
    desktop.wait(lambda: in_sight(program, role="list item", contains="Jython"), 10, "the source in sight")


def test_all_of_a_kind(program):
    """Of many the first are shown, and all on demand."""
    search(program, "benchmark", "")
    desktop.wait(lambda: any(row.startswith("Show All") for row in found(program)), 10, "the way to all")
    before = len(found(program))
    row = next(node for node in program.tree().find(role="list item", contains="Show All") if node.extents[2] > 0)
    program.click(row)
    desktop.wait(lambda: len(found(program)) > before, 10, "all")


def test_escape_leads_back(program):
    """What was searched is chosen when the search begins anew; nonsense says that there is nothing; Escape shows the page as it was."""
    program.keys("ctrl+f")
    program.type("zzzz nothing")
    desktop.wait(lambda: in_sight(program, name="Nothing Found"), 10, "that nothing was found")
    program.keys("Escape")
    desktop.wait(lambda: title(program) == "Sources", 10, "the page")


def test_a_profile(program):
    """A profile of the advisor is chosen, though its page was never seen."""
    search(program, "machine learning", "Claim: ")
    profile = next(node for node in program.tree().find(role="list item", contains="Profile: Machine") if node.extents[2] > 0)
    program.click(profile)
    desktop.wait(lambda: title(program) == "Advisor", 10, "the advisor")
    desktop.wait(lambda: in_sight(program, role="label", name="Machine-learning service"), 20, "the profile")


TESTS = [test_a_chart_by_enter, test_a_claim_by_arrow_keys, test_another_by_enter, test_a_source, test_all_of_a_kind, test_escape_leads_back, test_a_profile]


def main():
    program = desktop.Program([ASSAY], APP_ID, {"G_DEBUG": "fatal-criticals"})
    # The first search begins while the catalogue may still be on its way.
    failed = desktop.run_tests(program, "search", TESTS)
    program.close()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
