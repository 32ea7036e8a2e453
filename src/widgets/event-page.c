/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything the file says of one event, set as a page: all but the reader's notes.
 *
 * The head's widgets stay; the sections below are made anew for each event. */
#include "widgets/event-page.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "widgets/glyph.h"
#include "widgets/look.h"
#include "widgets/panel-rows.h"
#include "widgets/panel-sections.h"
#include "widgets/track-line.h"
#include "widgets/wrap-box.h"

struct _AnnalsEventPage
{
  GtkWidget parent_instance;

  /* Template children */
  GtkWidget *scrolled;
  GtkWidget *head;
  GtkWidget *track_row;
  GtkWidget *back;
  AnnalsTrackLine *track_line;
  GtkLabel *title;
  GtkLabel *date_text;
  GtkLabel *date;
  GtkLabel *kind;
  GtkLabel *certainty;
  GtkLabel *place;
  GtkLabel *coordinates;
  GtkBox *dates;
  GtkBox *summary;
  GtkBox *sections;

  gboolean has_head;
  GtkWidget *sources; /* (nullable) borrowed from `sections` */
  AnnalsPage *page;   /* (nullable) owned: what is shown */
  GCancellable *reading; /* (nullable) owned: of the worker that reads a long event */
  guint filling;         /* the source that brings its sections one by one; 0: none */
  guint n_sections;      /* that were made */
};

G_DEFINE_FINAL_TYPE (AnnalsEventPage, annals_event_page, GTK_TYPE_WIDGET)

enum
{
  READ,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
clear_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static void
set_line (const AnnalsPage *page, GtkLabel *label, const char *text)
{
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && text[0] != '\0');
  annals_page_label_set (page, label, text != NULL ? text : "");
}

static void
set_badge (const AnnalsPage *page, GtkLabel *label, const char *text, const char *of_what)
{
  /* Translators: "Kind: meeting", as a screen reader says it. */
  g_autofree char *name = g_strdup_printf (_("%s: %s"), of_what, text);

  annals_page_label_set (page, label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* Words that Annals does not know stand as the file has them. */
static void
fill_badges (AnnalsEventPage *self, const AnnalsPage *page)
{
  const AnnalsEventDetails *details = page->details;
  AnnalsKind kind = annals_timeline_get_event_kind (page->timeline, page->event);
  AnnalsCertainty certainty = annals_timeline_get_event_certainty (page->timeline, page->event);
  AnnalsCertainty known;
  gboolean is_known = annals_certainty_from_id (details->certainty_text, &known);

  set_badge (page, self->kind,
             kind == ANNALS_KIND_OTHER && details->kind_text != NULL ? details->kind_text
                                                                     : annals_kind_get_name (kind),
             _("Kind"));
  set_badge (page, self->certainty,
             is_known ? annals_certainty_get_name (certainty) : details->certainty_text, _("Certainty"));
}

/* As many digits as the file has, with a point in every language: they are for maps, too. */
static char *
write_degrees (double degrees, const char *positive, const char *negative)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (digits, sizeof digits, "%.10g", fabs (degrees));
  return g_strdup_printf (degrees < 0 ? negative : positive, digits);
}

/* Where the place lies, to be read, heard and copied. */
static void
set_coordinates (AnnalsEventPage *self, const AnnalsEventDetails *details)
{
  gboolean is_known = isfinite (details->latitude) && isfinite (details->longitude);
  g_autofree char *words = NULL;
  g_autofree char *sentence = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->coordinates), is_known);
  if (is_known)
    {
      /* Translators: degrees of latitude and longitude, as on a map. */
      g_autofree char *latitude = write_degrees (details->latitude, _("%s° N"), _("%s° S"));
      g_autofree char *longitude = write_degrees (details->longitude, _("%s° E"), _("%s° W"));
      /* Translators: the same as a screen reader says it. */
      g_autofree char *spoken_latitude
        = write_degrees (details->latitude, _("%s degrees north"), _("%s degrees south"));
      g_autofree char *spoken_longitude
        = write_degrees (details->longitude, _("%s degrees east"), _("%s degrees west"));

      words = g_strdup_printf ("%s, %s", latitude, longitude);
      sentence = g_strdup_printf ("%s, %s", spoken_latitude, spoken_longitude);
    }
  gtk_label_set_text (self->coordinates, is_known ? words : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->coordinates), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  is_known ? sentence : "", -1);
}

