def matrix(size, seed):
    return [[float((i * 31 + j * 17 + seed) % 101) for j in range(size)] for i in range(size)]


def prepare(size):
    return matrix(size, 1), matrix(size, 2)


def run(given):
    a, b = given
    columns = list(zip(*b))
    return [[sum(x * y for x, y in zip(row, column)) for column in columns] for row in a]


def check(product):
    return str(int(sum(row[i] * (i + 1) for i, row in enumerate(product))))
