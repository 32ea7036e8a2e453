/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything the file says of one event, set as a page: all but the reader's notes.
 *
 * The head's widgets stay; the sections below are made anew for each event. */
#include "widgets/event-page.h"

#include <glib/gi18n-lib.h>

#include "model/citation-text.h"
#include "time/words.h"
#include "widgets/glyph.h"
#include "widgets/look.h"
#include "widgets/panel-sections.h"
#include "widgets/track-line.h"

struct _AnnalsEventPage
{
  GtkWidget parent_instance;

  /* Template children */
  GtkWidget *scrolled;
  GtkWidget *head;
  AnnalsTrackLine *track_line;
  GtkLabel *title;
  GtkLabel *date_text;
  GtkLabel *date;
  GtkLabel *kind;
  GtkLabel *certainty;
  GtkLabel *place;
  GtkBox *dates;
  GtkLabel *summary;
  GtkBox *sections;

  GPtrArray *source_rows; /* borrowed from `sections` */
  guint n_claims;
  AnnalsTimeline *timeline; /* never looked into: whether the page is another one */
  guint event;
};

G_DEFINE_FINAL_TYPE (AnnalsEventPage, annals_event_page, GTK_TYPE_WIDGET)

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
  gtk_label_set_attributes (label, NULL);
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && text[0] != '\0');
  if (text != NULL)
    annals_page_label_light (page, label);
}

static void
fill_head (AnnalsEventPage *self, const AnnalsPage *page)
{
  const AnnalsEventDetails *details = page->details;
  AnnalsKind kind = annals_timeline_get_event_kind (page->timeline, page->event);
  AnnalsCertainty certainty = annals_timeline_get_event_certainty (page->timeline, page->event);
  g_autofree char *date = annals_timeline_get_event_date_words (page->timeline, page->event);
  g_autofree char *date_text = annals_capitalize (details->date_text);
  gboolean is_dated
    = annals_span_is_dated (annals_timeline_get_event_span (page->timeline, page->event));

  annals_track_line_show (self->track_line, page->timeline, page->event);
  set_line (page, self->title, annals_timeline_get_event_title (page->timeline, page->event));
  set_line (page, self->date_text, date_text);
  set_line (page, self->date, is_dated ? date : _("No date"));
  gtk_label_set_text (self->kind, kind == ANNALS_KIND_OTHER && details->kind_text != NULL
                                    ? details->kind_text
                                    : annals_kind_get_name (kind));
  gtk_label_set_text (self->certainty, annals_certainty_get_name (certainty));
  set_line (page, self->place, details->place);
  set_line (page, self->summary, details->summary);
  clear_box (self->dates);
  annals_dates_append (page, self->dates);
}

static void
append_section (AnnalsEventPage *self, GtkWidget *section)
{
  if (section != NULL)
    gtk_box_append (self->sections, section);
}

/* What had the focus may go with the old sections: it is then at the head of the new page. */
static void
fill_sections (AnnalsEventPage *self, const AnnalsPage *page)
{
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->sections)) != NULL;

  clear_box (self->sections);
  g_clear_pointer (&self->source_rows, g_ptr_array_unref);

  append_section (self, annals_facts_section_new (page));
  append_section (self, annals_claims_section_new (page));
  append_section (self, annals_sources_section_new (page, &self->source_rows));
  append_section (self, annals_links_section_new (page));
  append_section (self, annals_media_section_new (page));
  append_section (self, annals_fields_section_new (page));
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

static void
annals_event_page_dispose (GObject *object)
{
  AnnalsEventPage *self = ANNALS_EVENT_PAGE (object);

  g_clear_pointer (&self->source_rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), ANNALS_TYPE_EVENT_PAGE);
  annals_look_unparent_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (annals_event_page_parent_class)->dispose (object);
}

static void
annals_event_page_class_init (AnnalsEventPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = annals_event_page_dispose;

  g_type_ensure (ANNALS_TYPE_GLYPH);
  g_type_ensure (ANNALS_TYPE_TRACK_LINE);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/annals/Annals/event-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnnalsEventPage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, AnnalsEventPage, head);
  gtk_widget_class_bind_template_child (widget_class, AnnalsEventPage, track_line);
  gtk_widget_class_bind_template_child (widget_class, AnnalsEventPage, title);
  gtk_widget_class_bind_template_child (widget_class, AnnalsEventPage, date_text);
  gtk_widget_class_bind_template_child (widget_class, AnnalsEventPage, date);
  gtk_widget_class_bind_template_child (widget_class, AnnalsEventPage, kind);
  gtk_widget_class_bind_template_child (widget_class, AnnalsEventPage, certainty);
  gtk_widget_class_bind_template_child (widget_class, AnnalsEventPage, place);
  gtk_widget_class_bind_template_child (widget_class, AnnalsEventPage, dates);
  gtk_widget_class_bind_template_child (widget_class, AnnalsEventPage, summary);
  gtk_widget_class_bind_template_child (widget_class, AnnalsEventPage, sections);
  gtk_widget_class_set_css_name (widget_class, "eventpage");
}

static void
annals_event_page_init (AnnalsEventPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
annals_event_page_new (void)
{
  return g_object_new (ANNALS_TYPE_EVENT_PAGE, NULL);
}

void
annals_event_page_show (AnnalsEventPage *self, AnnalsTimeline *timeline, guint event, AnnalsQuery *query)
{
  g_autoptr (AnnalsEventDetails) details = NULL;
  g_autoptr (GPtrArray) sources = NULL;
  AnnalsPage page;

  g_return_if_fail (ANNALS_IS_EVENT_PAGE (self));
  g_return_if_fail (event < annals_timeline_get_n_events (timeline));

  details = annals_timeline_load_details (timeline, event);
  sources = annals_event_details_get_source_ids (details);
  page = (AnnalsPage) {
    .timeline = timeline,
    .event = event,
    .details = details,
    .query = query,
    .theme = annals_look_get_theme (GTK_WIDGET (self)),
    .sources = sources,
  };
  self->n_claims = details->claims->len;
  fill_head (self, &page);
  fill_sections (self, &page);
  if (timeline != self->timeline || event != self->event)
    scroll_to_top (self);
  self->timeline = timeline;
  self->event = event;
}

void
annals_event_page_set_has_head (AnnalsEventPage *self, gboolean has_head)
{
  g_return_if_fail (ANNALS_IS_EVENT_PAGE (self));

  gtk_widget_set_visible (self->head, has_head);
}

void
annals_event_page_show_source (AnnalsEventPage *self, guint number)
{
  GtkAdjustment *adjustment;
  GtkWidget *row;
  double y;

  g_return_if_fail (ANNALS_IS_EVENT_PAGE (self));

  if (self->source_rows == NULL || number < 1 || number > self->source_rows->len)
    return;
  row = g_ptr_array_index (self->source_rows, number - 1);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  if (!gtk_widget_translate_coordinates (row, self->scrolled, 0, 0, NULL, &y))
    return;
  y += gtk_adjustment_get_value (adjustment);
  gtk_adjustment_clamp_page (adjustment, y - 8, y + gtk_widget_get_height (row) + 8);
  gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
}

guint
annals_event_page_get_n_sources (AnnalsEventPage *self)
{
  g_return_val_if_fail (ANNALS_IS_EVENT_PAGE (self), 0);

  return self->source_rows != NULL ? self->source_rows->len : 0;
}

guint
annals_event_page_get_n_claims (AnnalsEventPage *self)
{
  g_return_val_if_fail (ANNALS_IS_EVENT_PAGE (self), 0);

  return self->n_claims;
}
