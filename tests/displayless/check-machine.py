"""Measuring elsewhere, over a real sshd on loopback with keys of its own and, where root runs this, a second user behind it; as TAP."""
import contextlib
import getpass
import json
import os
import pathlib
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time

ASSAY, SCHEMA = os.path.realpath(sys.argv[1]), sys.argv[2]
SERVER = shutil.which("sshd") or ("/usr/sbin/sshd" if os.access("/usr/sbin/sshd", os.X_OK) else None)
MEASURE = ("start-up", "--subjects", "cpython", "--quick", "--budget", "6")
MARK = "ASSAY_TEST_SIDE"
results = []


def check(name, good, what=""):
    results.append(bool(good))
    print(f"{'ok' if good else 'not ok'} {len(results)} /machine/{name}", flush=True)
    if not good:
        print("# " + str(what)[:3000].replace("\n", "\n# "))


def skip(reason):
    print(f"1..0 # SKIP {reason}")
    sys.exit(0)


def run(*words, **more):
    return subprocess.run(words, capture_output=True, text=True, check=False, **{"timeout": 60, **more})


def assay(*words, seconds=300):
    result = run(ASSAY, *words, env=environment, stdin=subprocess.DEVNULL, timeout=seconds)
    return result.returncode, result.stdout, result.stderr


def refused(name, words, *wanted, seconds=300):
    """Ends with 1, and its message has all of what is @wanted."""
    status, output, complaint = assay(*words, seconds=seconds)
    check(name, status == 1 and all(word in complaint for word in wanted), (status, output, complaint, wanted))


def mistakes(what, document):
    """The first mistake that the schema finds in the document of @what, if any."""
    import jsonschema
    schema = json.loads(pathlib.Path(SCHEMA).read_text())
    return list(jsonschema.Draft202012Validator({**schema, "$ref": f"#/$defs/{what}"}).iter_errors(document))[:1]


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def processes():
    """Those of either side, by the mark in their environment; not those that have ended already."""
    found = []
    for path in pathlib.Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if f"{MARK}={folder}".encode() in (path / "environ").read_bytes():
                found.append((path / "cmdline").read_bytes().replace(b"\0", b" ").decode())
    return found


def wait(what, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = what()
        if found:
            return found
        time.sleep(0.1)
    return None


def new_key(path):
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", path], check=True)
    return run("ssh-keygen", "-lf", f"{path}.pub").stdout.split()[1]


def new_user(stack):
    """A second user whose home is in the folder, if we may make one and it can run the program; else ourselves, and why."""
    if os.geteuid() != 0:
        return getpass.getuser(), "only root may make a second user"
    name = f"assay-test-{os.getpid()}"
    made = run("useradd", "--no-create-home", "--home-dir", str(there), "--shell", "/bin/sh", "--password", "*", name)
    if made.returncode != 0:
        return getpass.getuser(), f"useradd: {made.stderr.strip()}"
    stack.callback(run, "userdel", "--force", name)
    for path in (ASSAY, os.environ["ASSAY_HELPERS"], os.environ["ASSAY_WORKLOADS"]):
        if run("runuser", "-u", name, "--", "test", "-r", path).returncode != 0:
            return getpass.getuser(), f"a second user may not read {path}"
    shutil.chown(there, name)
    return name, None


def write_program(name, text):
    path = pathlib.Path(folder, name)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return str(path)


def serve(stack, host_key):
    """An sshd in the foreground, which dies with this test."""
    config = pathlib.Path(folder, "sshd_config")
    config.write_text(f"""Port {port}
ListenAddress 127.0.0.1
HostKey {host_key}
AuthorizedKeysFile {folder}/authorized
PidFile none
UsePAM no
StrictModes no
PasswordAuthentication no
KbdInteractiveAuthentication no
""")
    # Since 9.8 it turns away for a while who came and went without a key, as some do here; older ones know nothing of that.
    mild = ["-o", "PerSourcePenalties=no"]
    if run(SERVER, "-t", "-f", str(config), *mild).returncode != 0:
        mild = []
    process = subprocess.Popen(["setpriv", "--pdeathsig", "KILL", SERVER, "-D", "-e", "-f", str(config), *mild], stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=open(f"{folder}/sshd.log", "ab"), env={"PATH": os.environ["PATH"]})

    def answers():
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1) as one:
            return one.recv(4) == b"SSH-"
        return process.poll() is not None

    stack.callback(stop, process)
    wait(answers)
    return process


