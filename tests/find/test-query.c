/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The query language: how it is read, and what it finds. */
#include "find/query.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "formats/loader.h"

static const char story[] =
    "{ \"format\": \"annals-1\", \"id\": \"urn:x:story\", \"title\": \"Story\","
    "  \"tracks\": [ { \"id\": \"meet\", \"title\": \"Diplomacy\" }, { \"id\": \"arms\", \"title\": \"Nuclear tests\" },"
    "    { \"id\": \"sub\", \"title\": \"Working level\", \"parent\": \"meet\" } ],"
    "  \"sources\": [ { \"id\": \"src01\", \"type\": \"article\", \"title\": \"The Economist on Korea\" },"
    "    { \"id\": \"src02\", \"type\": \"book\", \"title\": \"Peace and its discontents\","
    "      \"author\": [ { \"family\": \"Müller\", \"given\": \"Anna\" } ] },"
    "    { \"id\": \"src1\", \"type\": \"book\", \"title\": \"First\" },"
    "    { \"id\": \"src10\", \"type\": \"book\", \"title\": \"Tenth\" } ],"
    "  \"events\": ["
    "  { \"id\": \"A\", \"title\": \"Singapore summit\", \"date\": \"2018-06-12\", \"track\": \"meet\", \"kind\": \"meeting\","
    "    \"actors\": [ \"Donald Trump\", \"Kim Jong-un\" ], \"place\": \"Singapore\", \"tags\": [ \"peace talks\" ],"
    "    \"summary\": \"They shook hands and signed a paper.\", \"sources\": [ \"src01\", \"src02\" ] },"
    "  { \"id\": \"B\", \"title\": \"Hanoi summit breaks off\", \"date\": \"2019-02-27/2019-02-28\", \"track\": \"meet\","
    "    \"kind\": \"meeting\", \"certainty\": \"disputed\", \"actors\": [ \"Donald Trump\", { \"name\": \"Kim Jong-un\","
    "    \"role\": \"guest\" } ], \"place\": { \"name\": \"Metropole Hotel, Hanoi\" }, \"tags\": [ \"no deal\" ],"
    "    \"claims\": [ { \"by\": \"Ri Yong-ho\", \"stance\": \"disputes\", \"text\": \"only five of eleven resolutions\","
    "    \"source\": \"src01\" } ], \"sources\": [ \"src01\" ], \"links\": [ { \"type\": \"follows\", \"to\": \"A\" } ] },"
    "  { \"id\": \"C\", \"title\": \"Working talks\", \"date\": \"2019-10\", \"track\": \"sub\", \"kind\": \"statement\","
    "    \"summary\": \"Talks in Stockholm: a summit paper was not signed, hands were not shaken.\" },"
    "  { \"id\": \"D\", \"title\": \"Sixième essai nucléaire\", \"date\": \"2017-09-03\", \"track\": \"arms\","
    "    \"kind\": \"test\", \"tags\": [ \"bomb\" ], \"otherDates\": [ { \"date\": \"2017-09\", \"by\": \"an Agency\" } ] },"
    "  { \"id\": \"E\", \"title\": \"東京都で会談\", \"date\": \"2018/..\", \"track\": \"arms\", \"kind\": \"battle\" },"
    "  { \"id\": \"F\", \"title\": \"남북정상회담\", \"track\": \"arms\", \"summary\": \"東京 京都\" },"
    "  { \"id\": \"G\", \"title\": \"An era\", \"date\": \"1950/1953\", \"background\": true },"
    "  { \"id\": \"H\", \"title\": \"σοφός ΣΟΦΟΣ\", \"actors\": [ \"Kim\" ], \"tags\": [ \"peace\" ], \"sources\": [ \"src1\" ],"
    "    \"summary\": \"مُحَمَّد Объявлен Ёлка かﾞｷﾞｶﾞ\" },"
    "  { \"id\": \"I\", \"title\": \"한반도의 비핵화를 위한 공동성명\", \"actors\": [ \"Kim Yo-jong\" ],"
    "    \"sources\": [ \"src10\" ], \"summary\": \"ガギグ Ａｎｎａｌｓ ﬁnal Straße\" } ] }";

static AnnalsIndex *index_of_story;
static AnnalsQueryNotes *notes_of_story;

