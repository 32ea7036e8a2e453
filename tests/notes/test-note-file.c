/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The notebook's file: what is written obeys the format's rules, and what is read comes back. */
#include <json-glib/json-glib.h>
#include <locale.h>
#include <string.h>

#include "notes/notebook-file.h"

static const AnnalsNoteTarget target = { "urn:uuid:7c9e6679-7425-40de-944b-e07fc1f90ae7", "story.json" };

static AnnalsNote *
add_note (AnnalsNoteSet *set, const char *event_id, const char *text, const char *tags)
{
  AnnalsNote *note = annals_note_new (event_id, "A “title”", "2019-02-27/2019-02-28");

  g_free (note->text);
  note->text = g_strdup (text);
  g_strfreev (note->tags);
  note->tags = *tags != '\0' ? g_strsplit (tags, ",", -1) : g_new0 (char *, 1);
  annals_note_set_put (set, note);
  return note;
}

static AnnalsNotebookFile *
read_text (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  AnnalsNotebookFile *file = annals_notebook_file_new (bytes, &error);

  g_assert_no_error (error);
  return file;
}

static char *
write_text (AnnalsNotebookFile *old, const AnnalsNoteSet *set)
{
  g_autoptr (GBytes) bytes = annals_notebook_file_write (old, set, &target, "Notes on a story");
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  return g_strndup (text, length);
}

/* The rules, each looked at in what a second JSON reader makes of the file. */

static gboolean
is_uri (const char *text)
{
  return text != NULL && g_uri_is_valid (text, G_URI_FLAGS_NONE, NULL);
}

static gboolean
is_time (const char *text)
{
  return text != NULL
         && g_regex_match_simple ("^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d"
                                  "(\\.\\d+)?Z$",
                                  text, 0, 0);
}

/* How many members of that name stand in the annotation's own object: JsonObject would hide a second. */
static guint
count_members (const char *raw, const char *name)
{
  g_autoptr (AnnalsJsonSlices) slices = annals_json_slices_new_from_string (raw);
  guint n = 0;

  for (int child = annals_json_slices_first_child (slices, 0); child != ANNALS_JSON_NONE;
       child = annals_json_slices_next (slices, child))
    {
      g_autofree char *found = annals_json_slices_name (slices, child);

      n += strcmp (found, name) == 0;
    }
  return n;
}

static void
check_bodies (JsonObject *annotation)
{
  JsonArray *bodies = json_object_get_array_member (annotation, "body");

  g_assert_cmpuint (json_array_get_length (bodies), >, 0);
  for (guint i = 0; i < json_array_get_length (bodies); i++)
    {
      JsonObject *body = json_array_get_object_element (bodies, i);

      g_assert_cmpstr (json_object_get_string_member (body, "type"), ==, "TextualBody");
      g_assert_true (json_object_has_member (body, "value"));
      g_assert_true (g_strv_contains ((const char *const[]){ "commenting", "tagging", NULL },
                                      json_object_get_string_member (body, "purpose")));
    }
}

static void
check_target (JsonObject *annotation)
{
  JsonObject *where = json_object_get_object_member (annotation, "target");
  JsonObject *source = json_object_get_object_member (where, "source");
  JsonObject *selector = json_object_get_object_member (where, "selector");
  const char *fragment = json_object_get_string_member (selector, "value");

  g_assert_cmpstr (json_object_get_string_member (where, "type"), ==, "SpecificResource");
  g_assert_true (is_uri (json_object_get_string_member (source, "id")));
  g_assert_cmpstr (json_object_get_string_member (source, "type"), ==, "Dataset");
  g_assert_cmpstr (json_object_get_string_member (source, "format"), ==, "application/json");
  g_assert_cmpstr (json_object_get_string_member (source, "schema:name"), ==, "story.json");
  g_assert_cmpstr (json_object_get_string_member (selector, "type"), ==, "FragmentSelector");
  g_assert_true (g_regex_match_simple ("^([A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-F]{2})+$", fragment, 0, 0));
}

