/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window's notes as a whole: who signs them, which notebook they are in, their export. */
#include "app/window-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "notes/note-export.h"
#include "notes/notebook-search.h"

/* Who signs */

void
annals_window_sign_notes (AnnalsWindow *self)
{
  AnnalsNotebook *notebook = annals_session_get_notebook (self->session);
  g_autofree char *author
      = self->settings != NULL ? g_settings_get_string (self->settings, "author") : NULL;

  if (notebook != NULL && author != NULL)
    annals_notebook_set_author (notebook, author);
}

static void
author_response_cb (GtkDialog *dialog, int response, AnnalsWindow *self)
{
  GtkEditable *entry = g_object_get_data (G_OBJECT (dialog), "entry");
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  AnnalsNotebook *notebook = annals_session_get_notebook (self->session);

  /* Every window hears of it by the setting. */
  if (response == GTK_RESPONSE_ACCEPT && self->settings != NULL)
    g_settings_set_string (self->settings, "author", name);
  else if (response == GTK_RESPONSE_ACCEPT && notebook != NULL)
    annals_notebook_set_author (notebook, name);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

void
annals_window_ask_author (AnnalsWindow *self)
{
  GtkWidget *dialog = g_object_new (GTK_TYPE_DIALOG, "use-header-bar", TRUE, "title", _ ("Your name"), "modal", TRUE,
                                    "transient-for", self, "destroy-with-parent", TRUE, "resizable", FALSE, NULL);
  GtkWidget *area = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *words = gtk_label_new (_ ("It signs the notes that you write from now on. Without one they are not signed."));
  AnnalsNotebook *notebook = annals_session_get_notebook (self->session);
  const char *author = notebook != NULL ? annals_notebook_get_author (notebook) : NULL;
  g_autofree char *kept
      = self->settings != NULL ? g_settings_get_string (self->settings, "author") : NULL;

  gtk_dialog_add_buttons (GTK_DIALOG (dialog), _ ("_Cancel"), GTK_RESPONSE_CANCEL, _ ("_Set"),
                          GTK_RESPONSE_ACCEPT, NULL);
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_ACCEPT);
  gtk_widget_add_css_class (gtk_dialog_get_widget_for_response (GTK_DIALOG (dialog), GTK_RESPONSE_ACCEPT),
                            "suggested-action");
  gtk_widget_add_css_class (gtk_dialog_get_widget_for_response (GTK_DIALOG (dialog), GTK_RESPONSE_CANCEL), "bordered");
  gtk_editable_set_text (GTK_EDITABLE (entry), kept != NULL ? kept : author != NULL ? author : "");
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Your name"), -1);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (words), 48);
  gtk_widget_add_css_class (area, "dialog-page");
  gtk_box_append (GTK_BOX (area), entry);
  gtk_box_append (GTK_BOX (area), words);
  gtk_box_append (GTK_BOX (gtk_dialog_get_content_area (GTK_DIALOG (dialog))), area);
  g_object_set_data (G_OBJECT (dialog), "entry", entry);
  gtk_widget_add_css_class (dialog, "annals");
  g_signal_connect_object (dialog, "response", G_CALLBACK (author_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}

/* Which notebook */

static void
show_notebook (AnnalsWindow *self, AnnalsNotebook *notebook)
{
  annals_session_set_notebook (self->session, notebook);
  annals_window_watch_notebook (self, notebook);
}

static void
notebook_opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnnalsWindow) self = data;
  g_autoptr (AnnalsNotebook) notebook = annals_notebook_open_finish (result, NULL);

  if (notebook != NULL) /* else another timeline is shown by now */
    show_notebook (self, notebook);
}

void
annals_window_open_notebook (AnnalsWindow *self, AnnalsTimeline *timeline)
{
  g_autoptr (AnnalsNotebook) notebook = NULL;

  if (!annals_notebook_is_large (timeline))
    {
      notebook = annals_notebook_new_for_timeline (timeline);
      show_notebook (self, notebook);
      return;
    }
  show_notebook (self, NULL);
  self->opening_notes = g_cancellable_new ();
  annals_notebook_open_async (timeline, self->opening_notes, notebook_opened_cb, g_object_ref (self));
}

