/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The event on the side panel's page, and what is worked out of it once.
 *
 * An event may have a million claims or be linked to by a million others: its page is then worked out and
 * freed on a worker. */
#include "widgets/panel-page.h"

#include "model/citation-text.h"

/* More links than a few milliseconds' work. */
#define MANY_LINKS 2000
#define FOLLOWS "follows"

gboolean
annals_page_is_long (AnnalsTimeline *timeline, guint event)
{
  guint n_links;

  annals_timeline_get_links (timeline, event, &n_links);
  return n_links > MANY_LINKS || annals_timeline_is_event_long (timeline, event);
}

AnnalsPage *
annals_page_new (AnnalsTimeline *timeline, guint event, AnnalsEventDetails *details)
{
  AnnalsPage *page = g_new0 (AnnalsPage, 1);

  g_atomic_ref_count_init (&page->ref_count);
  page->timeline = g_object_ref (timeline);
  page->event = event;
  page->details = details;
  page->sources = g_ptr_array_new ();
  page->source_numbers = g_hash_table_new (g_str_hash, g_str_equal);
  page->cited = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < ANNALS_N_SIDES; i++)
    page->claims[i] = g_ptr_array_new ();
  page->links = g_array_new (FALSE, FALSE, sizeof (AnnalsLinkRow));
  page->along_follows[0] = page->along_follows[1] = ANNALS_NO_EVENT;
  return page;
}

/* --- What is worked out --- */

static void
number_sources (AnnalsPage *page)
{
  g_ptr_array_unref (page->sources);
  page->sources = annals_event_details_get_source_ids (page->details);
  for (guint i = 0; i < page->sources->len; i++)
    g_hash_table_insert (page->source_numbers, g_ptr_array_index (page->sources, i),
                         GUINT_TO_POINTER (i + 1));
}

static void
collect_citations (AnnalsPage *page)
{
  GPtrArray *citations = page->details->citations;

  for (guint i = 0; i < citations->len; i++)
    {
      AnnalsCitation *citation = g_ptr_array_index (citations, i);
      GPtrArray *cited = g_hash_table_lookup (page->cited, citation->source);

      if (citation->locator == NULL && citation->quote == NULL)
        continue;
      if (cited == NULL)
        {
          cited = g_ptr_array_new ();
          g_hash_table_insert (page->cited, citation->source, cited);
        }
      g_ptr_array_add (cited, citation);
    }
}

static AnnalsSide
get_side (const AnnalsClaim *claim)
{
  switch (claim->stance)
    {
    case ANNALS_STANCE_ASSERTS:
    case ANNALS_STANCE_REPORTS:
      return ANNALS_SIDE_LEFT;
    case ANNALS_STANCE_DISPUTES:
    case ANNALS_STANCE_DOUBTS:
      return ANNALS_SIDE_RIGHT;
    case ANNALS_STANCE_ASSESSES:
    case ANNALS_STANCE_EXPECTS:
    case ANNALS_N_STANCES:
    default:
      return ANNALS_SIDE_BELOW;
    }
}

static int
compare_stances (gconstpointer a, gconstpointer b)
{
  const AnnalsClaim *const *first = a, *const *second = b;

  return (int) (*first)->stance - (int) (*second)->stance;
}

static void
sort_claims (AnnalsPage *page)
{
  GPtrArray *claims = page->details->claims;

  for (guint i = 0; i < claims->len; i++)
    {
      g_ptr_array_add (page->claims[get_side (g_ptr_array_index (claims, i))], g_ptr_array_index (claims, i));
      g_ptr_array_add (page->claims[ANNALS_SIDE_ALL], g_ptr_array_index (claims, i));
    }
  for (guint i = 0; i < ANNALS_N_SIDES; i++)
    g_ptr_array_sort (page->claims[i], compare_stances); /* g_ptr_array_sort () is stable */
}

static gboolean
is_same_group (const AnnalsLink *a, const AnnalsLink *b)
{
  return g_strcmp0 (a->type, b->type) == 0 && a->is_backward == b->is_backward
         && a->is_hedged == b->is_hedged;
}

static guint
hash_group (gconstpointer data)
{
  const AnnalsLink *link = data;

  return g_str_hash (link->type) * 4 + link->is_backward * 2 + link->is_hedged;
}

