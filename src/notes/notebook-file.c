/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The notebook's file: an AnnotationCollection with one embedded page.
 *
 *   { "@context", id, type: AnnotationCollection, label, total, annals:deleted: [ { id, modified } … ],
 *     first: { id, type: AnnotationPage, startIndex, items: [ annotation … ] } }
 *
 * Writing patches the file that was read: members it does not know stand where they stood, byte for
 * byte, and so do other tools' annotations. */
#include "notes/notebook-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "formats/file-error.h"

#define ANNO_CONTEXT "\"http://www.w3.org/ns/anno.jsonld\""
#define ANNALS_CONTEXT "{ \"annals\": \"https://annals.github.io/ns#\" }"

static void
read_deleted (AnnalsNotebookFile *file)
{
  int deleted = annals_json_slices_member (file->slices, 0, "annals:deleted");

  for (int at = annals_json_slices_first_child (file->slices, deleted); at != ANNALS_JSON_NONE;
       at = annals_json_slices_next (file->slices, at))
    {
      g_autofree char *id = annals_json_slices_member_string (file->slices, at, "id");
      g_autofree char *modified = annals_json_slices_member_string (file->slices, at, "modified");
      g_autoptr (GDateTime) when = annals_note_time_from_text (modified);

      if (when == NULL)
        when = g_date_time_new_from_unix_utc (0);
      if (id != NULL)
        annals_note_set_remove (file->set, id, when);
    }
}

static void
read_item (AnnalsNotebookFile *file, int node)
{
  g_autoptr (AnnalsNote) note = annals_note_read (file->slices, node);
  AnnalsNote *twin = note != NULL ? annals_note_set_get (file->set, note->id) : NULL;

  g_array_append_val (file->items, node);
  g_ptr_array_add (file->item_ids, note != NULL ? g_strdup (note->id) : NULL);
  if (note == NULL)
    g_ptr_array_add (file->set->foreign, annals_json_slices_raw (file->slices, node));
  else if (twin != NULL)
    {
      g_autoptr (AnnalsNote) kept = annals_note_ref (twin);

      annals_note_set_settle (file->set, kept, note);
    }
  else
    {
      int target = annals_json_slices_member (file->slices, node, "target");
      int source = annals_json_slices_member (file->slices, target, "source");

      if (file->source_id == NULL)
        file->source_id = annals_json_slices_member_string (file->slices, source, "id");
      if (file->source_id == NULL)
        file->source_id = annals_json_slices_string (file->slices, source);
      annals_note_set_put (file->set, g_steal_pointer (&note));
    }
}

static gboolean
is_of_type (AnnalsNotebookFile *file, int node, const char *type)
{
  return annals_json_slices_has_word (file->slices, annals_json_slices_member (file->slices, node, "type"), type);
}

/* The first page: within a collection, or the root where a lone page is the file. */
static int
find_page (AnnalsNotebookFile *file)
{
  return is_of_type (file, 0, "AnnotationPage") ? 0 : annals_json_slices_member (file->slices, 0, "first");
}

static gboolean
read_pages (AnnalsNotebookFile *file, GError **error)
{
  int page = find_page (file);

  if (!is_of_type (file, 0, "AnnotationPage") && !is_of_type (file, 0, "AnnotationCollection"))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _("this is JSON, but not a collection of annotations"));
      return FALSE;
    }
  for (; page != ANNALS_JSON_NONE; page = annals_json_slices_member (file->slices, page, "next"))
    {
      int items = annals_json_slices_member (file->slices, page, "items");

      if (!annals_json_slices_is (file->slices, page, ANNALS_JSON_OBJECT)
          || (items != ANNALS_JSON_NONE && !annals_json_slices_is (file->slices, items, ANNALS_JSON_ARRAY)))
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                               _("its annotations do not lie in this file"));
          return FALSE;
        }
      for (int item = annals_json_slices_first_child (file->slices, items); item != ANNALS_JSON_NONE;
           item = annals_json_slices_next (file->slices, item))
        read_item (file, item);
    }
  return TRUE;
}

static gboolean
is_blank (GBytes *bytes)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  while (length > 0 && strchr (" \t\r\n", text[length - 1]) != NULL && text[length - 1] != '\0')
    length--;
  return length == 0;
}

AnnalsNotebookFile *
annals_notebook_file_new (GBytes *bytes, GError **error)
{
  g_autoptr (AnnalsNotebookFile) file = g_new0 (AnnalsNotebookFile, 1);

  g_atomic_ref_count_init (&file->ref_count);
  file->bytes = g_bytes_ref (bytes);
  file->set = annals_note_set_new ();
  file->items = g_array_new (FALSE, FALSE, sizeof (int));
  file->item_ids = g_ptr_array_new_with_free_func (g_free);
  if (is_blank (bytes))
    return g_steal_pointer (&file);
  file->slices = annals_json_slices_new (bytes, error);
  if (file->slices == NULL)
    return NULL;
  read_deleted (file);
  if (!read_pages (file, error))
    return NULL;
  return g_steal_pointer (&file);
}

