/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a picture goes: the system's dialog that asks for it. */
#include "widgets/export-chooser.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

char *
annals_export_chooser_suggest_name (AnnalsTimeline *timeline, AnnalsExportFormat format)
{
  GFile *file = annals_timeline_get_file (timeline);
  g_autofree char *base = file != NULL ? g_file_get_basename (file) : NULL;
  g_autofree char *name = base != NULL ? g_filename_display_name (base) : g_strdup ("annals");
  char *dot = strrchr (name, '.');

  if (dot != NULL && dot != name)
    *dot = '\0';
  return g_strconcat (name, ".", annals_export_format_get_extension (format), NULL);
}

/* Beside the timeline; where that cannot be written, as beside the one that is shipped, among the
 * reader's pictures. (transfer full) */
static GFile *
suggest_folder (AnnalsTimeline *timeline)
{
  GFile *file = annals_timeline_get_file (timeline);
  g_autoptr (GFile) folder = file != NULL ? g_file_get_parent (file) : NULL;
  const char *path = folder != NULL ? g_file_peek_path (folder) : NULL;
  const char *pictures = g_get_user_special_dir (G_USER_DIRECTORY_PICTURES);

  if (path != NULL && access (path, W_OK) == 0)
    return g_steal_pointer (&folder);
  return g_file_new_for_path (pictures != NULL ? pictures : g_get_home_dir ());
}

GtkFileFilter *
annals_export_chooser_create_filter (AnnalsExportFormat format)
{
  static const char *const names[ANNALS_N_EXPORT_FORMATS]
      = { N_ ("PNG pictures"), N_ ("SVG pictures"), N_ ("PDF documents") };
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ (names[format]));
  gtk_file_filter_add_suffix (filter, annals_export_format_get_extension (format));
  return filter;
}

GtkFileChooserNative *
annals_export_chooser_new (GtkWindow *parent,
                           AnnalsTimeline *timeline,
                           GFile *folder,
                           const char *name,
                           AnnalsExportFormat format)
{
  GtkFileChooserNative *chooser
      = gtk_file_chooser_native_new (_ ("Export a Picture"), parent, GTK_FILE_CHOOSER_ACTION_SAVE,
                                     _ ("_Export"), _ ("_Cancel"));
  g_autoptr (GFile) suggestion = folder != NULL ? g_object_ref (folder) : suggest_folder (timeline);
  g_autofree char *suggested_name = annals_export_chooser_suggest_name (timeline, format);
  g_autoptr (GtkFileFilter) filter = annals_export_chooser_create_filter (format);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), suggestion, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser),
                                     name != NULL ? name : suggested_name);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  return chooser;
}

GFile *
annals_export_chooser_complete (GFile *file, AnnalsExportFormat format)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *completed = NULL;
  AnnalsExportFormat known;

  if (name == NULL || folder == NULL || annals_export_format_find (name, &known))
    return g_object_ref (file);
  completed = g_strconcat (name, ".", annals_export_format_get_extension (format), NULL);
  return g_file_get_child (folder, completed);
}
