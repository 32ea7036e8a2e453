/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the system says of files, in our words, whichever library said it. */
#include "formats/file-error.h"

#include <locale.h>

static void
test_words (void)
{
  const struct
  {
    GQuark domain;
    int code;
    AnnalsFileUse use;
    int io_code;
    const char *words;
  } cases[] = {
    { G_FILE_ERROR, G_FILE_ERROR_NOENT, ANNALS_FILE_READ, G_IO_ERROR_NOT_FOUND, "There is no such file." },
    { G_FILE_ERROR, G_FILE_ERROR_NOENT, ANNALS_FILE_WRITTEN, G_IO_ERROR_NOT_FOUND, "There is no folder “/no/where”." },
    { G_FILE_ERROR, G_FILE_ERROR_NOSPC, ANNALS_FILE_WRITTEN, G_IO_ERROR_NO_SPACE, "The disk is full." },
    { G_FILE_ERROR, G_FILE_ERROR_ROFS, ANNALS_FILE_WRITTEN, G_IO_ERROR_READ_ONLY,
      "Nothing can be written in the folder “/no/where”." },
    { G_FILE_ERROR, G_FILE_ERROR_PERM, ANNALS_FILE_READ, G_IO_ERROR_PERMISSION_DENIED, "You may not read this file." },
    { G_FILE_ERROR, G_FILE_ERROR_LOOP, ANNALS_FILE_READ, G_IO_ERROR_TOO_MANY_LINKS,
      "Its symbolic links lead in a circle." },
    { G_FILE_ERROR, G_FILE_ERROR_NAMETOOLONG, ANNALS_FILE_WRITTEN, G_IO_ERROR_FILENAME_TOO_LONG,
      "Its name is longer than this system allows." },
    { G_FILE_ERROR, G_FILE_ERROR_IO, ANNALS_FILE_WRITTEN, G_IO_ERROR_FAILED, "The system says: so it is." },
    { G_IO_ERROR, G_IO_ERROR_NO_SPACE, ANNALS_FILE_WRITTEN, G_IO_ERROR_NO_SPACE, "The disk is full." },
    { G_IO_ERROR, G_IO_ERROR_CANCELLED, ANNALS_FILE_WRITTEN, G_IO_ERROR_CANCELLED, "so it is" },
  };
  g_autoptr (GFile) file = g_file_new_for_path ("/no/where/file");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (cases[i].domain, cases[i].code, "so it is");

      annals_file_error_explain (&error, file, cases[i].use);
      g_assert_error (error, G_IO_ERROR, cases[i].io_code);
      g_assert_cmpstr (error->message, ==, cases[i].words);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/file-error/words", test_words);
  return g_test_run ();
}