/* A window that knows where one was has the action. */
static void
update_back (AnnalsEventPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_widget_set_visible (self->back, G_IS_ACTION_GROUP (root)
                                        && g_action_group_has_action (G_ACTION_GROUP (root), "back"));
}

static void
fill_head (AnnalsEventPage *self, AnnalsPage *page)
{
  const AnnalsEventDetails *details = page->details;
  g_autofree char *date = annals_timeline_get_event_date_words (page->timeline, page->event);
  g_autofree char *date_text = annals_capitalize (details->date_text);
  gboolean is_dated
    = annals_span_is_dated (annals_timeline_get_event_span (page->timeline, page->event));

  set_line (page, self->title, annals_timeline_get_event_title (page->timeline, page->event));
  gtk_widget_set_visible (GTK_WIDGET (self->title), self->has_head);
  set_line (page, self->date_text, date_text);
  set_line (page, self->date, is_dated ? date : _("No date"));
  fill_badges (self, page);
  set_line (page, self->place, details->place);
  set_coordinates (self, details);
  clear_box (self->summary);
  if (details->summary != NULL && details->summary[0] != '\0')
    gtk_box_append (self->summary, annals_page_text_new (page, details->summary, ANNALS_TEXT_PLAIN, NULL));
  gtk_widget_set_visible (GTK_WIDGET (self->summary),
                          gtk_widget_get_first_child (GTK_WIDGET (self->summary)) != NULL);
  clear_box (self->dates);
  annals_dates_append (page, self->dates);
}

/* --- Sections --- */

static GtkWidget *
create_sources (AnnalsEventPage *self)
{
  self->sources = annals_sources_section_new (self->page);
  return self->sources;
}

/* FALSE: there are no more. */
static gboolean
append_next_section (AnnalsEventPage *self)
{
  static GtkWidget *(*const create[]) (AnnalsPage *) = {
    annals_facts_section_new, annals_claims_section_new, NULL, annals_links_section_new,
    annals_media_section_new, annals_fields_section_new,
  };
  GtkWidget *section;

  if (self->n_sections == G_N_ELEMENTS (create))
    return FALSE;
  section = create[self->n_sections] != NULL ? create[self->n_sections] (self->page) : create_sources (self);
  self->n_sections++;
  if (section != NULL)
    gtk_box_append (self->sections, section);
  return TRUE;
}

/* Words are shaped when they are first measured, which takes longer than to make their widgets. */
static void
measure (AnnalsEventPage *self, GtkWidget *widget)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self->sections));

  if (widget == NULL || width <= 0)
    return;
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, NULL, NULL, NULL, NULL);
}

static gboolean
fill_more_cb (gpointer data)
{
  AnnalsEventPage *self = data;

  if (append_next_section (self))
    {
      measure (self, gtk_widget_get_last_child (GTK_WIDGET (self->sections)));
      return G_SOURCE_CONTINUE;
    }
  self->filling = 0;
  g_signal_emit (self, signals[READ], 0);
  return G_SOURCE_REMOVE;
}

/* What had the focus may go with the old sections: it is then at the head of the new page. Of a long event
 * they come one by one, each shaped in a turn of the main loop of its own. */
static void
fill_sections (AnnalsEventPage *self)
{
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->sections)) != NULL;

  clear_box (self->sections);
  self->sources = NULL;
  self->n_sections = 0;
  g_clear_handle_id (&self->filling, g_source_remove);
  if (self->reading != NULL)
    gtk_box_append (self->sections, annals_page_label_new (self->page, _("Reading the event…"), "reading"));
  else if (annals_page_is_long (self->page->timeline, self->page->event))
    {
      measure (self, GTK_WIDGET (self->summary));
      self->filling = g_idle_add (fill_more_cb, self);
    }
  else
    while (append_next_section (self))
      ;
  if (had_focus && !gtk_widget_child_focus (self->head, GTK_DIR_TAB_FORWARD))
    gtk_widget_child_focus (GTK_WIDGET (self->sections), GTK_DIR_TAB_FORWARD);
}

