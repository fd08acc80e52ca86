import numpy as np


def matrix(size, seed):
    i, j = np.ogrid[:size, :size]
    return ((i * 31 + j * 17 + seed) % 101).astype(np.float64)


def prepare(size):
    return matrix(size, 1), matrix(size, 2)


def run(given):
    a, b = given
    return a @ b


def check(product):
    return str(int(product.diagonal() @ np.arange(1, len(product) + 1)))
