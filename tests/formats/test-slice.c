/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Slices: mended for json-glib, and searched for where a value stands. */
#include "formats/slice.h"

#include <locale.h>
#include <string.h>

static void
told_cb (AnnalsMend mend, gsize offset, const char *text, gpointer data)
{
  g_string_append_printf (data, "%d@%u%s%s ", mend, (guint)offset, text != NULL ? " " : "",
                          text != NULL ? text : "");
}

static void
test_mend (void)
{
  static const struct
  {
    const char *text, *mended, *told;
  } cases[] = {
    { "{\"a\":\"b\"}", NULL, "" },
    { "[\"x\\u0000y\"]", "[\"x\\ufffdy\"]", "0@3 " },
    { "\"\\\\u0000\"", NULL, "" }, /* a backslash, then plain text */
    { "[\"\\ud83d\\ude00\"]", NULL, "" },
    { "[\"\\uD83D\"]", "[\"\\ufffd\"]", "1@2 " },
    { "[\"\\ude00\\ud83d\"]", "[\"\\ufffd\\ufffd\"]", "1@2 1@8 " },
    { "[\"\\ud83d\\ud83d\\ude00\"]", "[\"\\ufffd\\ud83d\\ude00\"]", "1@2 " },
    { "[9223372036854775807,-9223372036854775808]", NULL, "" },
    { "[9223372036854775808]", "[null               ]", "2@1 " },
    { "[-9223372036854775809,1]", "[null                ,1]", "2@1 " },
    { "[1e308,1e309, -1e999]", "[1e308,null , null  ]", "3@7 3@14 " },
    { "[1e-999,0.00000000000000000000001]", NULL, "" },
    { "{\"a\":1,\"b\":{\"a\":2},\"a\":3}", NULL, "4@19 a " },
    { "[{\"a\":1},{\"a\":1}]", NULL, "" },
    { "{\"\\u0061\":1,\"a\":[1,2,{\"b\":0}],\"c\":0}", NULL, "4@12 a " },
    { "{\"a\":[],\"b\":{},\"b\":0,\"a\":\"a\"}", NULL, "4@15 b 4@21 a " },
    { "{\"a\":\"a\",\"b\":\"a\"}", NULL, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup (cases[i].text);
      g_autoptr (GString) told = g_string_new (NULL);

      annals_slice_foreach_mend (text, strlen (text), told_cb, told);
      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpstr (told->str, ==, cases[i].told);
      g_string_truncate (told, 0);
      annals_slice_mend (text, strlen (text), told_cb, told);
      g_assert_cmpstr (text, ==, cases[i].mended != NULL ? cases[i].mended : cases[i].text);
      g_assert_cmpstr (told->str, ==, cases[i].told);
    }
}

static void
test_locate (void)
{
  static const char text[] = "{ \"a\" : [ 1, {\"b\": \"x\"}, \"]\" ],\n \"c\\u0041\": true, \"d\": "
                             "{\"e\": null, \"d\": -1.5},\"a\\\"\":0, "
                             "\"d\":{\"e\":\"last\"} }";
  static const struct
  {
    AnnalsStep steps[3];
    guint n_steps;
    gboolean is_found, is_name;
    const char *at;
  } cases[] = {
    { { { NULL, 0 } }, 0, TRUE, FALSE, "{ \"a\"" },
    { { { "a", 0 } }, 1, TRUE, FALSE, "[ 1" },
    { { { "a", 0 } }, 1, TRUE, TRUE, "\"a\" :" },
    { { { "a", 0 }, { NULL, 0 } }, 2, TRUE, FALSE, "1, {" },
    { { { "a", 0 }, { NULL, 1 }, { "b", 0 } }, 3, TRUE, FALSE, "\"x\"" },
    { { { "a", 0 }, { NULL, 2 } }, 2, TRUE, FALSE, "\"]\"" },
    { { { "a", 0 }, { NULL, 3 } }, 2, FALSE, FALSE, "[ 1" },
    { { { "cA", 0 } }, 1, TRUE, FALSE, "true" },
    { { { "a\"", 0 } }, 1, TRUE, FALSE, "0, " },
    { { { "d", 0 }, { "e", 0 } }, 2, TRUE, FALSE, "\"last\"" }, /* the last of a name counts */
    { { { "nothing", 0 }, { "e", 0 } }, 2, FALSE, FALSE, "{ \"a\"" },
    { { { "cA", 0 }, { "e", 0 } }, 2, FALSE, FALSE, "true" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize offset = 99;

      g_assert_cmpint (annals_slice_locate (text, sizeof text - 1, cases[i].steps, cases[i].n_steps,
                                            cases[i].is_name, &offset),
                       ==, cases[i].is_found);
      g_assert_cmpuint (offset, ==, strstr (text, cases[i].at) - text);
    }
}

/* Never past the slice's end, wherever it is cut. */
static void
test_locate_in_cut_text (void)
{
  static const char text[] = "{\"a\\\"\":[1,{\"b\":\"\\ud83d\\ude00x\"}],\"c\":{\"d\":[]}}";
  const AnnalsStep steps[] = { { "a\"", 0 }, { NULL, 1 }, { "b", 0 } };

  for (gsize length = 0; length < sizeof text; length++)
    {
      g_autofree char *copy = g_memdup2 (text, length);
      gsize offset = 0;

      annals_slice_locate (copy, length, steps, G_N_ELEMENTS (steps), FALSE, &offset);
      g_assert_cmpuint (offset, <=, length);
      for (guint c = 0; c < 5 && offset < length; c++)
        g_assert_cmpuint (annals_slice_locate_character (copy, length, offset, c), <=, length);
    }
}

static void
test_locate_character (void)
{
  static const char text[] = "[\"a한\\n\\u00e9\\ud83d\\ude00z\", 5]";
  static const guint expected[] = { 2, 3, 6, 8, 14, 26, 27, 27 };

  for (guint c = 1; c <= G_N_ELEMENTS (expected); c++)
    g_assert_cmpuint (annals_slice_locate_character (text, sizeof text - 1, 1, c), ==,
                      expected[c - 1]);
  g_assert_cmpuint (annals_slice_locate_character (text, sizeof text - 1, 30, 3), ==, 30);
}

static void
test_parse (void)
{
  g_autoptr (JsonNode) number = annals_slice_parse ("12", 2);
  static const char text[] = "{\"a\":\"\\u0000\",\"b\":99999999999999999999}";
  g_autoptr (JsonNode) mended = annals_slice_parse (text, sizeof text - 1);
  g_autoptr (JsonNode) broken = annals_slice_parse ("{", 1);
  g_autoptr (JsonNode) two = annals_slice_parse ("1,2", 3);

  g_assert_cmpint (json_node_get_int (number), ==, 12);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (mended), "a"), ==,
                   "\xef\xbf\xbd");
  g_assert_true (json_object_get_null_member (json_node_get_object (mended), "b"));
  g_assert_null (broken);
  g_assert_null (two);
}

