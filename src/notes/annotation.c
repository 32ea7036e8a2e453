/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A note as a Web Annotation (W3C Web Annotation Data Model, 2017):
 *
 *   { id, type, motivation, creator, created, modified,
 *     body: [ TextualBody commenting, TextualBody tagging … ],
 *     target: SpecificResource { source, selector: FragmentSelector } }
 *
 * Reading is generous within that shape; an annotation of another shape is another tool's and not
 * a note. Writing an edited note patches the annotation it was read from, so that what other tools
 * put into it stays. */
#include <string.h>

#include "notes/note-private.h"

#define SEPARATOR "\n      "
#define INNER_SEPARATOR "\n          "

static const char *const motivations[] = {
  [ANNALS_FLAG_NONE] = "commenting",
  [ANNALS_FLAG_STAR] = "bookmarking",
  [ANNALS_FLAG_QUESTION] = "questioning",
  [ANNALS_FLAG_DOUBT] = "assessing",
};

typedef enum
{
  BODY_TEXT,
  BODY_TAG,
  BODY_OTHER
} BodyRole;

static BodyRole
body_get_role (AnnalsJsonSlices *slices, int body)
{
  int type = annals_json_slices_member (slices, body, "type");
  int purpose = annals_json_slices_member (slices, body, "purpose");
  g_autofree char *value = annals_json_slices_member_string (slices, body, "value");
  g_autofree char *format = annals_json_slices_member_string (slices, body, "format");

  if (value == NULL || !annals_json_slices_has_word (slices, type, "TextualBody"))
    return BODY_OTHER;
  if (annals_json_slices_has_word (slices, purpose, "tagging"))
    return BODY_TAG;
  return format == NULL || g_str_equal (format, "text/plain") || g_str_equal (format, "text/markdown")
             ? BODY_TEXT
             : BODY_OTHER;
}

/* Goes through a body that may be one value or an array of them. */
static int
first_item (AnnalsJsonSlices *slices, int node)
{
  return annals_json_slices_is (slices, node, ANNALS_JSON_ARRAY) ? annals_json_slices_first_child (slices, node)
                                                                 : node;
}

static int
next_item (AnnalsJsonSlices *slices, int whole, int item)
{
  return item == whole ? ANNALS_JSON_NONE : annals_json_slices_next (slices, item);
}

static gboolean
read_body (AnnalsNote *note, AnnalsJsonSlices *slices, int annotation)
{
  int body = annals_json_slices_member (slices, annotation, "body");
  g_autoptr (GPtrArray) tags = g_ptr_array_new_with_free_func (g_free);
  gboolean is_ours = FALSE;

  note->text = annals_json_slices_member_string (slices, annotation, "bodyValue");
  is_ours = note->text != NULL || body == ANNALS_JSON_NONE;
  for (int item = first_item (slices, body); item != ANNALS_JSON_NONE; item = next_item (slices, body, item))
    {
      BodyRole role = body_get_role (slices, item);

      if (role == BODY_TEXT && note->text == NULL)
        note->text = annals_json_slices_member_string (slices, item, "value");
      else if (role == BODY_TAG)
        g_ptr_array_add (tags, annals_json_slices_member_string (slices, item, "value"));
      is_ours = is_ours || role != BODY_OTHER;
    }
  g_ptr_array_add (tags, NULL);
  note->tags = (char **) g_ptr_array_free (g_steal_pointer (&tags), FALSE);
  if (note->text == NULL)
    note->text = g_strdup ("");
  return is_ours;
}

static gboolean
read_target (AnnalsNote *note, AnnalsJsonSlices *slices, int annotation)
{
  int target = annals_json_slices_member (slices, annotation, "target");
  int selector = annals_json_slices_member (slices, target, "selector");
  g_autofree char *value = annals_json_slices_member_string (slices, selector, "value");

  if (value == NULL || *value == '\0'
      || annals_json_slices_member (slices, target, "source") == ANNALS_JSON_NONE
      || !annals_json_slices_has_word (slices, annals_json_slices_member (slices, selector, "type"),
                                       "FragmentSelector"))
    return FALSE;
  note->event_id = g_uri_unescape_string (value, NULL);
  if (note->event_id == NULL || !g_utf8_validate (note->event_id, -1, NULL))
    {
      g_free (note->event_id);
      note->event_id = g_steal_pointer (&value);
    }
  note->event_title = annals_json_slices_member_string (slices, target, "dcterms:title");
  note->event_date = annals_json_slices_member_string (slices, target, "dcterms:temporal");
  return TRUE;
}

static AnnalsNoteFlag
read_flag (AnnalsJsonSlices *slices, int annotation)
{
  int motivation = annals_json_slices_member (slices, annotation, "motivation");

  for (guint flag = ANNALS_FLAG_STAR; flag < G_N_ELEMENTS (motivations); flag++)
    if (annals_json_slices_has_word (slices, motivation, motivations[flag]))
      return flag;
  return ANNALS_FLAG_NONE;
}

