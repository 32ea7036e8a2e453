/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes as Markdown and as CSV, and where they may be written. */
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>

#include "formats/loader.h"
#include "heed-modes.h"
#include "notes/note-export.h"
#include "notes/note-private.h"

static const char story[]
    = "{ \"format\": \"annals-1\", \"id\": \"urn:x:story\", \"title\": \"A *story*\",\n"
      "  \"sources\": [ { \"id\": \"s1\", \"title\": \"The log\", \"publisher\": \"Harbour office\" },\n"
      "                 { \"id\": \"s2\", \"title\": \"A letter\" } ],\n"
      "  \"events\": [ { \"id\": \"E1\", \"title\": \"The ship sails\", \"date\": \"1903-05-04\",\n"
      "                  \"sources\": [ { \"source\": \"s1\", \"locator\": \"page 4\" }, \"s2\" ] },\n"
      "                { \"id\": \"E2\", \"title\": \"It comes back\", \"date\": \"1904\" },\n"
      "                { \"id\": \"E3\", \"title\": \"Between\", \"begin\": \"1903\", \"end\": \"[1904..1905]\" } ] }";

static AnnalsTimeline *timeline;

static AnnalsNote *
make_note (const char *event_id, const char *text, const char *tags)
{
  AnnalsNote *note = annals_note_new (event_id, "As it was", "1902~");
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  g_free (note->text);
  note->text = g_strdup (text);
  g_strfreev (note->tags);
  note->tags = *tags != '\0' ? g_strsplit (tags, ",", -1) : g_new0 (char *, 1);
  g_date_time_unref (note->created);
  g_date_time_unref (note->modified);
  note->created = g_date_time_new (zone, 2026, 1, 2, 3, 4, 5);
  note->modified = g_date_time_new (zone, 2026, 1, 2, 3, 4, 6);
  return note;
}

static GPtrArray *
make_notes (AnnalsNote *first, ...)
{
  GPtrArray *notes = g_ptr_array_new_with_free_func ((GDestroyNotify) annals_note_unref);
  va_list more;

  va_start (more, first);
  for (AnnalsNote *note = first; note != NULL; note = va_arg (more, AnnalsNote *))
    g_ptr_array_add (notes, note);
  va_end (more);
  return notes;
}

/* A second reader of RFC 4180: records of fields, strictly; NULL for what is none. */
static GPtrArray *
read_csv (const char *text)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (GStrvBuilder) record = g_strv_builder_new ();

  while (*text != '\0')
    {
      g_autoptr (GString) field = g_string_new (NULL);

      g_assert_cmpint (*text++, ==, '"');
      while (!(text[0] == '"' && text[1] != '"'))
        {
          g_assert_cmpint (*text, !=, '\0');
          text += text[0] == '"';
          g_string_append_c (field, *text++);
        }
      text++;
      g_strv_builder_add (record, field->str);
      if (*text == ',')
        text++;
      else
        {
          g_assert_true (g_str_has_prefix (text, "\r\n"));
          text += 2;
          g_ptr_array_add (records, g_strv_builder_end (record));
        }
    }
  return records;
}

static void
test_csv (void)
{
  AnnalsNote *signed_note = make_note ("E1", "says \"so\", he did;\nthen\r\nnot", "follow up,money");
  g_autoptr (GPtrArray) notes = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *text = NULL;
  char **row;

  signed_note->flag = ANNALS_FLAG_QUESTION;
  signed_note->author = g_strdup ("A. Reader");
  notes = make_notes (signed_note, make_note ("E3", "", ""), make_note ("gone", "lost 한국어", ""), NULL);
  text = annals_notes_to_csv (notes, timeline);
  records = read_csv (text);
  g_assert_cmpuint (records->len, ==, 4);
  for (guint i = 0; i < records->len; i++)
    g_assert_cmpuint (g_strv_length (records->pdata[i]), ==, 11);
  row = records->pdata[0];
  g_assert_cmpstr (row[0], ==, "event");
  g_assert_cmpstr (row[9], ==, "citations");
  row = records->pdata[1];
  g_assert_cmpstr (row[0], ==, "E1");
  g_assert_cmpstr (row[1], ==, "The ship sails");
  g_assert_cmpstr (row[2], ==, "1903-05-04");
  g_assert_cmpstr (row[3], ==, "says \"so\", he did;\nthen\r\nnot");
  g_assert_cmpstr (row[4], ==, "follow up; money");
  g_assert_cmpstr (row[5], ==, "question");
  g_assert_cmpstr (row[6], ==, "A. Reader");
  g_assert_cmpstr (row[7], ==, "2026-01-02T03:04:05Z");
  g_assert_cmpstr (row[8], ==, "2026-01-02T03:04:06Z");
  g_assert_true (g_str_has_prefix (row[9], "The log"));
  g_assert_nonnull (strstr (row[9], "page 4"));
  g_assert_nonnull (strstr (row[9], "\nA letter"));
  g_assert_cmpstr (row[10], ==, "");
  row = records->pdata[2];
  g_assert_cmpstr (row[2], ==, "1903/[1904..1905]");
  g_assert_cmpstr (row[9], ==, "");
  row = records->pdata[3];
  g_assert_cmpstr (row[1], ==, "As it was");
  g_assert_cmpstr (row[2], ==, "1902~");
  g_assert_cmpstr (row[3], ==, "lost 한국어");
  g_assert_cmpstr (row[10], ==, "yes");
}