static gboolean
equal_group (gconstpointer a, gconstpointer b)
{
  return is_same_group (a, b);
}

static GArray *
collect_links (const AnnalsLink *links, guint n)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (AnnalsLinkRow));
  g_autoptr (GHashTable) groups
    = g_hash_table_new_full (hash_group, equal_group, NULL, (GDestroyNotify) g_array_unref);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    {
      GArray *group = g_hash_table_lookup (groups, &links[i]);

      if (links[i].event == ANNALS_NO_EVENT)
        continue;
      if (group == NULL)
        {
          group = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (groups, (gpointer) &links[i], group);
          g_ptr_array_add (order, group);
        }
      g_array_append_val (group, i);
    }
  for (guint g = 0; g < order->len; g++)
    {
      GArray *group = g_ptr_array_index (order, g);

      for (guint i = 0; i < group->len; i++)
        {
          AnnalsLinkRow row = { g_array_index (group, guint, i), i == 0 };

          g_array_append_val (rows, row);
        }
    }
  return rows;
}

static guint
find_along_follows (AnnalsTimeline *timeline, const AnnalsLink *links, guint n, int direction)
{
  guint nearest = ANNALS_NO_EVENT;
  double nearest_s = 0;

  for (guint i = 0; i < n; i++)
    {
      double earliest_s;

      if (links[i].event == ANNALS_NO_EVENT || links[i].is_backward != (direction > 0)
          || !g_str_equal (links[i].type, FOLLOWS))
        continue;
      earliest_s = annals_span_get_earliest (annals_timeline_get_event_span (timeline, links[i].event));
      if (nearest == ANNALS_NO_EVENT || (earliest_s - nearest_s) * direction < 0)
        {
          nearest = links[i].event;
          nearest_s = earliest_s;
        }
    }
  return nearest;
}

void
annals_page_work_out (AnnalsPage *page)
{
  guint n;
  const AnnalsLink *links = annals_timeline_get_links (page->timeline, page->event, &n);

  number_sources (page);
  collect_citations (page);
  sort_claims (page);
  g_array_unref (page->links);
  page->links = collect_links (links, n);
  page->along_follows[0] = find_along_follows (page->timeline, links, n, -1);
  page->along_follows[1] = find_along_follows (page->timeline, links, n, +1);
}

/* --- The page --- */

void
annals_page_set_look (AnnalsPage *page, AnnalsQuery *query, const AnnalsTheme *theme)
{
  AnnalsQuery *former = page->query;

  page->query = query != NULL ? annals_query_ref (query) : NULL;
  page->theme = theme;
  g_clear_pointer (&former, annals_query_unref);
}

AnnalsPage *
annals_page_ref (AnnalsPage *page)
{
  g_atomic_ref_count_inc (&page->ref_count);
  return page;
}

static void
page_free (AnnalsPage *page)
{
  g_array_unref (page->links);
  for (guint i = 0; i < ANNALS_N_SIDES; i++)
    g_ptr_array_unref (page->claims[i]);
  g_hash_table_unref (page->cited);
  g_hash_table_unref (page->source_numbers);
  g_ptr_array_unref (page->sources);
  g_clear_pointer (&page->query, annals_query_unref);
  annals_event_details_free (page->details);
  g_object_unref (page->timeline);
  g_free (page);
}

static void
free_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  page_free (data);
  g_task_return_boolean (task, TRUE);
}

void
annals_page_unref (AnnalsPage *page)
{
  g_autoptr (GTask) task = NULL;

  if (!g_atomic_ref_count_dec (&page->ref_count))
    return;
  if (!annals_page_is_long (page->timeline, page->event))
    {
      page_free (page);
      return;
    }
  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_task_data (task, page, NULL);
  g_task_run_in_thread (task, free_thread);
}

guint
annals_page_get_source_number (const AnnalsPage *page, const char *source_id)
{
  if (source_id == NULL)
    return 0;
  return GPOINTER_TO_UINT (g_hash_table_lookup (page->source_numbers, source_id));
}

guint
annals_page_get_along_follows (const AnnalsPage *page, int direction)
{
  return page->along_follows[direction > 0];
}
