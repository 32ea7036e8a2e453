/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scanner: as strict as RFC 8259, resumable at every byte, and exact in what it cuts. */
#include "formats/scanner.h"

#include <json-glib/json-glib.h>
#include <locale.h>
#include <string.h>

static const char *const paths[]
    = { "events", "results.bindings", "", "by_id.*", "set.by_id.*", NULL };
static const char *const no_paths[] = { NULL };

/* Everything a scan tells, as text: for comparing scans of the same bytes in different pieces. */
static char *
scan_in_pieces (const char *bytes,
                gsize length,
                gsize first,
                gsize piece,
                const char *const *where,
                gboolean is_lines)
{
  g_autoptr (AnnalsScanner) scanner
      = is_lines ? annals_scanner_new_lines (0) : annals_scanner_new (where, 0);
  GString *told = g_string_new (NULL);
  gsize given = MIN (first, length);
  AnnalsScanStatus status;

  for (;;)
    {
      /* What has not been given yet must not be looked at. */
      g_autofree char *copy = g_memdup2 (bytes, given);

      status = given < length ? annals_scanner_feed (scanner, copy, given)
                              : annals_scanner_finish (scanner, copy, given);
      if (status == ANNALS_SCAN_BATCH)
        {
          g_autoptr (GArray) batch = annals_scanner_take_batch (scanner);

          for (guint e = 0; e < batch->len; e++)
            {
              const AnnalsScannedElement *element = &g_array_index (batch, AnnalsScannedElement, e);

              g_string_append_printf (told, "<%.*s>%s", (int)element->length,
                                      bytes + element->offset, element->needs_care ? "!" : "");
            }
          g_string_append_c (told, '\n');
          continue;
        }
      if (status == ANNALS_SCAN_ERROR || given == length)
        break;
      given = MIN (given + MAX (piece, 1), length);
    }
  if (status == ANNALS_SCAN_ERROR)
    {
      guint64 offset;
      g_autofree char *message = annals_scanner_get_error (scanner, bytes, length, &offset);

      g_string_append_printf (told, "error at %u: %s", (guint)offset, message);
    }
  return g_string_free (told, FALSE);
}

static char *
scan (const char *text, const char *const *where)
{
  return scan_in_pieces (text, strlen (text), strlen (text), 1, where, FALSE);
}

static void
test_valid (void)
{
  static const char *const cases[] = {
    "{}",
    "[]",
    " [ ] ",
    "\t{\r\n}\n",
    "0",
    "-0",
    "12",
    "-1.5e+10",
    "0.0",
    "0e0",
    "1E-2",
    "true",
    "false",
    "null",
    "\"\"",
    "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00\"",
    "[1,2,[3,[4,{}]],{\"a\":[]}]",
    "{\"a\":{\"a\":{\"a\":null}},\"b\":\"x\"}",
    "\"\x7f\"",
    "\"é한😀\xef\xbf\xbf\xf4\x8f\xbf\xbf\"",
    "\"\xc2\x80\xdf\xbf\xe0\xa0\x80\xed\x9f\xbf\xee\x80\x80\xf0\x90\x80\x80\"",
    "[\"// no comment\",\"/*\"]",
    "123456789012345678901234567890",
    "1e400",
    "\"\\u0000\"",
    "\"\\ud800\"",
    "{\"a\":1,\"a\":2}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *told = scan (cases[i], no_paths);

      g_assert_cmpstr (told, ==, "");
    }
}

