/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The index's answers against a plain look at every event, over timelines and queries made up at
 * random. What the events say is kept here as folded words, so that nothing of the room's own
 * reading of text is used to judge it. */
#include <string.h>

#include "find/query.h"
#include "formats/loader.h"

#define N_EVENTS 70000 /* more than a chunk */
#define N_QUERIES 200
#define WORDS_MAX 5

typedef struct
{
  const char *folded, *written;
} Word;

static const Word vocabulary[] = {
  { "a", "A" },           { "ab", "ab" },         { "abbe", "Abbé" },      { "abbey", "abbey," }, { "summit", "SUMMIT" },
  { "summer", "summer" }, { "strasse", "Straße" }, { "oslo", "(Oslo)" },    { "ore", "Øre" },      { "the", "The" },
  { "of", "of" },         { "on", "on—" },        { "one", "one" },        { "2018", "2018" },    { "20", "20" },
  { "한국", "한국" },       { "한국은", "한국은" },     { "kiev", "Kíev" },      { "zz", "“zz”" },      { "x", "x" },
};
static const char *const kinds[] = { "meeting", "statement", "test", "other" };
static const char *const certainties[] = { "established", "claimed", "disputed" };
static const char *const tracks[] = { "meet", "arms", "home" };

typedef struct
{
  guint8 n;
  guint8 words[WORDS_MAX]; /* of vocabulary */
} Text;

typedef struct
{
  Text title, summary, claim, actor, place, tag; /* n 0: none */
  guint8 kind, certainty, track;
  guint8 source;        /* plus one; 0 none */
  gint16 begin, end;    /* years, the last of them included; 0 undated */
} Event;

static Event *events;
static AnnalsIndex *index_of_events;
static guint32 seed;

static Text
make_text (GRand *rand, guint n_max)
{
  Text text = { (guint8) g_rand_int_range (rand, 1, (gint32) n_max + 1), { 0 } };

  /* The first words of the vocabulary are in most events, the last in few. */
  for (guint w = 0; w < text.n; w++)
    text.words[w] = (guint8) (g_rand_double (rand) * g_rand_double (rand) * G_N_ELEMENTS (vocabulary));
  return text;
}

static Event
make_event (GRand *rand)
{
  Event event = { .title = make_text (rand, WORDS_MAX),
                  .kind = (guint8) g_rand_int_range (rand, 0, G_N_ELEMENTS (kinds)),
                  .certainty = (guint8) g_rand_int_range (rand, 0, G_N_ELEMENTS (certainties)),
                  .track = (guint8) g_rand_int_range (rand, 0, G_N_ELEMENTS (tracks)),
                  .source = (guint8) g_rand_int_range (rand, 0, 3) };
  Text *const others[] = { &event.summary, &event.claim, &event.actor, &event.place, &event.tag };

  for (guint t = 0; t < G_N_ELEMENTS (others); t++)
    if (g_rand_int_range (rand, 0, 3) == 0)
      *others[t] = make_text (rand, t < 2 ? WORDS_MAX : 2);
  if (g_rand_int_range (rand, 0, 8) > 0)
    {
      event.begin = (gint16) g_rand_int_range (rand, 1900, 2000);
      event.end = event.begin;
      if (g_rand_boolean (rand))
        event.end = (gint16) (event.begin + g_rand_int_range (rand, 0, 20));
    }
  return event;
}

static void
write_text (GString *json, const char *before, const Text *text, const char *after)
{
  if (text->n == 0)
    return;
  g_string_append (json, before);
  for (guint w = 0; w < text->n; w++)
    g_string_append_printf (json, "%s%s", w > 0 ? " " : "", vocabulary[text->words[w]].written);
  g_string_append (json, after);
}

