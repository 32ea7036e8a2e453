/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON as slices: what is let in, where things lie, and how objects are patched. */
#include "notes/json-slices.h"

#include <locale.h>
#include <string.h>

static void
test_accepts (void)
{
  static const char *const texts[] = {
    "0", "-0", "1.5", "1e9", "1E-9", "-12.25e+3", "\"\"", "\"a\\u0041\\n\\/\"", "true", "false", "null", "[]", "{}",
    " [ 1 , 2 ] ", "{\"a\":{\"b\":[{}]}}", "\xef\xbb\xbf[1]", "\"\\ud83d\\ude00\"", "\"\\ud83d\"", "\"\\u0000\"",
    "123456789012345678901234567890",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (AnnalsJsonSlices) slices = annals_json_slices_new_from_string (texts[i]);

      g_test_message ("%s", texts[i]);
      g_assert_nonnull (slices);
    }
}

static void
test_refuses (void)
{
  static const struct
  {
    const char *text, *place;
  } cases[] = {
    { "", "line 1, column 1" },
    { " ", "line 1, column 2" },
    { "010", "line 1, column 2" },
    { "+1", "line 1, column 1" },
    { ".5", "line 1, column 1" },
    { "1.", "line 1, column 3" },
    { "1e", "line 1, column 3" },
    { "-", "line 1, column 2" },
    { "'a'", "line 1, column 1" },
    { "nul", "line 1, column 1" },
    { "NaN", "line 1, column 1" },
    { "[1,]", "line 1, column 4" },
    { "[1 2]", "line 1, column 4" },
    { "{\"a\":1,}", "line 1, column 8" },
    { "{a:1}", "line 1, column 2" },
    { "{\"a\" 1}", "line 1, column 6" },
    { "{\"a\"", "line 1, column 5" },
    { "[\n\n  x]", "line 3, column 3" },
    { "[\"äöü\" x]", "line 1, column 8" },
    { "\"a", "line 1, column 3" },
    { "\"a\nb\"", "line 1, column 3" },
    { "\"\\x\"", "line 1, column 3" },
    { "\"\\u12g4\"", "line 1, column 6" },
    { "\"\\", "line 1, column 3" },
    { "// x\n1", "line 1, column 1" },
    { "1 2", "line 1, column 3" },
    { "[1]]", "line 1, column 4" },
    { "\"\xff\"", "line 1, column 2" },
    { "\"\xc0\xaf\"", "line 1, column 2" },
    { "\"\xed\xa0\x80\"", "line 1, column 2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].text, strlen (cases[i].text));
      g_autoptr (GError) error = NULL;
      g_autoptr (AnnalsJsonSlices) slices = annals_json_slices_new (bytes, &error);
      g_autofree char *escaped = g_strescape (cases[i].text, NULL);

      g_test_message ("%s", escaped);
      g_assert_null (slices);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
      g_assert_true (g_str_has_prefix (error->message, cases[i].place));
    }
}

static void
test_depth (void)
{
  for (int depth = ANNALS_JSON_DEPTH_MAX; depth <= 1000000; depth = depth == 1000000 ? depth + 1
                                                                    : depth == ANNALS_JSON_DEPTH_MAX ? depth + 1
                                                                                                     : 1000000)
    {
      g_autofree char *text = g_malloc0 ((gsize) depth * 2 + 1);
      g_autoptr (AnnalsJsonSlices) slices = NULL;

      memset (text, '[', (gsize) depth);
      memset (text + depth, ']', (gsize) depth);
      slices = annals_json_slices_new_from_string (text);
      g_assert_true ((slices != NULL) == (depth <= ANNALS_JSON_DEPTH_MAX));
    }
}

/* Every prefix and every change of a byte is read or refused, within its bounds. */
static void
test_mutations (void)
{
  static const char text[] = "{\"a\\u00e9\":[1.5e3,true,null,\"\\ud83d\\ude00\"],\"b\":{\"c\":-0}}";

  for (gsize i = 0; i < sizeof text; i++)
    for (int byte = -1; byte < 256; byte++)
      {
        gsize length = byte < 0 ? i : sizeof text - 1;
        g_autofree char *copy = g_memdup2 (text, length + 1);
        g_autoptr (GBytes) bytes = NULL;
        g_autoptr (AnnalsJsonSlices) slices = NULL;

        if (byte >= 0 && i < length)
          copy[i] = (char) byte;
        bytes = g_bytes_new (copy, length);
        slices = annals_json_slices_new (bytes, NULL);
        if (slices != NULL)
          for (int child = annals_json_slices_first_child (slices, 0); child != ANNALS_JSON_NONE;
               child = annals_json_slices_next (slices, child))
            {
              g_autofree char *name = annals_json_slices_name (slices, child);
              g_autofree char *raw = annals_json_slices_raw (slices, child);

              g_assert_true (name == NULL || g_utf8_validate (name, -1, NULL));
              g_assert_cmpuint (strlen (raw), >, 0);
            }
      }
}

static void
test_strings (void)
{
  static const struct
  {
    const char *json, *text;
  } cases[] = {
    { "\"\"", "" },
    { "\"a\\\"\\\\\\/\\b\\f\\n\\r\\tz\"", "a\"\\/\b\f\n\r\tz" },
    { "\"\\u00e9\\u4e2d\"", "é中" },
    { "\"\\ud83d\\ude00!\"", "😀!" },
    { "\"\\ud83d!\"", "\xef\xbf\xbd!" },
    { "\"\\ude00\\ud83d\"", "\xef\xbf\xbd\xef\xbf\xbd" },
    { "\"\\ud83d\\u0041\"", "\xef\xbf\xbd" "A" },
    { "\"a\\u0000b\"", "a\xef\xbf\xbd" "b" },
  };
  g_autofree char *quoted = annals_json_quote ("a\"\\\n\t\r\x01\x7fé");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AnnalsJsonSlices) slices = annals_json_slices_new_from_string (cases[i].json);
      g_autofree char *text = annals_json_slices_string (slices, 0);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
  g_assert_cmpstr (quoted, ==, "\"a\\\"\\\\\\n\\t\\u000d\\u0001\\u007fé\"");
}