static void
check_note (JsonObject *annotation, const char *raw)
{
  static const char *const once[] = { "id", "created", "modified", "type", "target", "motivation", "body" };

  for (guint i = 0; i < G_N_ELEMENTS (once); i++)
    g_assert_cmpuint (count_members (raw, once[i]), ==, 1);
  g_assert_true (is_uri (json_object_get_string_member (annotation, "id")));
  g_assert_cmpstr (json_object_get_string_member (annotation, "type"), ==, "Annotation");
  g_assert_true (is_time (json_object_get_string_member (annotation, "created")));
  g_assert_true (is_time (json_object_get_string_member (annotation, "modified")));
  g_assert_true (g_strv_contains ((const char *const[]){ "commenting", "questioning", "assessing", "bookmarking", NULL },
                                  json_object_get_string_member (annotation, "motivation")));
  g_assert_false (json_object_has_member (annotation, "bodyValue"));
  if (json_object_has_member (annotation, "creator"))
    {
      JsonObject *creator = json_object_get_object_member (annotation, "creator");

      g_assert_cmpstr (json_object_get_string_member (creator, "type"), ==, "Person");
      g_assert_cmpstr (json_object_get_string_member (creator, "name"), !=, "");
    }
  check_bodies (annotation);
  check_target (annotation);
}

/* Every name is of the W3C's context or a CURIE of a prefix that it or ours declares. */
static void
check_names (JsonNode *node)
{
  static const char *const terms[] = {
    "@context", "id", "type", "label", "total", "first", "startIndex", "items", "motivation", "creator", "name",
    "created", "modified", "body", "value", "format", "purpose", "target", "source", "selector", NULL,
  };
  static const char *const prefixes[] = { "annals:", "dcterms:", "schema:" };

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      g_autoptr (GList) items = json_array_get_elements (json_node_get_array (node));

      for (GList *at = items; at != NULL; at = at->next)
        check_names (at->data);
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr (GList) names = json_object_get_members (json_node_get_object (node));

      for (GList *at = names; at != NULL; at = at->next)
        {
          gboolean is_known = g_strv_contains (terms, at->data);

          for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
            is_known = is_known || g_str_has_prefix (at->data, prefixes[i]);
          if (!is_known)
            g_test_message ("%s is not a term", (char *) at->data);
          g_assert_true (is_known);
          if (strcmp (at->data, "@context") != 0)
            check_names (json_object_get_member (json_node_get_object (node), at->data));
        }
    }
}

static void
check_context (JsonObject *root)
{
  JsonArray *context = json_object_get_array_member (root, "@context");
  JsonObject *ours = json_array_get_object_element (context, 1);

  g_assert_cmpuint (json_array_get_length (context), ==, 2);
  g_assert_cmpstr (json_array_get_string_element (context, 0), ==, "http://www.w3.org/ns/anno.jsonld");
  g_assert_cmpstr (json_object_get_string_member (ours, "annals"), ==, "https://annals.github.io/ns#");
}

static void
check_deleted (JsonObject *root)
{
  JsonArray *deleted;

  if (!json_object_has_member (root, "annals:deleted"))
    return;
  deleted = json_object_get_array_member (root, "annals:deleted");
  g_assert_cmpuint (json_array_get_length (deleted), >, 0);
  for (guint i = 0; i < json_array_get_length (deleted); i++)
    {
      JsonObject *one = json_array_get_object_element (deleted, i);

      g_assert_true (is_uri (json_object_get_string_member (one, "id")));
      g_assert_true (is_time (json_object_get_string_member (one, "modified")));
    }
}

