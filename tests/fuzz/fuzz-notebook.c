/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The notebook: what can be read is written back with every note, deletion and foreign annotation,
 * and what was written is read as the same and written as the same bytes. */
#include "fuzz.h"

#include <string.h>

#include "notes/notebook-file.h"

static const AnnalsNoteTarget target
    = { "urn:uuid:7c9e6679-7425-40de-944b-e07fc1f90ae7", "fuzz.json" };

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GPtrArray) deleted = NULL;
  g_autoptr (GPtrArray) deleted_again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnnalsNotebookFile) read = annals_notebook_file_new (bytes, &error);
  g_autoptr (AnnalsNotebookFile) again = NULL;
  g_autoptr (GBytes) written = NULL;
  g_autoptr (GBytes) rewritten = NULL;

  if (read == NULL)
    {
      g_assert_nonnull (error);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }
  if (annals_note_set_is_empty (read->set))
    return 0;

  written = annals_notebook_file_write (read, read->set, &target, "Notes");
  again = annals_notebook_file_new (written, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (annals_note_set_count (again->set), ==, annals_note_set_count (read->set));
  deleted = annals_note_set_list_deleted (read->set);
  deleted_again = annals_note_set_list_deleted (again->set);
  g_assert_cmpuint (deleted_again->len, ==, deleted->len);
  g_assert_cmpuint (again->set->foreign->len, ==, read->set->foreign->len);
  for (guint f = 0; f < read->set->foreign->len; f++)
    g_assert_cmpstr (again->set->foreign->pdata[f], ==, read->set->foreign->pdata[f]);

  rewritten = annals_notebook_file_write (again, again->set, &target, "Notes");
  g_assert_true (g_bytes_equal (written, rewritten));
  return 0;
}
