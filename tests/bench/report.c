/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include <glib/gstdio.h>

typedef struct
{
  char *what;
  guint n_events;
  double figure;
  const char *unit;
  double bound, fails_above;
} Row;

struct _BenchReport
{
  char *name;
  GArray *rows; /* of Row */
};

static void
row_clear (gpointer row)
{
  g_free (((Row *)row)->what);
}

BenchReport *
bench_report_new (const char *name)
{
  BenchReport *report = g_new0 (BenchReport, 1);

  report->name = g_strdup (name);
  report->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_array_set_clear_func (report->rows, row_clear);
  return report;
}

void
bench_report_add (BenchReport *report,
                  const char *what,
                  guint n_events,
                  double figure,
                  const char *unit,
                  double bound,
                  double fails_above)
{
  Row row = { g_strdup (what), n_events, figure, unit, bound, fails_above };

  g_array_append_val (report->rows, row);
}

/* A figure that is no number has not been measured, which is never good. */
static const char *
judge (const Row *row)
{
  if (isnan (row->figure) || (row->fails_above >= 0 && row->figure > row->fails_above))
    return "FAILS";
  if (row->bound < 0)
    return "";
  return row->figure <= row->bound ? "ok" : "over";
}

static void
print_table (BenchReport *report)
{
  g_print ("| %-52s | %9s | %12s | %12s | %-5s |\n", report->name, "events", "measured", "bound",
           "");
  g_print ("| %.52s | %.8s: | %.11s: | %.11s: | ----- |\n",
           "----------------------------------------------------", "--------", "-----------",
           "-----------");
  for (guint r = 0; r < report->rows->len; r++)
    {
      const Row *row = &g_array_index (report->rows, Row, r);
      g_autofree char *n_events = row->n_events > 0 ? g_strdup_printf ("%u", row->n_events) : NULL;
      g_autofree char *bound
          = row->bound >= 0 ? g_strdup_printf ("%g %s", row->bound, row->unit) : NULL;
      g_autofree char *figure = g_strdup_printf ("%.3f %s", row->figure, row->unit);

      g_print ("| %-52s | %9s | %12s | %12s | %-5s |\n", row->what,
               n_events != NULL ? n_events : "", figure, bound != NULL ? bound : "", judge (row));
    }
}

/* JSON has no NaN. */
static void
append_number (GString *json, const char *name, double number, gboolean is_there)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (
      json, ",\"%s\":%s", name,
      is_there && isfinite (number) ? g_ascii_formatd (text, sizeof text, "%.6g", number) : "null");
}

/* Names are the benchmarks' own words: they hold no quote and no backslash. */
static char *
to_json (BenchReport *report)
{
  GString *json = g_string_new (NULL);

  g_string_append_printf (json, "{\"benchmark\":\"%s\",\"processors\":%u,\"figures\":[",
                          report->name, g_get_num_processors ());
  for (guint r = 0; r < report->rows->len; r++)
    {
      const Row *row = &g_array_index (report->rows, Row, r);

      g_string_append_printf (json, "%s{\"what\":\"%s\",\"events\":%u,\"unit\":\"%s\"",
                              r > 0 ? "," : "", row->what, row->n_events, row->unit);
      append_number (json, "figure", row->figure, TRUE);
      append_number (json, "bound", row->bound, row->bound >= 0);
      g_string_append_c (json, '}');
    }
  g_string_append (json, "]}");
  return g_string_free (json, FALSE);
}

int
bench_report_finish (BenchReport *report)
{
  g_autofree char *json = to_json (report);
  const char *path = g_getenv ("ANNALS_BENCH_JSON");
  int status = 0;

  for (guint r = 0; r < report->rows->len; r++)
    if (g_str_equal (judge (&g_array_index (report->rows, Row, r)), "FAILS"))
      status = 1;
  print_table (report);
  g_print ("%s\n", json);
  if (path != NULL)
    {
      FILE *file = g_fopen (path, "a");

      if (file == NULL || fprintf (file, "%s\n", json) < 0 || fclose (file) != 0)
        {
          g_printerr ("%s cannot be written\n", path);
          status = 1;
        }
    }
  g_array_unref (report->rows);
  g_free (report->name);
  g_free (report);
  return status;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

double
bench_percentile (GArray *values, double share)
{
  g_array_sort (values, compare_doubles);
  return values->len > 0 ? g_array_index (values, double, (guint)floor (share * (values->len - 1)))
                         : 0;
}

double
bench_get_memory_kib (const char *field)
{
  g_autofree char *status = NULL;
  g_autofree char *name = g_strdup_printf ("\n%s:", field);
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  line = strstr (status, name);
  return line != NULL ? g_ascii_strtod (line + strlen (name), NULL) : 0;
}
