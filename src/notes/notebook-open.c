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
    annals_notebook_schedule_save (self);
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
