/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening a notebook: what of it can be read. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "notes/notebook-private.h"

/* Reads the notebook at self->path; where that cannot be read, the first other name that can, which
 * is then the notebook. */
static void
read_notebook (AnnalsNotebook *self)
{
  g_autofree char *first = g_strdup (self->path);
  gboolean is_missing;

  self->base = annals_notebook_file_load (self->path, &is_missing, &self->read_error);
  for (guint n = 2; self->base == NULL && !is_missing && n <= ANNALS_SAVE_ALTERNATIVES; n++)
    {
      g_free (self->path);
      self->path = annals_save_get_alternative (first, n);
      self->base = annals_notebook_file_load (self->path, &is_missing, NULL);
    }
  if (self->base != NULL)
    {
      annals_note_set_free (self->set);
      self->set = annals_note_set_copy (self->base->set);
    }
  g_clear_object (&self->file);
  self->file = g_file_new_for_path (self->path);
}

void
annals_notebook_adopt (AnnalsNotebook *self, const char *path)
{
  gboolean is_missing;
  g_autoptr (AnnalsNotebookFile) file = NULL;

  if (strcmp (path, self->path) == 0)
    return;
  file = annals_notebook_file_load (path, &is_missing, NULL);
  if (file == NULL)
    return;
  if (self->timeline_id == NULL)
    self->timeline_id = g_strdup (file->source_id);
  if (annals_note_set_adopt (self->set, file->set) > 0)
    self->has_adopted = TRUE;
}

AnnalsNotebook *
annals_notebook_open (char *path, gboolean is_elsewhere, const char *timeline_id, char *file_name, const char *title)
{
  AnnalsNotebook *self = g_object_new (ANNALS_TYPE_NOTEBOOK, NULL);

  self->path = path;
  self->is_elsewhere = is_elsewhere;
  self->file_name = file_name;
  self->label = g_strdup_printf (_("Notes on %s"), title);
  read_notebook (self);
  if (timeline_id != NULL)
    self->timeline_id = g_strdup (timeline_id);
  else if (self->base != NULL)
    self->timeline_id = g_strdup (self->base->source_id);
  return self;
}

void
annals_notebook_finish_opening (AnnalsNotebook *self)
{
  if (self->timeline_id == NULL)
    {
      g_autofree char *uuid = g_uuid_string_random ();

      self->timeline_id = g_strconcat ("urn:uuid:", uuid, NULL);
    }
  annals_notebook_start_saving (self);
  if (self->has_adopted)
    annals_notebook_schedule_save (self);
}

AnnalsNotebook *
annals_notebook_new_for_file (GFile *notes_file, const char *timeline_id, const char *timeline_name)
{
  AnnalsNotebook *self;

  g_return_val_if_fail (G_IS_FILE (notes_file) && g_file_peek_path (notes_file) != NULL, NULL);
  g_return_val_if_fail (timeline_name != NULL, NULL);
  self = annals_notebook_open (g_file_get_path (notes_file), FALSE, timeline_id,
                               g_utf8_make_valid (timeline_name, -1), timeline_name);
  annals_notebook_finish_opening (self);
  return self;
}

static gpointer
copy_json (gconstpointer json, gpointer data)
{
  return g_strdup (json);
}

gboolean
annals_notebook_take_in (AnnalsNotebook *self, GFile *notes_file, guint *n_taken, GError **error)
{
  gboolean is_missing;
  g_autoptr (AnnalsNotebookFile) file = NULL;
  g_autoptr (GPtrArray) foreign = NULL;

  g_return_val_if_fail (ANNALS_IS_NOTEBOOK (self) && G_IS_FILE (notes_file) && n_taken != NULL, FALSE);
  *n_taken = 0;
  if (g_file_peek_path (notes_file) == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _("This is no file on this computer."));
      return FALSE;
    }
  file = annals_notebook_file_load (g_file_peek_path (notes_file), &is_missing, error);
  if (file == NULL && is_missing)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("There are no notes in it."));
  if (file == NULL)
    return FALSE;
  /* What a first save has no file to read of its own takes from `base`: context, label and all. */
  if (self->base == NULL && annals_note_set_is_empty (self->set))
    self->base = annals_notebook_file_ref (file);
  *n_taken = annals_note_set_adopt (self->set, file->set);
  foreign = g_ptr_array_copy (self->set->foreign, copy_json, NULL);
  for (guint i = 0; i < file->set->foreign->len; i++)
    if (!g_ptr_array_find_with_equal_func (foreign, file->set->foreign->pdata[i], g_str_equal, NULL))
      g_ptr_array_add (foreign, g_strdup (file->set->foreign->pdata[i]));
  annals_note_set_set_foreign (self->set, foreign);
  annals_notebook_schedule_save (self);
  annals_notebook_tell_changed (self);
  return TRUE;
}