static AnnalsTimeline *
load_story (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (story, strlen (story));
  g_autoptr (GError) error = NULL;
  AnnalsTimeline *timeline = annals_load_bytes (bytes, "story.json", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (annals_timeline_get_n_events (timeline), ==, 9);
  return timeline;
}

static char *
find (const char *text)
{
  g_autoptr (AnnalsQuery) query = annals_query_new_with_notes (text, notes_of_story);
  g_autoptr (AnnalsBitset) found = annals_query_run (query, index_of_story, NULL);
  AnnalsTimeline *timeline = annals_index_get_timeline (index_of_story);
  GString *ids = g_string_new (NULL);

  for (guint event = 0; event < annals_timeline_get_n_events (timeline); event++)
    if (annals_bitset_contains (found, event))
      g_string_append (ids, annals_timeline_get_event_id (timeline, event));
  return g_string_free (ids, FALSE);
}

static void
test_finds (void)
{
  static const struct
  {
    const char *query, *ids;
  } cases[] = {
    { "", "ABCDEFGHI" },
    { "   ", "ABCDEFGHI" },
    { "summit", "ABC" },
    { "SUMM", "ABC" },
    { "summit paper", "AC" },
    { "summit -paper", "B" },
    { "-summit", "DEFGHI" },
    { "\"summit paper\"", "C" },
    { "\"shook hands\"", "A" },
    { "\"shook hand\"", "" },
    { "\"shook hand", "A" },
    { "\"hanoi summit\"", "B" },
    { "“Hanoi summit”", "B" },
    { "-\"hanoi summit\" summit", "AC" },
    { "sixieme", "D" },
    { "NUCLEAIRE", "D" },
    { "nucléaire", "D" },
    { "σοφος", "H" },
    { "ΣΟΦΌΣ", "H" },
    { "\"σοφοσ σοφος\"", "H" },
    { "محمد", "H" },
    { "محـمد", "H" },
    { "объявлен", "H" },
    { "ОБЪЯВ", "H" },
    { "елка", "H" },
    { "비핵화", "I" }, /* its particle follows */
    { "\"공동성명\"", "I" },
    { "\"한반도의 비핵화\"", "I" },
    { "성명", "" }, /* a word begins there in no dictionary */
    { "ｶﾞｷﾞ", "I" },
    { "ガギ", "I" },
    { "annals", "I" },
    { "final", "I" },
    { "strasse", "I" },
    { "STRASSE", "I" },
    { "東京", "EF" },
    { "京", "EF" },
    { "東京都", "E" },
    { "남북", "F" },
    { "정상", "" },
    { "resolutions", "B" },
    { "yong-ho", "B" },
    { "guest", "B" },
    { "trump", "AB" },
    { "\"kim jong\"", "AB" },
    { "\"jong kim\"", "" },
    { "metropole", "B" },
    { "economist", "AB" },
    { "muller", "A" },
    { "agency", "D" },
    { "battle", "E" },
    { "actor:trump", "AB" },
    { "actor:\"donald trump\"", "AB" },
    { "actor:\"trump donald\"", "" },
    { "actor:yong", "" },
    { "-actor:trump", "CDEFGHI" },
    { "place:hanoi", "B" },
    { "tag:peace", "AH" },
    { "tag:\"no deal\"", "B" },
    { "tag:\"no\"", "B" },
    { "tag:deals", "" },
    { "source:src01", "AB" },
    { "source:\"src01\"", "AB" },
    { "source:src1", "H" }, /* an id, though src10 begins with it */
    { "source:src10", "I" },
    { "source:src", "ABHI" },
    { "actor:\"kim\"", "H" }, /* a whole name: nobody else called so */
    { "actor:kim", "ABHI" },
    { "actor:\"kim", "ABHI" }, /* still being typed */
    { "actor:\"KIM JONG-UN\"", "AB" },
    { "tag:\"peace\"", "H" },
    { "tag:\"talks\"", "A" },
    { "track:\"Diplomacy\"", "ABCGHI" },
    { "track：diplomacy", "ABCGHI" },
    { "-kind：meeting summit", "C" },
    { "tag：", "ABCDEFGHI" },
    { "source:peace", "A" },
    { "track:diplomacy", "ABCGHI" },
    { "track:working", "C" },
    { "track:arms", "DEF" },
    { "track:arms track:working", "CDEF" },
    { "-track:arms", "ABCGHI" },
    { "kind:meeting", "AB" },
    { "kind:meet", "AB" },
    { "kind:meeting kind:test", "ABD" },
    { "kind:meeting kind:test -kind:test", "AB" },
    { "kind:other", "EFGHI" },
    { "kind:battle", "E" },
    { "kind:BATT", "E" },
    { "-kind:battle", "ABCDFGHI" },
    { "kind:battle kind:test", "DE" },
    { "kind:nonsense summit", "" },
    { "is:dis", "B" },
    { "has:note", "CD" },
    { "certainty:disputed", "B" },
    { "KIND:MEETING", "AB" },
    { "is:disputed", "B" },
    { "is:unsourced", "CDEFG" },
    { "is:single-source", "BHI" },
    { "is:undated", "FHI" },
    { "is:background", "G" },
    { "has:claims", "B" },
    { "has:links", "AB" },
    { "has:dates", "D" },
    { "has:actors", "ABHI" },
    { "has:place", "AB" },
    { "has:tags", "ABDH" },
    { "has:sources", "ABHI" },
    { "has:notes", "CD" },
    { "-has:notes", "ABEFGHI" },
    { "note:remember", "C" },
    { "note:\"follow up\"", "D" },
    { "note:\"up later\"", "" }, /* two tags */
    { "note:later", "D" },
    { "note:orphan", "" },
    { "-note:remember", "ABDEFGHI" },
    { "remember -talks", "" },
    { "remember", "C" },
    { "after:2018-06-12", "BC" },
    { "after:2018-06-11", "ABC" },
    { "after:2018", "BC" },
    { "before:2018-06-12", "DG" },
    { "before:2018-06-13", "ADG" },
    { "during:2018", "AE" },
    { "during:2018-06", "AE" },
    { "during:2017-09/2018-06", "ADE" },
    { "during:1951", "G" },
    { "after:2017 before:2019", "A" },
    { "-during:2018", "BCDFGHI" },
    { "kind:meeting summit after:2019-01", "B" },
    /* Mistakes are left out. */
    { "certainty:nonsense summit", "ABC" },
    { "is:un summit", "ABC" },
    { "summit foo:bar", "ABC" },
    { "kind:", "ABCDEFGHI" },
    { "after:whenever trump", "AB" },
    { "is:nothing", "ABCDEFGHI" },
    { "!!!", "ABCDEFGHI" },
    { "summit ...", "ABC" },
    { "http://example.org", "" },
    { "-", "ABCDEFGHI" },
    { "- summit", "ABC" },
    { "\"", "ABCDEFGHI" },
    { "summit \"", "ABC" },
    { "tag:\"", "ABCDEFGHI" },
    { "Talks: Stockholm", "C" },
    { "\"남북정\"", "F" },
    { "a", "ACDGI" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *ids = find (cases[i].query);

      g_test_message ("%s", cases[i].query);
      g_assert_cmpstr (ids, ==, cases[i].ids);
    }
}

static void
test_terms (void)
{
  static const struct
  {
    const char *text;
    struct
    {
      const char *field, *value;
      gboolean is_negative, is_phrase;
      guint begin, end;
      gboolean is_mistake;
    } terms[3];
    gboolean is_empty;
  } cases[] = {
    { "", { { 0 } }, TRUE },
    { "word", { { NULL, "word", FALSE, FALSE, 0, 4 } }, FALSE },
    { " é  zwei", { { NULL, "é", FALSE, FALSE, 1, 2 }, { NULL, "zwei", FALSE, FALSE, 4, 8 } }, FALSE },
    { "-\"a b\" c", { { NULL, "a b", TRUE, TRUE, 0, 6 }, { NULL, "c", FALSE, FALSE, 7, 8 } }, FALSE },
    { "tag:\"no deal\"x", { { "tag", "no deal", FALSE, TRUE, 0, 13 }, { NULL, "x", FALSE, FALSE, 13, 14 } }, FALSE },
    { "-Tag:x", { { "tag", "x", TRUE, FALSE, 0, 6 } }, FALSE },
    { "\"open", { { NULL, "open", FALSE, TRUE, 0, 5 } }, FALSE },
    { "-", { { 0 } }, TRUE },
    { "- x", { { NULL, "x", FALSE, FALSE, 2, 3 } }, FALSE },
    { "\"", { { 0 } }, TRUE },
    { "-\"\"", { { 0 } }, TRUE },
    { "tag:\"\"", { { "tag", "", FALSE, TRUE, 0, 6, TRUE } }, TRUE },
    { "Korea: why", { { NULL, "Korea:", FALSE, FALSE, 0, 6 }, { NULL, "why", FALSE, FALSE, 7, 10 } }, FALSE },
    { "kind:", { { "kind", "", FALSE, FALSE, 0, 5, TRUE } }, TRUE },
    { "kind:x", { { "kind", "x", FALSE, FALSE, 0, 6 } }, FALSE },
    { "is:un", { { "is", "un", FALSE, FALSE, 0, 5, TRUE } }, TRUE },
    { "is:uns", { { "is", "uns", FALSE, FALSE, 0, 6 } }, FALSE },
    { "certainty:x", { { "certainty", "x", FALSE, FALSE, 0, 11, TRUE } }, TRUE },
    { "is:x", { { "is", "x", FALSE, FALSE, 0, 4, TRUE } }, TRUE },
    { "has:disputed", { { "has", "disputed", FALSE, FALSE, 0, 12, TRUE } }, TRUE },
    { "after:2018-13", { { "after", "2018-13", FALSE, FALSE, 0, 13, TRUE } }, TRUE },
    { "foo:bar", { { "foo", "bar", FALSE, FALSE, 0, 7, TRUE } }, TRUE },
    { "12:30", { { NULL, "12:30", FALSE, FALSE, 0, 5 } }, FALSE },
    { "x:y", { { NULL, "x:y", FALSE, FALSE, 0, 3 } }, FALSE },
    { "http://x", { { NULL, "http://x", FALSE, FALSE, 0, 8 } }, FALSE },
    { "a\xff" "b", { { NULL, "a\xef\xbf\xbd" "b", FALSE, FALSE, 0, 3 } }, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AnnalsQuery) query = annals_query_new (cases[i].text);
      guint n = annals_query_get_n_terms (query);

      g_assert_true (annals_query_is_empty (query) == cases[i].is_empty);
      for (guint j = 0; j < 3; j++)
        {
          const AnnalsQueryTerm *term;

          g_assert_true ((j < n) == (cases[i].terms[j].value != NULL));
          if (j >= n)
            continue;
          term = annals_query_get_term (query, j);
          g_assert_cmpstr (term->field, ==, cases[i].terms[j].field);
          g_assert_cmpstr (term->value, ==, cases[i].terms[j].value);
          g_assert_true (term->type == (term->field != NULL ? ANNALS_QUERY_FIELD : ANNALS_QUERY_WORDS));
          g_assert_true (term->is_negative == cases[i].terms[j].is_negative);
          g_assert_true (term->is_phrase == cases[i].terms[j].is_phrase);
          g_assert_cmpuint (term->begin, ==, cases[i].terms[j].begin);
          g_assert_cmpuint (term->end, ==, cases[i].terms[j].end);
          g_assert_true ((term->mistake != NULL) == cases[i].terms[j].is_mistake);
        }
    }
}

static void
test_mistakes (void)
{
  static const struct
  {
    const char *query, *mistake;
  } cases[] = {
    { "befor:2020", "“befor” is no field. Did you mean before:2020?" },
    { "tga:\"no deal\"", "“tga” is no field. Did you mean tag:\"no deal\"?" },
    { "-Actr:kim", "“actr” is no field. Did you mean actor:kim?" },
    { "foo:bar", "“foo” is no field. There are: track, kind, certainty, actor, place, tag, source, note, has, is, "
                 "after, before, during." },
    { "ab:c", "“ab” is no field. There are: track, kind, certainty, actor, place, tag, source, note, has, is, "
              "after, before, during." },
    { "incomprehensibilities:x", "“incomprehensibilities” is no field. There are: track, kind, certainty, actor, "
                                 "place, tag, source, note, has, is, after, before, during." },
    { "tag:", "Say what to look for after “tag:”." },
    { "is:odd", "“is:odd” cannot be asked. There are: is:disputed, is:unsourced, is:single-source, is:undated, "
                "is:background." },
    { "certainty:sure", "“sure” is no certainty. There are: established, claimed, assessed, inferred, disputed, "
                        "prospect." },
    { "after:197", "“197” is no date: a year has four digits; a decade is written 197X." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AnnalsQuery) query = annals_query_new (cases[i].query);

      g_assert_cmpuint (annals_query_get_n_terms (query), ==, 1);
      g_assert_cmpstr (annals_query_get_term (query, 0)->mistake, ==, cases[i].mistake);
    }
}

/* A book pasted into the entry. */
static void
test_long_text (void)
{
  g_autoptr (GString) words = g_string_new (NULL), phrase = g_string_new ("\"");
  g_autofree char *letters = g_strnfill (1000000, 'x');
  const char *texts[3];

  for (guint i = 0; i < 200000; i++)
    {
      g_string_append_printf (words, "summit%s ", i < 64 ? "" : "x");
      g_string_append (phrase, "summit ");
    }
  texts[0] = words->str;
  texts[1] = phrase->str;
  texts[2] = letters;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (AnnalsQuery) query = annals_query_new (texts[i]);
      g_autoptr (AnnalsBitset) found = annals_query_run (query, index_of_story, NULL);
      g_autoptr (GArray) ranges = annals_query_match_text (query, "summit");

      g_assert_cmpuint (annals_bitset_count (found), ==, i == 0 ? 3 : 0);
      g_assert_cmpuint (annals_query_get_n_terms (query), ==, i == 0 ? 65 : 1);
      if (i > 0)
        continue;
      g_assert_cmpstr (annals_query_get_term (query, 64)->mistake, ==, "Only the first 64 terms are searched.");
      g_assert_cmpuint (annals_query_get_term (query, 64)->begin, ==, 64 * strlen ("summit "));
    }
}

/* Whatever is typed is a query. */
static void
test_any_text (void)
{
  static const char letters[] = "a-:\"  kindtag\xe2\x80\x9c\xff" "2018/.[]{}";

  for (int round = 0; round < 3000; round++)
    {
      char text[24] = { 0 };
      g_autoptr (AnnalsQuery) query = NULL;
      g_autoptr (AnnalsBitset) found = NULL;
      g_autoptr (GArray) ranges = NULL;

      for (int i = g_test_rand_int_range (0, (int) sizeof text); i-- > 0;)
        text[i] = letters[g_test_rand_int_range (0, (int) sizeof letters - 1)];
      query = annals_query_new (text);
      found = annals_query_run (query, index_of_story, NULL);
      ranges = annals_query_match_text (query, "a 2018 kind tag");
      g_assert_nonnull (found);
      g_assert_cmpuint (ranges->len % 2, ==, 0);
    }
}

static void
test_match_text (void)
{
  static const struct
  {
    const char *query, *text, *marked;
  } cases[] = {
    { "", "Hanoi", "Hanoi" },
    { "han", "Hanoi, the Hanoi summit", "[Han]oi, the [Han]oi summit" },
    { "summit han", "Hanoi summit", "[Han]oi [summit]" },
    { "\"hanoi summit\"", "Hanoi; the Hanoi summit", "Hanoi; the [Hanoi summit]" },
    { "-hanoi", "Hanoi", "Hanoi" },
    { "ecole", "École", "[École]" },
    { "ec", "École", "[Éc]ole" },
    { "actor:hanoi", "Hanoi", "Hanoi" },
    { "ha han", "Hanoi", "[Han]oi" },
    { "東京都", "大東京都です", "大[東京都]です" },
    { "京", "東京都", "東[京]都" },
    { "note:han", "Hanoi", "[Han]oi" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AnnalsQuery) query = annals_query_new (cases[i].query);
      g_autoptr (GArray) ranges = annals_query_match_text (query, cases[i].text);
      g_autoptr (GString) marked = g_string_new (cases[i].text);

      for (guint j = ranges->len; j-- > 0;)
        g_string_insert_c (marked, (gssize) g_array_index (ranges, gsize, j), j % 2 == 0 ? '[' : ']');
      g_test_message ("%s", cases[i].query);
      g_assert_cmpstr (marked->str, ==, cases[i].marked);
    }
}

typedef struct
{
  AnnalsBitset *found;
  guint32 *order;
  guint n;
  AnnalsIndex *index;
  GError *error;
  gboolean is_done;
} Answer;

static void
answer_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->found = annals_query_run_finish (result, &answer->order, &answer->n, &answer->error);
  answer->is_done = TRUE;
}