static void
test_invalid (void)
{
  static const struct
  {
    const char *text;
    guint offset;
    const char *message; /* a part of it */
  } cases[] = {
    { "", 0, "expected { or [, found the end of the file" },
    { "  \n", 3, "the end of the file" },
    { "My timeline", 0, "expected { or [, found “M”" },
    { "'a'", 0, "found “'”" },
    { "[1,]", 3, "expected a value, found “]”: the comma before it is one too many" },
    { "[,1]", 1, "expected a value, found “,”" },
    { "[1 2]", 3, "expected , or ], found “2”" },
    { "[1", 2, "expected , or ], found the end of the file" },
    { "[1}", 2, "expected , or ], found “}”" },
    { "{\"a\":1]", 6, "expected , or }, found “]”" },
    { "{\"a\" 1}", 5, "expected a colon, found “1”" },
    { "{\"a\":1,}", 7,
      "expected a name in double quotes, found “}”: the comma before it is one too many" },
    { "{\"a\":[1,}", 8, "expected a value, found “}”" },
    { "[{\"a\":1,]", 8, "expected a name in double quotes, found “]”" },
    { "{a:1}", 1, "expected a name in double quotes or }, found “a”" },
    { "{1:1}", 1, "expected a name" },
    { "{\"a\":}", 5, "expected a value, found “}”" },
    { "{} {}", 3, "expected nothing behind the first value, found “{”" },
    { "[]]", 2, "expected nothing behind" },
    { "]", 0, "expected { or [" },
    { "010", 1, "may not begin with 0" },
    { "-01", 2, "may not begin with 0" },
    { "1.", 2, "expected a digit" },
    { "[1.]", 3, "expected a digit, found “]”" },
    { "[.5]", 1, "expected a value, found “.”" },
    { "[+1]", 1, "expected a value, found “+”" },
    { "[-]", 2, "expected a digit, found “]”" },
    { "[1e]", 3, "expected a digit" },
    { "[1e+]", 4, "expected a digit" },
    { "[1e+-2]", 4, "expected a digit" },
    { "[0x10]", 2, "expected , or ], found “x”" },
    { "[NaN]", 1, "expected a value, found “N”" },
    { "[Infinity]", 1, "expected a value" },
    { "[-Infinity]", 2, "expected a digit" },
    { "[nul]", 4, "true, false or null" },
    { "[True]", 1, "expected a value, found “T”" },
    { "[truE]", 4, "true, false or null" },
    { "[\"a\nb\"]", 3, "a text may not hold the character U+000A" },
    { "[\"a\tb\"]", 3, "U+0009" },
    { "[\"\\x\"]", 3, "behind the backslash, found “x”" },
    { "[\"\\u12g4\"]", 6, "four hexadecimal digits" },
    { "[\"abc", 5, "closing quote" },
    { "[\"\\", 3, "behind the backslash, found the end" },
    { "[1] // no", 4, "expected nothing behind" },
    { "/* no */ []", 0, "found “/”" },
    { "[\"\xff\"]", 2, "not UTF-8: found the byte 0xFF" },
    { "[\"\xc0\x80\"]", 2, "not UTF-8" },
    { "[\"\xc1\xbf\"]", 2, "not UTF-8" },
    { "[\"\xe0\x9f\xbf\"]", 2, "not UTF-8: found the byte 0xE0" },
    { "[\"\xed\xa0\x80\"]", 2, "not UTF-8" },
    { "[\"\xf0\x8f\xbf\xbf\"]", 2, "not UTF-8" },
    { "[\"\xf4\x90\x80\x80\"]", 2, "not UTF-8" },
    { "[\"\xf5\x80\x80\x80\"]", 2, "not UTF-8" },
    { "[\"\x80\"]", 2, "not UTF-8" },
    { "[\"\xe2\x82\"]", 2, "not UTF-8: found the byte 0xE2" },
    { "[\"\xe2\x82\xac\xe2\x82x\"]", 5, "not UTF-8: found the byte 0xE2" },
    { "[\"\xc3\xa9\xa9\"]", 4, "not UTF-8: found the byte 0xA9" },
    { "[\"\xc3\xa9", 4, "closing quote of a text, found the end of the file" },
    { "[\"\xe2\x82", 4, "closing quote of a text, found the end of the file" },
    { "[\xc3\xa9]", 1, "found “é”" },
    { "[\xa0]", 1, "the byte 0xA0" },
    { "\xef\xbb\xbf[]", 0, "expected { or [" }, /* the mark is the loader's to skip */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *told = scan (cases[i].text, no_paths);
      g_autofree char *place = g_strdup_printf ("error at %u: ", cases[i].offset);

      g_test_message ("%u: %s", i, told);
      g_assert_true (g_str_has_prefix (told, place));
      g_assert_nonnull (strstr (told, cases[i].message));
    }
}

