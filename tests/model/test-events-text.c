/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events as text with their citations, within bounds. */
#include "model/events-text.h"

#include <string.h>

#include "formats/loader.h"

static AnnalsTimeline *
load (guint n, gsize summary_bytes)
{
  g_autofree char *summary = g_strnfill (summary_bytes, 'x');
  g_autoptr (GString) text = g_string_new ("{ \"format\": \"annals-1\", \"title\": \"T\","
                                           "\"tracks\": [ { \"id\": \"t\", \"title\": \"Talks\" } ],"
                                           "\"sources\": [ { \"id\": \"s\", \"type\": \"webpage\", \"title\": \"News\" } ],"
                                           "\"events\": [");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  AnnalsTimeline *timeline;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text,
                            "%s{ \"id\": \"e%u\", \"title\": \"Event %u\", \"kind\": \"battle\", \"summary\": \"%s\","
                            "\"sources\": [ { \"source\": \"s\", \"locator\": \"p. 4\" } ] }",
                            i > 0 ? "," : "", i, i, summary);
  g_string_append (text, "] }");
  bytes = g_bytes_new (text->str, text->len);
  timeline = annals_load_bytes (bytes, "text.json", &error);
  g_assert_no_error (error);
  return timeline;
}

static void
test_words (void)
{
  g_autoptr (AnnalsTimeline) timeline = load (2, 3);
  static const guint32 events[] = { 1, 0 };
  guint n_told;
  g_autofree char *text = annals_events_to_text (timeline, events, 2, NULL, &n_told);

  /* In the order asked for; a kind of the file's own in its own word; the locator with its source. */
  g_assert_cmpuint (n_told, ==, 2);
  g_assert_true (g_str_has_prefix (text, "Event 1\nundated · Talks · battle · Established\nxxx\n[1] News."));
  g_assert_nonnull (strstr (text, "\n\nEvent 0\n"));
  g_assert_nonnull (strstr (text, "p. 4"));
}

static void
test_bounds (void)
{
  g_autoptr (AnnalsTimeline) timeline = load (40, 300 * 1024);
  guint32 events[40];
  guint n_told;
  g_autofree char *text = NULL;

  for (guint i = 0; i < 40; i++)
    events[i] = i;
  text = annals_events_to_text (timeline, events, 40, NULL, &n_told);
  g_assert_cmpuint (n_told, ==, ANNALS_EVENTS_TEXT_BYTES_MAX / (300 * 1024));
  g_assert_cmpuint (strlen (text), <=, ANNALS_EVENTS_TEXT_BYTES_MAX);
  g_assert_cmpint (text[strlen (text) - 1], ==, '\n');
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
test_cancelled (void)
{
  g_autoptr (AnnalsTimeline) timeline = load (1, 3);
  g_autoptr (GArray) events = g_array_new (FALSE, TRUE, sizeof (guint32));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint n_told, n_all;

  g_array_set_size (events, 1);
  g_cancellable_cancel (cancellable);
  annals_events_to_text_async (timeline, events, 7, cancellable, done_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (annals_events_to_text_finish (result, &n_told, &n_all, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (n_all, ==, 7);
}

int
main (int argc, char **argv)
{
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/events-text/words", test_words);
  g_test_add_func ("/model/events-text/bounds", test_bounds);
  g_test_add_func ("/model/events-text/cancelled", test_cancelled);
  return g_test_run ();
}
