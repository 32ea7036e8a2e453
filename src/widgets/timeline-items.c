/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The timeline view by ear: a list of the labelled events in view, refreshed when it comes to rest.
 *
 * GTK 4.8 has no way to tell a screen reader of drawn things, so each of them has a child widget that
 * draws nothing. Items are used again rather than made anew, and the one that has the focus keeps its
 * event as long as it has it: a reader who listens is not thrown back by a refresh. */
#include "widgets/event-words.h"
#include "widgets/timeline-item.h"
#include "widgets/timeline-view-private.h"

#define REST_MS 150

/* Is any of the box in the plot, and not merely drawn beyond its edge? */
static gboolean
shows_box (AnnalsTimelineView *self, const graphene_rect_t *box)
{
  double top = ANNALS_AXIS_HEIGHT * self->metrics.text_scale;

  return box->origin.x < gtk_widget_get_width (GTK_WIDGET (self))
         && box->origin.x + box->size.width > self->names_width
         && box->origin.y < gtk_widget_get_height (GTK_WIDGET (self))
         && box->origin.y + box->size.height > top;
}

static gboolean
is_in_view (AnnalsTimelineView *self, AnnalsScene *scene, guint event)
{
  graphene_rect_t box;

  return annals_scene_find_event (scene, event, &box) && shows_box (self, &box);
}

static AnnalsGrouping *
get_grouping (AnnalsTimelineView *self)
{
  return self->rows != NULL ? annals_rows_get_grouping (self->rows) : NULL;
}

static AnnalsTimelineItem *
find_item (AnnalsTimelineView *self, guint event)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      AnnalsTimelineItem *item = g_ptr_array_index (self->items, i);

      if (annals_timeline_item_get_event (item) == event)
        return item;
    }
  return NULL;
}

static void
item_focused_cb (AnnalsTimelineItem *item, gboolean has_focus, gpointer data)
{
  annals_timeline_view_item_focus_changed (data, annals_timeline_item_get_event (item), has_focus);
}

static void
item_chosen_cb (AnnalsTimelineItem *item, gpointer data)
{
  annals_timeline_view_select_event (data, annals_timeline_item_get_event (item));
}

static AnnalsTimelineItem *
create_item (AnnalsTimelineView *self)
{
  GtkWidget *item = annals_timeline_item_new ();

  g_signal_connect_object (item, "focused", G_CALLBACK (item_focused_cb), self, 0);
  g_signal_connect_object (item, "chosen", G_CALLBACK (item_chosen_cb), self, 0);
  gtk_widget_insert_before (item, GTK_WIDGET (self), self->scrollbar);
  return ANNALS_TIMELINE_ITEM (item);
}

static gboolean
is_in_folded_lane (AnnalsTimelineView *self, guint event)
{
  guint lane = annals_grouping_get_lane_of (get_grouping (self), event);
  const AnnalsLanes *lanes = self->lanes;

  return lanes != NULL && lane < lanes->n_lanes && lanes->lanes[lanes->lanes[lane].line].is_folded;
}

static void
set_item (AnnalsTimelineView *self, AnnalsTimelineItem *item, guint event)
{
  g_autofree char *sentence
    = annals_event_to_sentence (get_grouping (self), event, is_in_folded_lane (self, event));

  annals_timeline_item_set_event (item, event, sentence);
  annals_timeline_item_set_selected (item, event == annals_session_get_selection (self->session));
}

static gboolean
has_label (AnnalsTimelineView *self, guint event)
{
  guint lane, row;
  AnnalsLabelSide side;

  return annals_rows_find (self->rows, event, &lane, &row, &side) && side != ANNALS_LABEL_NONE;
}

