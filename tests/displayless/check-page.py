"""The web page of all charts, opened offline in a browser, as TAP: it is shown, it prints, all text is there, nothing is fetched.

usage: check-page.py ASSAY
"""
import html
import html.parser
import os
import re
import shutil
import subprocess
import sys
import tempfile

ASSAY = sys.argv[1]
VOID = {"meta", "br"}


class Page(html.parser.HTMLParser):
    """As a browser reads it: which elements, what is loaded, which headings."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.loaded, self.outside, self.headings, self.heading = [], [], [], [], None
        self.open = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.elements.append((tag, values))
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attributes:
            address = value or ""
            if name in ("src", "srcset", "data", "action", "poster", "style") or (name in ("href", "xlink:href") and not address.startswith("#")):
                if not (tag == "a" and values.get("rel") == "noreferrer") and not (name == "style" and "url(" not in address.replace("url(#", "")):
                    self.loaded.append((tag, name, address))
                elif name == "href":
                    self.outside.append(address)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, (tag, self.getpos())

    def find(self, tag):
        return [values for element, values in self.elements if element == tag]


def opened(folder, path):
    """The page in a browser of its own without a network: picture, printed pages. None if there is no browser."""
    browser = shutil.which("chromium")
    if browser is None:
        return None
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync", "--hide-scrollbars", f"--user-data-dir={folder}/profile", "--proxy-server=127.0.0.1:9",
             "--window-size=1000,3000", f"--screenshot={folder}/page.png", f"--print-to-pdf={folder}/page.pdf", "--no-pdf-header-footer"]
    subprocess.run([browser, *flags, f"file://{path}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True, timeout=150,
                   env={**os.environ, "HOME": folder, "XDG_CONFIG_HOME": f"{folder}/config", "XDG_CACHE_HOME": f"{folder}/cache"})
    return f"{folder}/page.png", f"{folder}/page.pdf"


def words(text):
    """Without what a line break or a font's ligature changes."""
    return re.sub(r"\s+|\xad|-", "", text.replace("ﬁ", "fi").replace("ﬂ", "fl").replace("ﬀ", "ff"))


def check(name, good, what=""):
    results.append(bool(good))
    print(f"{'ok' if good else 'not ok'} {len(results)} /page/{name}", flush=True)
    if not good:
        print(f"# {str(what)[:600]}", flush=True)


results = []
with tempfile.TemporaryDirectory() as home:
    environment = {**os.environ, "XDG_DATA_HOME": f"{home}/data", "XDG_CACHE_HOME": f"{home}/cache"}
    file = f"{home}/page.html"
    subprocess.run([ASSAY, "page", "-o", file], check=True, env=environment, stdout=subprocess.DEVNULL)
    with open(file, encoding="utf-8") as opened_file:
        text = opened_file.read()
    page = Page(text)

    print("1..8")
    check("is-small", len(text) < 4_000_000, len(text))
    check("is-well-formed", subprocess.run(["xmllint", "--noout", "--nonet", file], capture_output=True, check=False).returncode == 0)
    check("fetches-nothing", not page.loaded and not page.find("script") and "default-src 'none'" in text, page.loaded[:3])
    check("leads-to-sources", len(page.outside) > 100 and all(re.match(r"https?://[^\s\"<>]+$", link) for link in page.outside), page.outside[:3])
    charts = page.find("article")
    images = [values for values in page.find("svg") if values.get("role") == "img"]
    check("is-accessible", page.find("html")[0].get("lang") == "en" and len(page.find("h1")) == 1 and len(images) == 2 * len(charts) > 60
          and all(values.get("aria-labelledby") and values.get("aria-describedby") for values in images)
          and all(values.get("scope") in ("col", "row") for values in page.find("th"))
          and all(after - before <= 1 for before, after in zip(page.headings, page.headings[1:])), (len(charts), len(images)))

    made = opened(home, file)
    if made is None:
        for name in ("is-shown", "prints", "prints-all-findings"):
            check(f"{name} # SKIP there is no chromium", True)
    else:
        colours = subprocess.run(["convert", made[0], "-crop", "1000x2400+0+600", "-depth", "4", "-unique-colors", "-format", "%w", "info:"],
                                 stdout=subprocess.PIPE, text=True, check=True).stdout
        check("is-shown", int(colours) > 30, colours)
        pages = int(re.search(r"Pages:\s+(\d+)", subprocess.check_output(["pdfinfo", made[1]], text=True))[1])
        check("prints", len(charts) < pages < 3 * len(charts), pages)
        printed = words(subprocess.check_output(["pdftotext", "-raw", made[1], "-"], text=True))
        findings = re.findall(r"<h3 id=\"c\d+-f\">([^<]*)</h3>", text)
        missing = [finding for finding in map(html.unescape, findings) if printed.count(words(finding)) < 2]
        check("prints-all-findings", len(findings) == len(charts) and not missing, missing[:3])

sys.exit(0 if all(results) else 1)