static void
test_nul_bytes (void)
{
  g_autofree char *outside = scan_in_pieces ("[\0]", 3, 3, 1, no_paths, FALSE);
  g_autofree char *inside = scan_in_pieces ("[\"\0\"]", 5, 5, 1, no_paths, FALSE);
  g_autofree char *escaped = scan_in_pieces ("[\"\\\0\"]", 6, 6, 1, no_paths, FALSE);
  g_autofree char *behind = scan_in_pieces ("[]\0", 3, 3, 1, no_paths, FALSE);

  g_assert_cmpstr (outside, ==, "error at 1: expected a value, found the byte 0x00");
  g_assert_cmpstr (inside, ==, "error at 2: a text may not hold the byte 0x00 as it is");
  g_assert_true (g_str_has_prefix (escaped, "error at 3: "));
  g_assert_true (g_str_has_prefix (behind, "error at 2: "));
}

static void
test_depth (void)
{
  for (guint depth = 255; depth <= 257; depth++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *told = NULL;

      for (guint d = 0; d < depth; d++)
        g_string_append (text, d % 2 == 0 ? "[" : "{\"a\":");
      for (guint d = depth; d-- > 0;)
        g_string_append_c (text, d % 2 == 0 ? ']' : '}');
      /* An object needs a value in it. */
      if (depth % 2 == 0)
        g_string_insert (text, strchr (text->str, '}') - text->str, "1");
      told = scan (text->str, no_paths);
      if (depth <= 256)
        g_assert_cmpstr (told, ==, "");
      else
        g_assert_nonnull (strstr (told, "more than 256 deep"));
    }
}

/* A million brackets are refused where the depth is passed, not when the stack is. */
static void
test_a_million_deep (void)
{
  g_autofree char *text = g_strnfill (1000000, '[');
  g_autofree char *told = scan (text, no_paths);

  g_assert_cmpstr (told, ==, "error at 256: values are nested more than 256 deep");
}

