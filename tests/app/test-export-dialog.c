/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The export dialog: reads its form, shows a preview, says what is wrong, and exports off the main
 * thread. */
#include <glib/gstdio.h>
#include <stdlib.h>

#include "widgets/export-chooser.h"
#include "widgets/export-dialog.h"
#include "widgets/export-job.h"
#include "with-window.h"

typedef struct
{
  GtkWidget *window;
  GtkWidget *view;
  GtkWidget *dialog;
  AnnalsSession *session;
} Fixture;

static void
setup (Fixture *fixture, gconstpointer data)
{
  fixture->session = create_small_session ();
  fixture->window = gtk_window_new ();
  fixture->view = annals_timeline_view_new ();
  annals_timeline_view_set_session (ANNALS_TIMELINE_VIEW (fixture->view), fixture->session);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 800, 500);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->view);
  gtk_window_present (GTK_WINDOW (fixture->window));
  WAIT_FOR (gtk_widget_get_width (fixture->view) > 0);
  fixture->dialog = annals_export_dialog_new (GTK_WINDOW (fixture->window), fixture->session,
                                              ANNALS_TIMELINE_VIEW (fixture->view));
  gtk_window_present (GTK_WINDOW (fixture->dialog));
  WAIT_FOR (gtk_widget_get_mapped (fixture->dialog));
}

static void
teardown (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  /* A preview under way ends by itself. */
  settle (400);
  g_assert_finalize_object (fixture->session);
}

static gboolean
is_entry_with (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_ENTRY (widget)
         && g_pattern_match_simple (data, gtk_editable_get_text (GTK_EDITABLE (widget)));
}

static GtkWidget *
picture_of (Fixture *fixture)
{
  return find_typed (fixture->dialog, GTK_TYPE_PICTURE);
}

static void
test_preview (Fixture *fixture, gconstpointer data)
{
  WAIT_FOR (gtk_picture_get_paintable (GTK_PICTURE (picture_of (fixture))) != NULL);
  g_assert_true (says (fixture->dialog, "* × * px"));
  g_assert_true (gtk_widget_get_sensitive (find_button (fixture->dialog, "Export…")));
}

static gboolean
is_size (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_LABEL (widget)
         && g_pattern_match_simple ("* × * px, about * ?B", gtk_label_get_label (GTK_LABEL (widget)));
}

static gboolean
is_nth_switch (GtkWidget *widget, gconstpointer data)
{
  int *n = (int *)data;

  return GTK_IS_SWITCH (widget) && (*n)-- == 0;
}

static int
read_height (Fixture *fixture)
{
  GtkWidget *label;

  WAIT_FOR ((label = find_widget (fixture->dialog, is_size, NULL)) != NULL);
  return atoi (strstr (gtk_label_get_label (GTK_LABEL (label)), "×") + strlen ("× "));
}

/* The size of the file is told once it is known; the list of sources makes the picture longer, and the
 * height that is typed stays the timeline's. */
static void
test_sources (Fixture *fixture, gconstpointer data)
{
  int fourth = 3, before, after;
  GtkWidget *sources = find_widget (fixture->dialog, is_nth_switch, &fourth);
  g_autofree char *height = NULL;

  before = read_height (fixture);
  height = g_strdup_printf ("%d", before / 2); /* drawn at twice the size */
  gtk_switch_set_active (GTK_SWITCH (sources), TRUE);
  WAIT_FOR (find_widget (fixture->dialog, is_size, NULL) == NULL
            || (after = read_height (fixture)) != before);
  after = read_height (fixture);
  g_assert_cmpint (after, >, before);
  g_assert_nonnull (find_widget (fixture->dialog, is_entry_with, height));
}

static void
test_mistakes (Fixture *fixture, gconstpointer data)
{
  GtkWidget *range_button = find_button (fixture->dialog, "Range");
  GtkWidget *range = find_widget (fixture->dialog, is_entry_with, "*/*");
  GtkWidget *width = find_widget (fixture->dialog, is_entry_with, "800");
  GtkWidget *button = find_button (fixture->dialog, "Export…");

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (range_button), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (range), "2018-13/2019");
  WAIT_FOR (says (fixture->dialog, "*2018-13/2019*"));
  g_assert_false (gtk_widget_get_sensitive (button));
  gtk_editable_set_text (GTK_EDITABLE (range), "2018/..");
  WAIT_FOR (says (fixture->dialog, "A range needs*"));
  gtk_editable_set_text (GTK_EDITABLE (range), "2018/2020");
  WAIT_FOR (gtk_widget_get_sensitive (button));
  gtk_editable_set_text (GTK_EDITABLE (width), "wide");
  WAIT_FOR (says (fixture->dialog, "Width and height*"));
  g_assert_false (gtk_widget_get_sensitive (button));
}