AnnalsNotebookFile *
annals_notebook_file_ref (AnnalsNotebookFile *file)
{
  g_atomic_ref_count_inc (&file->ref_count);
  return file;
}

void
annals_notebook_file_unref (AnnalsNotebookFile *file)
{
  if (!g_atomic_ref_count_dec (&file->ref_count))
    return;
  g_clear_pointer (&file->slices, annals_json_slices_free);
  g_clear_pointer (&file->bytes, g_bytes_unref);
  g_clear_pointer (&file->set, annals_note_set_free);
  g_clear_pointer (&file->items, g_array_unref);
  g_clear_pointer (&file->item_ids, g_ptr_array_unref);
  g_free (file->source_id);
  g_free (file);
}

static void
append_item (GString *out, const char *raw)
{
  g_string_append (out, out->len > 1 ? ",\n    " : "\n    ");
  g_string_append (out, raw);
}

static void
append_note (GString *out, GHashTable *done, AnnalsNote *note, const AnnalsNoteTarget *target)
{
  g_autofree char *raw = NULL;

  if (!g_hash_table_add (done, note->id))
    return;
  raw = annals_note_write (note, target);
  append_item (out, raw);
}

/* An annotation of the set that was not written yet is told once more. */
static void
append_foreign (GString *out, GPtrArray *left, const char *raw, guint *n)
{
  guint index;

  if (!g_ptr_array_find_with_equal_func (left, raw, g_str_equal, &index))
    return;
  g_ptr_array_remove_index (left, index);
  append_item (out, raw);
  (*n)++;
}

/* Every annotation: those that the old file has in its order, then the new ones by time. */
static char *
write_items (AnnalsNotebookFile *old, const AnnalsNoteSet *set, const AnnalsNoteTarget *target, guint *n)
{
  g_autoptr (GPtrArray) sorted = annals_note_set_sort (set);
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) foreign = g_ptr_array_new ();
  GString *out = g_string_new ("[");
  guint n_items = old != NULL ? old->items->len : 0;

  *n = sorted->len;
  g_ptr_array_extend (foreign, set->foreign, NULL, NULL);
  for (guint i = 0; i < n_items; i++)
    {
      const char *id = old->item_ids->pdata[i];
      AnnalsNote *note = id != NULL ? annals_note_set_get (set, id) : NULL;

      if (note != NULL)
        append_note (out, done, note, target);
      else if (id == NULL)
        {
          g_autofree char *raw = annals_json_slices_raw (old->slices, g_array_index (old->items, int, i));

          append_foreign (out, foreign, raw, n);
        }
    }
  while (foreign->len > 0)
    append_foreign (out, foreign, foreign->pdata[0], n);
  for (guint i = 0; i < sorted->len; i++)
    append_note (out, done, sorted->pdata[i], target);
  g_string_append (out, " ]");
  return g_string_free (out, FALSE);
}

static char *
write_deleted (const AnnalsNoteSet *set)
{
  g_autoptr (GPtrArray) ids = annals_note_set_list_deleted (set);
  GString *out;

  if (ids->len == 0)
    return NULL;
  out = g_string_new ("[");
  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *id = annals_json_quote (ids->pdata[i]);
      g_autofree char *when = annals_note_time_to_text (annals_note_set_get_deletion (set, ids->pdata[i]));

      g_string_append_printf (out, "%s\n    { \"id\": %s, \"modified\": \"%s\" }", i == 0 ? "" : ",", id, when);
    }
  g_string_append (out, " ]");
  return g_string_free (out, FALSE);
}

/* The old context, with what the notebook's own terms need. */
static char *
write_context (AnnalsJsonSlices *slices)
{
  int context = slices != NULL ? annals_json_slices_member (slices, 0, "@context") : ANNALS_JSON_NONE;
  gboolean is_array = slices != NULL && annals_json_slices_is (slices, context, ANNALS_JSON_ARRAY);
  int item = is_array ? annals_json_slices_first_child (slices, context) : context;
  gboolean has_prefix = FALSE;
  GString *out = g_string_new ("[ ");

  if (slices == NULL || !annals_json_slices_has_word (slices, context, "http://www.w3.org/ns/anno.jsonld"))
    g_string_append (out, ANNO_CONTEXT);
  while (item != ANNALS_JSON_NONE)
    {
      g_autofree char *raw = annals_json_slices_raw (slices, item);

      g_string_append (out, out->len > 2 ? ", " : "");
      g_string_append (out, raw);
      has_prefix = has_prefix || annals_json_slices_member (slices, item, "annals") != ANNALS_JSON_NONE;
      item = is_array ? annals_json_slices_next (slices, item) : ANNALS_JSON_NONE;
    }
  if (!has_prefix)
    g_string_append (out, ", " ANNALS_CONTEXT);
  g_string_append (out, " ]");
  return g_string_free (out, FALSE);
}

