/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shapes: what each kind of date is drawn as, at a day a pixel, as of 15 October 2018. */
#include "view/shape.h"

#include <locale.h>
#include <math.h>

#include "model/builder.h"
#include "time/edtf.h"

#define DAY_S 86400.0
/* Not looked at. */
#define ANY 12345.0

typedef struct
{
  const char *date, *other; /* other dating (nullable) */
  AnnalsKind kind;
  AnnalsCertainty certainty;
  int importance;
} Event;

static AnnalsTimeline *
make_timeline (const Event *event)
{
  g_autoptr (AnnalsBuilder) builder = annals_builder_new (NULL);
  AnnalsBatch *batch = annals_batch_new ();
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (AnnalsSpan));
  AnnalsEventRow row = { .id = "e", .title = "e", .date = event->date };
  AnnalsEventRow first = { .id = "first", .title = "first", .date = "2018-01-01", .importance = 3 };
  AnnalsSpan as_of, other;

  g_assert_true (annals_edtf_parse ("2018-10-15", -1, &as_of, NULL, NULL, NULL));
  annals_builder_set_as_of (builder, "2018-10-15", &as_of);
  g_assert_true (annals_edtf_parse (event->date, -1, &row.span, members, NULL, NULL));
  row.kind = event->kind;
  row.certainty = event->certainty;
  row.importance = event->importance;
  annals_batch_add_event (batch, &row);
  for (guint i = 0; i < members->len; i++)
    annals_batch_add_extra_span (batch, &g_array_index (members, AnnalsSpan, i), TRUE);
  if (event->other != NULL)
    {
      g_assert_true (annals_edtf_parse (event->other, -1, &other, NULL, NULL, NULL));
      annals_batch_add_extra_span (batch, &other, FALSE);
    }
  /* The timeline's begin, from where open begins are drawn. */
  g_assert_true (annals_edtf_parse ("2018-01-01", -1, &first.span, NULL, NULL, NULL));
  annals_batch_add_event (batch, &first);
  annals_builder_join (builder, batch);

  return annals_builder_publish (builder, TRUE);
}

static void
make_shape (AnnalsShape *shape, const Event *event, double seconds_per_pixel)
{
  g_autoptr (AnnalsTimeline) timeline = make_timeline (event);
  AnnalsMetrics metrics;

  annals_metrics_init (&metrics, 1);
  annals_shape_init (shape, timeline, 0, seconds_per_pixel, annals_timeline_get_open_end_s (timeline),
                     &metrics);
}

#define MEETING ANNALS_KIND_MEETING, ANNALS_CERTAINTY_ESTABLISHED, 3
#define STATE ANNALS_KIND_DEVELOPMENT, ANNALS_CERTAINTY_ESTABLISHED, 3
#define PROSPECT ANNALS_KIND_PROSPECT, ANNALS_CERTAINTY_PROSPECT, 3

