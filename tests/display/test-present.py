"""Presenting as a speaker does it: real keys on a real full screen, and a session manager that sees whether the screen may sleep. As TAP.

usage: test-present.py ASSAY FOLDER    under tests/display/with-display -a -w
"""
import os
import re
import subprocess
import sys
import time

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

sys.path.insert(0, os.path.dirname(__file__))
import desktop  # noqa: E402

APP_ID = "io.github.assay.Assay"
ASSAY = sys.argv[1]
IDLE = 8

# What GTK asks of a session.
MANAGER = """<node><interface name="org.gnome.SessionManager">
<method name="RegisterClient"><arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="o" direction="out"/></method>
<method name="Inhibit"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/><arg type="u" direction="in"/>
<arg type="u" direction="out"/></method>
<method name="Uninhibit"><arg type="u" direction="in"/></method><method name="UnregisterClient"><arg type="o" direction="in"/></method>
</interface></node>"""
asked = []


def answer(_bus, _sender, _path, _interface, method, arguments, invocation):
    asked.append((method, arguments.unpack()))
    values = {"RegisterClient": GLib.Variant("(o)", ("/client/1",)), "Inhibit": GLib.Variant("(u)", (7,))}
    invocation.return_value(values.get(method))


def is_asked(method):
    """Whether the session manager was called so; its calls come in while the bus is looked at."""
    while GLib.MainContext.default().iteration(False):
        pass
    return [arguments for name, arguments in asked if name == method]


def slide(program):
    """Number, how many, finding of the slide that is shown; None if there is none."""
    for node in program.tree().find(role="image", contains="Slide "):
        match = re.match(r"Slide (\d+) of (\d+): (.+)", node.name)
        if match and node.extents[2] > 0:
            return int(match[1]), int(match[2]), match[3]
    return None


def shows(program, number, timeout=10):
    desktop.wait(lambda: (slide(program) or (0,))[0] == number, timeout, f"slide {number}")


def pixel(x, y):
    """The colour of the screen there: "#FFFFFF"."""
    picture = subprocess.run(["import", "-window", "root", "-crop", f"1x1+{x}+{y}", "-depth", "8", "txt:-"], stdout=subprocess.PIPE, text=True, check=True).stdout
    return re.search(r"#[0-9A-F]{6}", picture)[0]


def is_full_screen():
    window = subprocess.run(["xdotool", "getactivewindow"], stdout=subprocess.PIPE, text=True, check=False).stdout.strip()
    state = subprocess.run(["xprop", "-id", window, "_NET_WM_STATE"], stdout=subprocess.PIPE, text=True, check=False).stdout if window else ""
    return "_NET_WM_STATE_FULLSCREEN" in state


def test_begins_with_the_first_slide(program):
    """F5: the first slide over the whole screen, and the session is asked not to sleep."""
    program.keys("F5")
    shows(program, 1, 30)
    desktop.wait(is_full_screen, 10, "full screen")
    assert slide(program)[1] > 20, slide(program)
    desktop.wait(lambda: is_asked("Inhibit"), 5, "that the screen stays on")
    assert is_asked("Inhibit")[0][3] == IDLE, asked


def test_keys_lead(program):
    """Each key that a clicker or a keyboard has; a number and Enter."""
    last = slide(program)[1]
    for key, number in (("space", 2), ("Next", 3), ("Right", 4), ("Down", 5), ("BackSpace", 4), ("Prior", 3), ("Left", 2), ("Up", 1), ("Left", 1),
                        ("End", last), ("Right", last), ("Home", 1), ("Return", 2)):
        program.keys(key)
        shows(program, number)
    program.keys("1", "2")
    desktop.wait(lambda: program.has(contains="→ 12"), 5, "the number that is typed")
    program.keys("Return")
    shows(program, 12)
    program.keys("9", "Escape", "Return")
    shows(program, 13)


