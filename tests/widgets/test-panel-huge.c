/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An event of 50 MB, or of a hundred thousand parts, in the side panel: it comes and goes without holding the
 * main loop. */
#include "held.h"
#include "panel-test.h"

/* A frame is 16 ms, of which 10 are used; sanitizers make it 18. Read and laid out at once such events took
 * 44 to 76. */
#define HELD_MAX_MS 32

static void
append_text (GString *json, gsize n_bytes)
{
  for (gsize end = json->len + n_bytes; json->len < end;)
    g_string_append (json, "The delegations withdrew and waited for word. ");
}

static void
append_list (GString *json, const char *name, guint n, const char *format)
{
  g_string_append_printf (json, ",\"%s\":[", name);
  for (guint i = 0; i < n; i++)
    {
      g_auto (GStrv) parts = g_strsplit (format, "#", -1);
      g_autofree char *number = g_strdup_printf ("%u", i);
      g_autofree char *row = g_strjoinv (number, parts);

      g_string_append_printf (json, "%s%s", i > 0 ? "," : "", row);
    }
  g_string_append_c (json, ']');
}

/* By what makes it long. */
static char *
write_huge (const char *what)
{
  GString *json = g_string_new ("{\"format\":\"annals-1\",\"title\":\"T\",\"tracks\":[{\"id\":\"t\",\"title\":"
                                "\"Track\"}],\"events\":[{\"id\":\"a\",\"date\":\"2018\",\"title\":\"Huge\"");

  if (strcmp (what, "texts") == 0)
    {
      g_string_append (json, ",\"summary\":\"Begin. ");
      append_text (json, 20000000);
      g_string_append (json, "\",\"outcome\":\"");
      append_text (json, 10000000);
      g_string_append (json, "\",\"claims\":[{\"by\":\"A\",\"quote\":\"");
      append_text (json, 10000000);
      g_string_append (json, "\"},{\"by\":\"B\",\"text\":\"");
      append_text (json, 10000000);
      g_string_append (json, "\"}]");
    }
  else
    {
      g_string_append (json, ",\"summary\":\"Begin. \"");
      append_list (json, "claims", 60000,
                   "{\"by\":\"speaker #\",\"stance\":\"doubts\",\"text\":\"words\",\"source\":\"s#\"},"
                   "{\"by\":\"speaker #\",\"stance\":\"asserts\",\"text\":\"words\"}");
      append_list (json, "sources", 20000, "{\"source\":\"s#\",\"locator\":\"page #\"}");
      append_list (json, "tags", 30000, "\"tag #\"");
      append_list (json, "actors", 30000, "{\"name\":\"actor #\",\"role\":\"r\"}");
      append_list (json, "links", 30000, "{\"type\":\"follows\",\"to\":\"e#\"}");
      append_list (json, "otherDates", 10000, "{\"date\":\"2019\",\"by\":\"them\"}");
      append_list (json, "media", 10000, "{\"url\":\"https://example.org/#\",\"title\":\"Picture #\"}");
    }
  g_string_append (json, "},{\"id\":\"f\",\"title\":\"Short\",\"summary\":\"Few words.\",\"date\":\"2019\"}]}");
  return g_string_free (json, FALSE);
}

static void
set_up_huge (Fixture *fixture, gconstpointer data)
{
  g_autofree char *json = write_huge (data);

  set_up_panel (fixture, json);
}

static void
test_huge (Fixture *fixture, gconstpointer data)
{
  /* The first events shape fonts and load styles: they are not what is measured. */
  select_event (fixture, "f");
  wait_ms (300);
  for (guint i = 0; i < 2; i++)
    {
      held_begin ();
      select_event (fixture, "a");
      wait_ms (200);
      held_end ("coming", HELD_MAX_MS);
      assert_shows (fixture, "Begin.");
      held_begin ();
      select_event (fixture, "f");
      wait_ms (200);
      held_end ("going", HELD_MAX_MS);
    }
}

int
main (int argc, char **argv)
{
  init_test (&argc, &argv);
  g_test_add ("/panel-huge/texts", Fixture, "texts", set_up_huge, test_huge, tear_down_panel);
  g_test_add ("/panel-huge/lists", Fixture, "lists", set_up_huge, test_huge, tear_down_panel);
  return g_test_run ();
}