/* A name without a picture's extension gets the format's; another's is left to it. */
static void
test_names (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *typed;
    AnnalsExportFormat format;
    const char *meant;
  } rows[] = { { "/x/story", ANNALS_EXPORT_PNG, "/x/story.png" },
               { "/x/story", ANNALS_EXPORT_PDF, "/x/story.pdf" },
               { "/x/story.png", ANNALS_EXPORT_PNG, "/x/story.png" },
               { "/x/story.SVG", ANNALS_EXPORT_PNG, "/x/story.SVG" },
               { "/x/story.v2", ANNALS_EXPORT_SVG, "/x/story.v2.svg" },
               { "/x/png", ANNALS_EXPORT_PNG, "/x/png.png" },
               { "/x.png/story", ANNALS_EXPORT_PNG, "/x.png/story.png" } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GFile) typed = g_file_new_for_path (rows[i].typed);
      g_autoptr (GFile) meant = annals_export_chooser_complete (typed, rows[i].format);

      g_assert_cmpstr (g_file_peek_path (meant), ==, rows[i].meant);
    }
}

/* A name with the format's extension is proposed, and files of that alone are shown. */
static void
test_chooser (Fixture *fixture, gconstpointer data)
{
  static const char *const patterns[ANNALS_N_EXPORT_FORMATS]
      = { "*.[pP][nN][gG]", "*.[sS][vV][gG]", "*.[pP][dD][fF]" };
  AnnalsTimeline *timeline = annals_session_get_timeline (fixture->session);

  for (AnnalsExportFormat format = 0; format < ANNALS_N_EXPORT_FORMATS; format++)
    {
      const char *extension = annals_export_format_get_extension (format);
      g_autoptr (GtkFileFilter) filter = annals_export_chooser_create_filter (format);
      g_autoptr (GVariant) shown = gtk_file_filter_to_gvariant (filter);
      g_autofree char *rules = g_variant_print (shown, FALSE);
      g_autofree char *name = annals_export_chooser_suggest_name (timeline, format);

      g_assert_true (g_str_has_suffix (name, extension));
      g_assert_nonnull (gtk_file_filter_get_name (filter));
      for (AnnalsExportFormat other = 0; other < ANNALS_N_EXPORT_FORMATS; other++)
        g_assert_cmpint (strstr (rules, patterns[other]) != NULL, ==, other == format);
    }
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(GFile **)data = annals_export_job_write_finish (result, &error);
  g_assert_no_error (error);
}

static void
test_write (Fixture *fixture, gconstpointer data)
{
  g_auto (AnnalsExportJob) job = { 0 };
  g_autofree char *folder = g_dir_make_tmp ("annals-export-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "out.png", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) written = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  annals_export_job_init (&job, fixture->session);
  job.options.width = 400;
  job.options.height = 300;
  job.options.scale = 2;
  annals_export_job_write_async (&job, file, NULL, written_cb, &written);
  WAIT_FOR (written != NULL);
  texture = gdk_texture_new_from_file (file, NULL);
  g_assert_nonnull (texture);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 800);
  g_assert_cmpint (gdk_texture_get_height (texture), ==, 600);
  g_unlink (path);
  g_rmdir (folder);
}

/* Which events have notes is copied when the dialog opens: a worker draws them, and asks no notebook. */
static void
test_notes (Fixture *fixture, gconstpointer data)
{
  AnnalsTimeline *timeline = annals_session_get_timeline (fixture->session);
  g_autoptr (AnnalsNotebook) notebook = annals_notebook_new_for_timeline (timeline);
  guint hanoi = annals_timeline_find_event (timeline, "hanoi");
  g_auto (AnnalsExportJob) job = { 0 }, plain = { 0 };

  annals_export_job_init (&plain, fixture->session);
  g_assert_null (plain.options.noted);
  annals_notebook_add (notebook, "hanoi", "Hanoi summit", "2019-02-27/2019-02-28", "Why then?");
  annals_session_set_notebook (fixture->session, notebook);
  annals_export_job_init (&job, fixture->session);
  g_assert_true (annals_bitset_contains (job.options.noted, hanoi));
  g_assert_cmpuint (annals_bitset_count (job.options.noted), ==, 1);
  g_free (annals_notebook_undo (notebook)); /* nothing of this is to stay on disk */
  g_assert_true (annals_bitset_contains (job.options.noted, hanoi));
  annals_session_set_notebook (fixture->session, NULL);
}

int
main (int argc, char **argv)
{
  init_in_english (&argc, &argv);
  g_test_add ("/export-dialog/preview", Fixture, NULL, setup, test_preview, teardown);
  g_test_add ("/export-dialog/sources", Fixture, NULL, setup, test_sources, teardown);
  g_test_add ("/export-dialog/mistakes", Fixture, NULL, setup, test_mistakes, teardown);
  g_test_add ("/export-dialog/names", Fixture, NULL, setup, test_names, teardown);
  g_test_add ("/export-dialog/chooser", Fixture, NULL, setup, test_chooser, teardown);
  g_test_add ("/export-dialog/write", Fixture, NULL, setup, test_write, teardown);
  g_test_add ("/export-dialog/notes", Fixture, NULL, setup, test_notes, teardown);
  return g_test_run ();
}