def test_black_white_and_theme(program):
    """B and W cover the slide and uncover it, the next slide lifts them; T makes it dark."""
    assert pixel(5, 5) == "#FFFFFF"
    program.keys("b")
    desktop.wait(lambda: pixel(5, 5) == "#000000", 5, "black")
    program.keys("b")
    desktop.wait(lambda: pixel(5, 5) == "#FFFFFF", 5, "the slide")
    program.keys("t")
    desktop.wait(lambda: pixel(5, 5) == "#1D1D20", 5, "a dark slide")
    program.keys("w")
    desktop.wait(lambda: pixel(5, 5) == "#FFFFFF", 5, "white")
    program.keys("Right")
    desktop.wait(lambda: pixel(5, 5) == "#1D1D20", 5, "the next slide")
    program.keys("t")
    desktop.wait(lambda: pixel(5, 5) == "#FFFFFF", 5, "a light slide")


def test_laser(program):
    """L puts a red spot under the pointer."""
    subprocess.check_call(["xdotool", "mousemove", "700", "60"])
    time.sleep(0.2)
    program.keys("l")
    subprocess.check_call(["xdotool", "mousemove", "640", "20"])

    def red():
        colour = pixel(640, 20)
        return int(colour[1:3], 16) > 200 and int(colour[3:5], 16) < 80
    desktop.wait(red, 5, "the spot")
    program.keys("l", "l")
    desktop.wait(lambda: not red(), 5, "no spot")


def described(program):
    """What a screen reader is told of the slide."""
    return [(node.name, node.description) for node in program.tree().find(role="image", contains="Slide ") if node.extents[2] > 0]


def test_weights_are_moved(program):
    """A shows the weights beside the advisor's slide; the slide follows one that is moved; Escape hides them, and the keys lead again."""
    program.keys("3", "Return")
    shows(program, 3)
    program.keys("a")
    desktop.wait(lambda: [node for node in program.tree().find(role="slider") if node.extents[2] > 0], 20, "the weights")
    before = described(program)
    program.keys("End")
    desktop.wait(lambda: described(program) != before and all(words for _, words in described(program)), 20, "the slide to follow")
    program.keys("Escape")
    program.keys("Right")
    shows(program, 4)
    program.keys("a", "Left")
    shows(program, 3)


def test_table_and_origin(program):
    """D shows the slide's data, O where they come from; Escape closes them and the talk goes on."""
    number = slide(program)[0]
    for key, what in (("d", "the table"), ("o", "the origins")):
        windows = len(program.titles())
        program.keys(key)
        desktop.wait(lambda n=windows: len(program.titles()) == n + 1, 10, what)
        time.sleep(0.3)
        program.keys("Escape")
        desktop.wait(lambda n=windows: len(program.titles()) == n, 10, f"the end of {what}")
    program.keys("Right")
    shows(program, number + 1)


def test_ends(program):
    """Escape leaves; the screen may sleep again; Shift+F5 begins where the window is."""
    program.keys("Escape")
    desktop.wait(lambda: slide(program) is None, 10, "the end")
    desktop.wait(lambda: is_asked("Uninhibit"), 5, "that the screen may sleep")
    program.action("win.goto", GLib.Variant("s", "scalability"))
    time.sleep(0.5)
    program.keys("shift+F5")
    desktop.wait(lambda: (slide(program) or (0,))[0] > 1, 10, "the slide of this page")
    program.keys("Escape")
    desktop.wait(lambda: slide(program) is None, 10, "the end")


TESTS = [test_begins_with_the_first_slide, test_keys_lead, test_black_white_and_theme, test_laser, test_weights_are_moved, test_table_and_origin, test_ends]


def main():
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    bus.register_object("/org/gnome/SessionManager", Gio.DBusNodeInfo.new_for_xml(MANAGER).interfaces[0], answer)
    Gio.bus_own_name_on_connection(bus, "org.gnome.SessionManager", Gio.BusNameOwnerFlags.NONE, None, None)
    # The program asks while it starts, before anybody else looks at the bus.
    loop = GLib.MainLoop()
    GLib.timeout_add(300, loop.quit)
    loop.run()
    program = desktop.Program([ASSAY], APP_ID, {"G_DEBUG": "fatal-criticals"})
    program.wait_for_charts()
    failed = desktop.run_tests(program, "present", TESTS)
    program.close()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