/* Strings are cut where they are too long, and nowhere within a character. */
static void
test_shorten (void)
{
  static const struct
  {
    const char *character;
    gboolean is_mended;
  } cases[] = {
    { "x", FALSE },
    { "한", FALSE },
    { "\\n", FALSE },
    { "\\u00e9", FALSE },
    { "\\ud83d\\ude00", FALSE },
    { "\\\"", FALSE },
    /* Half a pair takes nothing of what stands behind it. */
    { "\\ud83d\\\"", TRUE },
    { "\\ud83d\\u0041한", TRUE },
  };

  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    for (guint shift = 0; shift < 12; shift++)
      {
        g_autoptr (GString) text = g_string_new ("{\"a\":\"kept \\\" whole\",\"b\":[\"");
        g_autoptr (GString) shortened = g_string_new (NULL);
        g_autoptr (JsonNode) node = NULL;
        const char *found;

        g_string_append_len (text, "abcdefghijkl", shift);
        while (text->len < 2 * ANNALS_SLICE_STRING_MAX)
          g_string_append (text, cases[c].character);
        g_string_append (text, "\"],\"c\":1}");

        node = annals_slice_parse_shortened (text->str, text->len);
        g_assert_nonnull (node);
        annals_slice_append_shortened (shortened, text->str, text->len);
        g_assert_cmpuint (shortened->len, >=, ANNALS_SLICE_STRING_MAX);
        g_assert_cmpuint (shortened->len, <, ANNALS_SLICE_STRING_MAX + 64);
        g_assert_true (g_str_has_suffix (shortened->str, "\"],\"c\":1}"));
        g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "a"), ==,
                         "kept \" whole");
        found = json_array_get_string_element (
            json_object_get_array_member (json_node_get_object (node), "b"), 0);
        g_assert_true (g_utf8_validate (found, -1, NULL));
        g_assert_cmpint (strstr (found, "\xef\xbf\xbd") != NULL, ==, cases[c].is_mended);
      }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/slice/mend", test_mend);
  g_test_add_func ("/formats/slice/locate", test_locate);
  g_test_add_func ("/formats/slice/locate-in-cut-text", test_locate_in_cut_text);
  g_test_add_func ("/formats/slice/locate-character", test_locate_character);
  g_test_add_func ("/formats/slice/parse", test_parse);
  g_test_add_func ("/formats/slice/shorten", test_shorten);
  return g_test_run ();
}
