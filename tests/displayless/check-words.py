"""Words that people read and nobody marked for translation, in C files and in templates, as TAP: check-words.py SOURCES

What is no word for people is told by what it is, or by whom it is handed to; only files whose words are kept in documents, or written for programs, are
named. A text of one word can't be told from an id: it is left to the eye."""
import pathlib
import re
import sys
import xml.etree.ElementTree

ROOT = pathlib.Path(sys.argv[1])
ROOMS = ["app", "data", "plots", "ui"]

# Their words are part of documents (runs, imports, cached answers, what is measured as figures), which are read in every language; ...
STORED = ["data/measure/load/*", "data/measure/supervise/*", "data/measure/client.c", "data/measure/load-lines.c", "data/measure/machine-probe.c",
          "data/sources/filing.c", "data/sources/format-*.c", "data/sources/live-*.c"]
# ... or programs read them.
WRITTEN = ["plots/export-csv.c", "plots/dump.c"]

MARKS = {"_", "N_", "C_", "NC_", "ngettext", "g_dngettext", "g_dgettext", "g_dpgettext2"}
# What is compared, what a database or a log is told, a font, a measure for a width.
OTHERS = re.compile(r"assay_database_\w+|sqlite3_\w+|assay_history_select|\w*sscanf|str(n?case)?str|str(n?case|n)?cmp|mem(mem|cmp)|g_str(cmp0|_equal|_has_prefix|_has_suffix|v_contains)"
                    r"|g_ascii_strn?casecmp|assay_import_(says|after)|g_(debug|info|message|warning|critical|error|assert\w*|return_\w+)|g_log\w*"
                    r"|G_STATIC_ASSERT|pango_font_description_from_string|assay_label_measure|G_GNUC_\w+|__attribute__|G_DEFINE\w+")
SQL = re.compile(r"\s*\(?(SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|PRAGMA|WHERE|VACUUM|BEGIN)\b")
STYLE = re.compile(r"[\s}]*(@media|:root)\b|.*\bsans-serif$")
SHELL = re.compile(r"exec ")
HEADER = re.compile(r"[A-Z][A-Za-z-]+: ?[^ ]*\r\n|^[A-Z][a-z]+(-[A-Z][a-z]+)+: ")
DIRECTIVE = re.compile(r"%([0-9]+\$)?[-+ 0#']*[0-9*]*(\.[0-9*]*)?(hh?|ll?|z|j)?[a-zA-Z%]|%$")
LITERAL = re.compile(r'"(?:[^"\\\n]|\\.)*"(?:\s*"(?:[^"\\\n]|\\.)*")*')
TOKEN = re.compile(r"""/\*.*?\*/|//[^\n]*|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'""", re.DOTALL)
ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}
PROPERTIES = {"label", "title", "subtitle", "tooltip-text", "placeholder-text", "description", "heading", "body", "text", "help-text"}


def without_comments(text):
    """The text with spaces for comments, so that nothing moves."""
    return TOKEN.sub(lambda match: re.sub(r"[^\n]", " ", match[0]) if match[0][0] == "/" else match[0], text)


def without_literals(text):
    """The text with nothing in its quotes, in which brackets can be counted."""
    return TOKEN.sub(lambda match: match[0][0] + "." * (len(match[0]) - 2) + match[0][-1], text)


def calls_around(shape, at):
    """The names of the calls around a place, from the inside."""
    depth, names = 0, []
    for i in range(at - 1, -1, -1):
        if shape[i] == ")":
            depth += 1
        elif shape[i] == "(" and depth > 0:
            depth -= 1
        elif shape[i] == "(":
            word = re.search(r"(\w+)\s*$", shape[:i][-80:])
            names.append(word[1] if word else "")
        elif shape[i] in ";{}" and depth == 0:
            break
    return names


def row_is_marked(shape, start, end):
    """Whether a text is the id of a row of a table whose words are marked: { "h", "h", N_ ("hours") }."""
    first = re.search(r"\{\s*$", shape[:start])
    return first is not None and re.match(r"[^{}]*\bN_ \(", shape[end:]) is not None


