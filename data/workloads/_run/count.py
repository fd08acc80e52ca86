"""count.py FILE PROGRAM: how long the Python program is that goes by FILE's name in the folder PROGRAM.

Lines are those with code on them. Tokens are what can be seen: names, numbers, operators and strings; not comments, docstrings,
line ends or indentation. A string is one token, whatever is put into it. count.js counts JavaScript the same way.
"""
import io
import os
import sys
import tokenize

UNSEEN = {
    tokenize.ENCODING,
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}
# From Python 3.12 on a string with values in it comes in pieces: only its start counts.
STRING_START = getattr(tokenize, "FSTRING_START", None)
STRING_END = getattr(tokenize, "FSTRING_END", None)
STATEMENT_ENDS = {tokenize.ENCODING, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}


def code(source):
    """The tokens that count."""
    before, inside = tokenize.ENCODING, 0
    tokens = [
        token
        for token in tokenize.tokenize(io.BytesIO(source).readline)
        if token.type not in (tokenize.NL, tokenize.COMMENT)
    ]
    for token, after in zip(tokens, tokens[1:]):
        alone = before in STATEMENT_ENDS and after.type == tokenize.NEWLINE
        if token.type not in UNSEEN and not inside and not (token.type == tokenize.STRING and alone):
            yield token
        inside += (token.type == STRING_START) - (token.type == STRING_END)
        before = token.type


def count(source):
    tokens = list(code(source))
    lines = {line for token in tokens for line in range(token.start[0], token.end[0] + 1)}
    return len(lines), len(tokens)


if __name__ == "__main__":
    file, program = sys.argv[1:]
    path = os.path.join(
        os.path.dirname(os.path.dirname(os.path.abspath(file))), program, os.path.basename(file)
    )
    with open(path, "rb") as opened:
        print('{"sample":{"lines":%d,"tokens":%d}}' % count(opened.read()))
    print('{"event":"done","checksum":"counted"}')
