"""The user's token for a source: into the keyring, to the source's own server, and nowhere else; as TAP. libsecret's own file of secrets stands for the
desktop's keyring."""
import contextlib
import http.server
import json
import os
import pathlib
import pty
import signal
import subprocess
import sys
import tempfile
import termios
import threading

ASSAY = sys.argv[1]
TOKEN = "ghp_0123456789abcdefghij"
FEED = "repository-express"
ANSWER = {"full_name": "expressjs/express", "stargazers_count": 1234, "forks_count": 56, "pushed_at": "2026-11-20T08:00:00Z"}

results = []


def check(name, good, what=""):
    results.append(bool(good))
    print(f"{'ok' if good else 'not ok'} {len(results)} /token/{name}", flush=True)
    if not good:
        print("# " + str(what)[:2000].replace("\n", "\n# "))


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers as GitHub does, or sends elsewhere; notes which token came."""

    def do_GET(self):
        asked.append((self.server.server_port, self.headers.get("Authorization"), self.headers.get("If-None-Match")))
        status = 302 if self.server.elsewhere else 304 if self.headers.get("If-None-Match") == '"v1"' else 200
        body = json.dumps(ANSWER).encode() if status == 200 else b""
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", '"v1"')
        if self.server.elsewhere:
            self.send_header("Location", self.server.elsewhere + self.path)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


def serve(elsewhere=None):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.elsewhere = elsewhere
    stack.callback(server.server_close)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    stack.callback(server.shutdown)
    return f"http://127.0.0.1:{server.server_port}"


def assay(*words, given=None, **more):
    result = subprocess.run([ASSAY, *words], env={**environment, **more}, input=given, capture_output=True, text=True, timeout=60)
    said.append(result.stdout + result.stderr)
    return result.returncode, result.stdout, result.stderr


def fetch(base, **more):
    del asked[:]
    status, output, complaint = assay("fetch", FEED, "--again", "--url", f"repository={base}", "--format", "json", **more)
    return status, json.loads(output or "[]"), complaint


def set_in_terminal(keys):
    """The verb on a terminal of its own: what it showed, its wait status, and whether the terminal shows what is typed afterwards."""
    pid, file = pty.fork()
    if pid == 0:
        os.execve(ASSAY, [ASSAY, "token", "repository", "--set"], environment)
    shown = b""
    while b": " not in shown:
        shown += os.read(file, 1000)
    os.write(file, keys)
    with contextlib.suppress(OSError):
        while chunk := os.read(file, 1000):
            shown += chunk
    echo = bool(termios.tcgetattr(file)[3] & termios.ECHO)
    os.close(file)
    return shown.decode(), os.waitpid(pid, 0)[1], echo


with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
    asked, said = [], []
    environment = {**os.environ, "XDG_DATA_HOME": f"{folder}/data", "XDG_CACHE_HOME": f"{folder}/cache", "XDG_CONFIG_HOME": f"{folder}/config",
                   "SECRET_BACKEND": "file", "SECRET_FILE_TEST_PATH": f"{folder}/keyring", "SECRET_FILE_TEST_PASSWORD": "test"}
    environment.pop("G_DEBUG", None)
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        environment.pop(name, None)
    url = serve()
    away = serve(elsewhere=url)

    status, output, complaint = assay("token")
    check("there-is-none", status == 0 and output == "repository: no token for GitHub is kept in the keyring\n", (output, complaint))
    status, feeds, complaint = fetch(url)
    check("asked-without", status == 0 and not feeds[0]["failure"] and asked[0][1] is None, (feeds, complaint, asked))

    for name, given in (("empty", ""), ("line", "\n"), ("words", "two words\n"), ("tab", "Bearer\tx\n"), ("letter", "é\n"), ("length", "x" * 5000 + "\n")):
        status, output, complaint = assay("token", "repository", "--set", given=given)
        check(f"no-token-{name}", status == 1 and "has no token" in complaint and output == "", (output, complaint))
    status, output, complaint = assay("token", "repository", "--set", given=f"  {TOKEN}\r\nsecond line\n")
    check("is-kept", status == 0 and "a token for GitHub is kept" in output, (output, complaint))
    status, output, complaint = assay("token", "repository", "--format", "json")
    check("is-said-to-be", json.loads(output) == [{"id": "repository", "title": "Repository", "publisher": "GitHub", "kept": True}], output)

    status, feeds, complaint = fetch(url)
    check("reaches-the-server", status == 0 and [token for _, token, _ in asked] == [f"Bearer {TOKEN}"], (status, feeds, complaint, asked))
    check("asks-for-what-is-new", asked[0][2] == '"v1"' and feeds[0]["asked"] and not feeds[0]["changed"], (asked, feeds))
    status, feeds, complaint = fetch(away)
    check("not-to-where-it-leads", status == 0 and [token for _, token, _ in asked] == [f"Bearer {TOKEN}", None], (feeds, complaint, asked))

    assay("fetch", FEED, "--again", "--url", f"repository={url}", G_MESSAGES_DEBUG="all", SECRET_DEBUG="all")
    # Nothing on the way keeps it; the keyring has it encrypted.
    files = [path for path in pathlib.Path(folder).rglob("*") if path.is_file()]
    check("in-no-file", {"keyring", "sources.sqlite", f"feed-{FEED}.json"} <= {path.name for path in files} and not [path for path in files if TOKEN.encode() in path.read_bytes()],
          files)
    check("in-no-message", not [text for text in said if TOKEN in text], [text for text in said if TOKEN in text])

    check("forgotten", "no token" in assay("token", "repository", "--forget")[1] and "no token" in assay("token", "repository")[1])
    status, feeds, complaint = fetch(url)
    check("asked-without-again", status == 0 and asked[0][1] is None, asked)

    shown, status, echo = set_in_terminal(b"\x03")
    check("stopped-in-the-middle", os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGINT and echo, (shown, status, echo))
    shown, status, echo = set_in_terminal(f"{TOKEN}\n".encode())
    check("typed-unseen", status == 0 and echo and TOKEN not in shown and "Token for GitHub: " in shown and "a token for GitHub is kept" in shown, (shown, status))
    status, feeds, complaint = fetch(url)
    check("typed-reaches-the-server", asked[0][1] == f"Bearer {TOKEN}", asked)

    bus = {"SECRET_BACKEND": "service", "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere/at/all"}
    status, feeds, complaint = fetch(url, **bus)
    check("without-a-keyring", status == 0 and not feeds[0]["failure"] and asked[0][1] is None
          and "assay fetch: GitHub is asked without a token: the desktop's keyring: " in complaint, (feeds, complaint))
    status, output, complaint = assay("token", **bus)
    check("no-keyring-is-said", status == 1 and "assay token: repository: the desktop's keyring: " in complaint, complaint)

    for words in (["nobody"], ["packages"], ["--set"], ["repository", "--set", "--forget"], ["repository", "two"]):
        check(f"misuse-{'-'.join(words)}", assay("token", *words, given="")[0] == 2)

print(f"1..{len(results)}")
sys.exit(0 if all(results) else 1)