/* Has nobody written into it, and is there no file of it? Then another one can take its place. */
static gboolean
is_blank (AnnalsNotebook *notebook)
{
  return notebook != NULL && annals_notebook_get_n_notes (notebook) == 0
         && !annals_notebook_can_undo (notebook) && !annals_notebook_can_redo (notebook)
         && annals_notebook_get_read_error (notebook) == NULL;
}

static void
take_in (AnnalsWindow *self, GFile *file)
{
  AnnalsNotebook *notebook = annals_session_get_notebook (self->session);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = annals_window_name_file (file);
  g_autofree char *title = NULL;
  guint n;

  if (notebook == NULL)
    return;
  if (annals_notebook_take_in (notebook, file, &n, &error))
    {
      title = g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "%u note of %s was taken in.", "%u notes of %s were taken in.", n), n,
          name);
      annals_notice_show (self->notes_notice, ANNALS_NOTICE_INFORMATION, title,
                          _ ("That file stays as it is."), NULL);
    }
  else
    {
      title = g_strdup_printf (_ ("The notes in %s cannot be taken in."), name);
      annals_notice_show (self->notes_notice, ANNALS_NOTICE_ERROR, title, error->message, NULL);
    }
}

static void
notebook_chosen_cb (AnnalsWindow *self, int response)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  g_clear_object (&self->chooser);
  if (file == NULL)
    return;
  g_clear_object (&self->offered_notes);
  take_in (self, file);
}

void
annals_window_choose_notebook (AnnalsWindow *self)
{
  g_autoptr (GtkFileFilter) filter = NULL;
  g_autoptr (GFile) folder = self->file != NULL ? g_file_get_parent (self->file) : NULL;

  if (self->chooser != NULL || annals_session_get_notebook (self->session) == NULL)
    return;
  self->chooser = gtk_file_chooser_native_new (_ ("Take In a Notebook"), GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Take In"),
                                               _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  filter = gtk_file_filter_new ();
  gtk_file_filter_set_name (filter, _ ("Notebooks"));
  gtk_file_filter_add_pattern (filter, "*.jsonld");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  if (self->offered_notes != NULL)
    gtk_file_chooser_set_file (GTK_FILE_CHOOSER (self->chooser), self->offered_notes, NULL);
  else if (folder != NULL && g_file_is_native (folder))
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (self->chooser), folder, NULL);
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (notebook_chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* The notebook that is certain takes the place of the blank one, where it lies. */
static void
use_notebook (AnnalsWindow *self, AnnalsTimeline *timeline, GFile *file)
{
  g_autofree char *timeline_name = annals_window_name_file (annals_timeline_get_file (timeline));
  g_autofree char *name = annals_window_name_file (file);
  g_autofree char *title = NULL;
  g_autoptr (AnnalsNotebook) notebook = NULL;

  if (annals_notebook_is_elsewhere (annals_session_get_notebook (self->session)))
    {
      /* That folder cannot be written. */
      take_in (self, file);
      return;
    }
  notebook = annals_notebook_new_for_file (file, annals_timeline_get_id (timeline), timeline_name);
  annals_window_watch_notebook (self, NULL);
  annals_session_set_notebook (self->session, notebook);
  annals_window_watch_notebook (self, notebook);
  title = g_strdup_printf (_ ("The notes of this timeline are in %s."), name);
  annals_notice_show (self->notes_notice, ANNALS_NOTICE_INFORMATION, title,
                      _ ("It has another name, and was found by the timeline’s id."), NULL);
}

static void
offer_notebook (AnnalsWindow *self, GFile *file)
{
  g_autofree char *name = annals_window_name_file (file);
  g_autofree char *title = g_strdup_printf (_ ("%s may hold notes on this timeline."), name);

  g_set_object (&self->offered_notes, file);
  annals_notice_show (self->notes_notice, ANNALS_NOTICE_INFORMATION, title,
                      _ ("There is no notebook of this timeline’s own name."), _ ("Choose a notebook…"));
}

static void
notebook_found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnnalsWindow) self = data;
  AnnalsTimeline *timeline = ANNALS_TIMELINE (source);
  AnnalsNotebook *notebook = self->session != NULL ? annals_session_get_notebook (self->session) : NULL;
  g_autoptr (GFile) file = NULL;
  AnnalsNotebookSearchResult found = annals_notebook_search_finish (result, &file);

  if (found == ANNALS_NOTEBOOK_SEARCH_NOTHING || notebook == NULL
      || annals_session_get_timeline (self->session) != timeline)
    return;
  if (found == ANNALS_NOTEBOOK_SEARCH_FOUND && is_blank (notebook))
    use_notebook (self, timeline, file);
  else if (annals_notebook_get_n_notes (notebook) == 0)
    offer_notebook (self, file);
}