static void
write_event (GString *json, guint number, const Event *event)
{
  g_string_append_printf (json, "%s{\"id\":\"e%u\",\"kind\":\"%s\",\"certainty\":\"%s\",\"track\":\"%s\"",
                          number > 0 ? "," : "", number, kinds[event->kind], certainties[event->certainty],
                          tracks[event->track]);
  write_text (json, ",\"title\":\"", &event->title, "\"");
  write_text (json, ",\"summary\":\"", &event->summary, "\"");
  write_text (json, ",\"claims\":[{\"stance\":\"asserts\",\"text\":\"", &event->claim, "\"}]");
  write_text (json, ",\"actors\":[\"", &event->actor, "\"]");
  write_text (json, ",\"place\":{\"name\":\"", &event->place, "\"}");
  write_text (json, ",\"tags\":[\"", &event->tag, "\"]");
  if (event->source > 0)
    g_string_append_printf (json, ",\"sources\":[\"s%u\"]", event->source);
  if (event->begin != 0)
    g_string_append_printf (json, ",\"date\":\"%d/%d\"", event->begin, event->end);
  g_string_append (json, "}");
}

static void
make_events (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  GString *json = g_string_new ("{\"format\":\"annals-1\",\"title\":\"t\",\"tracks\":["
                                "{\"id\":\"meet\",\"title\":\"Meetings\"},{\"id\":\"arms\",\"title\":\"Weapons\"},"
                                "{\"id\":\"home\",\"title\":\"At home\",\"parent\":\"meet\"}],\"sources\":["
                                "{\"id\":\"s1\",\"title\":\"Öslo papers\"},{\"id\":\"s2\",\"title\":\"one of two\"}],"
                                "\"events\":[");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnnalsTimeline) timeline = NULL;

  events = g_new (Event, N_EVENTS);
  for (guint e = 0; e < N_EVENTS; e++)
    {
      events[e] = make_event (rand);
      write_event (json, e, &events[e]);
    }
  g_string_append (json, "]}");
  bytes = g_string_free_to_bytes (json);
  timeline = annals_load_bytes (bytes, "events.json", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (annals_timeline_get_n_events (timeline), ==, N_EVENTS);
  index_of_events = annals_index_new (timeline, NULL);
}

/* -- A term, as it is written and as it is meant -- */

typedef enum
{
  ASK_WORDS,
  ASK_ACTOR,
  ASK_PLACE,
  ASK_TAG,
  ASK_SOURCE,
  ASK_KIND,
  ASK_CERTAINTY,
  ASK_TRACK,
  ASK_AFTER,
  ASK_BEFORE,
  ASK_DURING,
  ASK_UNSOURCED,
  ASK_CLAIMS,
  ASK_UNDATED,
  N_ASKS
} Ask;

typedef struct
{
  Ask ask;
  gboolean is_negative, is_phrase;
  gboolean is_unfinished; /* a phrase under way, without its second quote: the query's last term */
  guint n;
  char words[3][16];   /* folded */
  gboolean is_prefix;  /* of the last */
  gboolean is_name;    /* quoted, and the whole name of some event's actor, place or tag */
  guint choice;
  int year;
} Term;

static void
make_words (GRand *rand, gboolean is_last, Term *term)
{
  term->is_phrase = g_rand_int_range (rand, 0, 3) == 0;
  term->n = term->is_phrase ? (guint) g_rand_int_range (rand, 1, 4) : 1;
  for (guint w = 0; w < term->n; w++)
    g_strlcpy (term->words[w],
               vocabulary[(guint) (g_rand_double (rand) * g_rand_double (rand) * G_N_ELEMENTS (vocabulary))].folded,
               sizeof term->words[w]);
  term->is_unfinished = term->is_phrase && is_last && g_rand_boolean (rand);
  term->is_prefix = !term->is_phrase || term->is_unfinished || g_str_has_prefix (term->words[term->n - 1], "한");
  if (term->is_prefix && g_rand_boolean (rand))
    *g_utf8_offset_to_pointer (term->words[term->n - 1], 1) = '\0';
}