static void
check_rules (const char *text, guint n_notes)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (AnnalsNotebookFile) file = read_text (text);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;
  JsonObject *root, *page;
  JsonArray *items;

  json_parser_load_from_data (parser, text, -1, &error);
  g_assert_no_error (error);
  check_names (json_parser_get_root (parser));
  root = json_node_get_object (json_parser_get_root (parser));
  check_context (root);
  check_deleted (root);
  g_assert_true (is_uri (json_object_get_string_member (root, "id")));
  g_assert_cmpstr (json_object_get_string_member (root, "type"), ==, "AnnotationCollection");
  g_assert_cmpstr (json_object_get_string_member (root, "label"), ==, "Notes on a story");
  g_assert_cmpint (json_object_get_int_member (root, "total"), ==, n_notes);
  g_assert_true (json_object_has_member (root, "first") == (n_notes > 0));
  if (n_notes == 0)
    return;
  page = json_object_get_object_member (root, "first");
  g_assert_false (json_object_has_member (page, "@context"));
  g_assert_true (is_uri (json_object_get_string_member (page, "id")));
  g_assert_cmpstr (json_object_get_string_member (page, "type"), ==, "AnnotationPage");
  g_assert_cmpint (json_object_get_int_member (page, "startIndex"), ==, 0);
  items = json_object_get_array_member (page, "items");
  g_assert_cmpuint (json_array_get_length (items), ==, n_notes);
  for (guint i = 0; i < n_notes; i++)
    {
      JsonObject *annotation = json_array_get_object_element (items, i);
      g_autofree char *raw = annals_json_slices_raw (file->slices, g_array_index (file->items, int, i));

      g_assert_true (g_hash_table_add (ids, (char *) json_object_get_string_member (annotation, "id")));
      check_note (annotation, raw);
    }
}

static void
test_rules (void)
{
  g_autoptr (AnnalsNoteSet) set = annals_note_set_new ();
  g_autoptr (GDateTime) now = annals_note_now ();
  g_autofree char *text = NULL;
  AnnalsNote *note;

  add_note (set, "S08", "plain", "");
  add_note (set, "a b#c/é中%", "q\"uo\\te\n\t\r\x01 é中😀", "follow up,é,\"");
  note = add_note (set, "S09", "", "");
  note->flag = ANNALS_FLAG_QUESTION;
  note = add_note (set, "S09", "x", "");
  note->flag = ANNALS_FLAG_DOUBT;
  g_clear_pointer (&note->event_title, g_free);
  g_clear_pointer (&note->event_date, g_free);
  note = add_note (set, "S09", "y", "one");
  note->flag = ANNALS_FLAG_STAR;
  note->author = g_strdup ("A. Reader");
  annals_note_set_remove (set, "urn:uuid:00000000-0000-4000-8000-000000000000", now);
  text = write_text (NULL, set);
  check_rules (text, 5);
}

static void
test_rules_after_edit (void)
{
  g_autoptr (AnnalsNoteSet) set = annals_note_set_new ();
  g_autoptr (AnnalsNotebookFile) file = NULL;
  g_autofree char *first = NULL;
  g_autofree char *text = NULL;
  AnnalsNote *note = add_note (set, "S08", "plain", "one,two"), *edited;

  first = write_text (NULL, set);
  file = read_text (first);
  edited = annals_note_edit (annals_note_set_get (file->set, note->id));
  g_free (edited->text);
  edited->text = g_strdup ("changed");
  edited->flag = ANNALS_FLAG_STAR;
  g_strfreev (edited->tags);
  edited->tags = g_strsplit ("two,three", ",", -1);
  annals_note_set_event (edited, "S 09", "Other", NULL);
  annals_note_set_put (set, edited);
  text = write_text (file, set);
  check_rules (text, 1);
  g_assert_nonnull (strstr (text, "S%2009"));
  g_assert_null (strstr (text, "\"one\""));
  g_assert_null (strstr (text, "dcterms:temporal"));
}

static char *
make_random_text (void)
{
  static const char *const pieces[] = { "a", " ", "\"", "\\", "\n", "\x01", "é", "中", "한", "😀", "%", "#", "/", "<", "\t", "}" };
  GString *text = g_string_new (NULL);

  for (int n = g_test_rand_int_range (0, 12); n > 0; n--)
    g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
  return g_string_free (text, FALSE);
}

