"""Drives a program as a user does: reads its window over the accessibility bus, clicks and types through the X server.

Plain D-Bus, many calls under way at once: libatspi's cache goes stale with GTK 4.8, and one call after the other takes six times
as long. Positions are the window's own; the X server says where the window is.
"""
import contextlib
import os
import subprocess
import sys
import time
import traceback

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

ACCESSIBLE = "org.a11y.atspi.Accessible"
COMPONENT = "org.a11y.atspi.Component"
ACTION = "org.a11y.atspi.Action"
REGISTRY = "org.a11y.atspi.Registry"
PROPERTIES = "org.freedesktop.DBus.Properties"
WINDOW_COORDINATES = 1
CALL_TIMEOUT_MS = 3000
MOST_STOPS = 100     # of the Tab key on a page
LARGEST_ICON = 64    # pixels
SENSITIVE = 24       # of AtspiStateType


def role_names():
    names = {}
    for name in dir(Atspi.Role):
        value = getattr(Atspi.Role, name)
        if isinstance(value, Atspi.Role):
            names[int(value)] = name.lower().replace("_", " ")
    return names


ROLES = role_names()


class Node:
    """A widget as a screen reader meets it."""

    def __init__(self, address, parent=None):
        self.address, self.parent = address, parent
        self.role = self.name = self.description = ""
        self.extents = (0, 0, 0, 0)
        self.children = []
        self.states = set()

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()

    def above(self):
        """What it lies in, the nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def find(self, role=None, name=None, contains=None):
        """All below with that role, exactly that name, or a name containing a text."""
        return [node for node in self.walk()
                if (role is None or node.role == role)
                and (name is None or node.name == name)
                and (contains is None or contains in node.name)]

    def __repr__(self):
        return f"<{self.role} “{self.name}”>"


def wait(function, timeout=10, what="condition"):
    """The function's first true result; a widget that vanishes meanwhile is asked for again."""
    end = time.monotonic() + timeout
    while time.monotonic() < end:
        try:
            result = function()
            if result:
                return result
        except GLib.Error:
            pass
        time.sleep(0.03)
    raise AssertionError(f"timed out waiting for {what}")


