/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An event's page: who says what. Claims that disagree stand side by side, the others below; each
 * list by stance. */
#include <glib/gi18n-lib.h>

#include "widgets/glyph.h"
#include "widgets/panel-rows.h"
#include "widgets/panel-sections.h"
#include "widgets/tail-box.h"
#include "widgets/wrap-box.h"

/* So many claims are there at once: of a column, of the list. */
#define FIRST_CLAIMS 4

static void
append_dim (AnnalsWrapBox *box, const char *words)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode",
                                   PANGO_WRAP_WORD_CHAR, NULL);

  annals_label_set_plain (GTK_LABEL (label), words);
  gtk_widget_add_css_class (label, "dim");
  annals_wrap_box_append (box, label);
}

/* Where the claim was made: a jump there, by its date or else by its title. */
static GtkWidget *
create_occasion (const AnnalsPage *page, guint event)
{
  const char *title = annals_timeline_get_event_title (page->timeline, event);
  gboolean is_dated = annals_span_is_dated (annals_timeline_get_event_span (page->timeline, event));
  g_autofree char *date
    = is_dated ? annals_timeline_get_event_date_words (page->timeline, event) : NULL;

  return annals_jump_new (is_dated ? date : title, "panel.go-to-event", g_variant_new_uint32 (event),
                          is_dated ? title : NULL);
}

/* "disputes, 1 March 2019": the stance, and a jump to the event where it was said. */
static void
append_stance (const AnnalsPage *page, const AnnalsClaim *claim, AnnalsWrapBox *box)
{
  const char *stance
    = claim->stance_text != NULL ? claim->stance_text : annals_stance_get_name (claim->stance);
  /* Translators: a stance ("asserts") put with reservations ("may", "seems"). */
  g_autofree char *hedged = claim->is_hedged ? g_strdup_printf (_("%s, hedged"), stance) : NULL;
  guint event = claim->event != NULL ? annals_timeline_find_event (page->timeline, claim->event)
                                     : ANNALS_NO_EVENT;
  gboolean is_elsewhere = event != ANNALS_NO_EVENT && event != page->event;
  g_autofree char *words
    = g_strconcat (hedged != NULL ? hedged : stance, is_elsewhere ? "," : "", NULL);

  append_dim (box, words);
  if (is_elsewhere)
    annals_wrap_box_append (box, create_occasion (page, event));
  else if (claim->event != NULL && event == ANNALS_NO_EVENT)
    {
      /* Translators: %s is the id of an event that the file names but does not have. */
      g_autofree char *missing = g_strdup_printf (_("said in “%s”, which is not in the file"), claim->event);

      append_dim (box, missing);
    }
}

/* Short words with the source's number behind them; a long text has it below. */
static void
append_words (AnnalsPage *page, GtkBox *box, const char *words, AnnalsTextForm form, const char *css_class,
              GtkWidget *tail)
{
  GtkWidget *text = annals_page_text_new (page, words, form, css_class);

  if (GTK_IS_LABEL (text))
    {
      gtk_box_append (box, annals_tail_box_new (GTK_LABEL (text), tail));
      return;
    }
  gtk_box_append (box, text);
  if (tail != NULL)
    {
      gtk_widget_set_halign (tail, GTK_ALIGN_START);
      gtk_box_append (box, tail);
    }
}