/* One edit of a kind by chance: a new note, a deleted one, or another text, tags, flag, event. */
static void
edit_at_random (AnnalsNoteSet *set)
{
  g_autoptr (GPtrArray) notes = annals_note_set_sort (set);
  g_autofree char *text = make_random_text ();
  g_autofree char *event_id = g_strdup_printf ("S%s", text);
  AnnalsNote *note, *edited;

  if (notes->len == 0 || g_test_rand_int_range (0, 4) == 0)
    {
      note = add_note (set, event_id, text, g_test_rand_bit () ? "one,two" : "");
      note->author = g_test_rand_bit () ? g_strdup ("A. \"Reader\"") : NULL;
      return;
    }
  note = notes->pdata[g_test_rand_int_range (0, (int) notes->len)];
  edited = annals_note_edit (note);
  switch (g_test_rand_int_range (0, 5))
    {
    case 0:
      annals_note_set_remove (set, note->id, edited->modified);
      annals_note_unref (edited);
      return;
    case 1:
      g_free (edited->text);
      edited->text = g_steal_pointer (&text);
      break;
    case 2:
      g_strfreev (edited->tags);
      edited->tags = g_strsplit (*text != '\0' ? text : "tag", " ", -1);
      break;
    case 3:
      edited->flag = (AnnalsNoteFlag) g_test_rand_int_range (0, 4);
      break;
    default:
      annals_note_set_event (edited, event_id, g_test_rand_bit () ? text : NULL, g_test_rand_bit () ? "2018~" : NULL);
    }
  annals_note_set_put (set, edited);
}

static guint
count_deleted (const AnnalsNoteSet *set)
{
  g_autoptr (GPtrArray) ids = annals_note_set_list_deleted (set);

  return ids->len;
}

/* Many edits, saved now and then on top of the file before: every file obeys every rule. The seed is told at
 * the start. */
static void
test_rules_random (void)
{
  g_autoptr (AnnalsNoteSet) set = annals_note_set_new ();
  g_autoptr (AnnalsNotebookFile) file = NULL;

  for (int save = 0; save < 150; save++)
    {
      g_autofree char *text = NULL;

      for (int n = g_test_rand_int_range (1, 8); n > 0; n--)
        edit_at_random (set);
      text = write_text (file, set);
      check_rules (text, annals_note_set_count (set));
      g_clear_pointer (&file, annals_notebook_file_unref);
      file = read_text (text);
      g_assert_cmpuint (annals_note_set_count (file->set), ==, annals_note_set_count (set));
      g_assert_cmpuint (count_deleted (file->set), ==, count_deleted (set));
      annals_note_set_free (set);
      set = annals_note_set_copy (file->set);
    }
}

static void
test_deletions_alone (void)
{
  g_autoptr (AnnalsNoteSet) set = annals_note_set_new ();
  g_autoptr (GDateTime) now = annals_note_now ();
  g_autoptr (AnnalsNotebookFile) file = NULL;
  g_autofree char *text = NULL;

  annals_note_set_remove (set, "urn:uuid:00000000-0000-4000-8000-000000000001", now);
  annals_note_set_remove (set, "urn:uuid:00000000-0000-4000-8000-000000000002", now);
  text = write_text (NULL, set);
  check_rules (text, 0);
  file = read_text (text);
  g_assert_true (annals_note_set_equal (set, file->set));
}

static void
assert_note_equal (const AnnalsNote *a, const AnnalsNote *b)
{
  g_assert_nonnull (b);
  g_assert_cmpstr (a->id, ==, b->id);
  g_assert_cmpstr (a->text, ==, b->text);
  g_assert_cmpstrv (a->tags, b->tags);
  g_assert_cmpint (a->flag, ==, b->flag);
  g_assert_cmpstr (a->author, ==, b->author);
  g_assert_cmpstr (a->event_id, ==, b->event_id);
  g_assert_cmpstr (a->event_title, ==, b->event_title);
  g_assert_cmpstr (a->event_date, ==, b->event_date);
  g_assert_true (g_date_time_equal (a->created, b->created));
  g_assert_true (g_date_time_equal (a->modified, b->modified));
}

