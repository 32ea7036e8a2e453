/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lane names: two lines at most, the count beside the last where it fits, else below. */
#include "scene/lane-names.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "scene/painter.h"
#include "time/words.h"

#define RIGHT_MARGIN 8.0
#define COUNT_GAP 7.0
#define NESTED 10.0 /* a nested lane's name is so much further in */
#define MIN_NAME 40.0 /* of a name that gives way to a count */

double
annals_lane_name_line_height (AnnalsTextCache *text)
{
  return annals_text_get_line_height (text, ANNALS_TEXT_LANE);
}

char *
annals_lane_count_to_words (const AnnalsFrame *frame, AnnalsGrouping *grouping, guint lane)
{
  guint n_all = 0, n_matching = 0;
  g_autofree char *all = NULL;
  g_autofree char *matching = NULL;

  for (guint i = 0; i < frame->lanes->n_lanes; i++)
    if (frame->lanes->lanes[i].line == lane)
      {
        n_all += annals_grouping_get_lane_count (grouping, i);
        n_matching += frame->counts != NULL ? annals_counts_get_n (frame->counts, i) : 0;
      }
  all = annals_number_to_words (n_all);
  if (frame->matches == NULL || frame->counts == NULL)
    return g_steal_pointer (&all);

  matching = annals_number_to_words (n_matching);
  /* Translators: how many of a lane's events match the search, as in "5 of 18". */
  return g_strdup_printf (_ ("%s of %s"), matching, all);
}

void
annals_lane_name_init (AnnalsLaneName *name, AnnalsTextCache *text, const char *title,
                       const char *count, double names_width, gboolean may_have_two,
                       gboolean may_have_three)
{
  double width = names_width - ANNALS_LANE_NAME_X - RIGHT_MARGIN;
  double count_width = annals_text_measure (text, ANNALS_TEXT_COUNT, count);
  double last;

  name->lines = annals_text_break (text, ANNALS_TEXT_LANE, title, width, may_have_two ? 2 : 1);
  name->n_lines = g_strv_length (name->lines);
  name->max_width = width;
  last = MIN (annals_text_measure (text, ANNALS_TEXT_LANE, name->lines[name->n_lines - 1]), width);

  if (last + COUNT_GAP + count_width <= width)
    {
      name->count_line = name->n_lines - 1;
      name->count_x = ANNALS_LANE_NAME_X + last + COUNT_GAP;
    }
  else if (name->n_lines == 1 ? may_have_two : may_have_three)
    {
      name->count_line = name->n_lines;
      name->count_x = ANNALS_LANE_NAME_X;
    }
  else
    {
      name->max_width = MAX (width - COUNT_GAP - count_width, MIN_NAME);
      name->count_line = name->n_lines - 1;
      name->count_x = ANNALS_LANE_NAME_X + MIN (last, name->max_width) + COUNT_GAP;
    }
}

void
annals_lane_name_clear (AnnalsLaneName *name)
{
  g_clear_pointer (&name->lines, g_strfreev);
}

static guint
get_depth (AnnalsGrouping *grouping, guint lane)
{
  guint n = annals_grouping_get_n_lanes (grouping);
  guint depth = 0;

  for (lane = annals_grouping_get_lane_parent (grouping, lane); lane < n && depth < n;
       lane = annals_grouping_get_lane_parent (grouping, lane))
    depth++;

  return depth;
}

double
annals_lane_name_indent (guint depth, double names_width)
{
  return MIN (depth * NESTED, names_width / 4);
}

double *
annals_scene_measure_lane_names (AnnalsGrouping *grouping, AnnalsTextCache *text,
                                 double names_width)
{
  guint n = annals_grouping_get_n_lanes (grouping);
  double *heights = g_new0 (double, MAX (n, 1));
  double line = annals_lane_name_line_height (text);

  for (guint lane = 0; lane < n; lane++)
    {
      double indent = annals_lane_name_indent (get_depth (grouping, lane), names_width);
      g_autofree char *count
          = annals_number_to_words (annals_grouping_get_lane_count (grouping, lane));
      AnnalsLaneName name;
      guint n_lines;

      annals_lane_name_init (&name, text, annals_grouping_get_lane_title (grouping, lane), count,
                             names_width - indent, TRUE, TRUE);
      n_lines = MAX (name.n_lines, name.count_line + 1);
      annals_lane_name_clear (&name);
      /* The first line is centred on the first row, which is a little higher. */
      heights[lane] = n_lines * line + 3;
    }

  return heights;
}
