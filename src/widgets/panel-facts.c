/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An event's page: how it is dated, and the facts that stand beside their names. */
#include <glib/gi18n-lib.h>

#include "time/edtf.h"
#include "time/words.h"
#include "widgets/panel-sections.h"
#include "widgets/tail-box.h"
#include "widgets/wrap-box.h"

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
  attributes = pango_attr_list_new ();
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
append_other_date (const AnnalsPage *page, const AnnalsOtherDate *other, GtkBox *box)
{
  GString *text = g_string_new (NULL);
  g_autofree char *line = NULL;
  g_autofree char *by = annals_capitalize (other->by);

  if (other->by == NULL)
    /* Translators: a date as the file writes it, such as 2019-02. */
    g_string_append_printf (text, _("Also dated %s"), other->date);
  else if (is_coarser (page, other->date))
    /* Translators: who, and a date that says less than the event's own. */
    g_string_append_printf (text, _("%s dates it %s only"), by, other->date);
  else
    g_string_append_printf (text, _("%s dates it %s"), by, other->date);
  if (other->why != NULL)
    g_string_append_printf (text, ": %s", other->why);
  g_string_append_c (text, '.');

  line = g_string_free (text, FALSE);
  gtk_box_append (box, annals_tail_box_new (GTK_LABEL (create_dated_label (page, line, other->date)),
                                            annals_source_chip_new (page, other->source)));
}

void
annals_dates_append (const AnnalsPage *page, GtkBox *box)
{
  const AnnalsEventDetails *details = page->details;
  g_autofree char *written = get_written_date (details);
  g_autofree char *line = NULL;

  if (written != NULL && details->date_basis != NULL)
    line = g_strdup_printf ("%s · %s", written, details->date_basis);
  else if (written != NULL || details->date_basis != NULL)
    line = g_strdup (written != NULL ? written : details->date_basis);
  if (line != NULL && details->is_julian)
    {
      g_autofree char *plain = g_steal_pointer (&line);

      line = g_strdup_printf (_("%s (Julian calendar)"), plain);
    }
  if (line != NULL)
    gtk_box_append (box, create_dated_label (page, line, written != NULL ? written : line));

  for (guint i = 0; i < details->other_dates->len; i++)
    append_other_date (page, g_ptr_array_index (details->other_dates, i), box);
}

/* --- Facts --- */

static void
attach_fact (GtkGrid *grid, int *row, const char *name, GtkWidget *value)
{
  GtkWidget *label = gtk_label_new (name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "dim");
  gtk_widget_set_hexpand (value, TRUE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (value), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label,
                                  NULL, -1);
  gtk_grid_attach (grid, label, 0, *row, 1, 1);
  gtk_grid_attach (grid, value, 1, *row, 1, 1);
  *row += 1;
}

/* The words of a search for a name or a tag, in quotes that the query language reads. */
static char *
get_search (const char *field, const char *value)
{
  GString *text = g_string_new (field);

  g_string_append (text, ":\"");
  for (const char *c = value; *c != '\0'; c++)
    if (*c != '"')
      g_string_append_c (text, *c);
  g_string_append_c (text, '"');
  return g_string_free (text, FALSE);
}

static GtkWidget *
create_actors (const AnnalsPage *page)
{
  GPtrArray *actors = page->details->actors;
  GtkWidget *box = annals_wrap_box_new (4, 0);

  for (guint i = 0; i < actors->len; i++)
    {
      const AnnalsActor *actor = g_ptr_array_index (actors, i);
      g_autofree char *search = get_search ("actor", actor->name);
      GtkWidget *pair = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
      GtkWidget *jump
        = annals_jump_new (actor->name, "panel.search", g_variant_new_string (search), _("search"));
      g_autofree char *after = NULL;

      gtk_box_append (GTK_BOX (pair), jump);
      after = g_strconcat (actor->role != NULL ? " (" : "", actor->role != NULL ? actor->role : "",
                           actor->role != NULL ? ")" : "", i + 1 < actors->len ? "," : "", NULL);
      if (after[0] != '\0')
        {
          GtkWidget *label = gtk_label_new (after);

          gtk_widget_add_css_class (label, "dim");
          gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
          gtk_box_append (GTK_BOX (pair), label);
        }
      annals_wrap_box_append (ANNALS_WRAP_BOX (box), pair);
    }
  return box;
}

static GtkWidget *
create_tags (const AnnalsPage *page)
{
  GPtrArray *tags = page->details->tags;
  GtkWidget *box = annals_wrap_box_new (5, 4);

  for (guint i = 0; i < tags->len; i++)
    {
      const char *tag = g_ptr_array_index (tags, i);
      g_autofree char *search = get_search ("tag", tag);
      GtkWidget *jump
        = annals_jump_new (tag, "panel.search", g_variant_new_string (search), _("search"));

      gtk_widget_add_css_class (jump, "tag");
      annals_wrap_box_append (ANNALS_WRAP_BOX (box), jump);
    }
  return box;
}

GtkWidget *
annals_facts_section_new (const AnnalsPage *page)
{
  const AnnalsEventDetails *details = page->details;
  GtkWidget *grid = gtk_grid_new ();
  int row = 0;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 14);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 3);
  gtk_widget_add_css_class (grid, "facts");

  if (details->outcome != NULL)
    {
      g_autofree char *outcome = annals_capitalize (details->outcome);

      attach_fact (GTK_GRID (grid), &row, _("Outcome"), annals_page_label_new (page, outcome, NULL));
    }
  if (details->actors->len > 0)
    attach_fact (GTK_GRID (grid), &row, _("Actors"), create_actors (page));
  if (details->tags->len > 0)
    attach_fact (GTK_GRID (grid), &row, _("Tags"), create_tags (page));
  if (row > 0)
    return grid;
  g_object_unref (g_object_ref_sink (grid));
  return NULL;
}

GtkWidget *
annals_fields_section_new (const AnnalsPage *page)
{
  GPtrArray *fields = page->details->fields;
  GtkWidget *section, *grid;
  int row = 0;

  if (fields->len == 0)
    return NULL;
  section = annals_section_new (annals_section_heading_new (_("Fields"), NULL));
  grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (grid), 14);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 3);
  gtk_widget_add_css_class (grid, "facts");
  for (guint i = 0; i < fields->len; i++)
    {
      const AnnalsField *field = g_ptr_array_index (fields, i);

      attach_fact (GTK_GRID (grid), &row, field->name, annals_page_label_new (page, field->value, NULL));
    }
  gtk_box_append (GTK_BOX (section), grid);
  return section;
}
