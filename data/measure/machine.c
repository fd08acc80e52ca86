#include "data/measure/machine.h"

#include <math.h>

#include "data/model/language.h"

#define GIB (1024.0 * 1024 * 1024)
#define ID_LENGTH 12

G_DEFINE_BOXED_TYPE (AssayMachine, assay_machine, assay_machine_ref, assay_machine_unref)

AssayMachine *
assay_machine_ref (AssayMachine *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  AssayMachine *self = data;

  g_free (self->name);
  g_free (self->cpu);
  g_free (self->governor);
  g_free (self->turbo);
  g_free (self->kernel);
  g_free (self->system);
  g_free (self->container);
  g_free (self->server_cpus);
  g_free (self->generator_cpus);
}

void
assay_machine_unref (AssayMachine *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

AssayMachine *
assay_machine_named (const AssayMachine *self, const char *name)
{
  AssayMachine *copy = g_atomic_rc_box_new0 (AssayMachine);

  *copy = *self;
  copy->name = g_strdup (name);
  copy->cpu = g_strdup (self->cpu);
  copy->governor = g_strdup (self->governor);
  copy->turbo = g_strdup (self->turbo);
  copy->kernel = g_strdup (self->kernel);
  copy->system = g_strdup (self->system);
  copy->container = g_strdup (self->container);
  copy->server_cpus = g_strdup (self->server_cpus);
  copy->generator_cpus = g_strdup (self->generator_cpus);

  return copy;
}

static void
add (GString *text, const char *before, const char *what)
{
  if (what != NULL)
    g_string_append_printf (text, "%s%s", before, what);
}

static void
add_split (GString *text, const AssayMachine *self)
{
  if (self->server_cpus == NULL || self->generator_cpus == NULL)
    return;
  if (g_str_equal (self->server_cpus, self->generator_cpus))
    g_string_append_printf (text, _ ("; server and generator share CPU %s"), self->server_cpus);
  else
    g_string_append_printf (text, self->shared ? _ ("; server on CPU %s, generator on CPU %s, perhaps of the same core")
                                               : _ ("; server on CPU %s, generator on CPU %s"), self->server_cpus, self->generator_cpus);
}

char *
assay_machine_describe (const AssayMachine *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  if (self->name != NULL)
    g_string_append_printf (text, "%s: ", self->name);
  g_string_append_printf (text, ngettext ("%s, %d core", "%s, %d cores", (gulong) MAX (self->cores, 0)), self->cpu != NULL ? self->cpu : _ ("unknown CPU"),
                          self->cores);
  if (self->memory > 0)
    g_string_append_printf (text, ", %.0f GiB", (double) self->memory / GIB);
  add (text, ", Linux ", self->kernel);
  add (text, ", ", self->system);
  add (text, _ (", in "), self->container);
  add (text, _ (", governor "), self->governor);
  add (text, _ (", turbo "), self->turbo);
  add_split (text, self);

  return g_strdup (text->str);
}

/* The kernel keeps a little of the memory for itself, more or less from version to version: whole GiB stay. */
char *
assay_machine_id (const AssayMachine *self)
{
  g_autofree char *text = NULL, *hash = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  /* Two of a kind that have names of their own are two. */
  text = g_strdup_printf ("%s|%d|%.0f|%s%s%s", self->cpu != NULL ? self->cpu : "", self->cores, round ((double) self->memory / GIB),
                          self->container != NULL ? self->container : "", self->name != NULL ? "|" : "", self->name != NULL ? self->name : "");
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  return g_strndup (hash, ID_LENGTH);
}
