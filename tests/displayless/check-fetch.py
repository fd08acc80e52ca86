"""The public sources' figures on the command line, asked of a server on loopback that answers in their formats; as TAP."""
import contextlib
import functools
import http.server
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading

ASSAY = sys.argv[1]
ARENA = "MDA2AV/HttpArena/main/site/data/json-4096.json"
TIMELINE = "Kaliumhexacyanoferrat/HttpArena-Timeline/main/data/fastapi/json-4096.json"
PRODUCT = "api/v1/products/nodejs"
FEED = "httparena-json-4096"

results = []


def check(name, good, what=""):
    results.append(bool(good))
    print(f"{'ok' if good else 'not ok'} {len(results)} /fetch/{name}", flush=True)
    if not good:
        print("# " + str(what)[:2000].replace("\n", "\n# "))


class Handler(http.server.SimpleHTTPRequestHandler):
    """Files, with Last-Modified and 304; JSON without an ending, too."""

    def guess_type(self, path):
        return "application/json"

    def log_message(self, *arguments):
        asked.append(self.path)


def entry(framework, rps):
    return {"framework": framework, "language": "x", "rps": rps, "avg_latency": "10.00ms", "p99_latency": "30.00ms", "cpu": "6000.0%", "memory": "500MiB",
            "connections": 4096, "duration": "5s", "status_2xx": 5 * rps, "status_5xx": 0}


def write(path, value):
    file = served / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(value if isinstance(value, str) else json.dumps(value))
    # Whole seconds count: each writing is one later than the last.
    written.append(file)
    os.utime(file, (1.7e9 + len(written), 1.7e9 + len(written)))


def assay(*words):
    result = subprocess.run([ASSAY, *words], env=environment, capture_output=True, text=True, timeout=60)
    return result.returncode, result.stdout, result.stderr


def fetch(*words):
    status, output, complaint = assay("fetch", *words, "--url", f"httparena={url}", "--url", f"httparena-timeline={url}", "--url", f"lifecycle={url}",
                                      "--format", "json")
    return status, {feed["id"]: feed for feed in json.loads(output or "[]")}, complaint


def figures(origin, metric="httparena-json-4096-throughput"):
    output = assay("list", "figures", "--format", "json")[1]
    return [figure for figure in json.loads(output) if figure["origin"]["id"] == origin and figure["metric"] == metric]


def state(feed):
    return next(one for one in json.loads(assay("list", "feeds", "--format", "json")[1]) if one["id"] == feed)


def throughput(subject):
    """The newest that the feed says of it."""
    return max((figure["date"], figure["value"]) for figure in figures(f"feed-{FEED}") if figure["subject"] == subject)[1]