/* The events to list, in reading order: the labelled ones in view, then what the reader holds. */
static GArray *
choose_events (AnnalsTimelineView *self, AnnalsScene *scene)
{
  GArray *events = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  AnnalsBitset *matches = annals_session_get_matches (self->session);
  guint held[] = { self->focused, annals_session_get_selection (self->session) };
  guint n_held = 0, n;
  const AnnalsHit *hits = annals_scene_get_hits (scene, &n);

  for (guint i = 0; i < G_N_ELEMENTS (held); i++)
    n_held += held[i] != ANNALS_NO_EVENT;
  for (guint i = 0; i < n && events->len < ANNALS_ITEMS_MAX - n_held; i++)
    {
      guint32 event = hits[i].event;

      if (hits[i].kind != ANNALS_HIT_EVENT || !shows_box (self, &hits[i].box)
          || !has_label (self, event))
        continue;
      if (matches != NULL && annals_session_get_hides_others (self->session)
          && !annals_bitset_contains (matches, event))
        continue;
      if (g_hash_table_add (seen, GUINT_TO_POINTER (event)))
        g_array_append_val (events, event);
    }
  for (guint i = 0; i < G_N_ELEMENTS (held); i++)
    {
      guint32 event = held[i];

      if (event != ANNALS_NO_EVENT && is_in_view (self, scene, event)
          && g_hash_table_add (seen, GUINT_TO_POINTER (event)))
        g_array_append_val (events, event);
    }
  return events;
}

/* The focus goes to the list itself with the item that has it. */
static void
remove_item (AnnalsTimelineView *self, guint index)
{
  GtkWidget *item = g_ptr_array_index (self->items, index);

  if (gtk_widget_is_focus (item))
    gtk_widget_grab_focus (GTK_WIDGET (self));
  g_ptr_array_remove_index (self->items, index);
  gtk_widget_unparent (item);
}

void
annals_timeline_view_drop_items (AnnalsTimelineView *self)
{
  while (self->items->len > 0)
    remove_item (self, self->items->len - 1);
}

static guint
find_after (AnnalsDifference *difference, guint event)
{
  AnnalsTimeline *before = annals_difference_get_before (difference);

  if (event >= annals_timeline_get_n_events (before))
    return ANNALS_NO_EVENT;
  return annals_timeline_find_event (annals_difference_get_after (difference),
                                     annals_timeline_get_event_id (before, event));
}

/* An item keeps its words until the new rows are there. */
void
annals_timeline_view_carry_items (AnnalsTimelineView *self, AnnalsDifference *difference)
{
  for (guint i = self->items->len; i-- > 0;)
    {
      AnnalsTimelineItem *item = g_ptr_array_index (self->items, i);
      guint event = find_after (difference, annals_timeline_item_get_event (item));

      if (event == ANNALS_NO_EVENT)
        remove_item (self, i);
      else
        annals_timeline_item_set_event (item, event, annals_timeline_item_get_sentence (item));
    }
  self->focused = find_after (difference, self->focused);
}

/* Puts the item of each event at its place in the order; what is over goes. */
static void
arrange_items (AnnalsTimelineView *self, GArray *events)
{
  AnnalsTimelineItem *focused = self->focused != ANNALS_NO_EVENT ? find_item (self, self->focused) : NULL;

  for (guint i = 0; i < events->len; i++)
    {
      guint event = g_array_index (events, guint32, i);
      AnnalsTimelineItem *item = NULL;

      if (focused != NULL && event == self->focused)
        {
          item = focused;
          g_ptr_array_remove (self->items, item);
          g_ptr_array_insert (self->items, MIN (i, self->items->len), item);
          gtk_widget_insert_before (
            GTK_WIDGET (item), GTK_WIDGET (self),
            i + 1 < self->items->len ? g_ptr_array_index (self->items, i + 1) : self->scrollbar);
        }
      else if (i < self->items->len && g_ptr_array_index (self->items, i) != focused)
        {
          item = g_ptr_array_index (self->items, i);
        }
      else
        {
          item = create_item (self);
          g_ptr_array_insert (self->items, MIN (i, self->items->len), item);
          gtk_widget_insert_before (
            GTK_WIDGET (item), GTK_WIDGET (self),
            i + 1 < self->items->len ? g_ptr_array_index (self->items, i + 1) : self->scrollbar);
        }
      set_item (self, item, event);
    }
  while (self->items->len > events->len)
    remove_item (self, self->items->len - 1);
}