def stop(process):
    if process.poll() is None:
        process.terminate()
    process.wait(10)


def add(name, command, *more):
    status, output, complaint = assay("machine", "add", name, f"{user}@127.0.0.1", "--port", str(port), "--command", command,
                                      *(more or ("--identity", f"{folder}/key")))
    assert status == 0, (output, complaint)


if SERVER is None or shutil.which("ssh") is None:
    skip("openssh-server and openssh-client are not installed")
# sshd gives up its rights in there; the distribution's service makes it at its start.
if os.geteuid() == 0:
    pathlib.Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)

with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
    os.chmod(folder, 0o755)
    here, there = pathlib.Path(folder, "here"), pathlib.Path(folder, "there")
    here.mkdir()
    there.mkdir()
    environment = {**os.environ, "XDG_DATA_HOME": f"{here}/data", "XDG_CACHE_HOME": f"{here}/cache", "XDG_CONFIG_HOME": f"{here}/config",
                   MARK: folder}
    environment.pop("SSH_AUTH_SOCK", None)
    user, alone = new_user(stack)
    port = free_port()
    fingerprint = new_key(f"{folder}/host")
    new_key(f"{folder}/key")
    new_key(f"{folder}/other")
    shutil.copy(f"{folder}/key.pub", f"{folder}/authorized")
    server = serve(stack, f"{folder}/host")
    exports = "".join(f"export {name}='{os.environ[name]}'\n" for name in ("ASSAY_HELPERS", "ASSAY_WORKLOADS", "LC_ALL"))
    exports += f"export XDG_DATA_HOME='{there}/data' XDG_CACHE_HOME='{there}/cache' {MARK}='{folder}'\n"
    program = write_program("assay-there", f"{exports}id -un > {there}/user\nexec '{ASSAY}' \"$@\"")

    # What is named, and what can't be.
    for name, words in {"option": ["x", "-oProxyCommand=true"], "shell": ["x", "a;b"], "space": ["x", "a b"], "nameless": ["", "host"]}.items():
        status, output, complaint = assay("machine", "add", "--", *words)
        check(f"refuses-{name}", status == 1 and ("destination" in complaint or "name" in complaint), (status, complaint))
    add("box", program)
    status, output, complaint = assay("machine", "add", "box", "elsewhere")
    check("name-is-taken", status == 1 and "already" in complaint, complaint)
    listed = json.loads(assay("machine", "list", "--format", "json")[1])
    check("is-listed", [one["name"] for one in listed] == ["box"] and listed[0]["port"] == port, listed)
    check("document-is-private", oct(pathlib.Path(here, "data/assay/machines.json").stat().st_mode)[-3:] == "600")
    refused("unknown-machine", ["measure", "--machine", "nobody"], "nobody", "machine add")

    # The host's key.
    refused("unknown-key-is-refused", ["machine", "check", "box"], "host key isn't known", fingerprint, "--accept")
    refused("unknown-key-lists-nothing", ["list", "technologies", "--machine", "box"], "host key isn't known", fingerprint)
    refused("unknown-key-measures-nothing", ["measure", "--machine", "box", *MEASURE], "host key isn't known", fingerprint)
    refused("another-fingerprint-is-refused", ["machine", "check", "box", "--accept", "SHA256:AAAA"], "no key with the fingerprint")
    status, output, complaint = assay("machine", "check", "box", "--accept", fingerprint)
    check("accepted-key-is-kept", status == 0 and output.startswith("box: Assay ") and " on " in output, (output, complaint))
    known = pathlib.Path(here, "data/assay/known_hosts")
    check("known-hosts-are-private", oct(known.stat().st_mode)[-3:] == "600" and len(known.read_text().splitlines()) == 1)
    assay("machine", "check", "box", "--accept", fingerprint)
    check("accepted-once", len(known.read_text().splitlines()) == 1, known.read_text())

    # What it can run: asked there, and told without its paths and commands, which are for its own shell.
    status, output, complaint = assay("list", "technologies", "--machine", "box", "--format", "json")
    technologies = json.loads(output) if status == 0 else []
    ours = {one["id"] for one in json.loads(assay("list", "technologies", "--format", "json")[1]) if one["usable"]}
    theirs = {one["id"]: one["version"] for one in technologies if one["usable"]}
    check("technologies-there", "cpython" in theirs and set(theirs) <= ours, (theirs, ours, complaint))
    check("technologies-as-described", technologies and not mistakes("list-technologies", technologies), mistakes("list-technologies", technologies))
    check("technologies-without-paths", technologies and all(one["program"] is None and one["install"] is None for one in technologies), technologies)
    status, output, complaint = assay("list", "technologies", "--machine", "box")
    check("technologies-as-text", f"cpython                {theirs.get('cpython')}" in output and "(null)" not in output, (output, complaint))
    refused("technologies-of-nobody", ["list", "technologies", "--machine", "nobody"], "nobody", "machine add")
    status, output, complaint = assay("list", "scenarios", "--machine", "box")
    check("machine-goes-with-technologies", status == 2 and "technologies" in complaint, (status, complaint))

    # Measured there, labelled here.
    status, output, complaint = assay("measure", "--machine", "box", *MEASURE, "-o", "-")
    runs = json.loads(output) if status == 0 else []
    check("measures", len(runs) == 1 and len(runs[0]["starts"]) >= 5 and runs[0]["complete"], (status, output[:300], complaint))
    check("is-labelled", runs and runs[0]["machine"]["name"] == "box", runs and runs[0]["machine"])
    if alone is None:
        check("as-the-other-user", pathlib.Path(there, "user").read_text().strip() == user)
        check("in-its-own-history", pathlib.Path(there, "data/assay/history.sqlite").stat().st_uid != os.geteuid())
    else:
        print(f"ok {len(results) + 1} /machine/as-the-other-user # SKIP {alone}")
        results.append(True)
    if runs:
        check("as-described", not mistakes("measure", runs), mistakes("measure", runs))
        with contextlib.closing(sqlite3.connect(f"{here}/data/assay/history.sqlite")) as database:
            kept = database.execute("SELECT id, machine FROM runs").fetchall()
        check("is-kept-here", [one[0] for one in kept] == [runs[0]["id"]], kept)

        # The same computer under two names is two machines: nothing of the one stands for the other.
        own = json.loads(assay("measure", *MEASURE, "-o", "-")[1])[0]
        status, output, complaint = assay("history", "compare", runs[0]["id"], own["id"])
        check("compared-across-machines", status == 0 and "different machines" in complaint and "CPython" in output,
              (output, complaint, runs[0]["starts"], own["starts"]))
        figures = [one for one in json.loads(assay("list", "figures", "--format", "json")[1]) if one["metric"] == "start-up-wall-time"]
        machines = {one["origin"]["machine"].split(":")[0] for one in figures if one["origin"]["kind"] == "measured" and one["origin"]["standing"] == "own"}
        check("neither-replaces-the-other", "box" in machines and len(machines) >= 2, machines)

    # What is wrong there, and what to do.
    add("wrong-key", program, "--identity", f"{folder}/other")
    refused("wrong-key", ["machine", "check", "wrong-key"], "none of your keys", "never asked for", seconds=60)
    add("empty", "/nowhere/assay")
    refused("missing-assay", ["machine", "check", "empty"], "/nowhere/assay", "Install Assay")
    add("old", write_program("old", "echo 'unknown option' >&2; exit 2"))
    refused("old-assay-lists", ["list", "technologies", "--machine", "old"], "Install the same version")
    refused("old-assay", ["measure", "--machine", "old", *MEASURE], "Install the same version")
    begin = '# {"program":"Assay %s","seconds":10,"scenarios":["start-up"],"notes":[]}'
    version = assay("--version")[1].split()[1]
    add("newer", write_program("newer", f"echo '{begin % '99.9'}'"))
    refused("newer-assay", ["measure", "--machine", "newer", *MEASURE], "there is Assay 99.9", "Install the same version")
    add("silent", write_program("silent", "exit 0"))
    refused("silent", ["measure", "--machine", "silent", *MEASURE], "silent", "without a word")
    add("chatty", write_program("chatty", "echo Welcome"))
    refused("no-assay-lists", ["list", "technologies", "--machine", "chatty"], "chatty")
    refused("no-assay", ["measure", "--machine", "chatty", *MEASURE], "doesn't begin like")
    add("broken", write_program("broken", f"echo '{begin % version}'; echo '{{\"id\": 1}}'; echo '# {{\"finished\":true}}'"))
    refused("broken-document", ["measure", "--machine", "broken", *MEASURE], "broken: the run")
    add("cut", write_program("cut", f"echo '{begin % version}'; echo '{{'"))
    refused("cut-off-document", ["measure", "--machine", "cut", *MEASURE], "in the middle of a run")
    add("failing", write_program("failing", f"echo '{begin % version}'; echo 'no space left' >&2; exit 1"))
    refused("its-own-words", ["measure", "--machine", "failing", *MEASURE], "no space left")
    add("endless", write_program("endless", f"echo '{begin % version}'; exec env {MARK}={folder} yes"))
    refused("endless-output", ["measure", "--machine", "endless", *MEASURE], "more than 64 MiB")
    add("flood", write_program("flood", f"echo '{begin % version}'; exec env {MARK}={folder} cat /dev/zero"))
    refused("endless-line", ["measure", "--machine", "flood", *MEASURE], "flood")
    check("nothing-is-left", wait(lambda: not processes(), 20), processes())

    # Stopped, and gone: whoever measures there notices.
    add("program", program)
    for name, number in {"interrupt": signal.SIGINT, "kill": signal.SIGKILL}.items():
        process = subprocess.Popen([ASSAY, "measure", "--machine", "program", "start-up", "--subjects", "cpython", "--thorough"], env=environment,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        measuring = wait(lambda: [one for one in processes() if "--follow" in one and ASSAY in one])
        wait(lambda: [one for one in processes() if "python" in one and "start-up" in one], 60)
        process.send_signal(number)
        output, complaint = process.communicate(timeout=60)
        check(f"{name}-ends", measuring and process.returncode != 2, (process.returncode, output, complaint))
        check(f"{name}-leaves-nobody", wait(lambda: not processes(), 30), processes())

    # Somebody else answers under the host's name.
    stop(server)
    other = new_key(f"{folder}/host2")
    server = serve(stack, f"{folder}/host2")
    refused("changed-key-is-refused", ["machine", "check", "box"], "another than the known one", other)
    refused("changed-key-measures-nothing", ["measure", "--machine", "box", *MEASURE], "another than the known one")
    stop(server)
    refused("nobody-listens", ["machine", "check", "box"], "box", "refused", seconds=60)

    status, output, complaint = assay("machine", "remove", "box")
    check("is-removed", status == 0 and "box" not in [one["name"] for one in json.loads(assay("machine", "list", "--format", "json")[1])], complaint)
    refused("is-not-there", ["machine", "remove", "box"], "no machine")

print(f"1..{len(results)}")
sys.exit(0 if all(results) else 1)