with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
    served, written, asked = pathlib.Path(folder, "served"), [], []
    served.mkdir()
    environment = {**os.environ, "XDG_DATA_HOME": f"{folder}/data", "XDG_CACHE_HOME": f"{folder}/cache", "XDG_CONFIG_HOME": f"{folder}/config"}
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        environment.pop(name, None)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(served)))
    stack.callback(server.server_close)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    stack.callback(server.shutdown)
    url = f"http://127.0.0.1:{server.server_port}"

    write(ARENA, [entry("fastapi", 90000), entry("fastify", 160000), entry("a-stranger", 5)])
    status, feeds, complaint = fetch(FEED)
    found = figures(f"feed-{FEED}")
    check("is-filed", status == 0 and feeds[FEED]["changed"] and {figure["subject"]: figure["value"] for figure in found} == {"fastapi": 90000, "fastify": 160000},
          (feeds, complaint, found))
    check("has-its-origin", found and all(figure["origin"]["url"].endswith(ARENA) and figure["origin"]["licence"] == "MIT" and figure["origin"]["retrieved"]
                                for figure in found), found)
    check("in-the-metric's-unit", [round(figure["value"]) for figure in figures(f"feed-{FEED}", "httparena-json-4096-latency-p99")] == [30, 30],
          figures(f"feed-{FEED}", "httparena-json-4096-latency-p99"))

    before = len(asked)
    status, feeds, complaint = fetch(FEED)
    check("fresh-is-not-asked", status == 0 and not feeds[FEED]["asked"] and len(asked) == before, feeds)
    status, feeds, complaint = fetch(FEED, "--again")
    check("unchanged-is-said", status == 0 and feeds[FEED]["asked"] and not feeds[FEED]["changed"], feeds)

    write(ARENA, [entry("fastapi", 95000)])
    status, feeds, complaint = fetch(FEED, "--again")
    values = sorted((figure["subject"], figure["value"]) for figure in figures(f"feed-{FEED}"))
    # On one day the newest counts; who is not in it any more stays.
    check("new-beside-old", status == 0 and feeds[FEED]["changed"] and values == [("fastapi", 95000), ("fastify", 160000)], (feeds, values))

    write(ARENA, "<html><body>Sign in</body></html>")
    status, feeds, complaint = fetch(FEED, "--again")
    check("a-web-page-is-no-answer", status == 1 and feeds[FEED]["failure"] and len(figures(f"feed-{FEED}")) == 2, feeds)
    (served / ARENA).unlink()
    write(PRODUCT, {"schema_version": "1.2.1", "result": {"name": "nodejs", "label": "Node.js", "releases": [
        {"name": "24", "releaseDate": "2025-05-06", "eolFrom": "2028-05-01", "latest": {"name": "24.30.0", "date": "2026-11-20"}}]}})
    status, feeds, complaint = fetch(FEED, "endoflife-nodejs", "--again")
    check("the-others-go-on", status == 1 and "404" in feeds[FEED]["failure"] and not feeds["endoflife-nodejs"]["failure"], feeds)
    check("dates-are-dates", [figure["value"] for figure in figures("feed-endoflife-nodejs", "end-of-life")] == ["2028-05-01"],
          figures("feed-endoflife-nodejs", "end-of-life"))
    check("versions-are-texts", figures("feed-endoflife-nodejs", "latest-patch"), figures("feed-endoflife-nodejs", "latest-patch"))
    check("loads-without-complaint", assay("list", "charts")[2] == "", assay("list", "charts")[2])

    write(TIMELINE, {"data": [["2026-10-01T00:00:00Z", {"rps": 88000, "avg_latency_ms": 10.0, "p99_latency_ms": 30.0, "cpu_pct": 6000, "memory_bytes": 5e8}],
                              ["2026-11-01T00:00:00Z", {"rps": 89000, "avg_latency_ms": 10.0, "p99_latency_ms": 31.0, "cpu_pct": 6000, "memory_bytes": 5e8}]]})
    status, feeds, complaint = fetch("httparena-timeline-fastapi-json-4096")
    found = figures("feed-httparena-timeline-fastapi-json-4096")
    check("a-course-in-time", status == 0 and [(figure["date"], figure["value"]) for figure in found] == [("2026-10-01", 88000), ("2026-11-01", 89000)],
          (feeds, found))

    # The user's settings name a mirror; the answers are those of the source all the same.
    settings = pathlib.Path(folder, "config/assay/sources.json")
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps({"sources": {"httparena": {"address": url}, "lifecycle": {"address": "ftp://x"}, "nobody": {}}}))
    write(ARENA, [entry("fastapi", 99000)])
    status, output, complaint = assay("fetch", FEED, "--again", "--format", "json")
    check("a-mirror-is-asked", status == 0 and json.loads(output)[0]["changed"], (output, complaint))
    check("settings-are-checked", "sources.json: $.sources.lifecycle.address: lifecycle: “ftp://x” is no address" in complaint
          and "sources.json: $.sources.nobody: there is no source of this name" in complaint, complaint)
    settings.write_text(json.dumps({"sources": {"httparena": {"address": url}}}))
    answers = state(FEED)["answers"]
    check("each-answer-is-kept", len(answers) == 3 and [answer["used"] for answer in answers] == [True, False, False] and not state(FEED)["failure"], state(FEED))
    status, output, complaint = assay("fetch", FEED, "--use", str(answers[1]["number"]))
    check("goes-back", status == 0 and state(FEED)["answers"][1]["used"] and throughput("fastapi") == 95000, (complaint, state(FEED), throughput("fastapi")))
    write(ARENA, [entry("fastapi", 99500)])
    status, output, complaint = assay("fetch", FEED, "--again")
    check("stays-back", status == 0 and len(state(FEED)["answers"]) == 4 and throughput("fastapi") == 95000, (complaint, state(FEED)))
    status, output, complaint = assay("fetch", FEED, "--use", "newest")
    check("goes-on", status == 0 and state(FEED)["answers"][0]["used"] and throughput("fastapi") == 99500, (complaint, state(FEED)))
    check("no-such-answer", assay("fetch", FEED, "--use", "4711")[0] == 1 and assay("fetch", "--use", "newest")[0] == 2
          and assay("fetch", FEED, "--use", "x")[0] == 2)
    check("nothing-to-use", assay("fetch", "endoflife-django", "--use", "newest")[0] == 1)
    write(ARENA, {"strange": 1})
    assay("fetch", FEED, "--again")
    check("a-failure-is-kept", state(FEED)["failure"] and state(FEED)["tried"] and throughput("fastapi") == 99500, state(FEED))

    check("a-stranger-is-refused", assay("fetch", "nobody")[0] == 1 and assay("fetch", "--url", "nobody=x")[0] == 2)
    status, output, complaint = assay("fetch", FEED, "--url", "httparena=http://nowhere.invalid", "--again")
    check("plain-http-stays-here", status == 1 and "figures" not in output.splitlines()[0].split(";")[0], output)

print(f"1..{len(results)}")
sys.exit(0 if all(results) else 1)
