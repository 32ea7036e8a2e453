/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Three sets of notes, and what they come to. */
#include <locale.h>
#include <string.h>

#include "notes/note-private.h"
#include "notes/note-set.h"

/* A set in words, separated by spaces: `a=text@7` is the note a, modified at second 7; `-a@9` remembers
 * that it was deleted at second 9. */
static AnnalsNoteSet *
read_set (const char *words)
{
  AnnalsNoteSet *set = annals_note_set_new ();
  g_auto (GStrv) list = g_strsplit (words, " ", -1);

  for (guint i = 0; list[i] != NULL && *list[i] != '\0'; i++)
    {
      char *at = strrchr (list[i], '@'), *equals = strchr (list[i], '=');
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (g_ascii_strtoll (at + 1, NULL, 10));

      *at = '\0';
      if (list[i][0] == '-')
        annals_note_set_remove (set, list[i] + 1, time);
      else
        {
          AnnalsNote *note = annals_note_new ("event", "Title", "2018");

          *equals = '\0';
          g_free (note->id);
          g_free (note->text);
          g_date_time_unref (note->modified);
          g_date_time_unref (note->created);
          note->id = g_strdup (list[i]);
          note->text = g_strdup (equals + 1);
          note->modified = g_date_time_ref (time);
          note->created = g_date_time_new_from_unix_utc (0);
          annals_note_set_put (set, note);
        }
    }
  return set;
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static char *
describe_set (const AnnalsNoteSet *set)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) deleted = annals_note_set_list_deleted (set);
  AnnalsNoteSetIter iter;
  AnnalsNote *note;

  annals_note_set_iter_init (&iter, set);
  while ((note = annals_note_set_iter_next (&iter)) != NULL)
    {
      gboolean is_conflict = g_strv_contains ((const char *const *) note->tags, ANNALS_CONFLICT_TAG);

      g_assert_true (annals_note_set_get (set, note->id) == note);
      g_ptr_array_add (words, g_strdup_printf ("%s=%s@%d", is_conflict ? "conflict" : note->id, note->text,
                                               (int) g_date_time_to_unix (note->modified)));
    }
  for (guint i = 0; i < deleted->len; i++)
    {
      GDateTime *when = annals_note_set_get_deletion (set, deleted->pdata[i]);

      g_ptr_array_add (words, g_strdup_printf ("-%s@%d", (char *) deleted->pdata[i], (int) g_date_time_to_unix (when)));
    }
  g_ptr_array_sort (words, compare_words);
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" ", (char **) words->pdata);
}

static char *
merge (const char *base, const char *ours, const char *theirs)
{
  g_autoptr (AnnalsNoteSet) base_set = read_set (base);
  g_autoptr (AnnalsNoteSet) our_set = read_set (ours);
  g_autoptr (AnnalsNoteSet) their_set = read_set (theirs);
  g_autoptr (AnnalsNoteSet) merged = annals_note_set_merge (base_set, our_set, their_set);

  return describe_set (merged);
}