static void
scroll_to_top (AnnalsEventPage *self)
{
  GtkAdjustment *adjustment
    = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_lower (adjustment));
}

/* --- Reading --- */

static void
cancel_reading (AnnalsEventPage *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_handle_id (&self->filling, g_source_remove);
}

static void
fill (AnnalsEventPage *self)
{
  fill_head (self, self->page);
  fill_sections (self);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const AnnalsPage *asked = data;
  AnnalsPage *page;

  /* Where an arrow key is held down, most of them are not wanted any more. */
  if (g_task_return_error_if_cancelled (task))
    return;
  page = annals_page_new (asked->timeline, asked->event,
                          annals_timeline_load_details (asked->timeline, asked->event));
  annals_page_work_out (page);
  g_task_return_pointer (task, page, (GDestroyNotify) annals_page_unref);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  AnnalsEventPage *self = ANNALS_EVENT_PAGE (source);
  AnnalsPage *page = g_task_propagate_pointer (G_TASK (result), NULL);

  if (page == NULL) /* another event is shown by now */
    return;
  g_clear_object (&self->reading);
  annals_page_set_look (page, self->page->query, self->page->theme);
  annals_page_unref (self->page);
  self->page = page;
  fill (self);
}

/* What the timeline's columns hold is a page already. */
static void
start_reading (AnnalsEventPage *self, AnnalsTimeline *timeline, guint event)
{
  g_autoptr (GTask) task = NULL;

  self->page = annals_page_new (timeline, event, annals_event_details_new ());
  self->reading = g_cancellable_new ();
  task = g_task_new (self, self->reading, read_cb, NULL);
  g_task_set_task_data (task, annals_page_ref (self->page), (GDestroyNotify) annals_page_unref);
  g_task_run_in_thread (task, read_thread);
}

/* --- Object --- */

static void
annals_event_page_dispose (GObject *object)
{
  AnnalsEventPage *self = ANNALS_EVENT_PAGE (object);

  cancel_reading (self);
  self->sources = NULL;
  g_clear_pointer (&self->page, annals_page_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), ANNALS_TYPE_EVENT_PAGE);
  annals_look_unparent_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (annals_event_page_parent_class)->dispose (object);
}

static void
annals_event_page_class_init (AnnalsEventPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = annals_event_page_dispose;

  signals[READ] = g_signal_new ("read", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);

  g_type_ensure (ANNALS_TYPE_GLYPH);
  g_type_ensure (ANNALS_TYPE_TRACK_LINE);
  g_type_ensure (ANNALS_TYPE_WRAP_BOX);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/annals/Annals/event-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnnalsEventPage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, AnnalsEventPage, head);
  gtk_widget_class_bind_template_child (widget_class, AnnalsEventPage, track_row);
  gtk_widget_class_bind_template_child (widget_class, AnnalsEventPage, back);
  gtk_widget_class_bind_template_child (widget_class, AnnalsEventPage, track_line);
  gtk_widget_class_bind_template_child (widget_class, AnnalsEventPage, title);
  gtk_widget_class_bind_template_child (widget_class, AnnalsEventPage, date_text);
  gtk_widget_class_bind_template_child (widget_class, AnnalsEventPage, date);
  gtk_widget_class_bind_template_child (widget_class, AnnalsEventPage, kind);
  gtk_widget_class_bind_template_child (widget_class, AnnalsEventPage, certainty);
  gtk_widget_class_bind_template_child (widget_class, AnnalsEventPage, place);
  gtk_widget_class_bind_template_child (widget_class, AnnalsEventPage, coordinates);
  gtk_widget_class_bind_template_child (widget_class, AnnalsEventPage, dates);
  gtk_widget_class_bind_template_child (widget_class, AnnalsEventPage, summary);
  gtk_widget_class_bind_template_child (widget_class, AnnalsEventPage, sections);
  gtk_widget_class_set_css_name (widget_class, "eventpage");
}

