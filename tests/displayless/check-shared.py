"""What a team shares, a folder and an address that the distribution's nginx serves, read by the command line; as TAP."""
import contextlib
import gzip
import hashlib
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time

ASSAY, RUNS, SCHEMA = os.path.realpath(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]
results = []


def check(name, good, what=""):
    results.append(bool(good))
    print(f"{'ok' if good else 'not ok'} {len(results)} /shared/{name}", flush=True)
    if not good:
        print("# " + str(what)[:2000].replace("\n", "\n# "))


def assay(*words, home="here"):
    environment = {**os.environ, "XDG_DATA_HOME": f"{folder}/{home}", "XDG_CACHE_HOME": f"{folder}/cache", "XDG_CONFIG_HOME": f"{folder}/config"}
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        environment.pop(name, None)
    result = subprocess.run([ASSAY, *words], env=environment, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL, check=False)
    return result.returncode, result.stdout, result.stderr


def runs(home="here"):
    return {one["id"]: one for one in json.loads(assay("list", "runs", "--format", "json", home=home)[1])}


def serve(stack, root):
    """nginx on a free port; its address and the file of what was asked."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    base = pathlib.Path(folder, "nginx")
    base.mkdir()
    (base / "nginx.conf").write_text(f"""daemon off; master_process off; pid {base}/pid; error_log stderr crit;