static void
test_table (void)
{
  static const struct
  {
    const char *what, *base, *ours, *theirs, *expected;
    gboolean is_lopsided; /* the two sides do not mean the same */
  } cases[] = {
    { "nothing", "", "", "", "" },
    { "nobody did anything", "a=x@1", "a=x@1", "a=x@1", "a=x@1" },
    { "a new note", "", "a=x@1", "", "a=x@1" },
    { "two new notes", "", "a=x@1", "b=y@2", "a=x@1 b=y@2" },
    { "one side edits", "a=x@1", "a=y@2", "a=x@1", "a=y@2" },
    { "one side edits, by a clock that runs behind", "a=x@5", "a=y@2", "a=x@5", "a=y@2", TRUE },
    { "both edit alike", "a=x@1", "a=y@2", "a=y@2", "a=y@2" },
    { "both edit alike at different times", "a=x@1", "a=y@2", "a=y@3", "a=y@3" },
    { "both edit: the later stays, the other is kept", "a=x@1", "a=y@2", "a=z@3", "a=z@3 conflict=y@2" },
    { "both edit: ours is the later", "a=x@1", "a=y@4", "a=z@3", "a=y@4 conflict=z@3" },
    { "both edit at one time: the greater bytes stay", "a=x@1", "a=y@2", "a=z@2", "a=z@2 conflict=y@2" },
    { "the same id from nowhere", "", "a=y@2", "a=z@3", "a=z@3 conflict=y@2" },
    { "they delete", "a=x@1", "a=x@1", "-a@2", "-a@2" },
    { "we delete", "a=x@1", "-a@2", "a=x@1", "-a@2" },
    { "both delete: the later time", "a=x@1", "-a@2", "-a@3", "-a@3" },
    { "they delete what we edit", "a=x@1", "a=y@2", "-a@3", "a=y@2" },
    { "we delete what they edit", "a=x@1", "-a@3", "a=y@2", "a=y@2" },
    { "a deletion is remembered", "-a@1", "-a@1", "-a@1", "-a@1" },
    { "a deletion of long ago that they have forgotten", "-a@1", "-a@1", "", "-a@1" },
    { "a deletion undone", "-a@1", "a=x@2", "-a@1", "a=x@2" },
    { "they delete a note that we never saw", "", "", "-a@1", "-a@1", TRUE },
    { "we made and unmade a note that was never on disk", "", "-a@1", "", "", TRUE },
    { "their file lost our note", "a=x@1", "a=x@1", "", "a=x@1" },
    { "their file lost all", "a=x@1 b=y@1 -c@1", "a=x@1 b=z@2 -c@1", "", "-c@1 a=x@1 b=z@2" },
    { "their file is an old copy", "a=y@2", "a=y@2", "a=x@1", "a=y@2", TRUE },
    { "their file is an old copy, and we edit", "a=y@2", "a=z@3", "a=x@1", "a=z@3", TRUE },
    { "another tool edits and leaves the time alone", "a=x@1", "a=x@1", "a=y@1", "a=y@1" },
    { "each to their own", "a=x@1 b=x@1 c=x@1", "a=y@2 b=x@1 -c@2", "a=x@1 b=z@2 c=x@1 d=n@2",
      "-c@2 a=y@2 b=z@2 d=n@2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *merged = merge (cases[i].base, cases[i].ours, cases[i].theirs);
      g_autofree char *mirrored = merge (cases[i].base, cases[i].theirs, cases[i].ours);

      g_test_message ("%s", cases[i].what);
      g_assert_cmpstr (merged, ==, cases[i].expected);
      if (!cases[i].is_lopsided)
        g_assert_cmpstr (mirrored, ==, cases[i].expected);
    }
}

/* What one program settled, the other finds settled. */
static void
test_same_copy (void)
{
  g_autoptr (AnnalsNoteSet) base = read_set ("a=x@1");
  g_autoptr (AnnalsNoteSet) one = read_set ("a=y@2");
  g_autoptr (AnnalsNoteSet) other = read_set ("a=z@3");
  g_autoptr (AnnalsNoteSet) here = annals_note_set_merge (base, one, other);
  g_autoptr (AnnalsNoteSet) there = annals_note_set_merge (base, other, one);
  g_autoptr (AnnalsNoteSet) both = annals_note_set_merge (base, here, there);
  g_autoptr (AnnalsNoteSet) late = annals_note_set_merge (base, one, here);
  g_autofree char *words = describe_set (both);
  g_autofree char *late_words = describe_set (late);
  AnnalsNoteSetIter iter;
  AnnalsNote *note;

  annals_note_set_iter_init (&iter, here);
  while ((note = annals_note_set_iter_next (&iter)) != NULL)
    {
      g_assert_nonnull (annals_note_set_get (there, note->id));
      g_assert_true (g_uuid_string_is_valid (strcmp (note->id, "a") == 0 ? "00000000-0000-4000-8000-000000000000"
                                                                         : note->id + strlen ("urn:uuid:")));
    }
  g_assert_cmpstr (words, ==, "a=z@3 conflict=y@2");
  /* A program that saves its side again meets its own copy, and makes no second one. */
  g_assert_cmpstr (late_words, ==, "a=z@3 conflict=y@2");
}

static void
test_conflict_tag (void)
{
  g_autoptr (AnnalsNoteSet) base = read_set ("");
  g_autoptr (AnnalsNoteSet) one = read_set ("a=y@2");
  g_autoptr (AnnalsNoteSet) other = read_set ("a=z@3");
  g_autoptr (AnnalsNoteSet) merged = NULL;
  AnnalsNote *loser = annals_note_set_get (one, "a");
  AnnalsNoteSetIter iter;
  AnnalsNote *note;

  g_strfreev (loser->tags);
  loser->tags = g_strsplit ("first,conflict", ",", -1);
  loser->flag = ANNALS_FLAG_DOUBT;
  merged = annals_note_set_merge (base, one, other);
  g_assert_cmpuint (annals_note_set_count (merged), ==, 2);
  annals_note_set_iter_init (&iter, merged);
  while ((note = annals_note_set_iter_next (&iter)) != NULL)
    {
      if (strcmp (note->id, "a") == 0)
        continue;
      g_assert_cmpuint (g_strv_length (note->tags), ==, 2);
      g_assert_cmpstr (note->tags[0], ==, "first");
      g_assert_cmpint (note->flag, ==, ANNALS_FLAG_DOUBT);
      g_assert_cmpstr (note->event_id, ==, "event");
    }
}

static AnnalsNoteSet *
foreign_set (const char *words)
{
  AnnalsNoteSet *set = annals_note_set_new ();
  g_auto (GStrv) list = g_strsplit (words, " ", -1);

  for (guint i = 0; list[i] != NULL && *list[i] != '\0'; i++)
    g_ptr_array_add (set->foreign, g_strdup (list[i]));
  return set;
}

static void
test_foreign (void)
{
  static const struct
  {
    const char *base, *ours, *theirs, *expected;
  } cases[] = {
    { "", "", "", "" },
    { "a b", "a b", "b a", "b a" },
    { "a a", "a a", "a a", "a a" },
    { "a b", "a b", "a", "a" },
    { "a b", "a", "a b", "a" },
    { "a", "a b", "a c", "a c b" },
    { "a", "a b", "", "a b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AnnalsNoteSet) base = foreign_set (cases[i].base);
      g_autoptr (AnnalsNoteSet) ours = foreign_set (cases[i].ours);
      g_autoptr (AnnalsNoteSet) theirs = foreign_set (cases[i].theirs);
      g_autoptr (AnnalsNoteSet) merged = annals_note_set_merge (base, ours, theirs);
      g_autofree char *words = NULL;

      g_ptr_array_add (merged->foreign, NULL);
      words = g_strjoinv (" ", (char **) merged->foreign->pdata);
      g_assert_cmpstr (words, ==, cases[i].expected);
    }
}

static void
test_adopt (void)
{
  g_autoptr (AnnalsNoteSet) set = read_set ("a=x@1 -b@2");
  g_autoptr (AnnalsNoteSet) other = read_set ("a=y@9 b=y@9 c=y@9 -d@9");
  g_autofree char *words = NULL;

  g_assert_cmpuint (annals_note_set_adopt (set, other), ==, 1);
  words = describe_set (set);
  g_assert_cmpstr (words, ==, "-b@2 a=x@1 c=y@9");
}

/* Three writers at random, each against what it last saw of one file: at rest all agree, and no text
 * is there twice. */
static void
test_random (void)
{
  for (int round = 0; round < 200; round++)
    {
      g_autoptr (AnnalsNoteSet) file = annals_note_set_new ();
      AnnalsNoteSet *base[3], *ours[3];
      int second = 1;

      for (int i = 0; i < 3; i++)
        {
          base[i] = annals_note_set_new ();
          ours[i] = annals_note_set_new ();
        }
      for (int step = 0; step < 40; step++)
        {
          int who = g_test_rand_int_range (0, 3);

          if (g_test_rand_bit ())
            {
              g_autofree char *word = g_strdup_printf ("n%d=t%d-%d@%d", g_test_rand_int_range (0, 6), who, step,
                                                       second++);
              g_autoptr (AnnalsNoteSet) one = read_set (word);
              AnnalsNoteSetIter iter;

              annals_note_set_iter_init (&iter, one);
              annals_note_set_put (ours[who], annals_note_ref (annals_note_set_iter_next (&iter)));
            }
          else
            {
              g_autoptr (AnnalsNoteSet) merged = annals_note_set_merge (base[who], ours[who], file);

              annals_note_set_free (base[who]);
              annals_note_set_free (ours[who]);
              annals_note_set_free (g_steal_pointer (&file));
              file = annals_note_set_copy (merged);
              base[who] = annals_note_set_copy (merged);
              ours[who] = annals_note_set_copy (merged);
            }
        }
      for (int pass = 0; pass < 2; pass++)
        for (int i = 0; i < 3; i++)
          {
            AnnalsNoteSet *merged = annals_note_set_merge (base[i], ours[i], file);

            annals_note_set_free (g_steal_pointer (&file));
            annals_note_set_free (base[i]);
            annals_note_set_free (ours[i]);
            file = annals_note_set_copy (merged);
            base[i] = annals_note_set_copy (merged);
            ours[i] = merged;
          }
      {
        g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
        g_autofree char *first = describe_set (ours[0]);
        g_autofree char *last = describe_set (ours[2]);
        AnnalsNoteSetIter iter;
        AnnalsNote *note;

        g_assert_cmpstr (first, ==, last);
        annals_note_set_iter_init (&iter, file);
        while ((note = annals_note_set_iter_next (&iter)) != NULL)
          g_assert_true (g_hash_table_add (seen, note->text));
      }
      for (int i = 0; i < 3; i++)
        {
          annals_note_set_free (base[i]);
          annals_note_set_free (ours[i]);
        }
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/notes/merge/table", test_table);
  g_test_add_func ("/notes/merge/same-copy", test_same_copy);
  g_test_add_func ("/notes/merge/conflict-tag", test_conflict_tag);
  g_test_add_func ("/notes/merge/foreign", test_foreign);
  g_test_add_func ("/notes/merge/adopt", test_adopt);
  g_test_add_func ("/notes/merge/random", test_random);
  return g_test_run ();
}
