/* A C kernel run again and again, one JSON line an iteration: main() is `return measure (argc, argv, prepare, run, check);`.
 * prepare() makes what run() works on, check() returns the text by which answers are compared; neither is timed. */
#pragma once

int measure (int argc, char **argv, void (*prepare) (int size), void (*run) (void), const char *(*check) (void));
