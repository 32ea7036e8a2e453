/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An event's page: how it is dated, and the facts that stand beside their names. */
#include <glib/gi18n-lib.h>

#include "time/edtf.h"
#include "time/words.h"
#include "widgets/panel-rows.h"
#include "widgets/panel-sections.h"
#include "widgets/tail-box.h"
#include "widgets/wrap-box.h"

/* What is there at once. */
#define FIRST_DATINGS 4
#define FIRST_ACTORS 8
#define FIRST_TAGS 10
#define FIRST_FIELDS 10

/* --- Dates --- */

/* "date" or "begin / end", as the file has them. (transfer full) (nullable) */
static char *
get_written_date (const AnnalsEventDetails *details)
{
  if (details->date != NULL)
    return g_strdup (details->date);
  if (details->begin != NULL || details->end != NULL)
    return g_strdup_printf ("%s – %s", details->begin != NULL ? details->begin : "?",
                            details->end != NULL ? details->end : "?");
  return NULL;
}

/* A line of small words in which the EDTF is set in tabular figures. */
static GtkWidget *
create_dated_label (const AnnalsPage *page, const char *text, const char *edtf)
{
  GtkWidget *label = annals_page_label_new (page, text, "as-written");
  const char *begin = strstr (text, edtf);
  PangoAttrList *attributes;
  PangoAttribute *family;

  if (begin == NULL)
    return label;
  attributes = pango_attr_list_copy (gtk_label_get_attributes (GTK_LABEL (label)));
  family = pango_attr_family_new ("monospace");
  family->start_index = begin - text;
  family->end_index = family->start_index + strlen (edtf);
  pango_attr_list_insert (attributes, family);
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  pango_attr_list_unref (attributes);
  return label;
}

/* Does the other dating hold the event's own and say less? */
static gboolean
is_coarser (const AnnalsPage *page, const char *edtf)
{
  const AnnalsSpan *own = annals_timeline_get_event_span (page->timeline, page->event);
  AnnalsSpan other;

  if (!annals_span_is_dated (own) || !annals_edtf_parse (edtf, -1, &other, NULL, NULL, NULL))
    return FALSE;
  return annals_span_get_earliest (&other) <= annals_span_get_earliest (own)
         && annals_span_get_latest (&other) >= annals_span_get_latest (own)
         && !annals_span_equal (&other, own);
}

static void
make_other_date (AnnalsPage *page, GtkWidget *container, guint row, gpointer data)
{
  const AnnalsOtherDate *other = g_ptr_array_index (page->details->other_dates, row);
  GString *text = g_string_new (NULL);
  g_autofree char *line = NULL;
  g_autofree char *by = annals_capitalize (other->by);
  g_autofree char *why = other->why != NULL ? annals_clip (other->why) : NULL;

  if (other->by == NULL)
    /* Translators: a date as the file writes it, such as 2019-02. */
    g_string_append_printf (text, _("Also dated %s"), other->date);
  else if (is_coarser (page, other->date))
    /* Translators: who, and a date that says less than the event's own. */
    g_string_append_printf (text, _("%s dates it %s only"), by, other->date);
  else
    g_string_append_printf (text, _("%s dates it %s"), by, other->date);
  if (why != NULL)
    g_string_append_printf (text, ": %s", why);
  if (strchr (".?!", text->str[text->len - 1]) == NULL)
    g_string_append_c (text, '.');

  line = g_string_free (text, FALSE);
  gtk_box_append (GTK_BOX (container),
                  annals_tail_box_new (GTK_LABEL (create_dated_label (page, line, other->date)),
                                       annals_source_chip_new (page, other->source)));
}

void
annals_dates_append (AnnalsPage *page, GtkBox *box)
{
  const AnnalsEventDetails *details = page->details;
  g_autofree char *written = get_written_date (details);
  g_autofree char *basis = details->date_basis != NULL ? annals_clip (details->date_basis) : NULL;
  GString *line = g_string_new (written);
  GtkWidget *others, *more;

  if (written != NULL && details->is_julian)
    g_string_append_printf (line, " %s", _("(Julian calendar)"));
  if (basis != NULL)
    g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", basis);
  if (line->len > 0)
    gtk_box_append (box, create_dated_label (page, line->str, written != NULL ? written : line->str));
  g_string_free (line, TRUE);

  if (details->other_dates->len == 0)
    return;
  others = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  more = annals_page_rows_fill (page, others, details->other_dates->len, FIRST_DATINGS, make_other_date,
                                NULL, NULL);
  gtk_box_append (box, others);
  if (more != NULL)
    gtk_box_append (box, more);
}

/* --- Facts --- */

static void
attach_fact (GtkGrid *grid, int row, const char *name, GtkWidget *value)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode",
                                   PANGO_WRAP_WORD_CHAR, "max-width-chars", 16, NULL);

  annals_label_set_plain (GTK_LABEL (label), name);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "dim");
  gtk_widget_set_hexpand (value, TRUE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (value), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label,
                                  NULL, -1);
  gtk_grid_attach (grid, label, 0, row, 1, 1);
  gtk_grid_attach (grid, value, 1, row, 1, 1);
}