static void
test_round_trip (void)
{
  static const char *const texts[] = {
    "", "x", "line\nline\r\n\ttab", "\"\\/", "é中文😀\xe2\x80\xa8", "\x01\x02\x1f\x7f", "</script>", "{\"id\":1}",
  };
  static const char *const ids[] = { "S08", "h:0123:2", "a b", "100%", "%41", "é", "a#b?c/d", "\"", "中文", "+" };
  g_autoptr (AnnalsNoteSet) set = annals_note_set_new ();
  g_autoptr (AnnalsNotebookFile) file = NULL;
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  AnnalsNoteSetIter iter;
  AnnalsNote *written;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (guint j = 0; j < G_N_ELEMENTS (ids); j++)
      {
        AnnalsNote *note = add_note (set, ids[j], texts[i], i % 2 == 0 ? "" : texts[i][0] == '\0' ? "t" : texts[i]);

        note->flag = (i + j) % 4;
        note->author = i % 3 == 0 ? g_strdup ("Ö. \"Reader\"") : NULL;
      }
  text = write_text (NULL, set);
  file = read_text (text);
  g_assert_cmpuint (annals_note_set_count (file->set), ==, G_N_ELEMENTS (texts) * G_N_ELEMENTS (ids));
  annals_note_set_iter_init (&iter, set);
  while ((written = annals_note_set_iter_next (&iter)) != NULL)
    assert_note_equal (written, annals_note_set_get (file->set, written->id));
  again = write_text (file, file->set);
  g_assert_cmpstr (text, ==, again);
}

#define FOREIGN_PAGE \
  "{\"id\":\"http://example.org/a1\",\"type\":\"Annotation\",\"target\":\"http://example.org/p\",\n" \
  "   \"x\":1.10, \"big\":123456789012345678901234567890 ,\"s\":\"\\u00e9\\/\" }"
#define FOREIGN_HTML \
  "{\"type\":\"Annotation\",\"id\":\"urn:x:2\",\"body\":{\"type\":\"TextualBody\",\"value\":\"<b>x</b>\"," \
  "\"format\":\"text/html\"},\"target\":{\"type\":\"SpecificResource\",\"source\":\"urn:t\",\"selector\":" \
  "{\"type\":\"FragmentSelector\",\"value\":\"S01\"}}}"
#define FOREIGN_ODD "[ 1 ,2]"
#define OTHERS_NOTE \
  "{\"type\":[\"Annotation\",\"x:Y\"],\"id\":\"urn:x:3\",\"rights\":\"CC0\",\"motivation\":[\"describing\"]," \
  "\"created\":\"2020-01-01T10:00:00+09:00\",\"creator\":{\"id\":\"http://example.org/me\",\"name\":\"Me\"}," \
  "\"body\":[{\"type\":\"TextualBody\",\"value\":\"hm\",\"language\":\"en\"},\"http://example.org/body\"," \
  "{\"type\":\"TextualBody\",\"value\":\"t\",\"purpose\":\"tagging\",\"x:k\":1.0}],\"target\":{\"type\":" \
  "\"SpecificResource\",\"source\":{\"id\":\"urn:t\",\"x:v\":01e0},\"selector\":{\"type\":\"FragmentSelector\"," \
  "\"value\":\"S01\",\"conformsTo\":\"http://tools.ietf.org/rfc/rfc3236\"},\"x:state\":[ 1.50 ]}}"

static char *
others_file (void)
{
  g_autofree char *note = g_strdup (OTHERS_NOTE);

  /* The macro's 01e0 keeps the literal out of any formatter's hands; JSON wants 1e0. */
  memcpy (strstr (note, "01e0"), " 1e0", 4);
  return g_strconcat ("{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"type\":[\"AnnotationCollection\"],"
                      "\"label\":{\"en\":\"Mine\"},\"x:more\":{\"n\":1.0},\"id\":\"http://example.org/c\",\"total\":4,"
                      "\"first\":{\"type\":\"AnnotationPage\",\"x:p\":[1.10],\"items\":[",
                      FOREIGN_PAGE, ",", note, " , ", FOREIGN_HTML, ",", FOREIGN_ODD, "]}}", NULL);
}