static GtkWidget *
create_claim (AnnalsPage *page, const AnnalsClaim *claim, gboolean is_column)
{
  GtkWidget *box
    = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 1,
                    "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  g_autofree char *by
    = claim->by != NULL ? annals_capitalize (claim->by) : g_strdup (_("Somebody"));
  GtkWidget *head = annals_wrap_box_new (5, 0);
  GtkWidget *speaker = annals_page_label_new (page, by, "speaker");
  GtkWidget *chip = annals_source_chip_new (page, claim->source);

  gtk_widget_add_css_class (box, "claim");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_RELATION_LABELLED_BY, speaker,
                                  NULL, -1);
  if (is_column)
    gtk_box_append (GTK_BOX (box), speaker);
  else
    annals_wrap_box_append (ANNALS_WRAP_BOX (head), speaker);
  append_stance (page, claim, ANNALS_WRAP_BOX (head));
  gtk_box_append (GTK_BOX (box), head);

  if (claim->text != NULL)
    append_words (page, GTK_BOX (box), claim->text, ANNALS_TEXT_PLAIN, "claim-text",
                  claim->quote == NULL ? chip : NULL);
  if (claim->quote != NULL)
    append_words (page, GTK_BOX (box), claim->quote, ANNALS_TEXT_QUOTE, "quote", chip);
  if (claim->text == NULL && claim->quote == NULL && chip != NULL)
    {
      gtk_widget_set_halign (chip, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (box), chip);
    }
  return box;
}

/* --- Lists --- */

static void
make_column_claim (AnnalsPage *page, GtkWidget *container, guint row, gpointer data)
{
  gtk_box_append (GTK_BOX (container), create_claim (page, g_ptr_array_index ((GPtrArray *) data, row), TRUE));
}

static void
make_claim (AnnalsPage *page, GtkWidget *container, guint row, gpointer data)
{
  gtk_box_append (GTK_BOX (container), create_claim (page, g_ptr_array_index ((GPtrArray *) data, row), FALSE));
}

static GtkWidget *
create_list (AnnalsPage *page, AnnalsSide side, AnnalsMakeRow make)
{
  GPtrArray *claims = page->claims[side];
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *more = annals_page_rows_fill (page, list, claims->len, FIRST_CLAIMS, make, claims, NULL);

  gtk_box_append (GTK_BOX (box), list);
  if (more != NULL)
    gtk_box_append (GTK_BOX (box), more);
  return box;
}

static GtkWidget *
create_column (AnnalsPage *page, AnnalsSide side)
{
  GtkWidget *column = create_list (page, side, make_column_claim);

  gtk_widget_add_css_class (column, "claims-column");
  return column;
}

static GtkWidget *
create_heading (gboolean is_disputed)
{
  GtkWidget *heading = annals_section_heading_new (_("Who says what"), NULL);

  if (is_disputed)
    {
      GtkWidget *word = gtk_label_new (_("disputed"));

      gtk_widget_add_css_class (word, "dim");
      gtk_box_append (GTK_BOX (heading), annals_glyph_new (ANNALS_GLYPH_HALF_DISC, 12));
      gtk_box_append (GTK_BOX (heading), word);
    }
  return heading;
}

GtkWidget *
annals_claims_section_new (AnnalsPage *page)
{
  gboolean is_disputed = page->claims[ANNALS_SIDE_RIGHT]->len > 0;
  gboolean has_columns = is_disputed && page->claims[ANNALS_SIDE_LEFT]->len > 0;
  AnnalsSide others = has_columns ? ANNALS_SIDE_BELOW : ANNALS_SIDE_ALL;
  GtkWidget *section, *columns;

  if (page->details->claims->len == 0)
    return NULL;
  section = annals_section_new (create_heading (is_disputed));
  if (has_columns)
    {
      columns = gtk_grid_new ();
      gtk_grid_set_column_homogeneous (GTK_GRID (columns), TRUE);
      gtk_widget_add_css_class (columns, "claims-columns");
      gtk_grid_attach (GTK_GRID (columns), create_column (page, ANNALS_SIDE_LEFT), 0, 0, 1, 1);
      gtk_grid_attach (GTK_GRID (columns), create_column (page, ANNALS_SIDE_RIGHT), 1, 0, 1, 1);
      gtk_box_append (GTK_BOX (section), columns);
    }
  if (page->claims[others]->len > 0)
    {
      GtkWidget *list = create_list (page, others, make_claim);

      gtk_widget_add_css_class (list, "claims-below");
      gtk_box_append (GTK_BOX (section), list);
    }
  return section;
}
