def rows(size, first, step):
    """How many points of every step-th row, from the first on, stay near after 50 rounds."""
    inside = 0
    for y in range(first, size, step):
        ci = 2.0 * y / size - 1.0
        for x in range(size):
            cr = 2.0 * x / size - 1.5
            zr = zi = 0.0
            for _ in range(50):
                zr, zi = zr * zr - zi * zi + cr, 2.0 * zr * zi + ci
                if zr * zr + zi * zi > 4.0:
                    break
            else:
                inside += 1
    return inside


def run(size):
    return rows(size, 0, 1)