static void
test_foreign (void)
{
  g_autofree char *text = others_file ();
  g_autoptr (AnnalsNotebookFile) file = read_text (text);
  g_autoptr (AnnalsNoteSet) set = annals_note_set_copy (file->set);
  g_autofree char *written = NULL;
  g_autoptr (AnnalsNotebookFile) again = NULL;
  AnnalsNote *note = annals_note_set_get (set, "urn:x:3"), *edited;

  g_assert_cmpuint (annals_note_set_count (set), ==, 1);
  g_assert_cmpuint (set->foreign->len, ==, 3);
  g_assert_cmpstr (note->text, ==, "hm");
  g_assert_cmpstr (note->tags[0], ==, "t");
  g_assert_cmpstr (note->author, ==, "Me");
  g_assert_cmpint (g_date_time_get_hour (note->created), ==, 1);
  edited = annals_note_edit (note);
  g_free (edited->text);
  edited->text = g_strdup ("oh");
  annals_note_set_put (set, edited);
  add_note (set, "S02", "new", "");
  written = write_text (file, set);
  again = read_text (written);

  /* Byte for byte, and in their order. */
  g_assert_nonnull (strstr (written, FOREIGN_PAGE));
  g_assert_nonnull (strstr (written, FOREIGN_HTML));
  g_assert_nonnull (strstr (written, FOREIGN_ODD));
  g_assert_true (strstr (written, FOREIGN_PAGE) < strstr (written, "\"urn:x:3\""));
  g_assert_true (strstr (written, "\"urn:x:3\"") < strstr (written, FOREIGN_HTML));
  g_assert_nonnull (strstr (written, "\"x:more\": {\"n\":1.0}"));
  g_assert_nonnull (strstr (written, "\"label\": {\"en\":\"Mine\"}"));
  g_assert_nonnull (strstr (written, "\"x:p\": [1.10]"));
  g_assert_nonnull (strstr (written, "\"total\": 5"));
  g_assert_nonnull (strstr (written, "\"annals\": \"https://annals.github.io/ns#\""));
  /* In the edited note, all but what was edited. */
  g_assert_nonnull (strstr (written, "\"rights\": \"CC0\""));
  g_assert_nonnull (strstr (written, "\"motivation\": [\"describing\"]"));
  g_assert_nonnull (strstr (written, "\"created\": \"2020-01-01T10:00:00+09:00\""));
  g_assert_nonnull (strstr (written, "\"language\": \"en\""));
  g_assert_nonnull (strstr (written, "\"value\": \"oh\""));
  g_assert_nonnull (strstr (written, "\"http://example.org/body\""));
  g_assert_nonnull (strstr (written, "\"x:k\":1.0"));
  g_assert_nonnull (strstr (written, "\"x:v\": 1e0"));
  g_assert_nonnull (strstr (written, "\"conformsTo\":\"http://tools.ietf.org/rfc/rfc3236\""));
  g_assert_nonnull (strstr (written, "\"x:state\":[ 1.50 ]"));
  g_assert_null (strstr (written, "\"hm\""));
  assert_note_equal (edited, annals_note_set_get (again->set, "urn:x:3"));
  g_assert_cmpuint (again->set->foreign->len, ==, 3);
}

static void
test_body_value (void)
{
  g_autoptr (AnnalsNotebookFile) file = read_text (
      "{\"type\":\"AnnotationPage\",\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":\"urn:p\",\"items\":["
      "{\"id\":\"urn:a\",\"type\":\"Annotation\",\"bodyValue\":\"short\",\"target\":{\"source\":\"urn:t\","
      "\"selector\":{\"type\":\"FragmentSelector\",\"value\":\"S%2001\"}}}]}");
  AnnalsNote *note = annals_note_set_get (file->set, "urn:a");
  g_autoptr (AnnalsNoteSet) set = annals_note_set_copy (file->set);
  g_autofree char *written = NULL;
  g_autoptr (AnnalsNotebookFile) again = NULL;
  AnnalsNote *edited;

  g_assert_cmpstr (note->text, ==, "short");
  g_assert_cmpstr (note->event_id, ==, "S 01");
  g_assert_cmpstr (file->source_id, ==, "urn:t");
  edited = annals_note_edit (note);
  edited->flag = ANNALS_FLAG_DOUBT;
  annals_note_set_put (set, edited);
  written = write_text (file, set);
  again = read_text (written);
  g_assert_null (strstr (written, "bodyValue"));
  g_assert_cmpuint (count_members (written, "type"), ==, 1);
  g_assert_nonnull (strstr (written, "AnnotationCollection"));
  /* The lone page is now within a collection, and its context has moved up. */
  g_assert_cmpstr (strstr (strstr (written, "@context") + 1, "@context"), ==, NULL);
  /* When it was made nobody says; that is not made up. */
  g_assert_null (strstr (written, "\"created\""));
  g_assert_true (annals_note_says_same (edited, annals_note_set_get (again->set, "urn:a")));
}