void
annals_window_find_notebook (AnnalsWindow *self)
{
  AnnalsTimeline *timeline = annals_session_get_timeline (self->session);
  AnnalsNotebook *notebook = annals_session_get_notebook (self->session);

  g_clear_object (&self->offered_notes);
  if (timeline != NULL && is_blank (notebook))
    annals_notebook_search_async (timeline, NULL, notebook_found_cb, g_object_ref (self));
}

/* Export */

typedef struct
{
  AnnalsWindow *window;
  GFile *file;
} Export;

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Export *export = data;
  AnnalsWindow *self = export->window;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = annals_window_name_file (export->file);
  g_autofree char *title = NULL;

  if (annals_notes_export_finish (result, &error))
    {
      g_set_object (&self->exported, export->file);
      title = g_strdup_printf (_ ("The notes are written: %s."), name);
      annals_notice_show (self->export_notice, ANNALS_NOTICE_INFORMATION, title, NULL, _ ("Open it"));
    }
  else
    {
      g_clear_object (&self->exported);
      title = g_strdup_printf (_ ("%s cannot be written."), name);
      annals_notice_show (self->export_notice, ANNALS_NOTICE_ERROR, title, error->message, NULL);
    }
  g_object_unref (export->file);
  g_object_unref (export->window);
  g_free (export);
}

static void
export_chosen_cb (AnnalsWindow *self, int response)
{
  AnnalsTimeline *timeline = annals_session_get_timeline (self->session);
  AnnalsNotebook *notebook = annals_session_get_notebook (self->session);
  AnnalsNoteExportFormat format
      = (AnnalsNoteExportFormat)GPOINTER_TO_INT (g_object_get_data (G_OBJECT (self->chooser), "format"));
  g_autoptr (GFile) file = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  Export *export;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  g_clear_object (&self->chooser);
  if (file == NULL || timeline == NULL || notebook == NULL)
    return;
  notes = annals_notes_page_get_notes (ANNALS_NOTES_PAGE (annals_window_get_view (self, "notes")));
  if (annals_timeline_get_file (timeline) != NULL)
    g_ptr_array_add (kept, annals_timeline_get_file (timeline));
  g_ptr_array_add (kept, annals_notebook_get_file (notebook));
  export = g_new0 (Export, 1);
  export->window = g_object_ref (self);
  export->file = g_object_ref (file);
  annals_notes_export_async (notes, timeline, format, file, kept, NULL, exported_cb, export);
}

void
annals_window_export_notes (AnnalsWindow *self, gboolean is_table)
{
  g_autoptr (GFile) folder = self->file != NULL ? g_file_get_parent (self->file) : NULL;
  g_autofree char *name
      = self->file != NULL ? annals_window_name_file (self->file) : g_strdup ("timeline");
  g_autofree char *proposal = NULL;
  char *dot = strrchr (name, '.');

  if (self->chooser != NULL || annals_session_get_notebook (self->session) == NULL)
    return;
  if (dot != NULL && dot != name)
    *dot = '\0';
  proposal = g_strconcat (name, is_table ? ".notes.csv" : ".notes.md", NULL);
  self->chooser = gtk_file_chooser_native_new (_ ("Export the Notes"), GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"),
                                               _ ("_Cancel"));
  g_object_set_data (G_OBJECT (self->chooser), "format",
                     GINT_TO_POINTER (is_table ? ANNALS_NOTE_EXPORT_CSV : ANNALS_NOTE_EXPORT_MARKDOWN));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), proposal);
  if (folder != NULL && g_file_is_native (folder) && !g_file_has_uri_scheme (folder, "resource"))
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (self->chooser), folder, NULL);
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (export_chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}
