/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the window and its widgets share: a small timeline, patience, the widget tree.
 */
#pragma once

#include <gtk/gtk.h>
#include <string.h>

#include "formats/loader.h"
#include "view/session.h"

G_GNUC_UNUSED static const char small_timeline[]
    = "{ \"format\": \"annals-1\", \"id\": \"urn:uuid:00000000-0000-4000-8000-000000000001\", "
      "\"title\": \"Small\",\n"
      "  \"asOf\": \"2025-08-26\",\n"
      "  \"tracks\": [ { \"id\": \"talks\", \"title\": \"Talks\" }, { \"id\": \"tests\", "
      "\"title\": \"Tests\" } ],\n"
      "  \"sources\": [ { \"id\": \"s1\", \"type\": \"webpage\", \"title\": \"One\" },\n"
      "                 { \"id\": \"s2\", \"type\": \"webpage\", \"title\": \"Two\" } ],\n"
      "  \"events\": [\n"
      "    { \"id\": \"hanoi\", \"title\": \"Hanoi summit\", \"date\": \"2019-02-27/2019-02-28\", "
      "\"kind\": \"meeting\",\n"
      "      \"importance\": 1, \"sources\": [ \"s1\", \"s2\" ], \"summary\": \"Ends without a "
      "nuclear deal.\" },\n"
      "    { \"id\": \"test\", \"title\": \"Sixth nuclear test\", \"date\": \"2017-09-03\", "
      "\"track\": \"tests\", \"kind\": \"test\",\n"
      "      \"sources\": [ \"s1\" ] },\n"
      "    { \"id\": \"law\", \"title\": \"A nuclear law\", \"date\": \"2022-09-08\", \"track\": "
      "\"tests\", \"kind\": \"decision\",\n"
      "      \"certainty\": \"claimed\" },\n"
      "    { \"id\": \"rumour\", \"title\": \"An undated rumour\", \"kind\": \"statement\" }\n"
      "  ] }\n";

/* These tests read the window's words: they are the untranslated ones, whatever locale the suite
 * runs in. */
G_GNUC_UNUSED static void
init_in_english (int *argc, char ***argv)
{
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  g_unsetenv ("LANGUAGE");
  g_test_init (argc, argv, NULL);
  gtk_init ();
}

/* Runs the main loop until the condition holds; a minute is enough for a slow machine under sanitizers. */
#define WAIT_FOR(condition)                                                                        \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 wait_end_ = g_get_monotonic_time () + G_TIME_SPAN_MINUTE;                               \
    while (!(condition))                                                                           \
      {                                                                                            \
        if (g_get_monotonic_time () > wait_end_)                                                   \
          g_error ("%s:%d: waited in vain for %s", __FILE__, __LINE__, #condition);                \
        if (!g_main_context_iteration (NULL, FALSE))                                               \
          g_usleep (1000);                                                                         \
      }                                                                                            \
  }                                                                                                \
  G_STMT_END

/* Lets what is under way in the main loop happen. */
G_GNUC_UNUSED static void
settle (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

typedef gboolean (*WidgetTest) (GtkWidget *widget, gconstpointer data);

G_GNUC_UNUSED static GtkWidget *
find_widget (GtkWidget *root, WidgetTest test, gconstpointer data)
{
  if (test (root, data))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, test, data);

      if (found != NULL)
        return found;
    }
  return NULL;
}

G_GNUC_UNUSED static gboolean
is_of_type (GtkWidget *widget, gconstpointer data)
{
  return G_TYPE_CHECK_INSTANCE_TYPE (widget, *(const GType *)data);
}

/* The first widget of a type under root, NULL if there is none. */
G_GNUC_UNUSED static GtkWidget *
find_typed (GtkWidget *root, GType type)
{
  return find_widget (root, is_of_type, &type);
}

G_GNUC_UNUSED static gboolean
is_shown_label (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
         && g_pattern_match_simple (data, gtk_label_get_text (GTK_LABEL (widget)));
}

/* Is there a label on screen whose words match the pattern? */
G_GNUC_UNUSED static gboolean
says (GtkWidget *root, const char *pattern)
{
  return find_widget (root, is_shown_label, pattern) != NULL;
}

G_GNUC_UNUSED static gboolean
is_button_called (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_BUTTON (widget)
         && (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), data) == 0
             || g_strcmp0 (gtk_widget_get_tooltip_text (widget), data) == 0);
}

G_GNUC_UNUSED static GtkWidget *
find_button (GtkWidget *root, const char *name)
{
  return find_widget (root, is_button_called, name);
}

G_GNUC_UNUSED static AnnalsSession *
create_small_session (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (small_timeline, sizeof small_timeline - 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (AnnalsTimeline) timeline = annals_load_bytes (bytes, "small.json", &error);
  AnnalsSession *session = annals_session_new ();

  g_assert_no_error (error);
  annals_session_set_timeline (session, timeline, TRUE);
  return session;
}