static void
index_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->index = annals_index_build_finish (result, &answer->error);
  answer->is_done = TRUE;
}

static void
wait (Answer *answer)
{
  while (!answer->is_done)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_async (void)
{
  g_autoptr (AnnalsTimeline) timeline = load_story ();
  g_autoptr (AnnalsQuery) query = annals_query_new ("summit");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Answer built = { 0 }, answer = { 0 }, cancelled = { 0 }, unbuilt = { 0 };

  annals_index_build_async (timeline, NULL, index_cb, &built);
  wait (&built);
  g_assert_no_error (built.error);
  g_assert_cmpuint (annals_index_get_memory (built.index), >, 0);
  annals_query_run_async (query, built.index, NULL, answer_cb, &answer);
  wait (&answer);
  g_assert_no_error (answer.error);
  g_assert_cmpuint (annals_bitset_count (answer.found), ==, 3);
  g_assert_cmpuint (answer.n, ==, 3);
  for (guint i = 0; i < answer.n; i++)
    g_assert_cmpstr (annals_timeline_get_event_id (timeline, answer.order[i]), ==, ((const char *[]){ "A", "B", "C" })[i]);
  g_cancellable_cancel (cancellable);
  annals_query_run_async (query, built.index, cancellable, answer_cb, &cancelled);
  wait (&cancelled);
  g_assert_error (cancelled.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  annals_index_build_async (timeline, cancellable, index_cb, &unbuilt);
  wait (&unbuilt);
  g_assert_error (unbuilt.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (annals_index_new (timeline, cancellable));
  g_assert_null (annals_query_run (query, built.index, cancellable));
  annals_bitset_unref (answer.found);
  g_free (answer.order);
  annals_index_unref (built.index);
  g_clear_error (&cancelled.error);
  g_clear_error (&unbuilt.error);
}

static void
test_empty_timeline (void)
{
  static const char text[] = "{ \"format\": \"annals-1\", \"title\": \"Nothing\", \"events\": [] }";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (AnnalsTimeline) timeline = annals_load_bytes (bytes, "nothing.json", NULL);
  g_autoptr (AnnalsIndex) index = annals_index_new (timeline, NULL);
  static const char *const queries[] = { "", "word", "\"a phrase\"", "kind:test", "after:2018", "track:x", "-x" };

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (AnnalsQuery) query = annals_query_new (queries[i]);
      g_autoptr (AnnalsBitset) found = annals_query_run (query, index, NULL);

      g_assert_cmpuint (annals_bitset_count (found), ==, 0);
    }
}

static AnnalsQueryNotes *
make_notes (AnnalsTimeline *timeline, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "story.notes.jsonld", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  AnnalsNotebook *notebook = annals_notebook_new_for_file (file, "urn:x:story", "story.json");
  AnnalsQueryNotes *notes;
  g_autofree char *id = NULL;

  annals_notebook_add (notebook, "C", "T", "2019", "To remember");
  annals_notebook_add (notebook, "gone", "T", "2019", "an orphan to remember");
  id = g_strdup (annals_notebook_add (notebook, "D", "T", "2019", ""));
  annals_notebook_set_tags (notebook, id, (const char *const[]){ "follow up", "later", NULL });
  notes = annals_query_notes_new (timeline, notebook);
  g_object_unref (notebook);
  g_unlink (path);
  return notes;
}

int
main (int argc, char **argv)
{
  g_autoptr (AnnalsTimeline) timeline = NULL;
  g_autofree char *folder = NULL;
  int result;

  setlocale (LC_ALL, "");

  g_test_init (&argc, &argv, NULL);
  timeline = load_story ();
  folder = g_dir_make_tmp ("annals-query-XXXXXX", NULL);
  index_of_story = annals_index_new (timeline, NULL);
  notes_of_story = make_notes (timeline, folder);
  g_test_add_func ("/find/query/finds", test_finds);
  g_test_add_func ("/find/query/terms", test_terms);
  g_test_add_func ("/find/query/mistakes", test_mistakes);
  g_test_add_func ("/find/query/long-text", test_long_text);
  g_test_add_func ("/find/query/any-text", test_any_text);
  g_test_add_func ("/find/query/match-text", test_match_text);
  g_test_add_func ("/find/query/async", test_async);
  g_test_add_func ("/find/query/empty-timeline", test_empty_timeline);
  result = g_test_run ();
  annals_query_notes_unref (notes_of_story);
  annals_index_unref (index_of_story);
  g_rmdir (folder);
  return result;
}
