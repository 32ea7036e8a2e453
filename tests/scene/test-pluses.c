/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "+n" in a search: it tells the matches; where there are none, the others, dimmed as they are. */
#include "fixture.h"
#include "view/way-in.h"

#define E ANNALS_CERTAINTY_ESTABLISHED
#define WIDTH (136 + 730)
#define HEIGHT 300

/* Four rows are full on that day, and lanes so many that they are no more: one neighbour tells of the
 * last two. */
static const FixtureEvent events[] = {
  { "a", "The first of four", "2018-06-01", ANNALS_KIND_MEETING, E, 3 },
  { "b", "The second of four", "2018-06-01", ANNALS_KIND_MEETING, E, 3 },
  { "c", "The third of four", "2018-06-01", ANNALS_KIND_MEETING, E, 3 },
  { "d", "The fourth of four", "2018-06-01", ANNALS_KIND_MEETING, E, 3 },
  { "e", "Another", "2020-01-01", ANNALS_KIND_MEETING, E, 3 },
  { "f", "One more", "2018-06-03", ANNALS_KIND_MEETING, E, 5 },
  { "g", "And one more", "2018-06-04", ANNALS_KIND_MEETING, E, 4 },
  { "u", "Elsewhere", "2018", ANNALS_KIND_MEETING, E, 3, "two" },
  { "v", "Elsewhere", "2018", ANNALS_KIND_MEETING, E, 3, "three" },
  { "w", "Elsewhere", "2018", ANNALS_KIND_MEETING, E, 3, "four" },
  { "x", "Elsewhere", "2018", ANNALS_KIND_MEETING, E, 3, "five" },
  { "y", "Elsewhere", "2018", ANNALS_KIND_MEETING, E, 3, "six" },
};

/* is_strong: in the lane's own ink, 005A8D. listed: where a click leads. */
static const struct
{
  const char *matches;
  gboolean hides_others;
  guint count;
  gboolean is_strong;
  const char *listed;
} table[] = {
  { NULL, FALSE, 2, TRUE, "hfg" },
  { "e", FALSE, 2, FALSE, "hfg" },
  { "h", FALSE, 2, FALSE, "hfg" },
  { "f", FALSE, 1, TRUE, "f" },
  { "hg", FALSE, 1, TRUE, "hg" },
  { "fg", FALSE, 2, TRUE, "fg" },
  { "e", TRUE, 0, FALSE, "" },
  { "h", TRUE, 0, FALSE, "" },
  { "f", TRUE, 1, TRUE, "f" },
  { "hfg", TRUE, 2, TRUE, "hfg" },
};

/* The letter of an event: its id, and h for the one with the "+n", whichever it is. */
static char
get_letter (guint event, guint host)
{
  return event == host ? 'h' : events[event].id[0];
}

static AnnalsBitset *
make_matches (const char *letters, guint host)
{
  AnnalsBitset *matches = annals_bitset_new (G_N_ELEMENTS (events));

  for (guint event = 0; event < G_N_ELEMENTS (events); event++)
    if (strchr (letters, get_letter (event, host)) != NULL)
      annals_bitset_add (matches, event);

  return matches;
}

static guint
find_host (AnnalsRows *rows)
{
  guint host = ANNALS_NO_EVENT;

  for (guint event = 0; event < G_N_ELEMENTS (events); event++)
    if (annals_rows_get_plus (rows, event) > 0)
      {
        g_assert_cmpuint (host, ==, ANNALS_NO_EVENT);
        host = event;
      }
  g_assert_cmpuint (annals_rows_get_plus (rows, host), ==, 2);

  return host;
}

/* The darkest of what is painted there. */
static guint
find_darkest (AnnalsScene *scene, const graphene_rect_t *box)
{
  cairo_surface_t *surface = fixture_draw (annals_scene_get_node (scene), WIDTH, HEIGHT);
  guint least = 255;

  for (int y = (int)box->origin.y; y < box->origin.y + box->size.height; y++)
    for (int x = (int)box->origin.x; x < box->origin.x + box->size.width; x++)
      least = MIN (least, fixture_pixel (surface, x, y) >> 16 & 0xff);
  cairo_surface_destroy (surface);

  return least;
}

static void
check_way_in (const AnnalsFrame *frame, guint host, const char *letters)
{
  AnnalsShown shown = { frame->rows, frame->lanes, frame->counts, frame->matches, &frame->view };
  AnnalsView near = frame->view;
  g_auto (AnnalsWayIn) way = { 0 };
  g_autoptr (GString) listed = g_string_new (NULL);

  /* So near that no zoom parts them. */
  near.seconds_per_pixel = ANNALS_SECONDS_PER_PIXEL_MIN;
  shown.view = &near;
  g_assert_true (annals_way_in_through_plus (&way, &shown, host));
  for (guint i = 0; i < way.events->len; i++)
    g_string_append_c (listed, get_letter (g_array_index (way.events, guint32, i), host));
  g_assert_cmpstr (listed->str, ==, letters);
}

static void
test_search (void)
{
  Fixture fixture;
  guint host;

  fixture_init (&fixture, fixture_timeline (events, G_N_ELEMENTS (events), NULL), ANNALS_THEME_LIGHT,
                annals_instant_from_civil (2016, 6, 1, 0, 0, 0),
                annals_instant_from_civil (2020, 10, 1, 0, 0, 0), WIDTH, HEIGHT);
  host = find_host (fixture.rows);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      AnnalsFrame frame = fixture.frame;
      g_autoptr (AnnalsBitset) matches
          = table[i].matches != NULL ? make_matches (table[i].matches, host) : NULL;
      g_autoptr (AnnalsScene) scene = NULL;
      const AnnalsHit *hits;
      graphene_rect_t box;
      guint n, n_pluses = 0;

      frame.matches = matches;
      frame.hides_others = table[i].hides_others;
      scene = annals_scene_build (&frame);
      hits = annals_scene_get_hits (scene, &n);
      for (guint h = 0; h < n; h++)
        {
          if (hits[h].kind != ANNALS_HIT_PLUS)
            continue;
          n_pluses++;
          g_assert_cmpuint (hits[h].event, ==, host);
          g_assert_cmpuint (hits[h].count, ==, table[i].count);
          g_assert_cmpint (find_darkest (scene, &hits[h].box) < 40, ==, table[i].is_strong);
        }
      g_test_message ("%s%s", table[i].matches != NULL ? table[i].matches : "all",
                      table[i].hides_others ? " alone" : "");
      g_assert_cmpuint (n_pluses, ==, table[i].count > 0);
      /* Of what is hidden there is nothing else. */
      g_assert_cmpint (annals_scene_find_event (scene, host, &box), ==,
                       !table[i].hides_others || strchr (table[i].matches, 'h') != NULL);
      if (table[i].count > 0)
        check_way_in (&frame, host, table[i].listed);
    }
  fixture_clear (&fixture);
}

int
main (int argc, char *argv[])
{
  fixture_begin (&argc, &argv);
  g_test_add_func ("/scene/pluses/search", test_search);

  return g_test_run ();
}