static Term
make_term (GRand *rand, gboolean is_last)
{
  Term term = { .ask = g_rand_boolean (rand) ? ASK_WORDS : (Ask) g_rand_int_range (rand, 0, N_ASKS) };

  term.is_negative = g_rand_int_range (rand, 0, 4) == 0;
  term.year = g_rand_int_range (rand, 1895, 2025);
  if (term.ask <= ASK_SOURCE)
    make_words (rand, is_last, &term);
  else
    term.choice = (guint) g_rand_int_range (rand, 0, 3);
  return term;
}

static void
write_term (GString *text, const Term *term)
{
  static const char *const fields[N_ASKS]
      = { "",       "actor:", "place:",  "tag:",    "source:",      "kind:",      "certainty:",
          "track:", "after:", "before:", "during:", "is:unsourced", "has:claims", "is:undated" };
  const char *quote = term->is_phrase ? "\"" : "";

  g_string_append_printf (text, "%s%s%s", text->len > 0 ? " " : "", term->is_negative ? "-" : "", fields[term->ask]);
  if (term->ask <= ASK_SOURCE)
    {
      g_string_append (text, quote);
      for (guint w = 0; w < term->n; w++)
        g_string_append_printf (text, "%s%s", w > 0 ? " " : "", term->words[w]);
      g_string_append (text, term->is_unfinished ? "" : quote);
    }
  else if (term->ask == ASK_KIND)
    g_string_append (text, kinds[term->choice]);
  else if (term->ask == ASK_CERTAINTY)
    g_string_append (text, certainties[term->choice]);
  else if (term->ask == ASK_TRACK)
    g_string_append (text, tracks[term->choice]);
  else if (term->ask <= ASK_DURING)
    g_string_append_printf (text, "%d", term->year);
}

static gboolean
text_matches (const Term *term, const char *const *words, guint n)
{
  for (guint first = 0; first + term->n <= n; first++)
    {
      gboolean is_match = TRUE;

      for (guint w = 0; is_match && w < term->n; w++)
        is_match = w + 1 == term->n && term->is_prefix ? g_str_has_prefix (words[first + w], term->words[w])
                                                       : strcmp (words[first + w], term->words[w]) == 0;
      if (is_match)
        return TRUE;
    }
  return FALSE;
}

static gboolean
made_text_matches (const Term *term, const Text *text)
{
  const char *words[WORDS_MAX];

  for (guint w = 0; w < text->n; w++)
    words[w] = vocabulary[text->words[w]].folded;
  return text_matches (term, words, text->n);
}

static const Text *
get_name (const Term *term, const Event *event)
{
  return term->ask == ASK_ACTOR ? &event->actor : term->ask == ASK_PLACE ? &event->place
                                              : term->ask == ASK_TAG     ? &event->tag
                                                                         : NULL;
}

/* All the words of the name, and no more. */
static gboolean
is_whole_name (const Term *term, const Text *name)
{
  if (name->n != term->n)
    return FALSE;
  for (guint w = 0; w < term->n; w++)
    if (strcmp (vocabulary[name->words[w]].folded, term->words[w]) != 0)
      return FALSE;
  return TRUE;
}

/* A quoted name means just those who are called so, where anybody is. */
static void
look_for_name (Term *term)
{
  for (guint e = 0; term->is_phrase && !term->is_unfinished && e < N_EVENTS && !term->is_name; e++)
    {
      const Text *name = get_name (term, &events[e]);

      if (name == NULL)
        return;
      term->is_name = is_whole_name (term, name);
    }
}

static gboolean
source_matches (const Term *term, guint source)
{
  static const char *const ids[] = { "s1", "s2" };
  static const char *const titles[][3] = { { "oslo", "papers" }, { "one", "of", "two" } };

  return source > 0
         && (text_matches (term, &ids[source - 1], 1) || text_matches (term, titles[source - 1], source + 1));
}

