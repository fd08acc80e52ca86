#include <node_api.h>

#include "mandelbrot.h"

static napi_value
run (napi_env env, napi_callback_info info)
{
  napi_value argument, result;
  size_t count = 1;
  int32_t size;

  if (napi_get_cb_info (env, info, &count, &argument, NULL, NULL) != napi_ok
      || napi_get_value_int32 (env, argument, &size) != napi_ok)
    {
      napi_throw_type_error (env, NULL, "run() takes a number");
      return NULL;
    }
  napi_create_int32 (env, mandelbrot (size), &result);
  return result;
}

NAPI_MODULE_INIT ()
{
  napi_value function;

  napi_create_function (env, "run", NAPI_AUTO_LENGTH, run, NULL, &function);
  napi_set_named_property (env, exports, "run", function);
  return exports;
}
