"""A machine elsewhere for tests of the window, by an ssh of our own that runs the other side here; and workloads of one's own."""
import json
import subprocess

import desktop

KEY = "AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl"
FINGERPRINT = "SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU"

QUICK_PROGRAM = """echo '{"event":"start","runtime":"shell","version":"1.0"}'
i=0
while [ $i -lt 10 ]; do
  echo "{\\"i\\":$i,\\"ns\\":1000000,\\"cpu\\":900000}"
  i=$((i + 1))
done
echo '{"event":"done","checksum":"42"}'
"""


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content))


def write_program(path, text):
    write(path, f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def scenario(name, title, **more):
    return {"id": name, "name": title, "about": "Made for a test.", "criterion": "performance", "kind": "run", "command": "program",
            "checksum": "42", "seconds": 0.1,
            "metrics": [{"measure": "iteration-time", "name": f"{title}: time", "unit": "ms", "better": "lower", "primary": True}], **more}


def write_own_workloads(data):
    """In the folder of the user's data: what would run is to be allowed before."""
    write(data / "assay/workloads/odd/scenario.json", scenario("odd", "Odd one"))
    write(data / "assay/workloads/odd/brisk.sh", QUICK_PROGRAM)


def write_ssh(folder, data):
    """What we ask of ssh: it knows no host before our own file of known hosts in the user's data does, and its last word is the command for the other
    side."""
    write_program(folder / "bin/ssh", f"""case " $* " in *" -G "*) echo hostname localhost; echo port 22; exit ;; esac
[ -e {data}/assay/known_hosts ] || {{ echo 'Host key verification failed.' >&2; exit 255; }}
for word; do last=$word; done
exec sh -c "$last" """)
    write_program(folder / "bin/ssh-keyscan", f"echo localhost ssh-ed25519 {KEY}")


def items(program):
    """How many items of a menu are shown; GTK 4.18 tells no names of them."""
    return len([item for item in program.tree().find(role="menu item") if item.extents[2] > 0])


def open_menu(program, machine, least):
    """The menu that says where to measure, by keys; once all of its items are there."""
    subprocess.check_call(["xdotool", "mousemove", "1", "1"])   # an item under the pointer would be where the keys begin
    program.focus(program.get(name=f"Measure on: {machine}"))
    program.keys("space")
    desktop.wait(lambda: items(program) >= least, 10, "the menu")