events {{}}
http {{
  log_format asked '$uri $status'; access_log {base}/asked asked;
  client_body_temp_path {base}/a; proxy_temp_path {base}/b; fastcgi_temp_path {base}/c; uwsgi_temp_path {base}/d; scgi_temp_path {base}/e;
  server {{ listen 127.0.0.1:{port}; root {root}; }}
}}
""")
    process = subprocess.Popen(["setpriv", "--pdeathsig", "KILL", "nginx", "-p", str(base), "-c", f"{base}/nginx.conf", "-e", "stderr"],
                               stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    stack.callback(process.wait)
    stack.callback(process.kill)
    end = time.monotonic() + 20
    while time.monotonic() < end:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            break
        time.sleep(0.1)
    return f"http://127.0.0.1:{port}/", base / "asked"


with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
    team = pathlib.Path(folder, "team")
    for name in ("complete", "stopped"):
        assay("history", "import", str(RUNS / f"{name}.json"), home="colleague")
    theirs = runs("colleague")

    # What one writes ...
    status, output, complaint = assay("history", "export", "--into", str(team), home="colleague")
    index = json.loads((team / "index.json").read_text()) if status == 0 else {"runs": []}
    check("is-written", status == 0 and {one["file"] for one in index["runs"]} == {f"{id}.json" for id in theirs}, (output, complaint))
    check("index-has-hashes", all(hashlib.sha256((team / one["file"]).read_bytes()).hexdigest() == one["sha256"] for one in index["runs"]))
    with contextlib.suppress(ImportError):
        import jsonschema
        document = json.loads(pathlib.Path(SCHEMA).read_text())
        check("index-as-described", jsonschema.Draft202012Validator({**document, "$ref": "#/$defs/shared-index"}).is_valid(index), index)

    # ... another reads, from the folder.
    status, output, complaint = assay("shared", "add", "the team", str(team))
    check("is-added", status == 0, complaint)
    listed = json.loads(assay("shared", "list", "--format", "json")[1])
    check("is-listed", listed == [{"name": "the team", "from": str(team)}], listed)
    check("name-is-taken", assay("shared", "add", "the team", str(team))[0] == 1)
    check("no-folder", assay("shared", "add", "x", f"{folder}/nowhere")[0] == 1)
    for name, address in {"plain-http": "http://example.org/", "no-http": "ftp://example.org/", "file": "file:///etc"}.items():
        check(f"refuses-{name}", assay("shared", "add", name, address)[0] == 1)
    status, output, complaint = assay("shared", "refresh")
    mine = runs()
    check("folder-is-read", status == 0 and mine.keys() == theirs.keys() and "2 new runs" in output, (output, complaint))
    check("says-where-from", "the team" in assay("list", "runs")[1], assay("list", "runs")[1])
    check("not-taken-for-this-machine", all(one["machine"].get("name") == "the team" for one in mine.values()), [one["machine"] for one in mine.values()])
    status, output, complaint = assay("shared", "refresh", "the team")
    check("twice-is-once", status == 0 and "0 new runs, 0 known" in output, output)

    # What was deleted doesn't come back, neither with the same document nor with another that has it.
    gone = sorted(mine)[0]
    assay("history", "delete", gone)
    (team / "again.json.gz").write_bytes(gzip.compress((team / f"{gone}.json").read_bytes()))
    status, output, complaint = assay("shared", "refresh")
    check("deleted-stays-deleted", status == 0 and "0 new runs, 1 known" in output and gone not in runs(), (output, complaint))
    assay("history", "purge")
    check("purged-stays-away", assay("shared", "refresh")[0] == 0 and gone not in runs())

    # One that is broken is named, and the others are taken.
    more = json.loads((team / f"{gone}.json").read_text())
    more["id"] = "2026-11-25-http-json-cccc"
    more["machine"]["name"] = "build"
    (team / "new.json.gz").write_bytes(gzip.compress(json.dumps([more]).encode()))
    (team / "broken.json").write_text('{"id": "x"')
    (team / "bomb.json.gz").write_bytes(gzip.compress(b" " * (65 * 1024 * 1024)))
    (team / "torn.json.gz").write_bytes(gzip.compress(b"[]")[:-6])
    (team / ".hidden.json").write_text("{}")
    status, output, complaint = assay("shared", "refresh")
    check("broken-is-named", status == 1 and all(name in complaint for name in ("broken.json", "bomb.json.gz", "torn.json.gz")) and ".hidden" not in complaint,
          (output, complaint))
    check("the-others-are-taken", more["id"] in runs() and runs()[more["id"]]["machine"]["name"] == "build", output)

    # From a server, for another who has none of it.
    if shutil.which("nginx"):
        for name in ("broken.json", "bomb.json.gz", "torn.json.gz", "again.json.gz"):
            (team / name).unlink()
        assay("history", "export", "--into", str(team), home="colleague")
        os.chmod(folder, 0o755)
        address, asked = serve(stack, team)
        status, output, complaint = assay("shared", "add", "server", address, home="third")
        check("address-is-added", status == 0, complaint)
        status, output, complaint = assay("shared", "refresh", home="third")
        check("address-is-read", status == 0 and runs("third").keys() == theirs.keys() | {more["id"]}, (output, complaint))
        before = asked.read_text().split("\n")
        status, output, complaint = assay("shared", "refresh", home="third")
        after = asked.read_text().split("\n")[len(before) - 1:]
        check("unchanged-is-not-sent", status == 0 and after == ["/index.json 304", ""], after)
        (team / "new.json.gz").write_bytes(b"another")
        index = json.loads((team / "index.json").read_text())
        index["runs"].append({"file": "missing.json", "sha256": "0" * 64})
        (team / "index.json").write_text(json.dumps(index))
        status, output, complaint = assay("shared", "add", "server", address, home="fourth")
        status, output, complaint = assay("shared", "refresh", home="fourth")
        check("hash-must-be-right", status == 1 and "new.json.gz" in complaint and "hash" in complaint and "missing.json" in complaint, complaint)
        check("the-others-come", runs("fourth").keys() == theirs.keys())
        for name, entry in {"path": {"file": "../../etc/passwd.json", "sha256": "0" * 64}, "hash": {"file": "a.json", "sha256": "x"},
                            "address": {"file": "http://example.org/a.json", "sha256": "0" * 64}}.items():
            (team / "index.json").write_text(json.dumps({"runs": [entry]}))
            status, output, complaint = assay("shared", "refresh", home="fourth")
            check(f"index-refuses-{name}", status == 1 and "index.json" in complaint and "runs[0]" in complaint, complaint)
    status, output, complaint = assay("shared", "remove", "the team")
    check("is-removed", status == 0 and json.loads(assay("shared", "list", "--format", "json")[1]) == [] and runs(), complaint)

print(f"1..{len(results)}")
sys.exit(0 if all(results) else 1)
