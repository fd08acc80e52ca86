"use strict";
// count.js FILE PROGRAM: how long the JavaScript program is that goes by FILE's name in the folder PROGRAM.
//
// Lines are those with code on them. Tokens are what can be seen: names, numbers, punctuation and strings; not comments or
// line ends. A string is one token, whatever is put into it: a template too. count.py counts Python the same way.
const fs = require("node:fs");
const path = require("node:path");

const TOKENS = [
  ["space", /\s+/y],
  ["comment", /\/\/.*|\/\*[\s\S]*?\*\//y],
  ["number", /(?:0[xXbBoO][\da-fA-F_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?)n?/y],
  ["name", /#?[\p{ID_Start}$_][\p{ID_Continue}$]*/uy],
  ["string", /"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'/y],
  ["regex", /\/(?![*/])(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y],
  [
    "sign",
    />>>=|\.\.\.|===|!==|\*\*=|<<=|>>=|>>>|&&=|\|\|=|\?\?=|=>|==|!=|<=|>=|&&|\|\||\?\?|\?\.(?!\d)|\+\+|--|\+=|-=|\*=|\/=|%=|&=|\|=|\^=|<<|>>|\*\*|[{}()[\];,<>+\-*/%&|^!~?:=.@]/y,
  ],
];
// After these a slash divides; after all else it begins a regular expression.
const VALUE_ENDS = new Set([")", "]", "}"]);
const WORDS_BEFORE_REGEX = new Set([
  "return",
  "typeof",
  "case",
  "in",
  "of",
  "delete",
  "void",
  "throw",
  "new",
  "else",
  "do",
  "await",
  "yield",
]);

function divides(before) {
  if (!before) return false;
  if (before.kind === "sign") return VALUE_ENDS.has(before.text);
  return !WORDS_BEFORE_REGEX.has(before.text);
}

// Where the template ends that begins at start: values in it may hold braces, strings and templates.
function templateEnd(source, start) {
  let at = start + 1;
  while (source[at] !== "`") {
    if (at >= source.length) throw new SyntaxError("a template has no end");
    if (source[at] === "\\") at += 2;
    else if (source.startsWith("${", at)) at = valueEnd(source, at + 2);
    else at++;
  }
  return at + 1;
}

function valueEnd(source, start) {
  let depth = 1;
  let before = null;
  let at = start;
  while (depth > 0) {
    const token = next(source, at, before);
    if (token.text === "{") depth++;
    if (token.text === "}") depth--;
    if (token.kind !== "space" && token.kind !== "comment") before = token;
    at = token.end;
  }
  return at;
}

function next(source, at, before) {
  if (source[at] === "`") {
    const end = templateEnd(source, at);
    return { kind: "string", text: source.slice(at, end), end };
  }
  for (const [kind, pattern] of TOKENS) {
    if (kind === "regex" && divides(before)) continue;
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (match) return { kind, text: match[0], end: pattern.lastIndex };
  }
  throw new SyntaxError(`what is “${source.slice(at, at + 20)}”?`);
}

function count(source) {
  const lines = new Set();
  let tokens = 0;
  let before = null;
  let line = 1;
  for (let at = 0; at < source.length;) {
    const token = next(source, at, before);
    const last = line + token.text.split("\n").length - 1;
    if (token.kind !== "space" && token.kind !== "comment") {
      for (let i = line; i <= last; i++) lines.add(i);
      tokens++;
      before = token;
    }
    line = last;
    at = token.end;
  }
  return { lines: lines.size, tokens };
}

const [file, program] = process.argv.slice(2);
const source = path.join(path.dirname(path.dirname(path.resolve(file))), program, path.basename(file));
console.log(JSON.stringify({ sample: count(fs.readFileSync(source, "utf8")) }));
console.log(JSON.stringify({ event: "done", checksum: "counted" }));