static gboolean
event_matches (const Term *term, const Event *event)
{
  switch (term->ask)
    {
    case ASK_WORDS:
      return made_text_matches (term, &event->title) || made_text_matches (term, &event->summary)
             || made_text_matches (term, &event->claim) || made_text_matches (term, &event->actor)
             || made_text_matches (term, &event->place) || made_text_matches (term, &event->tag)
             || source_matches (term, event->source);
    case ASK_ACTOR:
    case ASK_PLACE:
    case ASK_TAG:
      return term->is_name ? is_whole_name (term, get_name (term, event))
                           : made_text_matches (term, get_name (term, event));
    case ASK_SOURCE:
      return source_matches (term, event->source);
    case ASK_KIND:
      return event->kind == term->choice;
    case ASK_CERTAINTY:
      return event->certainty == term->choice;
    case ASK_TRACK:
      /* Home is nested in meet. */
      return event->track == term->choice || (term->choice == 0 && event->track == 2);
    case ASK_AFTER:
      return event->begin != 0 && event->begin > term->year;
    case ASK_BEFORE:
      return event->begin != 0 && event->end < term->year;
    case ASK_DURING:
      return event->begin != 0 && event->begin <= term->year && event->end >= term->year;
    case ASK_UNSOURCED:
      return event->source == 0;
    case ASK_CLAIMS:
      return event->claim.n > 0;
    case ASK_UNDATED:
      return event->begin == 0;
    default:
      g_assert_not_reached ();
    }
}

/* Terms are joined by AND, but that those of a field that an event has one of are joined by OR. */
static gboolean
terms_match (const Term *terms, guint n, const Event *event)
{
  for (guint t = 0; t < n; t++)
    {
      gboolean is_match = event_matches (&terms[t], event);
      gboolean is_single = terms[t].ask >= ASK_KIND && terms[t].ask <= ASK_TRACK && !terms[t].is_negative;

      for (guint other = 0; is_single && other < n; other++)
        is_match = is_match
                   || (terms[other].ask == terms[t].ask && !terms[other].is_negative
                       && event_matches (&terms[other], event));
      if (is_match == terms[t].is_negative)
        return FALSE;
    }
  return TRUE;
}

static void
test_against_events (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  guint n_found = 0;

  for (guint q = 0; q < N_QUERIES; q++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (AnnalsQuery) query = NULL;
      g_autoptr (AnnalsBitset) found = NULL;
      Term terms[4];
      guint n = (guint) g_rand_int_range (rand, 1, 5);

      for (guint t = 0; t < n; t++)
        {
          terms[t] = make_term (rand, t + 1 == n);
          look_for_name (&terms[t]);
          write_term (text, &terms[t]);
        }
      query = annals_query_new (text->str);
      found = annals_query_run (query, index_of_events, NULL);
      for (guint e = 0; e < N_EVENTS; e++)
        if (annals_bitset_contains (found, e) != terms_match (terms, n, &events[e]))
          g_error ("seed %u: %s: event %u (%s) is %sfound", seed, text->str, e,
                   annals_timeline_get_event_title (annals_index_get_timeline (index_of_events), e),
                   annals_bitset_contains (found, e) ? "" : "not ");
      n_found += annals_bitset_count (found) > 0;
    }
  g_test_message ("%u queries of %u have answers", n_found, N_QUERIES);
  /* Most queries have answers to be wrong about. */
  g_assert_cmpuint (n_found, >, N_QUERIES / 2);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  seed = g_getenv ("ANNALS_TEST_SEED") != NULL ? (guint32) g_ascii_strtoull (g_getenv ("ANNALS_TEST_SEED"), NULL, 10)
                                               : g_random_int ();
  g_test_message ("seed %u", seed);
  make_events ();
  g_test_add_func ("/find/index/against-events", test_against_events);
  result = g_test_run ();
  annals_index_unref (index_of_events);
  g_free (events);
  return result;
}
