"""What the user's own folder of workloads would run isn't run before the user has said yes to exactly that; as TAP."""
import json
import os
import pathlib
import pty
import select
import subprocess
import sys
import tempfile
import time

ASSAY = os.path.realpath(sys.argv[1])
results = []


def check(name, good, what=""):
    results.append(bool(good))
    print(f"{'ok' if good else 'not ok'} {len(results)} /trust/{name}", flush=True)
    if not good:
        print("# " + str(what)[:2000].replace("\n", "\n# "))


def assay(*words):
    result = subprocess.run([ASSAY, *words], env=environment, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL, check=False)
    return result.returncode, result.stdout, result.stderr


def scenarios():
    status, output, complaint = assay("list", "scenarios", "--format", "json")
    return {one["id"] for one in json.loads(output)}, complaint


def answer(text):
    """assay trust on a terminal, with somebody who types."""
    process, terminal = pty.fork()
    if process == 0:
        os.execve(ASSAY, [ASSAY, "trust"], environment)
    shown, end = b"", time.monotonic() + 60
    while b"[y/N]" not in shown and time.monotonic() < end:
        if select.select([terminal], [], [], 1)[0]:
            shown += os.read(terminal, 65536)
    os.write(terminal, text.encode() + b"\n")
    status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    os.close(terminal)
    return status, shown.decode()


with tempfile.TemporaryDirectory() as folder:
    environment = {**os.environ, "XDG_DATA_HOME": f"{folder}/data", "XDG_CACHE_HOME": f"{folder}/cache", "XDG_CONFIG_HOME": f"{folder}/config"}
    own = pathlib.Path(folder, "data/assay/workloads")
    ran = pathlib.Path(folder, "ran")
    probe = pathlib.Path(folder, "strange")
    probe.write_text(f"#!/bin/sh\ntouch {ran}\necho 1.0\n")
    probe.chmod(0o755)
    status, output, complaint = assay("trust")
    check("nothing-is-there", status == 0 and "there is nothing" in output, (output, complaint))

    for name in ("runtimes", "technologies", "odd"):
        (own / name).mkdir(parents=True)
    (own / "runtimes/strange.json").write_text(json.dumps({"id": "strange", "name": "Strange\n\x1b[2J", "subject": "node", "find": [str(probe)],
                                                           "probe": ["{runtime}", "--tell"], "version-pattern": "(.*)"}))
    (own / "technologies/strange.json").write_text(json.dumps({"id": "strange", "name": "Strange", "subject": "node", "runtime": "strange",
                                                               "commands": {"odd": ["{runtime}", "{file}", "{size}"]}}))
    (own / "odd/scenario.json").write_text(json.dumps({
        "id": "odd", "name": "Odd", "about": "Odd.", "kind": "run", "command": "odd", "arguments": {"size": "7"}, "seconds": 0.2,
        "metrics": [{"measure": "wall-time", "name": "Wall", "unit": "s", "better": "lower", "primary": True}]}))
    (own / "odd/strange.txt").write_text("x\n")

    found, complaint = scenarios()
    check("is-left-out", "odd" not in found and "assay trust" in complaint, (found, complaint))
    status, output, complaint = assay("measure", "odd", "--quick", "--budget", "5")
    check("is-not-measured", status == 1 and "assay trust" in complaint, (status, complaint))
    assay("list", "technologies")
    check("nothing-was-run", not ran.exists())

    status, output, complaint = assay("trust")
    wanted = [f"{probe} --tell", f"Odd is measured with Strange: {probe} {own}/odd/strange.txt {{size}}, where size 7", f"{own}/odd"]
    check("shows-what-would-run", status == 1 and all(text in output for text in wanted), output)
    check("shows-no-more", "Express" not in output, output)
    check("hides-nothing", "\x1b" not in output and "\\x{1b}[2J" in output, output)
    check("showing-ran-nothing", not ran.exists())
    hash = complaint.split()[-1]
    status, output, complaint = assay("trust", "--yes", "0" * 64)
    check("another-hash-is-refused", status == 1 and "stands for" in complaint, complaint)

    status, shown = answer("n")
    check("no-is-no", status == 1 and "odd" not in scenarios()[0], shown)
    status, shown = answer("y")
    check("yes-is-yes", status == 0 and "odd" in scenarios()[0], shown)
    check("says-so", "said yes" in assay("trust")[1])
    assay("list", "technologies")
    check("is-run-then", ran.exists())

    (own / "odd/strange.txt").write_text("y\n")
    check("a-change-is-asked-about", "odd" not in scenarios()[0])
    check("the-old-yes-is-not-for-it", assay("trust", "--yes", hash)[0] == 1)
    (own / "odd/strange.txt").write_text("x\n")
    check("is-remembered-by-content", "odd" in scenarios()[0])
    status, output, complaint = assay("trust", "--yes", hash)
    check("yes-twice", status == 0, complaint)
    check("is-private", oct(pathlib.Path(folder, "data/assay/trusted-workloads").stat().st_mode)[-3:] == "600")

print(f"1..{len(results)}")
sys.exit(0 if all(results) else 1)