/* Marks of importance 3 are 10 high. Numbers are days from the first bound. */
static const struct
{
  Event event;
  AnnalsShapeType type;
  double left, right, mark_x, inside_left;
  gboolean begin_is_hard, end_is_hard, has_question;
} cases[] = {
  /* A day: centred on it, halo and all. */
  { { "2018-06-12", NULL, MEETING }, ANNALS_SHAPE_MARK, -5.5, 6.5, 0.5, ANY, TRUE, TRUE, FALSE },
  /* A month, a year: a wash, the mark 5 px in, words after it. */
  { { "2018-06", NULL, MEETING }, ANNALS_SHAPE_WINDOW, 0, 30, 10, 20, TRUE, TRUE, FALSE },
  { { "2018", NULL, MEETING }, ANNALS_SHAPE_WINDOW, 0, 365, 10, 20, TRUE, TRUE, FALSE },
  { { "2018-22", NULL, MEETING }, ANNALS_SHAPE_WINDOW, 0, 92, 10, 20, FALSE, FALSE, FALSE },
  /* About: wings of 8 px beside a mark, one unit beside a window. */
  { { "2018-06-12~", NULL, MEETING }, ANNALS_SHAPE_MARK, -12.5, 13.5, 0.5, ANY, FALSE, FALSE, FALSE },
  { { "2018-06~", NULL, MEETING }, ANNALS_SHAPE_WINDOW, -30, 60, 10, 20, FALSE, FALSE, FALSE },
  /* Perhaps. */
  { { "2018-06-12?", NULL, MEETING }, ANNALS_SHAPE_MARK, -5.5, 15.5, 0.5, ANY, TRUE, TRUE, TRUE },
  { { "2018-06-12%", NULL, MEETING }, ANNALS_SHAPE_MARK, -12.5, 22.5, 0.5, ANY, FALSE, FALSE, TRUE },
  /* Things done and states. */
  { { "2018-03-10/2018-08-20", NULL, MEETING }, ANNALS_SHAPE_BAR, 0, 164, 10, 20, TRUE, TRUE, FALSE },
  { { "2018-03-10/2018-08-20", NULL, STATE }, ANNALS_SHAPE_BAND, 0, 164, NAN, 8, TRUE, TRUE, FALSE },
  { { "2018-03/2018-08", NULL, STATE }, ANNALS_SHAPE_BAND, 0, 184, NAN, 39, FALSE, FALSE, FALSE },
  { { "2018-06-12/2018-06-20", NULL, STATE }, ANNALS_SHAPE_MARK, -1.5, 10.5, 4.5, ANY, TRUE, TRUE, FALSE },
  /* Open to the as-of line and 26 more, unknown 30 from what is known. */
  { { "2018-05-10/..", NULL, STATE }, ANNALS_SHAPE_BAND, 0, 158 + 26, NAN, 8, TRUE, FALSE, FALSE },
  { { "2018-10-14/..", NULL, STATE }, ANNALS_SHAPE_BAND, 0, 1 + 26, NAN, 8, TRUE, FALSE, FALSE },
  { { "2019-01-01/..", NULL, STATE }, ANNALS_SHAPE_BAND, 0, 1 + 26, NAN, 8, TRUE, FALSE, FALSE },
  { { "2018-05-10/", NULL, STATE }, ANNALS_SHAPE_BAND, 0, 1 + 30, NAN, 8, TRUE, FALSE, FALSE },
  { { "/2018-08-10", NULL, STATE }, ANNALS_SHAPE_BAND, -30, 1, NAN, 8, FALSE, TRUE, FALSE },
  { { "../2018-03-01", NULL, STATE }, ANNALS_SHAPE_BAND, -59 - 26, 1, NAN, -59 + 8, FALSE, TRUE, FALSE },
  /* Sets. */
  { { "[2018-03-01..2018-05-31]", NULL, MEETING }, ANNALS_SHAPE_WINDOW, 0, 92, 10, 20, TRUE, TRUE, FALSE },
  { { "{2018-03-05,2018-05-10,2018-08-20}", NULL, MEETING }, ANNALS_SHAPE_MEMBERS, -5.5, 174.5, 0.5, ANY,
    TRUE, TRUE, FALSE },
  { { "[2018-06..]", NULL, MEETING }, ANNALS_SHAPE_WINDOW, 0, 136 + 26, 10, 20, TRUE, FALSE, FALSE },
  { { "[..2018-06]", NULL, MEETING }, ANNALS_SHAPE_WINDOW, -181 - 26, 0, -181 + 10, -181 + 20, FALSE, TRUE, FALSE },
  /* The mark of a bar stands at the end that is known. */
  { { "2018-05-10/", NULL, MEETING }, ANNALS_SHAPE_BAR, 0, 1 + 30, 10, 20, TRUE, FALSE, FALSE },
  { { "/2018-08-10", NULL, MEETING }, ANNALS_SHAPE_BAR, -30, 1, -9, 8, FALSE, TRUE, FALSE },
  /* What may happen; on one day it is a mark. */
  { { "[2018-08-25..2018-12-31]", NULL, PROSPECT }, ANNALS_SHAPE_PROSPECT, 0, 129, NAN, 8, TRUE, TRUE, FALSE },
  { { "2018-11-03", NULL, PROSPECT }, ANNALS_SHAPE_MARK, -5.5, 6.5, 0.5, ANY, TRUE, TRUE, FALSE },
  /* Brackets stand below words and ask for no room; ghosts do. */
  { { "2018-06-12", "2018-06", MEETING }, ANNALS_SHAPE_MARK, -5.5, 6.5, 0.5, ANY, TRUE, TRUE, FALSE },
  { { "2018-06-12", "2018-04-02", MEETING }, ANNALS_SHAPE_MARK, -75.5, 6.5, 0.5, ANY, TRUE, TRUE, FALSE },
};

static void
check (const char *date, const char *what, double found, double expected)
{
  if (expected == ANY || (isnan (found) && isnan (expected)) || fabs (found - expected) < 0.001)
    return;

  g_test_message ("%s: %s is %g, not %g", date, what, found, expected);
  g_test_fail ();
}

static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AnnalsShape shape;
      const char *date = cases[i].event.date;

      make_shape (&shape, &cases[i].event, DAY_S);
      check (date, "type", shape.type, cases[i].type);
      check (date, "left", shape.left, cases[i].left);
      check (date, "right", shape.right, cases[i].right);
      check (date, "mark_x", shape.mark_x, cases[i].mark_x);
      check (date, "label_inside_left", shape.label_inside_left, cases[i].inside_left);
      check (date, "begin_is_hard", shape.begin_is_hard, cases[i].begin_is_hard);
      check (date, "end_is_hard", shape.end_is_hard, cases[i].end_is_hard);
      check (date, "has_question", !isnan (shape.question_x), cases[i].has_question);
      g_assert_cmpfloat (shape.begin_min, <=, shape.begin_max);
      g_assert_cmpfloat (shape.end_min, <=, shape.end_max);
      g_assert_cmpfloat (shape.left, <, shape.right);
    }
}