/* What a spreadsheet would run is text there; what it would not is left alone. */
static void
test_formulas (void)
{
  static const struct
  {
    const char *note, *field;
  } cases[] = {
    { "=HYPERLINK(\"http://x\")", "'=HYPERLINK(\"http://x\")" },
    { "+1", "'+1" },
    { "-1", "'-1" },
    { "@SUM(A1)", "'@SUM(A1)" },
    { "\t=1", "'\t=1" },
    { "\n=1", "'\n=1" },
    { " =1", " =1" },
    { "a=1", "a=1" },
    { "'=1", "'=1" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) notes = make_notes (make_note ("E1", cases[i].note, ""), NULL);
      g_autofree char *text = annals_notes_to_csv (notes, timeline);
      g_autoptr (GPtrArray) records = read_csv (text);

      g_assert_cmpstr (((char **) records->pdata[1])[3], ==, cases[i].field);
    }
}

static void
test_markdown (void)
{
  AnnalsNote *first = make_note ("E1", "one", "money"), *orphan = make_note ("gone", "lost", "");
  g_autoptr (GPtrArray) notes = NULL;
  g_autofree char *made = annals_note_time_to_text (first->created);
  g_autofree char *text = NULL;
  const char *ship, *back, *sources, *lost;

  first->flag = ANNALS_FLAG_DOUBT;
  first->author = g_strdup ("A_Reader");
  notes = make_notes (orphan, first, make_note ("E1", "two", ""), make_note ("E2", "three", ""), NULL);
  text = annals_notes_to_markdown (notes, timeline);
  g_test_message ("%s", text);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  ship = strstr (text, "\n## The ship sails\n");
  back = strstr (text, "\n## It comes back\n");
  sources = strstr (text, "\n- The log");
  lost = strstr (text, "\n### As it was\n");
  g_assert_nonnull (ship);
  /* One heading for both notes; the sources after them; orphans last. */
  g_assert_null (strstr (ship + 5, "The ship sails"));
  g_assert_true (ship < strstr (text, "\n> one\n") && strstr (text, "\n> one\n") < strstr (text, "\n> two\n"));
  g_assert_true (strstr (text, "\n> two\n") < sources && sources < back && back < lost);
  g_assert_true (lost < strstr (text, "\n> lost\n"));
  g_assert_nonnull (strstr (text, "money · A\\_Reader · "));
  g_assert_nonnull (strstr (text, "A \\*story\\*"));
  g_assert_true (g_str_has_suffix (text, "\n") && !g_str_has_suffix (text, "\n\n"));
}