static char *
read_author (AnnalsJsonSlices *slices, int annotation)
{
  int creator = annals_json_slices_member (slices, annotation, "creator");

  return annals_json_slices_member_string (slices, first_item (slices, creator), "name");
}

static GDateTime *
read_time (AnnalsJsonSlices *slices, int annotation, const char *name)
{
  g_autofree char *text = annals_json_slices_member_string (slices, annotation, name);

  return annals_note_time_from_text (text);
}

AnnalsNote *
annals_note_read (AnnalsJsonSlices *slices, int node)
{
  g_autoptr (AnnalsNote) note = g_new0 (AnnalsNote, 1);

  g_atomic_ref_count_init (&note->ref_count);
  note->id = annals_json_slices_member_string (slices, node, "id");
  if (note->id == NULL || *note->id == '\0'
      || !annals_json_slices_has_word (slices, annals_json_slices_member (slices, node, "type"), "Annotation")
      || !read_target (note, slices, node) || !read_body (note, slices, node))
    return NULL;
  note->flag = read_flag (slices, node);
  note->author = read_author (slices, node);
  note->created = read_time (slices, node, "created");
  note->modified = read_time (slices, node, "modified");
  if (note->created == NULL)
    note->created = note->modified != NULL ? g_date_time_ref (note->modified)
                                           : g_date_time_new_from_unix_utc (0);
  if (note->modified == NULL)
    note->modified = g_date_time_ref (note->created);
  note->json = annals_json_slices_raw (slices, node);
  return g_steal_pointer (&note);
}

static void
append_body (GString *out, const char *raw)
{
  g_string_append (out, out->len > 1 ? "," INNER_SEPARATOR : " ");
  g_string_append (out, raw);
}

static char *
text_body (AnnalsJsonSlices *slices, int old, const char *text)
{
  g_autofree char *quoted = annals_json_quote (text);
  AnnalsJsonPatch patches[] = {
    { "type", "\"TextualBody\"" }, { "value", quoted }, { "format", "\"text/plain\"" }, { "purpose", "\"commenting\"" },
  };
  g_autofree char *old_text = annals_json_slices_member_string (slices, old, "value");

  if (old == ANNALS_JSON_NONE)
    return annals_json_patch_object (slices, old, patches, G_N_ELEMENTS (patches), " ", " ");
  if (strcmp (old_text, text) == 0)
    return annals_json_slices_raw (slices, old);
  return annals_json_patch_object (slices, old, patches + 1, 1, " ", " ");
}

static char *
tag_body (AnnalsJsonSlices *slices, int body, const char *tag)
{
  g_autofree char *quoted = annals_json_quote (tag);

  for (int item = first_item (slices, body); item != ANNALS_JSON_NONE; item = next_item (slices, body, item))
    {
      g_autofree char *value = annals_json_slices_member_string (slices, item, "value");

      if (body_get_role (slices, item) == BODY_TAG && strcmp (value, tag) == 0)
        return annals_json_slices_raw (slices, item);
    }
  return g_strdup_printf ("{ \"type\": \"TextualBody\", \"value\": %s, \"purpose\": \"tagging\" }", quoted);
}

/* The array of bodies: the text, the tags, and what else the old body had. */
static char *
write_body (const AnnalsNote *note, AnnalsJsonSlices *slices, int annotation)
{
  int body = annals_json_slices_member (slices, annotation, "body"), old_text = ANNALS_JSON_NONE;
  GString *out = g_string_new ("[");
  g_autofree char *text = NULL;

  if (annals_json_slices_member (slices, annotation, "bodyValue") == ANNALS_JSON_NONE)
    for (int item = first_item (slices, body); item != ANNALS_JSON_NONE && old_text == ANNALS_JSON_NONE;
         item = next_item (slices, body, item))
      if (body_get_role (slices, item) == BODY_TEXT)
        old_text = item;
  text = text_body (slices, old_text, note->text);
  append_body (out, text);
  for (guint i = 0; note->tags[i] != NULL; i++)
    {
      g_autofree char *tag = tag_body (slices, body, note->tags[i]);

      append_body (out, tag);
    }
  for (int item = first_item (slices, body); item != ANNALS_JSON_NONE; item = next_item (slices, body, item))
    if (item != old_text && body_get_role (slices, item) != BODY_TAG)
      {
        g_autofree char *raw = annals_json_slices_raw (slices, item);

        append_body (out, raw);
      }
  g_string_append (out, " ]");
  return g_string_free (out, FALSE);
}

static gboolean
is_target_current (const AnnalsNote *note, AnnalsJsonSlices *slices, int target)
{
  g_autofree char *title = annals_json_slices_member_string (slices, target, "dcterms:title");
  g_autofree char *date = annals_json_slices_member_string (slices, target, "dcterms:temporal");
  int selector = annals_json_slices_member (slices, target, "selector");
  g_autofree char *value = annals_json_slices_member_string (slices, selector, "value");
  g_autofree char *event_id = value != NULL ? g_uri_unescape_string (value, NULL) : NULL;

  return (g_strcmp0 (event_id, note->event_id) == 0 || g_strcmp0 (value, note->event_id) == 0)
         && g_strcmp0 (title, note->event_title) == 0 && g_strcmp0 (date, note->event_date) == 0;
}

