#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "mandelbrot.h"

static PyObject *
run (PyObject *self, PyObject *argument)
{
  int inside;
  long size = PyLong_AsLong (argument);

  (void) self;
  if (size == -1 && PyErr_Occurred ())
    return NULL;
  Py_BEGIN_ALLOW_THREADS
  inside = mandelbrot ((int) size);
  Py_END_ALLOW_THREADS
  return PyLong_FromLong (inside);
}

static PyMethodDef methods[] = {
  { "run", run, METH_O, "Points of a picture that stay near after 50 rounds" },
  { NULL, NULL, 0, NULL },
};

static PyModuleDef module = { PyModuleDef_HEAD_INIT, .m_name = "workload", .m_methods = methods };

PyMODINIT_FUNC
PyInit_workload (void)
{
  return PyModuleDef_Init (&module);
}
