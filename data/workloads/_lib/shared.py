"""What the HTTP programs need and no framework decides."""

import json
import os
import sqlite3
import threading

DATA = os.environ.get("DATA_DIR", os.path.join(os.path.dirname(__file__), "..", "_data"))


def read(name):
    with open(os.path.join(DATA, name), encoding="utf-8") as file:
        return json.load(file)


FORTUNES = read("fortunes.json")
PRODUCTS = read("products.json")


def compute(n):
    """How many points of an n x n grid are in the Mandelbrot set."""
    inside = 0
    for y in range(n):
        ci = 2 * y / n - 1
        for x in range(n):
            cr = 2 * x / n - 1.5
            zr = zi = 0.0
            k = 0
            while k < 50 and zr * zr + zi * zi <= 4:
                zr, zi = zr * zr - zi * zi + cr, 2 * zr * zi + ci
                k += 1
            if zr * zr + zi * zi <= 4:
                inside += 1
    return inside


local = threading.local()


def row(ident):
    """A row by its key; a connection a thread, because one can't be shared."""
    if not hasattr(local, "db"):
        local.db = sqlite3.connect(f"file:{DATA}/world.db?mode=ro", uri=True)
        local.db.row_factory = sqlite3.Row
    return dict(local.db.execute("SELECT id, randomNumber FROM world WHERE id = ?", (ident,)).fetchone())