/* From mark to wash and from mark to bar at mark + 4, without a jump of the mark. */
static void
test_thresholds (void)
{
  static const Event month = { "2018-06", NULL, MEETING };
  static const Event days = { "2018-06-01/2018-06-30", NULL, STATE };
  AnnalsShape shape;

  make_shape (&shape, &month, DAY_S * 30 / 13.99);
  g_assert_cmpint (shape.type, ==, ANNALS_SHAPE_MARK);
  g_assert_cmpfloat_with_epsilon (shape.mark_x, 7, 0.01);
  make_shape (&shape, &month, DAY_S * 30 / 14.01);
  g_assert_cmpint (shape.type, ==, ANNALS_SHAPE_WINDOW);
  g_assert_cmpfloat_with_epsilon (shape.mark_x, 7, 0.01);

  make_shape (&shape, &days, DAY_S * 30 / 13.9);
  g_assert_cmpint (shape.type, ==, ANNALS_SHAPE_MARK);
  make_shape (&shape, &days, DAY_S * 30 / 14.1);
  g_assert_cmpint (shape.type, ==, ANNALS_SHAPE_BAND);
}

static void
test_other_datings (void)
{
  static const struct
  {
    const char *own, *other;
    AnnalsOtherDating dating;
    double left, right;
  } datings[] = {
    { "2018-06-12", "2018-06", ANNALS_OTHER_BRACKET, -11, 19 },
    { "2018-06-12", "2018-06-12", ANNALS_OTHER_NOT_DRAWN, ANY, ANY },
    { "2018-06-12", "2018-04-02", ANNALS_OTHER_GHOST, -71, -70 },
    /* Under its own mark. */
    { "2018-06-12", "2018-06-14", ANNALS_OTHER_NOT_DRAWN, ANY, ANY },
    { "2018-06", "2018-06-12", ANNALS_OTHER_NOT_DRAWN, ANY, ANY },
    { "2018-06-12", "2018-01/..", ANNALS_OTHER_NOT_DRAWN, ANY, ANY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (datings); i++)
    {
      const Event event = { datings[i].own, datings[i].other, MEETING };
      g_autoptr (AnnalsTimeline) timeline = make_timeline (&event);
      AnnalsShape shape;
      AnnalsMetrics metrics;
      double left = ANY, right = ANY;
      guint n;
      const AnnalsExtraSpan *extra = annals_timeline_get_extra_spans (timeline, 0, &n);

      annals_metrics_init (&metrics, 1);
      make_shape (&shape, &event, DAY_S);
      g_assert_cmpuint (n, ==, 1);
      g_assert_cmpint (annals_shape_get_other_dating (&shape, annals_timeline_get_event_span (timeline, 0),
                                                      &extra[0].span, DAY_S, &metrics, &left, &right),
                       ==, datings[i].dating);
      if (datings[i].left != ANY)
        {
          check (datings[i].other, "left", left, datings[i].left);
          check (datings[i].other, "right", right, datings[i].right);
        }
    }
}

/* Words go over a soft begin if need be, but not light ones in a bar that has yet to fade in. */
static void
test_words_over_fade (void)
{
  static const struct
  {
    Event event;
    double least;
  } soft[] = {
    { { "2018-03/2018-08", NULL, ANNALS_KIND_MEETING, ANNALS_CERTAINTY_ESTABLISHED, 3 }, 31 + 8 },
    { { "2018-03/2018-08", NULL, ANNALS_KIND_MEETING, ANNALS_CERTAINTY_ASSESSED, 3 }, 20 },
    { { "2018-03/2018-08", NULL, ANNALS_KIND_PERIOD, ANNALS_CERTAINTY_ESTABLISHED, 3 }, 8 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (soft); i++)
    {
      AnnalsShape shape;

      make_shape (&shape, &soft[i].event, DAY_S);
      g_assert_cmpfloat_with_epsilon (shape.label_inside_left, 31 + 8, 0.001);
      g_assert_cmpfloat_with_epsilon (shape.label_inside_least, soft[i].least, 0.001);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/shape/words-over-fade", test_words_over_fade);
  g_test_add_func ("/shape/table", test_table);
  g_test_add_func ("/shape/thresholds", test_thresholds);
  g_test_add_func ("/shape/other-datings", test_other_datings);

  return g_test_run ();
}