void
annals_timeline_view_refresh_items (AnnalsTimelineView *self)
{
  AnnalsScene *scene = annals_timeline_view_ensure_scene (self);
  g_autoptr (GArray) events = NULL;

  g_clear_handle_id (&self->rest_timeout, g_source_remove);
  if (scene == NULL)
    {
      /* While a file that was read anew gets its rows, its items stay as its picture does. */
      if (self->past_scene == NULL)
        annals_timeline_view_drop_items (self);
      return;
    }
  /* The focused event has been carried out of view: the list itself takes the focus over. */
  if (self->focused != ANNALS_NO_EVENT && !is_in_view (self, scene, self->focused))
    gtk_widget_grab_focus (GTK_WIDGET (self));

  events = choose_events (self, scene);
  arrange_items (self, events);
  annals_timeline_view_allocate_items (self);
}

static gboolean
rest_timeout_cb (gpointer data)
{
  AnnalsTimelineView *self = data;

  if (self->motion != ANNALS_MOTION_NONE || self->is_dragging)
    return G_SOURCE_CONTINUE;
  self->rest_timeout = 0;
  annals_timeline_view_refresh_items (self);
  return G_SOURCE_REMOVE;
}

void
annals_timeline_view_schedule_items (AnnalsTimelineView *self)
{
  g_clear_handle_id (&self->rest_timeout, g_source_remove);
  self->rest_timeout = g_timeout_add (REST_MS, rest_timeout_cb, self);
  g_source_set_name_by_id (self->rest_timeout, "annals: timeline at rest");
}

void
annals_timeline_view_update_selected_item (AnnalsTimelineView *self)
{
  guint selection = self->session != NULL ? annals_session_get_selection (self->session) : ANNALS_NO_EVENT;

  for (guint i = 0; i < self->items->len; i++)
    {
      AnnalsTimelineItem *item = g_ptr_array_index (self->items, i);

      annals_timeline_item_set_selected (item, annals_timeline_item_get_event (item) == selection);
    }
}

void
annals_timeline_view_allocate_items (AnnalsTimelineView *self)
{
  AnnalsScene *scene = annals_timeline_view_ensure_scene (self);

  for (guint i = 0; i < self->items->len; i++)
    {
      AnnalsTimelineItem *item = g_ptr_array_index (self->items, i);
      graphene_rect_t box = *annals_timeline_item_get_box (item);
      GtkAllocation place;

      if (scene != NULL && annals_scene_find_event (scene, annals_timeline_item_get_event (item), &box))
        annals_timeline_item_set_box (item, &box);
      gtk_widget_measure (GTK_WIDGET (item), GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      place.x = floorf (box.origin.x);
      place.y = floorf (box.origin.y);
      place.width = MAX (1, ceilf (box.size.width));
      place.height = MAX (1, ceilf (box.size.height));
      gtk_widget_size_allocate (GTK_WIDGET (item), &place, -1);
    }
}

void
annals_timeline_view_focus_event (AnnalsTimelineView *self, guint event)
{
  AnnalsTimelineItem *item = find_item (self, event);

  if (get_grouping (self) == NULL || event == ANNALS_NO_EVENT)
    return;
  if (item == NULL)
    {
      /* It may be on its way into view: the refresh at rest puts it where it belongs. */
      item = create_item (self);
      g_ptr_array_add (self->items, item);
      set_item (self, item, event);
      annals_timeline_view_allocate_items (self);
    }
  gtk_widget_grab_focus (GTK_WIDGET (item));
  annals_timeline_view_schedule_items (self);
}

void
annals_timeline_view_item_focus_changed (AnnalsTimelineView *self, guint event, gboolean has_focus)
{
  if (has_focus)
    self->focused = event;
  else if (self->focused == event)
    self->focused = ANNALS_NO_EVENT;
  annals_timeline_view_invalidate (self);
}

/* Tab comes in at what is selected, or at the first in view, and goes out again in one step; between
 * events the arrow keys go. */
gboolean
annals_timeline_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  AnnalsTimelineView *self = ANNALS_TIMELINE_VIEW (widget);
  AnnalsTimelineItem *item = NULL;

  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return FALSE;
  if (gtk_widget_is_focus (widget) || gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;
  if (self->session != NULL)
    item = find_item (self, annals_session_get_selection (self->session));
  if (item == NULL && self->items->len > 0)
    item = g_ptr_array_index (self->items, 0);
  return gtk_widget_grab_focus (item != NULL ? GTK_WIDGET (item) : widget);
}