static void
test_twins (void)
{
  g_autoptr (AnnalsNoteSet) set = annals_note_set_new ();
  AnnalsNote *note = add_note (set, "S08", "one", "");
  g_autofree char *one = annals_note_write (note, &target);
  g_autoptr (AnnalsNote) other = annals_note_edit (note);
  g_autofree char *two = NULL;
  g_autofree char *text = NULL;
  g_autofree char *written = NULL;
  g_autoptr (AnnalsNotebookFile) file = NULL;
  g_autoptr (AnnalsNotebookFile) again = NULL;

  g_free (other->text);
  other->text = g_strdup ("two");
  two = annals_note_write (other, &target);
  text = g_strdup_printf ("{\"type\":\"AnnotationPage\",\"items\":[%s,%s,%s]}", one, two, one);
  file = read_text (text);
  g_assert_cmpuint (annals_note_set_count (file->set), ==, 2);
  g_assert_cmpstr (annals_note_set_get (file->set, note->id)->text, ==, "two");
  written = write_text (file, file->set);
  check_rules (written, 2);
}

static void
test_hostile (void)
{
  static const struct
  {
    const char *text;
    int n_notes, n_foreign; /* -1: it is refused */
  } cases[] = {
    { "", 0, 0 },
    { " \n", 0, 0 },
    { "x", -1, 0 },
    { "[]", -1, 0 },
    { "\"AnnotationCollection\"", -1, 0 },
    { "{}", -1, 0 },
    { "{\"type\":\"FeatureCollection\"}", -1, 0 },
    { "{\"type\":\"AnnotationCollection\"", -1, 0 },
    { "{\"type\":\"AnnotationCollection\"}", 0, 0 },
    { "{\"type\":\"AnnotationCollection\",\"first\":\"http://example.org/page1\"}", -1, 0 },
    { "{\"type\":\"AnnotationCollection\",\"first\":{\"items\":{}}}", -1, 0 },
    { "{\"type\":\"AnnotationCollection\",\"first\":{}}", 0, 0 },
    { "{\"type\":\"AnnotationCollection\",\"first\":{\"items\":[null,1,\"x\",[],{}]}}", 0, 5 },
    { "{\"type\":\"AnnotationCollection\",\"first\":{\"items\":[1],\"next\":{\"items\":[2]}}}", 0, 2 },
    { "{\"type\":\"AnnotationCollection\",\"annals:deleted\":{\"id\":1}}", 0, 0 },
    { "{\"type\":\"AnnotationCollection\",\"annals:deleted\":[1,{},{\"id\":2},{\"modified\":\"x\"}]}", 0, 0 },
    { "{\"type\":\"AnnotationPage\",\"items\":[{\"id\":7,\"type\":\"Annotation\",\"target\":{\"source\":1,\"selector\":"
      "{\"type\":\"FragmentSelector\",\"value\":\"a\"}}}]}", 0, 1 },
    { "{\"type\":\"AnnotationPage\",\"items\":[{\"id\":\"u\",\"type\":\"Annotation\",\"target\":{\"source\":1,"
      "\"selector\":{\"type\":\"FragmentSelector\",\"value\":\"\"}}}]}", 0, 1 },
    { "{\"type\":\"AnnotationPage\",\"items\":[{\"id\":\"u\",\"type\":\"Annotation\",\"created\":\"tomorrow\","
      "\"modified\":12,\"target\":{\"source\":1,\"selector\":{\"type\":\"FragmentSelector\",\"value\":\"%zz%00%ff\"}}}]}",
      1, 0 },
    { "{\"type\":\"AnnotationPage\",\"items\":[{\"id\":\"u\",\"type\":\"Annotation\",\"body\":\"http://x\",\"target\":"
      "{\"source\":1,\"selector\":{\"type\":\"FragmentSelector\",\"value\":\"a\"}}}]}", 0, 1 },
    { "{\"type\":\"AnnotationPage\",\"items\":[{\"id\":\"u\",\"type\":\"Annotation\",\"modified\":"
      "\"9999-12-31T23:59:59.999Z\",\"body\":[],\"bodyValue\":\"\\u0000\",\"target\":{\"source\":1,\"selector\":"
      "{\"type\":\"FragmentSelector\",\"value\":\"a\"}}}]}", 1, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].text, strlen (cases[i].text));
      g_autoptr (GError) error = NULL;
      g_autoptr (AnnalsNotebookFile) file = annals_notebook_file_new (bytes, &error);

      g_test_message ("%s", cases[i].text);
      if (cases[i].n_notes < 0)
        {
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpint (annals_note_set_count (file->set), ==, cases[i].n_notes);
      g_assert_cmpint (file->set->foreign->len, ==, cases[i].n_foreign);
      /* What was read can be edited, written and read again. */
      {
        g_autoptr (AnnalsNoteSet) set = annals_note_set_copy (file->set);
        g_autofree char *written = NULL;
        g_autoptr (AnnalsNotebookFile) again = NULL;
        AnnalsNoteSetIter iter;
        AnnalsNote *note;

        annals_note_set_iter_init (&iter, file->set);
        while ((note = annals_note_set_iter_next (&iter)) != NULL)
          annals_note_set_put (set, annals_note_edit (note));
        written = write_text (file, set);
        again = read_text (written);
        g_assert_cmpint (annals_note_set_count (again->set), ==, cases[i].n_notes);
        g_assert_cmpint (again->set->foreign->len, ==, cases[i].n_foreign);
      }
    }
}