static void
annals_event_page_init (AnnalsEventPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->has_head = TRUE;
}

GtkWidget *
annals_event_page_new (void)
{
  return g_object_new (ANNALS_TYPE_EVENT_PAGE, NULL);
}

void
annals_event_page_show (AnnalsEventPage *self, AnnalsTimeline *timeline, guint event, AnnalsQuery *query,
                        AnnalsGrouping *grouping)
{
  gboolean is_other;

  g_return_if_fail (ANNALS_IS_EVENT_PAGE (self));
  g_return_if_fail (event < annals_timeline_get_n_events (timeline));

  is_other = self->page == NULL || self->page->timeline != timeline || self->page->event != event;
  if (is_other)
    {
      cancel_reading (self);
      g_clear_pointer (&self->page, annals_page_unref);
      if (annals_page_is_long (timeline, event))
        start_reading (self, timeline, event);
      else
        {
          self->page = annals_page_new (timeline, event, annals_timeline_load_details (timeline, event));
          annals_page_work_out (self->page);
        }
    }
  annals_page_set_look (self->page, query, annals_look_get_theme (GTK_WIDGET (self)));
  update_back (self);
  annals_track_line_show (self->track_line, timeline, event, grouping);
  fill (self);
  if (is_other)
    scroll_to_top (self);
}

void
annals_event_page_clear (AnnalsEventPage *self)
{
  g_return_if_fail (ANNALS_IS_EVENT_PAGE (self));

  cancel_reading (self);
  clear_box (self->dates);
  clear_box (self->summary);
  clear_box (self->sections);
  self->sources = NULL;
  g_clear_pointer (&self->page, annals_page_unref);
}

const AnnalsEventDetails *
annals_event_page_get_details (AnnalsEventPage *self)
{
  g_return_val_if_fail (ANNALS_IS_EVENT_PAGE (self), NULL);

  return self->page != NULL ? self->page->details : NULL;
}

gboolean
annals_event_page_is_reading (AnnalsEventPage *self)
{
  g_return_val_if_fail (ANNALS_IS_EVENT_PAGE (self), FALSE);

  return self->reading != NULL || self->filling != 0;
}

void
annals_event_page_set_has_head (AnnalsEventPage *self, gboolean has_head)
{
  g_return_if_fail (ANNALS_IS_EVENT_PAGE (self));

  self->has_head = has_head;
  gtk_widget_set_visible (self->track_row, has_head);
  gtk_widget_set_visible (GTK_WIDGET (self->title), has_head);
}

void
annals_event_page_show_source (AnnalsEventPage *self, guint number)
{
  GtkWidget *row;
  GtkAdjustment *adjustment;
  double y;

  g_return_if_fail (ANNALS_IS_EVENT_PAGE (self));

  row = self->sources != NULL ? annals_sources_section_get_row (self->sources, number) : NULL;
  if (row == NULL)
    return;
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  if (gtk_widget_translate_coordinates (row, self->scrolled, 0, 0, NULL, &y))
    {
      y += gtk_adjustment_get_value (adjustment);
      gtk_adjustment_clamp_page (adjustment, y - 8, y + gtk_widget_get_height (row) + 8);
    }
  gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
}

guint
annals_event_page_get_n_sources (AnnalsEventPage *self)
{
  g_return_val_if_fail (ANNALS_IS_EVENT_PAGE (self), 0);

  return self->page != NULL ? self->page->sources->len : 0;
}

guint
annals_event_page_get_n_claims (AnnalsEventPage *self)
{
  g_return_val_if_fail (ANNALS_IS_EVENT_PAGE (self), 0);

  return self->page != NULL ? self->page->details->claims->len : 0;
}

guint
annals_event_page_get_along_follows (AnnalsEventPage *self, int direction)
{
  g_return_val_if_fail (ANNALS_IS_EVENT_PAGE (self), ANNALS_NO_EVENT);

  return self->page != NULL ? annals_page_get_along_follows (self->page, direction) : ANNALS_NO_EVENT;
}