static char *
make_quoted_id (void)
{
  g_autofree char *uuid = g_uuid_string_random ();

  return g_strdup_printf ("\"urn:uuid:%s\"", uuid);
}

/* The member's bytes, or what `make` answers where there is none. */
static char *
keep_id (AnnalsJsonSlices *slices, int node)
{
  int member = slices != NULL ? annals_json_slices_member (slices, node, "id") : ANNALS_JSON_NONE;

  return slices != NULL && annals_json_slices_is (slices, member, ANNALS_JSON_STRING)
             ? annals_json_slices_raw (slices, member)
             : make_quoted_id ();
}

static char *
write_page (AnnalsJsonSlices *slices, int page, const char *items)
{
  g_autofree char *id = keep_id (slices, page);
  AnnalsJsonPatch patches[] = {
    { "id", id }, { "type", "\"AnnotationPage\"" }, { "startIndex", "0" }, { "items", items },
    { "@context", NULL }, { "next", NULL }, { "prev", NULL }, { "partOf", NULL },
  };

  return annals_json_patch_object (slices, page, patches, G_N_ELEMENTS (patches), "\n    ", " ");
}

GBytes *
annals_notebook_file_write (AnnalsNotebookFile *old, const AnnalsNoteSet *set, const AnnalsNoteTarget *target,
                            const char *label)
{
  AnnalsJsonSlices *slices = old != NULL ? old->slices : NULL;
  gboolean is_lone_page = slices != NULL && is_of_type (old, 0, "AnnotationPage");
  int root = slices != NULL && !is_lone_page ? 0 : ANNALS_JSON_NONE;
  int page = slices != NULL ? find_page (old) : ANNALS_JSON_NONE;
  int old_label = root == 0 ? annals_json_slices_member (slices, 0, "label") : ANNALS_JSON_NONE;
  guint n;
  g_autofree char *items = write_items (slices != NULL ? old : NULL, set, target, &n);
  g_autofree char *first = n > 0 ? write_page (slices, page, items) : NULL;
  g_autofree char *context = write_context (slices);
  g_autofree char *id = keep_id (slices, root);
  g_autofree char *deleted = write_deleted (set);
  g_autofree char *total = g_strdup_printf ("%u", n);
  g_autofree char *label_json
      = old_label != ANNALS_JSON_NONE ? annals_json_slices_raw (slices, old_label) : annals_json_quote (label);
  AnnalsJsonPatch patches[] = {
    { "@context", context }, { "id", id }, { "type", "\"AnnotationCollection\"" }, { "label", label_json },
    { "total", total }, { "annals:deleted", deleted }, { "first", first }, { "last", NULL },
  };
  char *text = annals_json_patch_object (slices, root, patches, G_N_ELEMENTS (patches), "\n  ", "\n");
  g_autofree char *line = g_strconcat (text, "\n", NULL);

  g_free (text);
  return g_bytes_new (line, strlen (line));
}

static gboolean
set_errno_error (GError **error, int code)
{
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (code), g_strerror (code));
  return FALSE;
}

static gboolean
read_all (int fd, GByteArray *bytes, GError **error)
{
  guint8 buffer[65536];
  gssize n;

  while ((n = read (fd, buffer, sizeof buffer)) != 0)
    {
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return set_errno_error (error, errno);
      if (bytes->len + (gsize) n > ANNALS_NOTEBOOK_BYTES_MAX)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("This is too large for a notebook."));
          return FALSE;
        }
      g_byte_array_append (bytes, buffer, (guint) n);
    }
  return TRUE;
}

static GBytes *
read_bytes (const char *path, gboolean *is_missing, GError **error)
{
  g_autoptr (GByteArray) array = NULL;
  struct stat status;
  gboolean is_read = FALSE;
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

  /* ENOTDIR: the folder is no folder. Nothing is there to be lost; writing will say what is wrong. */
  *is_missing = fd < 0 && (errno == ENOENT || errno == ENOTDIR);
  if (fd < 0)
    {
      if (!*is_missing)
        set_errno_error (error, errno);
      return NULL;
    }
  array = g_byte_array_new ();
  if (fstat (fd, &status) != 0)
    set_errno_error (error, errno);
  else if (S_ISDIR (status.st_mode))
    set_errno_error (error, EISDIR);
  else if (!S_ISREG (status.st_mode))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, "");
  else
    is_read = read_all (fd, array, error);
  close (fd);
  return is_read ? g_byte_array_free_to_bytes (g_steal_pointer (&array)) : NULL;
}

AnnalsNotebookFile *
annals_notebook_file_load (const char *path, gboolean *is_missing, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GBytes) bytes = read_bytes (path, is_missing, &failure);

  if (bytes == NULL)
    {
      g_autoptr (GFile) file = g_file_new_for_path (path);

      if (!g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
        annals_file_error_explain (&failure, file, ANNALS_FILE_READ);
      if (failure != NULL)
        g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  *is_missing = is_blank (bytes);
  return *is_missing ? NULL : annals_notebook_file_new (bytes, error);
}