/* What was typed is text, whatever it looks like. */
static void
test_markdown_escapes (void)
{
  static const struct
  {
    const char *note, *quotation;
  } cases[] = {
    { "plain, with. dots - and (brackets)", "> plain, with. dots - and (brackets)\n\n" },
    { "# no heading", "> \\# no heading\n\n" },
    { "- no list", "> \\- no list\n\n" },
    { "12. no list\n3) nor this", "> 12\\. no list\\\n> 3\\) nor this\n\n" },
    { "1.5 is 1\\.5", "> 1\\.5 is 1\\\\.5\n\n" },
    { "*a* _b_ `c` [d](e) <b>&amp;",
      "> \\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\<b\\>\\&amp;\n\n" },
    { "two\nlines", "> two\\\n> lines\n\n" },
    { "two\n\nparagraphs\n\n", "> two\n>\n> paragraphs\n\n" },
    { "    no code", "> &nbsp;&nbsp;&nbsp;&nbsp;no code\n\n" },
    { "heading\n===", "> heading\\\n> \\===\n\n" },
    { "windows\r\nlines", "> windows\\\n> lines\n\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) notes = make_notes (make_note ("E2", cases[i].note, ""), NULL);
      g_autofree char *text = annals_notes_to_markdown (notes, timeline);
      const char *quotation = strstr (text, "\n> ");

      g_test_message ("%s", text);
      g_assert_nonnull (quotation);
      g_assert_true (g_str_has_prefix (quotation + 1, cases[i].quotation));
    }
}

/* Not over the timeline, not over the notebook, by whatever name; else whole, a symlink stays one. */
static void
test_places (void)
{
  g_autofree char *folder = g_dir_make_tmp ("annals-export-XXXXXX", NULL);
  static const char *const names[] = { "story.json", "story.notes.jsonld", "hard.csv", "soft.csv", "link.csv", "real.csv" };
  GFile *files[G_N_ELEMENTS (names)];
  char *paths[G_N_ELEMENTS (names)];
  g_autoptr (GPtrArray) notes = make_notes (make_note ("E1", "text", ""), NULL);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      paths[i] = g_build_filename (folder, names[i], NULL);
      files[i] = g_file_new_for_path (paths[i]);
    }
  g_assert_true (g_file_set_contents (paths[0], "timeline", -1, NULL));
  g_assert_true (g_file_set_contents (paths[1], "notebook", -1, NULL));
  g_assert_cmpint (link (paths[0], paths[2]), ==, 0);
  g_assert_cmpint (symlink ("story.notes.jsonld", paths[3]), ==, 0);
  g_assert_cmpint (symlink ("real.csv", paths[4]), ==, 0);
  g_ptr_array_add (kept, files[0]);
  g_ptr_array_add (kept, files[1]);
  for (guint i = 0; i < 4; i++)
    {
      g_assert_false (annals_notes_export (notes, timeline, ANNALS_NOTE_EXPORT_CSV, files[i], kept, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
      g_clear_error (&error);
    }
  g_assert_true (g_file_get_contents (paths[2], &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "timeline");
  g_clear_pointer (&text, g_free);
  g_assert_true (g_file_get_contents (paths[3], &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "notebook");
  g_clear_pointer (&text, g_free);
  g_assert_true (annals_notes_export (notes, timeline, ANNALS_NOTE_EXPORT_CSV, files[4], kept, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (paths[4], G_FILE_TEST_IS_SYMLINK));
  g_assert_true (g_file_get_contents (paths[5], &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "\"event\",") && g_str_has_suffix (text, "\r\n"));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_unlink (paths[i]);
      g_free (paths[i]);
      g_object_unref (files[i]);
    }
  g_rmdir (folder);
}

/* What cannot be written is said in our words. */
static void
test_reasons (void)
{
  g_autofree char *folder = g_dir_make_tmp ("annals-export-XXXXXX", NULL);
  g_autofree char *closed = g_build_filename (folder, "closed", NULL);
  g_autofree char *blocker = g_build_filename (folder, "file", NULL);
  const struct
  {
    const char *place, *reason; /* of the folder, where %s is that place */
  } cases[] = {
    { "closed", "You may not write in the folder “%s”." },
    { "gone", "There is no folder “%s”." },
    { "file", "“%s” is a file, not a folder." },
  };
  g_autoptr (GPtrArray) notes = make_notes (make_note ("E1", "text", ""), NULL);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  g_assert_cmpint (g_mkdir (closed, 0500), ==, 0);
  g_assert_true (g_file_set_contents (blocker, "x", -1, NULL));
  heed_modes ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *place = g_build_filename (folder, cases[i].place, NULL);
      g_autoptr (GFile) parent = g_file_new_for_path (place);
      g_autoptr (GFile) file = g_file_get_child (parent, "notes.csv");
      g_auto (GStrv) parts = g_strsplit (cases[i].reason, "%s", 2);
      g_autofree char *reason = g_strjoinv (place, parts);
      g_autoptr (GError) error = NULL;

      g_assert_false (annals_notes_export (notes, timeline, ANNALS_NOTE_EXPORT_CSV, file, kept, &error));
      g_assert_nonnull (error);
      g_assert_cmpstr (error->message, ==, reason);
    }
  g_unlink (blocker);
  g_rmdir (closed);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (story, sizeof story - 1);
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  timeline = annals_load_bytes (bytes, "story.json", NULL);
  g_test_add_func ("/notes/export/csv", test_csv);
  g_test_add_func ("/notes/export/formulas", test_formulas);
  g_test_add_func ("/notes/export/markdown", test_markdown);
  g_test_add_func ("/notes/export/markdown-escapes", test_markdown_escapes);
  g_test_add_func ("/notes/export/places", test_places);
  g_test_add_func ("/notes/export/reasons", test_reasons);
  result = g_test_run ();
  g_clear_object (&timeline);
  return result;
}