static void
test_elements (void)
{
  static const struct
  {
    const char *text, *elements;
  } cases[] = {
    { "[]", "" },
    { "[1, {\"a\":[2]} ,\"x\"]", "<1><{\"a\":[2]}><\"x\">\n" },
    { "{\"a\":[9],\"events\":[ {} , [3],null ],\"b\":[8]}", "<{}><[3]><null>\n" },
    { "{\"head\":{\"vars\":[\"v\"]},\"results\":{\"x\":[0],\"bindings\":[{\"v\":1},2]},\"events\":"
      "1}",
      "<{\"v\":1}><2>\n" },
    { "{\"a\":{\"events\":[1]},\"events \":[2],\"event\":[3]}", "" },
    { "{\"x\":{\"bindings\":[1]},\"results\":{\"bindings\":{}}}", "" },
    { "{\"events\":[1],\"events\":[2,3]}", "<1>\n<2><3>\n" },
    { "{\"events\":{\"events\":[1]}}", "" },
    { "[[1,2],[3]]", "<[1,2]><[3]>\n" },
    { "{\"events\":[-12.5]}", "<-12.5>\n" },
    { "{\"by_id\":{\"a\":{\"n\":1}, \"b\" : [2] ,\"c\":\"x\",\"d\":4},\"e\":{\"n\":5}}",
      "<{\"n\":1}><[2]><\"x\"><4>\n" },
    { "{\"by_id\":{},\"set\":{\"by_id\":{\"a\":{\"by_id\":{\"b\":1}}}}}",
      "<{\"by_id\":{\"b\":1}}>\n" },
    { "{\"by_id\":[1],\"set\":[{\"by_id\":{\"a\":1}}],\"x\":{\"by_id\":{\"a\":1}}}", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *told = scan (cases[i].text, paths);

      g_assert_cmpstr (told, ==, cases[i].elements);
    }
}

static void
test_lines (void)
{
  static const struct
  {
    const char *text, *told;
  } cases[] = {
    { "", "" },
    { "{\"a\":1}", "<{\"a\":1}>\n" },
    { "{\"a\":1}\n{\"b\":2}\r\n\n 3 \n", "<{\"a\":1}><{\"b\":2}><3>\n" },
    { "1\n2", "<1><2>\n" },
    { "{} {}", "error at 3: expected a new line between two values, found “{”" },
    { "{\"a\":1\n}\n", "error at 6: expected , or }, found the end of the line" },
    { "{}\n{", "error at 4: expected a name in double quotes or }, found the end of the file" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize length = strlen (cases[i].text);
      g_autofree char *told = scan_in_pieces (cases[i].text, length, length, 1, NULL, TRUE);

      g_assert_cmpstr (told, ==, cases[i].told);
    }
}

static void
test_needs_care (void)
{
  static const struct
  {
    const char *element;
    gboolean needs_care;
  } cases[] = {
    { "{\"a\":1,\"b\":{\"a\":1},\"c\":[{\"a\":1},{\"a\":1}]}", FALSE },
    { "{\"a\":1,\"b\":2,\"a\":3}", TRUE },
    { "{\"a\":{\"x\":1,\"x\":2}}", TRUE },
    { "{\"\\u0061\":1,\"a\":2}", TRUE },
    { "{\"abcdefghijkl\":1,\"abcdefghXjkl\":2}", FALSE },
    { "\"\\u0000\"", TRUE },
    { "\"\\u0001\\u00ff\"", FALSE },
    { "\"\\ud83d\\ude00\"", FALSE },
    { "\"\\ud83d\"", TRUE },
    { "\"\\ud83dx\\ude00\"", TRUE },
    { "\"\\ud83d\\n\"", TRUE },
    { "\"\\ud83d\\ud83d\\ude00\"", TRUE },
    { "\"\\ude00\"", TRUE },
    { "\"\\ud83d한\"", TRUE },
    { "123456789", FALSE },
    { "9223372036854775808", TRUE },
    { "1e400", TRUE },
    { "1.25", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("[0,%s,0]", cases[i].element);
      g_autofree char *expected
          = g_strdup_printf ("<0><%s>%s<0>\n", cases[i].element, cases[i].needs_care ? "!" : "");
      g_autofree char *told = scan (text, paths);

      g_assert_cmpstr (told, ==, expected);
    }
}

/* The names of a big object are as many as its elements, and none of theirs. */
static void
test_many_members (void)
{
  g_autoptr (GString) text = g_string_new ("{\"by_id\":{");
  g_autofree char *told = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (text, "%s\"%u\":{\"id\":%u}", i > 0 ? "," : "", i, i);
  g_string_append (text, "}}");
  told = scan (text->str, paths);
  g_assert_true (g_str_has_prefix (told, "<{\"id\":0}><{\"id\":1}>"));
  g_assert_true (g_str_has_suffix (told, "<{\"id\":999}>\n"));
  g_assert_null (strchr (told, '!'));
}

static char *
big_text (void)
{
  GString *text = g_string_new ("{ \"title\": \"\\ud83d\\ude00 é한😀\", \"events\": [\n");

  for (guint i = 0; i < 24; i++)
    g_string_append_printf (text,
                            "%s{\"id\":\"e%u\", \"n\":[-%u.5e-3, 0, true,false,null], \"t\":\"글자 "
                            "\\\"%u\\\" \\u00e9 — "
                            "plain words that fill eight bytes and more\"}",
                            i > 0 ? " ,\n" : "", i, i, i);
  g_string_append (text, " ], \"after\": {\"list\": [1, 2, {\"x\": []}]},\n"
                         " \"by_id\": { \"a\" : {\"x\": [1]}, \"b\\u0063\":{} } }\n");
  return g_string_free (text, FALSE);
}

static void
test_pieces (void)
{
  g_autofree char *text = big_text ();
  gsize length = strlen (text);
  g_autofree char *whole = scan (text, paths);

  g_assert_nonnull (strstr (whole, "<{\"id\":\"e23\""));
  g_assert_null (strstr (whole, "error"));
  /* One boundary, at every byte. */
  for (gsize first = 0; first <= length; first++)
    {
      g_autofree char *told = scan_in_pieces (text, length, first, length, paths, FALSE);

      g_assert_cmpstr (told, ==, whole);
    }
  /* A boundary at every byte, at once; and every few. */
  for (gsize piece = 1; piece < 20; piece++)
    {
      g_autofree char *told = scan_in_pieces (text, length, 0, piece, paths, FALSE);

      g_assert_cmpstr (told, ==, whole);
    }
}

static void
test_truncation (void)
{
  g_autofree char *text = big_text ();
  gsize end = strlen (text) - 1; /* the line feed behind the root is no part of it */

  for (gsize length = 0; length < end; length++)
    {
      g_autofree char *told = scan_in_pieces (text, length, length, 1, paths, FALSE);
      const char *error = strstr (told, "error at ");

      g_assert_nonnull (error);
      g_assert_cmpuint (atoi (error + strlen ("error at ")), ==, length);
    }
}

static void
test_batches (void)
{
  g_autoptr (GString) text = g_string_new ("[");
  g_autoptr (AnnalsScanner) scanner = annals_scanner_new (paths, 0);
  guint n = 0, n_batches = 0;
  guint64 end = 0;

  for (guint i = 0; i < 40000; i++)
    g_string_append_printf (text, "%s{\"id\":\"%u\"}", i > 0 ? "," : "", i);
  g_string_append_c (text, ']');

  while (annals_scanner_feed (scanner, text->str, text->len) == ANNALS_SCAN_BATCH)
    {
      g_autoptr (GArray) batch = annals_scanner_take_batch (scanner);
      const AnnalsScannedElement *first = &g_array_index (batch, AnnalsScannedElement, 0);
      const AnnalsScannedElement *last
          = &g_array_index (batch, AnnalsScannedElement, batch->len - 1);

      g_assert_cmpuint (first->offset, ==, end + 1);
      end = last->offset + last->length;
      g_assert_cmpuint (end - first->offset, <, ANNALS_BATCH_BYTES + 20);
      n += batch->len;
      n_batches++;
      if (n < 40000)
        g_assert_cmpuint (end - first->offset, >=, ANNALS_BATCH_BYTES);
    }
  g_assert_cmpuint (n, ==, 40000);
  g_assert_cmpuint (n_batches, >, 5);
  g_assert_cmpint (annals_scanner_finish (scanner, text->str, text->len), ==, ANNALS_SCAN_MORE);
}

/* What only details need is told apart, with its member where a comma stands before it. */
static void
test_details (void)
{
  static const char *const details[] = { "summary", "outcome", NULL };
  static const struct
  {
    const char *element, *cuts;
  } cases[] = {
    { "{\"id\":1}", "" },
    { "{\"id\":1,\"summary\":\"short\"}", ",\"summary\":\"short\"|" },
    { "{\"id\":1 ,\n \"summary\" : \"with \\\" a quote\" }",
      ",\n \"summary\" : \"with \\\" a quote\"|" },
    { "{\"summary\":\"first\",\"b\":2}", "first|" },
    { "{\"a\":{\"summary\":\"deep\"}}", "" },
    { "{\"a\":1,\"outcome\":\"one\",\"summary\":\"two\",\"b\":1}",
      ",\"outcome\":\"one\"|,\"summary\":\"two\"|" },
    { "{\"summary\":\"1\",\"summary\":\"2\",\"summary\":\"3\",\"outcome\":\"4\",\"outcome\":\"5\"}",
      "1|,\"summary\":\"2\"|,\"summary\":\"3\"|,\"outcome\":\"4\"|" },
    { "{\"a\":1,\"summary\":[\"in a list\"]}", "" },
    { "{\"a\":1,\"summary\":null}", "" },
    { "{\"a\":1,\"summaries\":\"another\"}", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"events\":[{},%s,{}]}", cases[i].element);
      g_autoptr (AnnalsScanner) scanner = annals_scanner_new (paths, 0);
      g_autoptr (GArray) batch = NULL;
      const AnnalsScannedElement *element;
      g_autoptr (GString) cuts = g_string_new (NULL);

      annals_scanner_accept_array (scanner, details);
      g_assert_cmpint (annals_scanner_feed (scanner, text, strlen (text)), ==, ANNALS_SCAN_BATCH);
      batch = annals_scanner_take_batch (scanner);
      element = &g_array_index (batch, AnnalsScannedElement, 1);
      for (guint c = 0; c < element->n_cuts; c++)
        g_string_append_printf (cuts, "%.*s|", (int)element->cuts[c].length,
                                text + element->cuts[c].offset);
      g_assert_cmpstr (cuts->str, ==, cases[i].cuts);
      g_assert_cmpuint (g_array_index (batch, AnnalsScannedElement, 2).n_cuts, ==, 0);
    }
}

/* Random bytes made of what JSON is made of: what the scanner passes, json-glib must take. */
static void
test_what_passes_parses (void)
{
  static const char *const bits[] = {
    "{", "}",  "[",  "]",    ",",    ":", "\"a\"", "\"b\"",   "1",  "0",
    "-", ".5", "e9", "true", "null", " ", "\"",    "\\u00e9", "\n",
  };
  guint n_passed = 0;

  for (guint round = 0; round < 200000; round++)
    {
      g_autoptr (GString) text = g_string_new ("[");
      g_autofree char *told = NULL;
      guint n = g_test_rand_int_range (0, 8);

      for (guint b = 0; b < n; b++)
        g_string_append (text, bits[g_test_rand_int_range (0, G_N_ELEMENTS (bits))]);
      g_string_append_c (text, ']');
      told = scan (text->str, no_paths);
      if (*told == '\0')
        {
          g_autoptr (JsonParser) parser = json_parser_new ();

          g_assert_true (json_parser_load_from_data (parser, text->str, text->len, NULL));
          n_passed++;
        }
    }
  g_assert_cmpuint (n_passed, >, 1000);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/scanner/valid", test_valid);
  g_test_add_func ("/formats/scanner/invalid", test_invalid);
  g_test_add_func ("/formats/scanner/nul-bytes", test_nul_bytes);
  g_test_add_func ("/formats/scanner/depth", test_depth);
  g_test_add_func ("/formats/scanner/a-million-deep", test_a_million_deep);
  g_test_add_func ("/formats/scanner/elements", test_elements);
  g_test_add_func ("/formats/scanner/many-members", test_many_members);
  g_test_add_func ("/formats/scanner/lines", test_lines);
  g_test_add_func ("/formats/scanner/needs-care", test_needs_care);
  g_test_add_func ("/formats/scanner/pieces", test_pieces);
  g_test_add_func ("/formats/scanner/truncation", test_truncation);
  g_test_add_func ("/formats/scanner/batches", test_batches);
  g_test_add_func ("/formats/scanner/details", test_details);
  g_test_add_func ("/formats/scanner/what-passes-parses", test_what_passes_parses);
  return g_test_run ();
}