static char *
write_target (const AnnalsNote *note, const AnnalsNoteTarget *target, AnnalsJsonSlices *slices, int annotation)
{
  int old = annals_json_slices_member (slices, annotation, "target");
  int old_source = annals_json_slices_member (slices, old, "source");
  /* RFC 3986, 3.5: what a fragment may hold besides letters and digits. */
  g_autofree char *fragment = g_uri_escape_string (note->event_id, "!$&'()*+,;=:@/?", FALSE);
  g_autofree char *quoted_fragment = annals_json_quote (fragment);
  g_autofree char *id = annals_json_quote (target->timeline_id);
  g_autofree char *name = annals_json_quote (target->file_name);
  g_autofree char *title = note->event_title != NULL ? annals_json_quote (note->event_title) : NULL;
  g_autofree char *date = note->event_date != NULL ? annals_json_quote (note->event_date) : NULL;
  AnnalsJsonPatch source_patches[] = {
    { "id", id }, { "type", "\"Dataset\"" }, { "format", "\"application/json\"" }, { "schema:name", name },
  };
  AnnalsJsonPatch selector_patches[] = { { "type", "\"FragmentSelector\"" }, { "value", quoted_fragment } };
  g_autofree char *source = NULL, *selector = NULL;

  if (old != ANNALS_JSON_NONE && is_target_current (note, slices, old))
    return annals_json_slices_raw (slices, old);
  if (!annals_json_slices_is (slices, old_source, ANNALS_JSON_OBJECT))
    old_source = ANNALS_JSON_NONE;
  source = annals_json_patch_object (slices, old_source, source_patches, G_N_ELEMENTS (source_patches), " ", " ");
  selector = annals_json_patch_object (slices, annals_json_slices_member (slices, old, "selector"),
                                       selector_patches, G_N_ELEMENTS (selector_patches), " ", " ");
  {
    AnnalsJsonPatch patches[] = {
      { "type", "\"SpecificResource\"" }, { "source", source }, { "selector", selector },
      { "dcterms:title", title }, { "dcterms:temporal", date },
    };

    return annals_json_patch_object (slices, old, patches, G_N_ELEMENTS (patches), INNER_SEPARATOR, " ");
  }
}

static char *
write_creator (const AnnalsNote *note)
{
  g_autofree char *name = note->author != NULL ? annals_json_quote (note->author) : NULL;

  return name != NULL ? g_strdup_printf ("{ \"type\": \"Person\", \"name\": %s }", name) : NULL;
}

static char *
write_new (const AnnalsNote *note, const AnnalsNoteTarget *target)
{
  g_autofree char *id = annals_json_quote (note->id);
  g_autofree char *motivation = annals_json_quote (motivations[note->flag]);
  g_autofree char *creator = write_creator (note);
  g_autofree char *created_text = annals_note_time_to_text (note->created);
  g_autofree char *created = annals_json_quote (created_text);
  g_autofree char *modified_text = annals_note_time_to_text (note->modified);
  g_autofree char *modified = annals_json_quote (modified_text);
  g_autofree char *body = write_body (note, NULL, ANNALS_JSON_NONE);
  g_autofree char *where = write_target (note, target, NULL, ANNALS_JSON_NONE);
  AnnalsJsonPatch patches[] = {
    { "id", id }, { "type", "\"Annotation\"" }, { "motivation", motivation }, { "creator", creator },
    { "created", created }, { "modified", modified }, { "body", body }, { "target", where },
  };

  return annals_json_patch_object (NULL, ANNALS_JSON_NONE, patches, G_N_ELEMENTS (patches), SEPARATOR, " ");
}

char *
annals_note_write (const AnnalsNote *note, const AnnalsNoteTarget *target)
{
  g_autoptr (AnnalsJsonSlices) old = NULL;

  if (note->json != NULL && !note->is_edited)
    return g_strdup (note->json);
  if (note->json != NULL)
    old = annals_json_slices_new_from_string (note->json);
  if (old == NULL)
    return write_new (note, target);
  {
    /* The flag's motivation replaces the old ones only where the flag was changed. */
    g_autofree char *motivation = annals_json_quote (motivations[note->flag]);
    g_autofree char *id = annals_json_quote (note->id);
    g_autofree char *modified_text = annals_note_time_to_text (note->modified);
    g_autofree char *modified = annals_json_quote (modified_text);
    g_autofree char *body = write_body (note, old, 0);
    g_autofree char *where = write_target (note, target, old, 0);
    AnnalsJsonPatch patches[] = {
      { "id", id }, { "modified", modified }, { "body", body }, { "bodyValue", NULL }, { "target", where },
      { "motivation", motivation },
    };
    guint n_patches = G_N_ELEMENTS (patches) - (read_flag (old, 0) == note->flag ? 1 : 0);

    return annals_json_patch_object (old, 0, patches, n_patches, SEPARATOR, " ");
  }
}
