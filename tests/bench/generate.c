/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Timelines made up for benchmarks. Only integer arithmetic decides what is written, so that the
 * bytes are the same everywhere. */
#include "generate.h"

#include <stdio.h>
#include <string.h>

#include <glib/gstdio.h>

#define N_WORDS 20000
#define N_TRACKS 12
#define N_SOURCES 400
#define CLUSTER_EVENTS 40 /* that follow one another in the file */
#define FLUSH_BYTES (1024 * 1024)
#define FIRST_DAY -29220  /* 1890 */
#define LAST_DAY 20500    /* 2026 */
#define CROWDED_DAY 15340 /* 2012-01-01: five hundred events of it */

typedef struct
{
  guint64 state;
  BenchShape shape;
  GString *text;
  BenchWriteFunc write;
  gpointer data;
  char *words[N_WORDS];
  guint n_done, n_events;
  gint64 cluster_day; /* the middle of the cluster under way */
  guint cluster_width, cluster_left;
  gint64 burst_second;
} Generator;

/* SplitMix64 (Steele, Lea, Flood 2014). */
static guint64
next (Generator *generator)
{
  guint64 z = (generator->state += G_GUINT64_CONSTANT (0x9E3779B97F4A7C15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xBF58476D1CE4E5B9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94D049BB133111EB);
  return z ^ (z >> 31);
}

static guint
below (Generator *generator, guint n)
{
  return (guint)((next (generator) >> 32) * n >> 32);
}

static gboolean
chance (Generator *generator, guint per_mille)
{
  return below (generator, 1000) < per_mille;
}

/* A rank by Zipf's law: each power of two of ranks is as likely as the next. */
static guint
zipf (Generator *generator, guint n)
{
  for (;;)
    {
      guint octave = below (generator, 32 - __builtin_clz (n));
      guint rank = (1u << octave) - 1 + below (generator, 1u << octave);

      if (rank < n)
        return rank;
    }
}

/* Latin, Hangul and Cyrillic words by turns of seven, two and one in ten. */
static char *
make_word (Generator *generator, guint rank)
{
  static const char *const onsets[]
      = { "b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v", "z" };
  static const char *const nuclei[] = { "a", "e", "i", "o", "u", "ai", "é", "ou" };
  GString *word = g_string_new (NULL);
  guint n_syllables = 1 + below (generator, 3) + (rank > 100);

  for (guint s = 0; s < n_syllables; s++)
    if (rank % 10 < 7)
      g_string_append_printf (word, "%s%s", onsets[below (generator, G_N_ELEMENTS (onsets))],
                              nuclei[below (generator, G_N_ELEMENTS (nuclei))]);
    else if (rank % 10 < 9)
      g_string_append_unichar (word, 0xAC00 + below (generator, 11172));
    else
      {
        g_string_append_unichar (word, 0x0430 + below (generator, 32));
        g_string_append_unichar (word, 0x0430 + below (generator, 32));
      }
  return g_string_free (word, FALSE);
}

static void
append_words (Generator *generator, guint n)
{
  for (guint w = 0; w < n; w++)
    g_string_append_printf (generator->text, "%s%s", w > 0 ? " " : "",
                            generator->words[zipf (generator, N_WORDS)]);
}

static void
append_member_words (Generator *generator, const char *name, guint n)
{
  g_string_append_printf (generator->text, ",\"%s\":\"", name);
  append_words (generator, n);
  g_string_append_c (generator->text, '"');
}

/* Civil dates from days, for years that have four digits (Hinnant's algorithm). */
static void
append_day (Generator *generator, gint64 day, guint n_parts)
{
  gint64 z = day + 719468, era = z / 146097;
  guint doe = (guint)(z - era * 146097);
  guint yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  guint doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  guint mp = (5 * doy + 2) / 153;
  guint month = mp < 10 ? mp + 3 : mp - 9;
  guint year = (guint)(yoe + era * 400 + (month <= 2));

  g_string_append_printf (generator->text, "%04u", year);
  if (n_parts > 1)
    g_string_append_printf (generator->text, "-%02u", month);
  if (n_parts > 2)
    g_string_append_printf (generator->text, "-%02u", doy - (153 * mp + 2) / 5 + 1);
}

static gint64
next_day (Generator *generator)
{
  gint64 day;

  if (generator->cluster_left == 0)
    {
      generator->cluster_day = FIRST_DAY + (gint64)below (generator, LAST_DAY - FIRST_DAY);
      generator->cluster_width = 1u << below (generator, 13);
      generator->cluster_left = 1 + below (generator, 2 * CLUSTER_EVENTS);
      generator->burst_second = below (generator, 86400 - 200);
    }
  generator->cluster_left--;
  /* Two throws: thicker in the middle. */
  day = generator->cluster_day + below (generator, generator->cluster_width + 1)
        + below (generator, generator->cluster_width + 1) - generator->cluster_width;
  return CLAMP (day, FIRST_DAY, LAST_DAY);
}

static void
append_date (Generator *generator)
{
  guint kind = below (generator, 1000);
  gint64 day = next_day (generator);
  gboolean is_crowded
      = generator->n_events >= 2000 && generator->n_done % (generator->n_events / 500) == 7;

  if (kind < 5)
    return; /* undated */
  g_string_append (generator->text, ",\"date\":\"");
  if (is_crowded)
    append_day (generator, CROWDED_DAY, 3);
  else if (kind < 55) /* a burst: seconds of one minute or two */
    {
      guint second = (guint)(generator->burst_second + below (generator, 100));

      append_day (generator, generator->cluster_day, 3);
      g_string_append_printf (generator->text, "T%02u:%02u:%02uZ", second / 3600, second / 60 % 60,
                              second % 60);
    }
  else if (kind < 600)
    append_day (generator, day, 3);
  else if (kind < 750)
    append_day (generator, day, 2);
  else if (kind < 800)
    append_day (generator, day, 1);
  else
    {
      append_day (generator, day, kind % 3 + 1);
      if (kind < 840)
        g_string_append (generator->text, kind % 2 == 0 ? "~" : "?");
      else if (kind < 860)
        g_string_append (generator->text, "/..");
      else if (kind < 865)
        g_string_append_c (generator->text, '/');
      else
        {
          g_string_append_c (generator->text, '/');
          append_day (generator, day + 366 + below (generator, 1u << below (generator, 12)),
                      (kind / 3) % 3 + 1);
        }
    }
  g_string_append_c (generator->text, '"');
}

static void
append_links (Generator *generator)
{
  static const char *const types[]
      = { "follows", "explains", "contradicts", "causes", "responds-to", "refers-to" };
  guint n = 1 + below (generator, 2);

  g_string_append (generator->text, ",\"links\":[");
  for (guint l = 0; l < n; l++)
    {
      /* Mostly to events close by in the file, before and behind. */
      guint reach = MIN (generator->n_events, 1u << (1 + below (generator, 16)));
      guint to = (generator->n_done + generator->n_events - reach / 2 + below (generator, reach))
                 % generator->n_events;

      g_string_append_printf (generator->text, "%s{\"type\":\"%s\",\"to\":\"e%u\"}",
                              l > 0 ? "," : "", types[zipf (generator, G_N_ELEMENTS (types))], to);
    }
  g_string_append_c (generator->text, ']');
}

static void
append_claims (Generator *generator)
{
  static const char *const stances[]
      = { "asserts", "reports", "disputes", "assesses", "doubts", "expects" };
  guint n = 1 + below (generator, 3);

  g_string_append (generator->text, ",\"claims\":[");
  for (guint c = 0; c < n; c++)
    {
      g_string_append_printf (
          generator->text, "%s{\"by\":\"%s\",\"stance\":\"%s\",\"source\":\"s%u\"",
          c > 0 ? "," : "", generator->words[zipf (generator, 2000)],
          stances[zipf (generator, G_N_ELEMENTS (stances))], zipf (generator, N_SOURCES));
      append_member_words (generator, "text", 4 + below (generator, 5));
      g_string_append_c (generator->text, '}');
    }
  g_string_append_c (generator->text, ']');
}

static guint
next_importance (Generator *generator)
{
  guint throw = below (generator, 1000);

  return throw < 1 ? 1 : throw < 25 ? 2 : throw < 200 ? 3 : throw < 600 ? 4 : 5;
}

static void
append_event (Generator *generator)
{
  static const char *const kinds[]
      = { "statement",  "development", "meeting", "document", "decision",
          "assessment", "test",        "period",  "prospect", "other" };
  GString *text = generator->text;
  guint event = generator->n_done;
  gboolean is_huge = event % 100000 == 99 && generator->n_events > 1000;

  g_string_append_printf (text, "%s\n{\"id\":\"e%u\",\"title\":\"", event > 0 ? "," : "", event);
  append_words (generator, 3 + below (generator, 5));
  g_string_append_c (text, '"');
  append_date (generator);
  g_string_append_printf (text, ",\"track\":\"t%u\",\"kind\":\"%s\",\"importance\":%u",
                          zipf (generator, N_TRACKS), kinds[zipf (generator, G_N_ELEMENTS (kinds))],
                          next_importance (generator));
  if (chance (generator, 60))
    g_string_append (text, ",\"certainty\":\"claimed\"");
  if (chance (generator, 500))
    g_string_append_printf (text, ",\"actors\":[\"%s\"]", generator->words[zipf (generator, 2000)]);
  if (chance (generator, 200))
    g_string_append_printf (text, ",\"place\":{\"name\":\"%s\"}",
                            generator->words[zipf (generator, 1000)]);
  if (chance (generator, 400))
    g_string_append_printf (text, ",\"tags\":[\"%s\"]", generator->words[zipf (generator, 500)]);
  append_member_words (generator, "summary", is_huge ? 7000 : 4 + below (generator, 10));
  g_string_append_printf (text, ",\"sources\":[\"s%u\"]", zipf (generator, N_SOURCES));
  if (chance (generator, 100))
    append_claims (generator);
  if (chance (generator, 150))
    append_links (generator);
  g_string_append_c (text, '}');
}

/* As vis-timeline has it: a span of days, or hardly ever only a beginning. */
static void
append_vis_event (Generator *generator)
{
  GString *text = generator->text;
  guint event = generator->n_done;
  gint64 day = next_day (generator);

  g_string_append_printf (text, "%s\n{\"id\":%u,\"content\":\"", event > 0 ? "," : "", event);
  append_words (generator, 3 + below (generator, 5));
  g_string_append (text, "\",\"start\":\"");
  append_day (generator, day, 3);
  if (chance (generator, 500))
    g_string_append_printf (text, "T%02u:%02u:00", below (generator, 24), below (generator, 60));
  if (chance (generator, 250))
    {
      g_string_append (text, "\",\"end\":\"");
      append_day (generator, day + 1 + below (generator, 1u << below (generator, 12)), 3);
    }
  g_string_append_printf (text, "\",\"group\":\"t%u\"", zipf (generator, N_TRACKS));
  append_member_words (generator, "title", 4 + below (generator, 10));
  if (chance (generator, 500))
    g_string_append_printf (text, ",\"className\":\"c%u\"", below (generator, 8));
  g_string_append_c (text, '}');
}

static void
append_vis_header (Generator *generator)
{
  g_string_append (generator->text, "{\"groups\":[");
  for (guint t = 0; t < N_TRACKS; t++)
    g_string_append_printf (generator->text, "%s{\"id\":\"t%u\",\"content\":\"Track %u\"}",
                            t > 0 ? "," : "", t, t + 1);
  g_string_append (generator->text, "],\"items\":[");
}

static void
append_header (Generator *generator)
{
  g_string_append (
      generator->text,
      "{\"format\":\"annals-1\",\"id\":\"urn:uuid:6f1f4b0e-0000-4000-8000-000000000000\","
      "\"title\":\"Made up\",\"asOf\":\"2026-02-01\",\"tracks\":[");
  for (guint t = 0; t < N_TRACKS; t++)
    g_string_append_printf (generator->text, "%s{\"id\":\"t%u\",\"title\":\"Track %u\"}",
                            t > 0 ? "," : "", t, t + 1);
  g_string_append (generator->text, "],\"sources\":[");
  for (guint s = 0; s < N_SOURCES; s++)
    g_string_append_printf (generator->text,
                            "%s{\"id\":\"s%u\",\"type\":\"webpage\",\"title\":\"Source "
                            "%u\",\"URL\":\"https://example.org/%u\"}",
                            s > 0 ? "," : "", s, s, s);
  g_string_append (generator->text, "],\"events\":[");
}

static void
flush (Generator *generator)
{
  generator->write (generator->text->str, generator->text->len, generator->data);
  g_string_truncate (generator->text, 0);
}

void
bench_generate (BenchShape shape,
                guint n_events,
                guint64 seed,
                BenchWriteFunc write,
                gpointer data)
{
  g_autofree Generator *generator = g_new0 (Generator, 1);

  generator->shape = shape;
  generator->state = seed;
  generator->text = g_string_sized_new (FLUSH_BYTES + 65536);
  generator->write = write;
  generator->data = data;
  generator->n_events = n_events;
  for (guint w = 0; w < N_WORDS; w++)
    generator->words[w] = make_word (generator, w);

  if (shape == BENCH_VIS)
    append_vis_header (generator);
  else
    append_header (generator);
  for (; generator->n_done < n_events; generator->n_done++)
    {
      if (shape == BENCH_VIS)
        append_vis_event (generator);
      else
        append_event (generator);
      if (generator->text->len >= FLUSH_BYTES)
        flush (generator);
    }
  g_string_append (generator->text, "\n]}\n");
  flush (generator);

  for (guint w = 0; w < N_WORDS; w++)
    g_free (generator->words[w]);
  g_string_free (generator->text, TRUE);
}

static void
write_cb (const char *text, gsize length, gpointer data)
{
  fwrite (text, 1, length, data);
}

gboolean
bench_generate_file (const char *path,
                     BenchShape shape,
                     guint n_events,
                     guint64 seed,
                     GError **error)
{
  g_autofree char *partial = g_strconcat (path, ".partial", NULL);
  FILE *file = g_fopen (partial, "wb");
  gboolean is_good;

  if (file != NULL)
    bench_generate (shape, n_events, seed, write_cb, file);
  is_good = file != NULL && !ferror (file);
  is_good = file != NULL && fclose (file) == 0 && is_good && g_rename (partial, path) == 0;
  if (!is_good)
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "cannot write %s", path);
  return is_good;
}

const char *
bench_shape_get_name (BenchShape shape)
{
  return shape == BENCH_VIS ? "vis" : "native";
}

char *
bench_get_file_of (BenchShape shape, guint n_events)
{
  const char *folder = g_getenv ("ANNALS_BENCH_FOLDER");
  g_autofree char *name = g_strdup_printf ("annals-bench-%s-%u.json", bench_shape_get_name (shape), n_events);
  g_autofree char *path = g_build_filename (folder != NULL ? folder : g_get_tmp_dir (), name, NULL);
  g_autoptr (GError) error = NULL;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR)
      && !bench_generate_file (path, shape, n_events, 1, &error))
    g_error ("%s", error->message);
  return g_steal_pointer (&path);
}

char *
bench_get_file (guint n_events)
{
  return bench_get_file_of (BENCH_NATIVE, n_events);
}

guint
bench_get_n_events (void)
{
  const char *text = g_getenv ("ANNALS_BENCH_EVENTS");
  guint64 n = text != NULL ? g_ascii_strtoull (text, NULL, 10) : 0;

  return n > 0 ? (guint)MIN (n, 50000000) : 1000000;
}
