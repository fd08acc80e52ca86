"""Services of one's own: the distribution's Prometheus watches a real exporter on loopback, and the command line asks it; as TAP."""
import base64
import contextlib
import http.server
import json
import os
import pathlib
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request

ASSAY = sys.argv[1]
SERVERS = ("prometheus", "prometheus-node-exporter")

results = []


def check(name, good, what=""):
    results.append(bool(good))
    print(f"{'ok' if good else 'not ok'} {len(results)} /service/{name}", flush=True)
    if not good:
        print("# " + str(what)[:2000].replace("\n", "\n# "))


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def get(address):
    with urllib.request.urlopen(address, timeout=5) as answer:
        return answer.read().decode()


def wait(what, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(urllib.error.URLError, OSError, ValueError):
            found = what()
            if found:
                return found
        time.sleep(0.2)
    return None


def start(stack, *words):
    # Dies with this test, however that ends.
    process = subprocess.Popen(["setpriv", "--pdeathsig", "KILL", *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    stack.callback(stop, process)
    return process


def stop(process):
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def assay(*words, given=None):
    result = subprocess.run([ASSAY, *words], env=environment, capture_output=True, text=True, timeout=60, input=given)
    return result.returncode, result.stdout, result.stderr


def add(name, query, metric, *more, server=None):
    return assay("service", "add", name, "--server", server or url, "--query", query, "--metric", metric, *more)


def fetch(name):
    status, output, complaint = assay("fetch", name, "--format", "json")
    return status, (json.loads(output or "[]") or [{}])[0], complaint


def figures(name):
    return [figure for figure in json.loads(assay("list", "figures", "--format", "json")[1]) if figure["origin"]["id"] == f"feed-{name}"]


def metric(name):
    return float(re.search(rf"^{name} (\S+)$", get(f"{exporter}/metrics"), re.MULTILINE)[1])


def answered():
    """Both targets have been scraped often enough."""
    answer = json.loads(get(f"{url}/api/v1/query?query=count_over_time(up[1m])"))
    found = answer["data"]["result"]
    return len(found) == 2 and all(float(one["value"][1]) >= 5 for one in found)


class Guarded(http.server.BaseHTTPRequestHandler):
    """Wants a token, and sends elsewhere whoever has it."""

    def do_GET(self):
        seen.append((self.server.server_port, self.path.split("?")[0], self.headers["Authorization"]))
        away = self.server.server_port == guards[0].server_port and self.path.startswith("/away")
        self.send_response(302 if away else 401)
        if away:
            self.send_header("Location", f"http://127.0.0.1:{guards[1].server_port}{self.path}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments):
        pass


if not all(map(shutil.which, SERVERS)):
    print("1..0 # SKIP " + " and ".join(SERVERS) + " are not installed")
    sys.exit(0)

with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
    data = pathlib.Path(folder, "data")
    environment = {**os.environ, "XDG_DATA_HOME": str(data), "XDG_CACHE_HOME": f"{folder}/cache", "XDG_CONFIG_HOME": f"{folder}/config"}
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        environment.pop(name, None)
        os.environ.pop(name, None)
    ports = free_port(), free_port()
    url, exporter = (f"http://127.0.0.1:{port}" for port in ports)
    pathlib.Path(folder, "prometheus.yml").write_text(json.dumps({
        "global": {"scrape_interval": "1s"},
        "scrape_configs": [{"job_name": "node", "static_configs": [{"targets": [exporter.removeprefix("http://")]}]},
                           {"job_name": "prometheus", "static_configs": [{"targets": [url.removeprefix("http://")]}]}]}))
    start(stack, SERVERS[1], f"--web.listen-address=127.0.0.1:{ports[1]}")
    watching = start(stack, SERVERS[0], f"--config.file={folder}/prometheus.yml", f"--storage.tsdb.path={folder}/tsdb", f"--web.listen-address=127.0.0.1:{ports[0]}",
                     "--log.level=error")
    check("has-points", wait(answered), "no points within a minute")

    # A name of one's own, an amount that doesn't change, in the metric's unit.
    status, output, complaint = add("Shop memory", 'node_memory_MemTotal_bytes{job="node"}', "memory", "--subject", "Shop front", "--range", "5m")
    check("is-added", status == 0 and "shop-memory" in output, (output, complaint))
    check("document-is-private", oct(pathlib.Path(data, "assay/feeds/shop-memory.json").stat().st_mode)[-3:] == "600")
    listed = json.loads(assay("service", "list", "--format", "json")[1])
    check("is-listed", [one["id"] for one in listed] == ["shop-memory"] and listed[0]["range"] == "5m" and listed[0]["name"] == "Shop front", listed)
    subjects = {one["id"]: one for one in json.loads(assay("list", "subjects", "--format", "json")[1])}
    check("is-a-subject", subjects.get("service-shop-front", {}).get("name") == "Shop front", list(subjects)[-3:])
    status, feed, complaint = fetch("shop-memory")
    found = figures("shop-memory")
    check("is-fetched", status == 0 and feed["changed"] and len(found) == 1, (feed, complaint, found))
    check("is-the-exporter's-figure", found and found[0]["value"] == metric("node_memory_MemTotal_bytes") and found[0]["unit"] == "bytes", found)
    check("is-about-the-service", found and found[0]["subject"] == "service-shop-front" and found[0]["origin"]["standing"] == "own", found)
    check("keeps-its-labels", found and found[0]["dimensions"].get("instance") == f"127.0.0.1:{ports[1]}"
          and found[0]["dimensions"]["statistic"] == "mean" and found[0]["dimensions"]["entry"] == "node", found)
    charts = {chart["id"]: chart for chart in json.loads(assay("list", "charts", "--format", "json")[1])}
    check("is-drawn", charts["service-memory"]["marks"] == 1 and "Shop front" in charts["service-memory"]["finding"], charts["service-memory"])

    # What changes: within what the exporter says before and after; a ratio becomes percent.
    add("node-resident", 'process_resident_memory_bytes{job="node"}', "memory", "--subject", "shop front", "--unit", "bytes")
    fetch("node-resident")
    found = figures("node-resident")
    check("near-what-the-exporter-says", found and 0.5 < found[0]["value"] / metric("process_resident_memory_bytes") < 2
          and found[0]["low"] <= found[0]["value"] <= found[0]["high"], found)
    check("same-name-same-subject", found and found[0]["subject"] == "service-shop-front", found)
    drawn = {chart["id"]: chart for chart in json.loads(assay("list", "charts", "--format", "json")[1])}["service-memory"]
    check("each-series-is-drawn", drawn["marks"] == 1, drawn)
    add("up-share", 'sum(up) / count(up)', "error-share", "--subject", "express")
    fetch("up-share")
    found = figures("up-share")
    check("ratio-becomes-percent", found and found[0]["value"] == 100 and found[0]["unit"] == "%" and found[0]["subject"] == "express", found)
    add("scrape-time", 'max(scrape_duration_seconds)', "latency-max", "--subject", "express", "--unit", "min")
    fetch("scrape-time")
    found = figures("scrape-time")
    check("unit-is-converted", found and 60 * 1e-5 < found[0]["value"] < 60 * 5, found)

    add("jobs", "sum by (job) (up)", "throughput", "--subject", "express")
    fetch("jobs")
    check("a-figure-for-each-series", sorted(figure["dimensions"]["entry"] for figure in figures("jobs")) == ["node", "prometheus"], figures("jobs"))

    # Each asking is the next version of the same answer.
    fetch("shop-memory")
    time.sleep(1.1)
    fetch("shop-memory")
    with contextlib.closing(sqlite3.connect(data / "assay/sources.sqlite")) as cache:
        tables = [row[0] for row in cache.execute("select name from sqlite_master where type = 'table'")]
        addresses = [row for table in tables for row in cache.execute(f"select * from {table}") if any("MemTotal" in str(cell) for cell in row)]
    check("one-key-many-versions", len(addresses) == 1 and "now-5m" in str(addresses), (tables, addresses))
    check("one-figure-a-day", len(figures("shop-memory")) == 1, figures("shop-memory"))
    document = data / "assay/fetched/feed-shop-memory.json"
    old = json.loads(document.read_text())
    check("has-samples", len(old["figures"][0].get("samples", [])) >= 3, old)
    old["figures"][0] |= {"date": "2025-03-01", "value": 7, "low": 7, "high": 7}
    document.write_text(json.dumps(old))
    fetch("shop-memory")
    check("older-than-the-answers-stays", sorted(figure["date"] for figure in figures("shop-memory"))[0] == "2025-03-01" and len(figures("shop-memory")) == 2,
          figures("shop-memory"))

    # What goes wrong.
    add("never", "vector(0) / vector(0)", "throughput", "--subject", "express")
    status, feed, complaint = fetch("never")
    check("nan-is-no-figure", status == 1 and "no sample that is a number" in feed["failure"] and not figures("never"), feed)
    add("nothing", "there_is_no_such_metric", "throughput", "--subject", "express")
    status, feed, complaint = fetch("nothing")
    check("no-series-is-said", status == 1 and "no results" in feed["failure"], feed)
    add("wrong", "sum(up", "throughput", "--subject", "express")
    status, feed, complaint = fetch("wrong")
    check("the-server's-own-words", status == 1 and "bad_data" in feed["failure"] and "parse error" in feed["failure"], feed)
    status, output, complaint = add("dense", "up", "throughput", "--subject", "express", "--range", "1d", "--step", "1s")
    check("too-many-points", status == 1 and complaint.startswith("assay service: range: ") and "11000" in complaint, complaint)
    mistakes = {
        "name: ": ("!", "up", "throughput", "--subject", "express"),
        "name: there": ("shop-memory", "up", "throughput", "--subject", "express"),
        "query: ": ("a", "", "throughput", "--subject", "express"),
        "metric: ": ("a", "up", "charm", "--subject", "express"),
        "metric: “latest": ("a", "up", "latest-patch", "--subject", "express"),
        "unit: ": ("a", "up", "throughput", "--subject", "express", "--unit", "bytes"),
        "subject: ": ("a", "up", "throughput"),
        "range: ": ("a", "up", "throughput", "--subject", "express", "--range", "soon"),
    }
    for beginning, words in mistakes.items():
        status, output, complaint = add(*words)
        check(f"refuses-{beginning.split(':')[0]}-{len(results)}", status == 1 and complaint.startswith("assay service: " + beginning), complaint)
    for server in ("example.org:9090", "https://user:word@example.org", "http://10.0.0.1:9090", "ftp://example.org", ""):
        status, output, complaint = add("a", "up", "throughput", "--subject", "express", server=server or " ")
        check(f"refuses-server-{len(results)}", status == 1 and complaint.startswith("assay service: server: "), complaint)
    check("plain-http-if-the-user-says-so", add("plain", "up", "throughput", "--subject", "express", "--allow-plain-http", server="http://10.0.0.1:9090")[0] == 0)
    check("nothing-else-was-written", sorted(path.stem for path in (data / "assay/feeds").iterdir())
          == sorted(["shop-memory", "node-resident", "up-share", "scrape-time", "jobs", "never", "nothing", "wrong", "plain"]), list((data / "assay/feeds").iterdir()))

    # The server is gone: what was there stays, and why.
    stop(watching)
    status, feed, complaint = fetch("shop-memory")
    check("stays-without-the-server", status == 1 and "no connection" in feed["failure"] and len(figures("shop-memory")) == 2, (feed, figures("shop-memory")))
    check("loads-without-complaint", assay("list", "charts")[2] == "", assay("list", "charts")[2])

    # A secret: in the keyring (here libsecret's file, of which only tests know), shown to its server alone.
    seen, guards = [], [http.server.ThreadingHTTPServer(("127.0.0.1", 0), Guarded) for _ in range(2)]
    for guard in guards:
        threading.Thread(target=guard.serve_forever, daemon=True).start()
        stack.callback(guard.server_close)
        stack.callback(guard.shutdown)
    environment |= {"SECRET_BACKEND": "file", "SECRET_FILE_TEST_PATH": f"{folder}/keyring", "SECRET_FILE_TEST_PASSWORD": "test"}
    guarded = f"http://127.0.0.1:{guards[0].server_port}/away"
    words = ("--query", "up", "--metric", "throughput", "--subject", "express")
    status, output, complaint = assay("service", "add", "guarded", "--server", guarded, *words, "--token", given="abcd\n")
    check("token-is-kept", status == 0 and "abcd" not in pathlib.Path(data, "assay/feeds/guarded.json").read_text(), (status, complaint))
    fetch("guarded")
    check("token-goes-to-its-server-alone", [(port, header) for port, _, header in seen]
          == [(guards[0].server_port, "Bearer abcd"), (guards[1].server_port, None)], seen)
    seen.clear()
    assay("service", "add", "named", "--server", f"http://127.0.0.1:{guards[1].server_port}", *words, "--user", "ann", given="secret\n")
    status, feed, complaint = fetch("named")
    check("name-and-password", seen and seen[0][2] == "Basic " + base64.b64encode(b"ann:secret").decode() and "token" in feed["failure"], (seen, feed))
    check("no-secret-no-service", assay("service", "add", "empty", "--server", guarded, *words, "--token", given="\n")[0] == 1
          and not pathlib.Path(data, "assay/feeds/empty.json").exists())

    one = json.loads(pathlib.Path(data, "assay/feeds/named.json").read_text())["feeds"][0]
    by_hand = pathlib.Path(data, "assay/feeds/mine.json")
    by_hand.write_text(json.dumps({"feeds": [one | {"id": "mine"}, one | {"id": "mine-too", "range": "soon"}]}))
    complaint = assay("service", "remove", "mine")[2]
    check("mistake-by-hand-has-its-place", "mine.json: $.feeds[1].range: “soon”" in assay("service", "list")[2], complaint)
    check("a-file-by-hand-stays", "of your own making" in complaint and by_hand.exists(), complaint)
    by_hand.unlink()
    check("is-removed", assay("service", "remove", "Shop memory")[0] == 0 and not figures("shop-memory") and not document.exists())
    check("is-removed-once", assay("service", "remove", "shop-memory")[0] == 1)
    check("a-public-feed-is-no-service", "no service" in assay("service", "remove", "httparena-json-4096")[2])
    for name in ("node-resident", "guarded", "named"):
        assay("service", "remove", name)
    check("its-subject-goes-too", "service-shop-front" not in assay("list", "subjects")[1])
    check("is-complaint-free-at-the-end", assay("list", "charts")[2] == "", assay("list", "charts")[2])

print(f"1..{len(results)}")
sys.exit(0 if all(results) else 1)
