"""A talk with two monitors: the audience's slides fill the other one, the speaker's window stays, and keys in either lead both. As TAP.

usage: test-outputs.py ASSAY [PICTURE]    a picture of the speaker's monitor; under tests/display/with-outputs
"""
import json
import subprocess
import sys
import time

SPEAKERS, AUDIENCES = "HEADLESS-1", "HEADLESS-2"


def wait(function, what, timeout=30):
    end = time.monotonic() + timeout
    while time.monotonic() < end:
        result = function()
        if result:
            return result
        time.sleep(0.1)
    raise AssertionError(f"timed out waiting for {what}")


def windows():
    """Title -> the monitor on which it is, and what sway says of it."""
    found = {}

    def walk(node, output):
        output = node["name"] if node["type"] == "output" else output
        if node.get("pid"):
            found[node["name"]] = (output, node)
        for child in node["nodes"] + node["floating_nodes"]:
            walk(child, output)

    walk(json.loads(subprocess.check_output(["swaymsg", "-t", "get_tree", "-r"])), None)
    return found


def picture(output):
    return subprocess.check_output(["grim", "-t", "ppm", "-o", output, "-"])


def focus(title):
    subprocess.run(["swaymsg", f'[title="^{title}$"] focus'], stdout=subprocess.DEVNULL, check=True)
    wait(lambda: windows()[title][1]["focused"], f"the focus on {title}")


def key(name):
    """The first moments of a virtual keyboard are lost."""
    subprocess.check_call(["wtype", "-s", "200", "-k", name])


def rests(output):
    """The monitor's picture once it has stopped changing."""
    def same():
        before = picture(output)
        time.sleep(0.3)
        return before if picture(output) == before else None
    return wait(same, f"a picture of {output} that rests")


def changes_by(name):
    """What a key changes of the audience's monitor."""
    before = rests(AUDIENCES)
    key(name)
    wait(lambda: picture(AUDIENCES) != before, f"another slide after {name}")
    return before, rests(AUDIENCES)


def test_each_has_a_monitor():
    wait(lambda: "Assay" in windows(), "the window", 60)
    rests(SPEAKERS)
    focus("Assay")
    key("F5")
    wait(lambda: {"Presentation", "Speaker"} <= set(windows()), "both windows")
    wait(lambda: windows()["Presentation"][0] == AUDIENCES, "the audience's window on the other monitor")
    wait(lambda: windows()["Presentation"][1]["fullscreen_mode"] == 1, "full screen")
    wait(lambda: [windows()["Presentation"][1]["rect"][side] for side in ("width", "height")] == [1280, 720], "the whole monitor")
    assert windows()["Speaker"][0] == SPEAKERS, windows()["Speaker"][0]


def test_the_speaker_leads():
    focus("Speaker")
    first, second = changes_by("Right")
    assert first != second
    speaker = rests(SPEAKERS)
    assert changes_by("Left")[1] == first, "back is another slide"
    wait(lambda: picture(SPEAKERS) != speaker, "the speaker's slide")
    if len(sys.argv) > 2:
        subprocess.check_call(["grim", "-o", SPEAKERS, sys.argv[2]])


def test_the_audience_leads():
    focus("Presentation")
    speaker = picture(SPEAKERS)
    changes_by("Right")
    wait(lambda: picture(SPEAKERS) != speaker, "the speaker's slide")


def test_both_end():
    focus("Speaker")
    key("Escape")
    wait(lambda: set(windows()) == {"Assay"}, "the end of both")


TESTS = [test_each_has_a_monitor, test_the_speaker_leads, test_the_audience_leads, test_both_end]


def main():
    with subprocess.Popen([sys.argv[1]]) as program:
        failed = False
        print(f"1..{len(TESTS)}", flush=True)
        for number, test in enumerate(TESTS, 1):
            try:
                test()
                print(f"ok {number} /outputs/{test.__name__[5:].replace('_', '-')}", flush=True)
            except (AssertionError, subprocess.SubprocessError) as error:
                failed = True
                print(f"not ok {number} /outputs/{test.__name__[5:].replace('_', '-')}\n# {error}; windows: {list(windows())}", flush=True)
        program.terminate()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