static void
make_actor (AnnalsPage *page, GtkWidget *container, guint row, gpointer data)
{
  GPtrArray *actors = page->details->actors;
  const AnnalsActor *actor = g_ptr_array_index (actors, row);
  GtkWidget *pair = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autofree char *after = NULL;

  gtk_box_append (GTK_BOX (pair), annals_search_jump_new (actor->name, "actor", actor->name,
                                                          _("show the events of this actor")));
  after = g_strconcat (actor->role != NULL ? " (" : "", actor->role != NULL ? actor->role : "",
                       actor->role != NULL ? ")" : "", row + 1 < actors->len ? "," : "", NULL);
  if (after[0] != '\0')
    gtk_box_append (GTK_BOX (pair), annals_page_label_new (page, after, "dim"));
  annals_wrap_box_append (ANNALS_WRAP_BOX (container), pair);
}

static void
make_tag (AnnalsPage *page, GtkWidget *container, guint row, gpointer data)
{
  const char *tag = g_ptr_array_index (page->details->tags, row);
  GtkWidget *jump = annals_search_jump_new (tag, "tag", tag, _("show the events with this tag"));

  gtk_widget_add_css_class (jump, "tag");
  annals_wrap_box_append (ANNALS_WRAP_BOX (container), jump);
}

static GtkWidget *
create_words (AnnalsPage *page, int line_spacing_px, guint n, guint n_first, AnnalsMakeRow make)
{
  GtkWidget *box = annals_wrap_box_new (5, line_spacing_px);
  GtkWidget *more = annals_page_rows_fill (page, box, n, n_first, make, NULL, NULL);

  if (more != NULL)
    annals_wrap_box_append (ANNALS_WRAP_BOX (box), more);
  return box;
}

/* The event's own colour: on the timeline hue names the track, so that it is told here only. */
static GtkWidget *
create_swatch (AnnalsPage *page, const char *color)
{
  GdkRGBA rgba;
  g_autofree char *text = NULL;
  g_autoptr (PangoAttrList) attributes = NULL;
  PangoAttribute *attribute;
  GtkWidget *label;

  if (!gdk_rgba_parse (&rgba, color))
    return annals_page_label_new (page, color, NULL);
  text = g_strconcat ("■ ", color, NULL);
  label = annals_page_label_new (page, text, NULL);
  attributes = pango_attr_list_copy (gtk_label_get_attributes (GTK_LABEL (label)));
  attribute = pango_attr_foreground_new (rgba.red * 65535, rgba.green * 65535, rgba.blue * 65535);
  attribute->end_index = strlen ("■");
  pango_attr_list_insert (attributes, attribute);
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  return label;
}

static GtkWidget *
create_table (void)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 8);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 2);
  gtk_widget_add_css_class (grid, "facts");
  return grid;
}

GtkWidget *
annals_facts_section_new (AnnalsPage *page)
{
  const AnnalsEventDetails *details = page->details;
  GtkWidget *grid = create_table ();
  int row = 0;

  if (details->outcome != NULL)
    attach_fact (GTK_GRID (grid), row++, _("Outcome"),
                 annals_page_text_new (page, details->outcome, ANNALS_TEXT_SENTENCE, NULL));
  if (details->actors->len > 0)
    attach_fact (GTK_GRID (grid), row++, _("Actors"),
                 create_words (page, 0, details->actors->len, FIRST_ACTORS, make_actor));
  if (details->tags->len > 0)
    attach_fact (GTK_GRID (grid), row++, _("Tags"),
                 create_words (page, 4, details->tags->len, FIRST_TAGS, make_tag));
  if (details->color != NULL)
    attach_fact (GTK_GRID (grid), row++, _("Colour"), create_swatch (page, details->color));
  if (row > 0)
    return grid;
  g_object_unref (g_object_ref_sink (grid));
  return NULL;
}

static void
make_field (AnnalsPage *page, GtkWidget *container, guint row, gpointer data)
{
  const AnnalsField *field = g_ptr_array_index (page->details->fields, row);

  attach_fact (GTK_GRID (container), row, field->name, annals_page_text_new (page, field->value, ANNALS_TEXT_PLAIN, NULL));
}

GtkWidget *
annals_fields_section_new (AnnalsPage *page)
{
  GPtrArray *fields = page->details->fields;
  GtkWidget *section, *grid, *more;

  if (fields->len == 0)
    return NULL;
  section = annals_section_new (annals_section_heading_new (_("Fields"), NULL));
  grid = create_table ();
  more = annals_page_rows_fill (page, grid, fields->len, FIRST_FIELDS, make_field, NULL, NULL);
  gtk_box_append (GTK_BOX (section), grid);
  if (more != NULL)
    gtk_box_append (GTK_BOX (section), more);
  return section;
}