static void
test_members (void)
{
  g_autoptr (AnnalsJsonSlices) slices
      = annals_json_slices_new_from_string ("{ \"a\" : [1,\"x\"], \"\\u0062\": \"B\", \"c\": 1.50, \"c\": 2E2 }");
  g_autofree char *b = annals_json_slices_member_string (slices, 0, "b");
  g_autofree char *c = annals_json_slices_raw (slices, annals_json_slices_member (slices, 0, "c"));
  int a = annals_json_slices_member (slices, 0, "a");

  g_assert_cmpstr (b, ==, "B");
  g_assert_cmpstr (c, ==, "2E2");
  g_assert_true (annals_json_slices_has_word (slices, a, "x"));
  g_assert_false (annals_json_slices_has_word (slices, a, "1"));
  g_assert_cmpint (annals_json_slices_member (slices, 0, "d"), ==, ANNALS_JSON_NONE);
  g_assert_cmpint (annals_json_slices_member (slices, a, "a"), ==, ANNALS_JSON_NONE);
  g_assert_cmpint (annals_json_slices_member (slices, ANNALS_JSON_NONE, "a"), ==, ANNALS_JSON_NONE);
}

static void
test_patch (void)
{
  g_autoptr (AnnalsJsonSlices) slices
      = annals_json_slices_new_from_string ("{\"n\":1.10,\"old\" :[ ],\"gone\":0,\"t\":{\"x\" :  1},\"old\":2}");
  AnnalsJsonPatch patches[] = { { "new", "\"N\"" }, { "old", "3" }, { "gone", NULL }, { "never", NULL } };
  g_autofree char *patched = annals_json_patch_object (slices, 0, patches, G_N_ELEMENTS (patches), " ", " ");
  g_autofree char *made = annals_json_patch_object (NULL, ANNALS_JSON_NONE, patches, 1, " ", " ");

  g_assert_cmpstr (patched, ==, "{ \"n\": 1.10, \"old\": 3, \"t\": {\"x\" :  1}, \"new\": \"N\" }");
  g_assert_cmpstr (made, ==, "{ \"new\": \"N\" }");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/notes/json-slices/accepts", test_accepts);
  g_test_add_func ("/notes/json-slices/refuses", test_refuses);
  g_test_add_func ("/notes/json-slices/depth", test_depth);
  g_test_add_func ("/notes/json-slices/mutations", test_mutations);
  g_test_add_func ("/notes/json-slices/strings", test_strings);
  g_test_add_func ("/notes/json-slices/members", test_members);
  g_test_add_func ("/notes/json-slices/patch", test_patch);
  return g_test_run ();
}