class Program:
    """A running program on the session bus, with its accessible tree and its actions."""

    def __init__(self, argv, app_id, environment=None):
        self.path = "/" + app_id.replace(".", "/").replace("-", "_")
        self.app_id = app_id
        self.session = Gio.bus_get_sync(Gio.BusType.SESSION)
        reply = self.session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, 0, 5000)
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self.bus = Gio.DBusConnection.new_for_address_sync(reply.unpack()[0], flags, None, None)
        self.focused = []      # paths of what got the focus, in turn
        self.bus.signal_subscribe(None, "org.a11y.atspi.Event.Object", "StateChanged", None, None, 0, self._state_changed_cb)
        # Newer GTK tells nothing where nobody said that he listens.
        self._call((REGISTRY, "/org/a11y/atspi/registry"), REGISTRY, "RegisterEvent", GLib.Variant("(sass)", ("object:state-changed:focused", [], "")))
        self.process = subprocess.Popen(argv, env={**os.environ, **(environment or {})})
        self.root = wait(self._find_root, 20, "the program on the accessibility bus")
        wait(lambda: any(node.extents[2] > 0 for node in self.tree().walk()), 20, "a first layout")
        self._active_window()
        wait(self._has_keys, 10, "the keyboard")

    def _has_keys(self):
        """A window manager calls a window active before the keys go there."""
        found = subprocess.run(["xdotool", "getwindowfocus", "getwindowpid"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
        return found.stdout.strip() == str(self.process.pid)

    def _call(self, address, interface, method, arguments=None):
        return self.bus.call_sync(address[0], address[1], interface, method, arguments, None, 0, CALL_TIMEOUT_MS).unpack()

    def _find_root(self):
        if self.process.poll() is not None:
            raise AssertionError(f"the program ended with status {self.process.returncode}")
        for address in self._call((REGISTRY, "/org/a11y/atspi/accessible/root"), ACCESSIBLE, "GetChildren")[0]:
            owner = self._call(("org.freedesktop.DBus", "/"), "org.freedesktop.DBus", "GetConnectionUnixProcessID",
                               GLib.Variant("(s)", (address[0],)))[0]
            if owner == self.process.pid:
                return address
        return None

    def _state_changed_cb(self, _bus, _sender, path, _interface, _signal, arguments):
        state, on = arguments.unpack()[:2]
        if state == "focused" and on:
            self.focused.append(path)

    def listen(self, function, seconds):
        """What the program tells of itself meanwhile is taken in; whether the function became true."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            while GLib.MainContext.default().iteration(False):
                pass
            if function():
                return True
            time.sleep(0.01)
        return False

    def children(self, address):
        return [child for child in self._call(address, ACCESSIBLE, "GetChildren")[0] if child[1] != "/org/a11y/atspi/null"]

    def description(self, node):
        """As it is now."""
        return self._call(node.address, PROPERTIES, "Get", GLib.Variant("(ss)", (ACCESSIBLE, "Description")))[0]

    def add_states(self, nodes):
        """Fills in their states: numbers as AtspiStateType has them."""
        pending = [len(nodes)]

        def done(bus, result, node):
            pending[0] -= 1
            try:
                words = bus.call_finish(result).unpack()[0]
                node.states = {bit for bit in range(32 * len(words)) if words[bit // 32] >> bit % 32 & 1}
            except GLib.Error:
                pass

        for node in nodes:
            self.bus.call(*node.address, ACCESSIBLE, "GetState", None, None, 0, CALL_TIMEOUT_MS, None, done, node)
        while pending[0]:
            GLib.MainContext.default().iteration(True)

    def tree(self, part=None):
        """The tree as it is now: the whole, or what is below a node of an earlier one or its address, which is there sooner."""
        context = GLib.MainContext.default()
        pending = [0]
        root = Node(getattr(part, "address", part) or self.root)

        def ask(node, interface, method, arguments, use):
            def done(bus, result):
                pending[0] -= 1
                try:
                    use(bus.call_finish(result).unpack())
                except GLib.Error:
                    pass

            pending[0] += 1
            self.bus.call(node.address[0], node.address[1], interface, method, arguments, None, 0, CALL_TIMEOUT_MS, None, done)

        def names(node, reply):
            node.name, node.description = reply.get("Name", ""), reply.get("Description", "")

        def children(node, addresses):
            for address in addresses:
                if address[1] != "/org/a11y/atspi/null":
                    child = Node(address, node)
                    node.children.append(child)
                    visit(child)

        def visit(node):
            ask(node, ACCESSIBLE, "GetChildren", None, lambda reply: children(node, reply[0]))
            ask(node, ACCESSIBLE, "GetRole", None, lambda reply: setattr(node, "role", ROLES.get(reply[0], str(reply[0]))))
            ask(node, PROPERTIES, "GetAll", GLib.Variant("(s)", (ACCESSIBLE,)), lambda reply: names(node, reply[0]))
            ask(node, COMPONENT, "GetExtents", GLib.Variant("(u)", (WINDOW_COORDINATES,)),
                lambda reply: setattr(node, "extents", reply[0]))

        visit(root)
        while pending[0]:
            context.iteration(True)
        return root

    def get(self, role=None, name=None, contains=None, timeout=10):
        """The first such widget, waited for."""
        return wait(lambda: self.tree().find(role, name, contains), timeout, f"{role} “{name or contains}”")[0]

    def has(self, role=None, name=None, contains=None):
        return bool(self.tree().find(role, name, contains))

    def wait_for_charts(self):
        """Until the catalogue is there: its first page shows charts, which are wider than any icon, and images as these are."""
        wait(lambda: any(node.extents[2] > LARGEST_ICON for node in self.tree().find(role="image")), 30, "the catalogue")

    def titles(self):
        """Names of the program's windows, without what is in them."""
        name = GLib.Variant("(ss)", (ACCESSIBLE, "Name"))
        return [self._call(window, PROPERTIES, "Get", name)[0] for window in self.children(self.root)]

    def _activate(self):
        """Gives the program's window the focus: a window manager may withhold it from a program that was slow to start."""
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)],
                               stdout=subprocess.PIPE, text=True, check=False).stdout.split()
        if found:
            subprocess.run(["xdotool", "windowactivate", found[-1]], stderr=subprocess.DEVNULL, check=False)

    def _active_window(self):
        """Position of the window that has the focus."""
        def geometry():
            result = subprocess.run(["xdotool", "getactivewindow", "getwindowgeometry", "--shell"],
                                    stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
            if result.returncode != 0:
                self._activate()
                return None
            return dict(line.split("=") for line in result.stdout.split() if "=" in line)

        window = wait(geometry, 10, "a window with the focus")
        return int(window["X"]), int(window["Y"])

    def tells_places(self):
        """Whether a pointer finds a widget by its extents. With GTK 4.18 they are some ten pixels off, and the window's own corner isn't its origin."""
        return all(node.extents[:2] == (0, 0) for node in self.tree().children if node.role == "frame")

    def press(self, node):
        """What a click does, asked for by name, or by the keyboard where there is no such action."""
        for within in node.walk():
            with contextlib.suppress(GLib.Error):
                actions = [names[0] for names in self._call(within.address, ACTION, "GetActions")[0]]
                if actions == ["Click"]:   # refused by what is not sensitive, as a click is
                    self._call(within.address, ACTION, "DoAction", GLib.Variant("(i)", (0,)))
                    return
        self.focus(node)
        if node.role not in ("text", "slider"):
            self.keys("space" if len(self.titles()) > 1 else "Return")   # Enter is for a dialog's own button

    def focus(self, node):
        """Leads the focus to the widget, to what is in it, or to the row that it lies in: Tab from stop to stop, in a list the arrow keys from row to row."""
        row = next((above for above in [node, *node.above()] if above.parent and above.parent.role == "list"), None)
        target = node if node.find(role="text") or row is None else row
        wanted = {within.address[1] for within in target.walk()}
        places = {within.address[1]: index for index, each in enumerate(row.parent.children if row else []) for within in each.walk()}
        self.listen(lambda: False, 0.1)   # what had it before
        key = "Tab"
        for _ in range(MOST_STOPS):
            del self.focused[:]
            self.keys(key)
            self.listen(lambda: self.focused, 0.5)
            self.listen(lambda: False, 0.05)   # a late event would be taken for the next one
            here = self.focused[-1] if self.focused else None
            if here in wanted:
                return
            key = "Tab" if here not in places else "Down" if places[here] < places[target.address[1]] else "Up"
        raise AssertionError(f"{node} can neither be pressed nor have the focus")

    def click(self, node, button=1, at=None):
        """A real click in the middle of a widget of the focused window, or at a point of it."""
        if button == 1 and at is None and not self.tells_places():
            self.press(node)
            return
        left, top = self._active_window()
        x, y, width, height = node.extents
        dx, dy = at or (width // 2, height // 2)
        subprocess.check_call(["xdotool", "mousemove", str(left + x + dx), str(top + y + dy), "click", str(button)])

    def keys(self, *keys):
        subprocess.check_call(["xdotool", "key", "--clearmodifiers", *keys])

    def type(self, text):
        subprocess.check_call(["xdotool", "type", "--clearmodifiers", text])

    def action(self, name, parameter=None):
        """Any GAction of the application (app.) or its first window (win.), with its parameter as a GLib.Variant."""
        group, action = name.split(".", 1)
        path = self.path + ("/window/1" if group == "win" else "")
        arguments = GLib.Variant("(sava{sv})", (action, [parameter] if parameter is not None else [], {}))
        self.session.call_sync(self.app_id, path, "org.gtk.Actions", "Activate", arguments, None, 0, CALL_TIMEOUT_MS)

    def actions(self, group="win"):
        path = self.path + ("/window/1" if group == "win" else "")
        return self.session.call_sync(self.app_id, path, "org.gtk.Actions", "List", None, None, 0, CALL_TIMEOUT_MS).unpack()[0]

    def settle(self, address=None):
        """The tree once it has stopped growing."""
        counts = [0]

        def rests():
            tree = self.tree(address)
            counts.append(sum(1 for _ in tree.walk()))
            return tree if counts[-1] == counts[-2] and counts[-1] > 5 else time.sleep(0.2)
        return wait(rests, 30, "a tree that rests")

    def is_enabled(self, action):
        """Whether an action of the window can be done now."""
        return self.session.call_sync(self.app_id, self.path + "/window/1", "org.gtk.Actions", "Describe", GLib.Variant("(s)", (action,)), None, 0,
                                      CALL_TIMEOUT_MS).unpack()[0][0]

    def picture(self, path):
        subprocess.check_call(["import", "-window", "root", path])

    def close(self):
        """Ends the program and gives its exit status."""
        if self.process.poll() is None:
            self.process.terminate()
        return self.process.wait(10)


def run_tests(program, group, tests):
    """Runs the tests one after the other as TAP; a failed one leaves a picture in the folder that is the program's second argument. Whether one failed."""
    failed = False
    print(f"1..{len(tests)}", flush=True)
    for index, test in enumerate(tests, 1):
        name = test.__name__[5:].replace("_", "-")
        try:
            test(program)
            print(f"ok {index} /{group}/{name}", flush=True)
        except Exception:  # a failed test must not keep the others from running
            failed = True
            print(f"not ok {index} /{group}/{name}", flush=True)
            for line in traceback.format_exc().splitlines():
                print(f"# {line}", flush=True)
            if len(sys.argv) > 2:
                program.picture(f"{sys.argv[2]}/{name}.png")
    return failed