/* A file with any byte changed, or cut anywhere, is read or refused, and what is read can be written. */
static void
test_mutations (void)
{
  g_autofree char *text = others_file ();
  gsize length = strlen (text);

  for (int round = 0; round < 4000; round++)
    {
      gsize cut = round % 8 == 0 ? (gsize) g_test_rand_int_range (0, (int) length) : length;
      g_autofree char *copy = g_strndup (text, cut);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (AnnalsNotebookFile) file = NULL;

      for (int i = g_test_rand_int_range (0, 3); cut > 0 && i > 0; i--)
        copy[g_test_rand_int_range (0, (int) cut)] = "{}[]\",:\\u0aé"[g_test_rand_int_range (0, 13)];
      bytes = g_bytes_new (copy, strlen (copy));
      file = annals_notebook_file_new (bytes, NULL);
      if (file != NULL)
        {
          g_autofree char *written = write_text (file, file->set);
          g_autoptr (AnnalsNotebookFile) again = read_text (written);

          g_assert_cmpuint (annals_note_set_count (again->set), ==, annals_note_set_count (file->set));
        }
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/notes/file/rules", test_rules);
  g_test_add_func ("/notes/file/rules-after-edit", test_rules_after_edit);
  g_test_add_func ("/notes/file/rules-random", test_rules_random);
  g_test_add_func ("/notes/file/deletions-alone", test_deletions_alone);
  g_test_add_func ("/notes/file/round-trip", test_round_trip);
  g_test_add_func ("/notes/file/foreign", test_foreign);
  g_test_add_func ("/notes/file/body-value", test_body_value);
  g_test_add_func ("/notes/file/twins", test_twins);
  g_test_add_func ("/notes/file/hostile", test_hostile);
  g_test_add_func ("/notes/file/mutations", test_mutations);
  return g_test_run ();
}