def has_words(text, verbs):
    """Whether people read something in it: more than ids, options, tags and directives."""
    text = re.sub(r"\\(.)", lambda match: ESCAPES.get(match[1], match[1]), "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', text)))
    if SQL.match(text) or STYLE.match(text) or SHELL.match(text) or HEADER.search(text) or text.startswith("---\n"):
        return False
    if (text.split(" ")[0] in verbs and re.search(r"[A-Z]{2}|\[|\|", text)) or re.match("assay [a-z]+ .*--", text):
        return False   # how a verb is used, or was
    text = re.sub(r'<[^>]*(>|$)', "", re.sub(r'^[^<>]*">', "", text))
    text = re.sub(r"\b[\w-]+=(\"[^\"]*\"|'[^']*'|\S+)", "", text)
    text = re.sub(r"^assay( [a-z][a-z0-9-]*)?(?=:|$)|\bassay %|^Assay\b|--[a-z][a-z-]*", "", DIRECTIVE.sub("%", text))
    return re.search(r"[^\W\d_]{2,}[,:;.]?\s+[\w%“]|[%\w”)][,:;.]?\s+[^\W\d_]{2,}", text) is not None and re.search(r"[a-z]{2,}", text) is not None


def is_name(text):
    """GitHub Innovation Graph, CC BY-SA 4.0."""
    return re.fullmatch(r'"([A-Z0-9][\w.-]* ?)+"', text) is not None


def find_in_code(text, verbs=(), names=False):
    """(line, text) of each literal that nobody marked."""
    text = without_comments(text)
    shape = without_literals(text)
    for match in LITERAL.finditer(text):
        if shape[match.start()] != '"' or not has_words(match[0], verbs) or (names and is_name(match[0])):
            continue
        line = text[text.rfind("\n", 0, match.start()) + 1:match.start()].lstrip()
        around = calls_around(shape, match.start())
        if line.startswith(("#include", "#error")) or any(name in MARKS or OTHERS.fullmatch(name) for name in around):
            continue
        if not row_is_marked(shape, match.start(), match.end()):
            yield text.count("\n", 0, match.start()) + 1, match[0]


def find_in_template(text):
    """The texts of properties, menus and lists without translatable."""
    for element in xml.etree.ElementTree.fromstring(text).iter():
        words = (element.text or "").strip()
        is_text = element.tag == "item" or (element.tag in ("property", "attribute") and element.get("name") in PROPERTIES)
        if is_text and re.search(r"[^\W\d_]{2,}", words) \
                and element.get("translatable") not in ("yes", "true", "1"):
            yield words


def files(suffix):
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob(f"*{suffix}")):
            if "workloads" not in path.relative_to(ROOT).parts:
                yield str(path.relative_to(ROOT)), path.read_text()


def check_code():
    verbs = re.findall(r'\{ "([\w-]+)", assay_command_', (ROOT / "app" / "command.c").read_text())
    assert len(verbs) > 10, verbs
    for suffix in (".c", ".h"):
        for name, text in files(suffix):
            if not any(pathlib.PurePath(name).match(pattern) for pattern in STORED + WRITTEN):
                for line, words in find_in_code(text, verbs, name.startswith("data/")):
                    yield f"{name}:{line}: {words[:100]}"


def check_templates():
    for name, text in files(".ui"):
        for words in find_in_template(text):
            yield f"{name}: {words}"


def check_list():
    """A file that is no more needs no exception."""
    for pattern in STORED + WRITTEN:
        if not list(ROOT.glob(pattern)):
            yield f"{pattern} is no file"


FOUND = r"""
  g_printerr ("the file is gone\n");
  g_set_error (error, DOMAIN, 1, "%s: is too large", path);
  return full ? "nothing more fits" : _ ("there is room");
  g_string_append (html, "<p class=\"note\">Claimed by ");
  g_print ("%u failed\n", n);
  static const char * const words[] = { "first words", "others" };
"""
LEFT = r"""
  /* A comment says "the file is gone". */
  g_printerr (_ ("the file is gone\n"));
  g_print (ngettext ("%u file is gone", "%u files are gone", n), n);
  return full ? _ ("nothing more fits") : N_ ("there "
                                              "is room");
  g_string_append (html, "<p class=\"note\" id=\"there are words\">");
  g_printerr ("assay: %s\n", "file");
  assay_database_run (database, error, "DELETE FROM runs WHERE deleted", NULL);
  if (strstr (errors, "Permission denied") != NULL)
    g_debug ("the file is gone");
  parse ("advise [--profile FILE|ID]");
  { "% of users", "%", N_ ("percent of users") },
"""
TEMPLATE = """<interface><object class="GtkLabel"><property name="label"{mark}>Nothing more</property><property name="name">some name</property>
<items><item{mark}>Light</item></items><accessibility><property name="label"{mark}>Words</property></accessibility></object></interface>"""


def check_itself():
    found = [line for line, _ in find_in_code(FOUND)]
    if found != [2, 3, 4, 5, 6, 7]:
        yield f"found at lines {found}, not at 2 to 7"
    for line, words in find_in_code(LEFT, ["advise"]):
        yield f"found in what is marked or no words: {line}: {words}"
    if list(find_in_template(TEMPLATE.format(mark=""))) != ["Nothing more", "Light", "Words"]:
        yield "not found in a template"
    if list(find_in_template(TEMPLATE.format(mark=' translatable="yes"'))):
        yield "found in a template that is marked"


CHECKS = [check_code, check_templates, check_list, check_itself]
print(f"1..{len(CHECKS)}")
failed = False
for index, check in enumerate(CHECKS, 1):
    complaints = list(check())
    failed = failed or bool(complaints)
    print(f"{'not ok' if complaints else 'ok'} {index} /words/{check.__name__[6:]}")
    for complaint in complaints:
        print(f"# {complaint}")
sys.exit(1 if failed else 0)
