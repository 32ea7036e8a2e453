/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An event of 50 MB, or of a hundred thousand parts, in the side panel: it comes and goes without holding the
 * main loop.
 *
 * A loop is held from where it has polled to where it polls again; the time is the thread's own, so that
 * what else the machine does is not counted. */
#include <time.h>

#include "panel-test.h"

#define HELD_MAX_MS 16

static struct
{
  GPollFunc poll;
  double since_ms, most_ms;
} held;

static double
get_thread_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static int
poll_cb (GPollFD *fds, guint n_fds, int timeout)
{
  int n;

  held.most_ms = MAX (held.most_ms, get_thread_ms () - held.since_ms);
  n = held.poll (fds, n_fds, timeout);
  held.since_ms = get_thread_ms ();
  return n;
}

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

/* The first events shape fonts and load styles: they are not what is measured. */
static void
begin_measuring (Fixture *fixture)
{
  select_event (fixture, "f");
  wait_ms (300);
  held.poll = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, poll_cb);
  held.since_ms = get_thread_ms ();
  held.most_ms = 0;
}

static void
end_measuring (const char *what)
{
  g_test_message ("%s: main loop held %.1f ms at most, bound %d", what, held.most_ms, HELD_MAX_MS);
}

static void
test_huge (Fixture *fixture, gconstpointer data)
{
  double most_ms = 0;

  begin_measuring (fixture);
  for (guint i = 0; i < 2; i++)
    {
      held.most_ms = 0;
      select_event (fixture, "a");
      wait_ms (200);
      end_measuring ("coming");
      most_ms = MAX (most_ms, held.most_ms);
      assert_shows (fixture, "Begin.");
      held.since_ms = get_thread_ms (); /* the test's own look at the words */
      held.most_ms = 0;
      select_event (fixture, "f");
      wait_ms (200);
      end_measuring ("going");
      most_ms = MAX (most_ms, held.most_ms);
    }
  g_main_context_set_poll_func (NULL, held.poll);
  g_assert_cmpfloat (most_ms, <, HELD_MAX_MS);
}

int
main (int argc, char **argv)
{
  init_test (&argc, &argv);
  g_test_add ("/panel-huge/texts", Fixture, "texts", set_up_huge, test_huge, tear_down_panel);
  g_test_add ("/panel-huge/lists", Fixture, "lists", set_up_huge, test_huge, tear_down_panel);
  return g_test_run ();
}
