#include "data/measure/proc-text.h"

#define TAIL "S 17 18 19 0 -1 4194304 1 2 3 4 500 25 30 4 20 0 7 0 123 456 789\n"

static void
test_stat (gconstpointer name)
{
  g_autofree char *text = g_strdup_printf ("4711 (%s) " TAIL, (const char *) name);
  AssayProcStat stat;

  g_assert_true (assay_proc_stat_parse (text, &stat));
  g_assert_cmpint (stat.state, ==, 'S');
  g_assert_cmpint (stat.parent, ==, 17);
  g_assert_cmpint (stat.session, ==, 19);
  g_assert_cmpuint (stat.own_ticks, ==, 525);
  g_assert_cmpuint (stat.waited_ticks, ==, 34);
}

static void
test_stat_garbage (void)
{
  const char *garbage[] = { "", "4711", "4711 (name)", "4711 (name) S 17", "4711 name S 17 18 19 0 -1 0 1 2 3 4 5 6 7 8 9" };
  AssayProcStat stat;

  for (guint i = 0; i < G_N_ELEMENTS (garbage); i++)
    g_assert_false (assay_proc_stat_parse (garbage[i], &stat));
}

static void
test_kilobytes (void)
{
  const char *text = "55d0-7ffe ---p 00000000 00:00 0 [rollup]\nRss:  9000 kB\nPss:    1234 kB\nPss_Anon: 1000 kB\n";
  guint64 bytes;

  g_assert_true (assay_proc_kilobytes (text, "Pss:", &bytes));
  g_assert_cmpuint (bytes, ==, 1234 * 1024);
  g_assert_false (assay_proc_kilobytes (text, "ss:", &bytes));
  g_assert_false (assay_proc_kilobytes (text, "Swap:", &bytes));
  g_assert_false (assay_proc_kilobytes ("Pss: lots", "Pss:", &bytes));
  g_assert_false (assay_proc_kilobytes ("", "Pss:", &bytes));
}

static void
test_machine (void)
{
  guint64 busy, steal, total;

  g_assert_true (assay_proc_machine_parse ("cpu  100 20 30 4000 500 6 7 8 9 10\ncpu0 1 2 3 4 5 6 7 8 9 10\n", &busy, &steal));
  g_assert_cmpuint (busy, ==, 100 + 20 + 30 + 6 + 7); /* a guest's time is part of user already */
  g_assert_cmpuint (steal, ==, 8);
  g_assert_false (assay_proc_machine_parse ("cpu  100 20", &busy, &steal));
  g_assert_true (assay_proc_pressure_parse ("some avg10=0.00 avg60=0.02 avg300=0.00 total=987654\nfull avg10=0.00 total=1\n", &total));
  g_assert_cmpuint (total, ==, 987654);
  g_assert_false (assay_proc_pressure_parse ("full avg10=0.00 total=1\n", &total));
}

static void
test_texts (void)
{
  g_autofree char *model = assay_proc_cpuinfo ("processor\t: 0\nmodel name\t: A CPU @ 2.50GHz\nflags\t\t: fpu\n", "model name");
  g_autofree char *none = assay_proc_cpuinfo ("processor\t: 0\n", "model name");
  g_autofree char *system = assay_proc_release ("NAME=x\nPRETTY_NAME=\"A System 12 (\\\"b\\\")\"\nID=y\n", "PRETTY_NAME");
  g_autofree char *plain = assay_proc_release ("ID=y\n", "ID");
  g_autofree char *broken = assay_proc_release ("ID=\"y\n", "ID");

  g_assert_cmpstr (model, ==, "A CPU @ 2.50GHz");
  g_assert_null (none);
  g_assert_cmpstr (system, ==, "A System 12 (\"b\")");
  g_assert_cmpstr (plain, ==, "y");
  g_assert_null (broken);
}

/* What is read, and how we write it; NULL where it is no list. */
static const char * const lists[][2] = {
  { "0", "0" }, { "0-3", "0-3" }, { "0,2-3", "0,2-3" }, { "0,1,2", "0-2" }, { "5-5", "5" }, { "0-1\n", "0-1" },
  { "", NULL }, { "a", NULL }, { "0,", NULL }, { "-1", NULL }, { "3-1", NULL }, { "2,1", NULL }, { "1,1", NULL },
  { "0-", NULL }, { "64", NULL }, { "0-99999999999999999999", NULL }, { "0 ", NULL }, { "+1", NULL },
};

static void
test_cpus (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (GArray) cpus = assay_cpus_parse (lists[i][0], 64);
      g_autofree char *text = cpus != NULL ? assay_cpus_format (cpus) : NULL;

      g_assert_cmpstr (text, ==, lists[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/proc-text/stat/plain", "node", test_stat);
  g_test_add_data_func ("/proc-text/stat/spaces", "Web Content", test_stat);
  g_test_add_data_func ("/proc-text/stat/parentheses", "(sd-pam)", test_stat);
  g_test_add_data_func ("/proc-text/stat/a-line-of-its-own", "x) R 1 2 3 4 5 6 7 8 9 10 11 12 13 14 (y", test_stat);
  g_test_add_data_func ("/proc-text/stat/newline", "a\n) Z", test_stat);
  g_test_add_data_func ("/proc-text/stat/empty", "", test_stat);
  g_test_add_func ("/proc-text/stat-garbage", test_stat_garbage);
  g_test_add_func ("/proc-text/kilobytes", test_kilobytes);
  g_test_add_func ("/proc-text/machine", test_machine);
  g_test_add_func ("/proc-text/texts", test_texts);
  g_test_add_func ("/proc-text/cpus", test_cpus);

  return g_test_run ();
}
