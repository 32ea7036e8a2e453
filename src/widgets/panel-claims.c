/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An event's page: who says what. Claims that disagree stand side by side, the others below. */
#include <glib/gi18n-lib.h>

#include "widgets/glyph.h"
#include "widgets/panel-sections.h"
#include "widgets/tail-box.h"
#include "widgets/wrap-box.h"

typedef enum
{
  SIDE_LEFT,  /* asserts, reports */
  SIDE_RIGHT, /* disputes, doubts */
  SIDE_BELOW
} Side;

static Side
get_side (const AnnalsClaim *claim)
{
  switch (claim->stance)
    {
    case ANNALS_STANCE_ASSERTS:
    case ANNALS_STANCE_REPORTS:
      return SIDE_LEFT;
    case ANNALS_STANCE_DISPUTES:
    case ANNALS_STANCE_DOUBTS:
      return SIDE_RIGHT;
    case ANNALS_STANCE_ASSESSES:
    case ANNALS_STANCE_EXPECTS:
    case ANNALS_N_STANCES:
    default:
      return SIDE_BELOW;
    }
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
  g_autofree char *words = NULL;
  g_autofree char *date = NULL;
  GtkWidget *label;

  words = g_strconcat (hedged != NULL ? hedged : stance, event != ANNALS_NO_EVENT ? "," : "", NULL);
  label = gtk_label_new (words);
  gtk_widget_add_css_class (label, "dim");
  annals_wrap_box_append (box, label);
  if (event == ANNALS_NO_EVENT)
    return;
  date = annals_timeline_get_event_date_words (page->timeline, event);
  annals_wrap_box_append (box, annals_jump_new (date, "panel.go-to-event", g_variant_new_uint32 (event),
                                                annals_timeline_get_event_title (page->timeline, event)));
}

static GtkWidget *
create_claim (const AnnalsPage *page, const AnnalsClaim *claim, gboolean is_column)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  g_autofree char *by
    = claim->by != NULL ? annals_capitalize (claim->by) : g_strdup (_("Somebody"));
  GtkWidget *head = annals_wrap_box_new (5, 0);
  GtkWidget *chip = annals_source_chip_new (page, claim->source);
  GtkWidget *last = NULL;

  gtk_widget_add_css_class (box, "claim");
  if (is_column)
    gtk_box_append (GTK_BOX (box), annals_page_label_new (page, by, "speaker"));
  else
    annals_wrap_box_append (ANNALS_WRAP_BOX (head), annals_page_label_new (page, by, "speaker"));
  append_stance (page, claim, ANNALS_WRAP_BOX (head));
  gtk_box_append (GTK_BOX (box), head);

  if (claim->text != NULL)
    last = annals_page_label_new (page, claim->text, "claim-text");
  if (last != NULL && claim->quote != NULL)
    {
      gtk_box_append (GTK_BOX (box), annals_tail_box_new (GTK_LABEL (last), NULL));
      last = NULL;
    }
  if (claim->quote != NULL)
    {
      /* Translators: somebody's own words, in quotation marks. */
      g_autofree char *quote = g_strdup_printf (_("“%s”"), claim->quote);

      last = annals_page_label_new (page, quote, "quote");
    }
  if (last != NULL)
    gtk_box_append (GTK_BOX (box), annals_tail_box_new (GTK_LABEL (last), chip));
  else if (chip != NULL)
    gtk_box_append (GTK_BOX (box), chip);
  return box;
}

static GtkWidget *
create_column (const AnnalsPage *page, Side side)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GPtrArray *claims = page->details->claims;

  gtk_widget_add_css_class (column, "claims-column");
  for (guint i = 0; i < claims->len; i++)
    if (get_side (g_ptr_array_index (claims, i)) == side)
      gtk_box_append (GTK_BOX (column),
                      create_claim (page, g_ptr_array_index (claims, i), side != SIDE_BELOW));
  return column;
}

static guint
count_side (const AnnalsPage *page, Side side)
{
  guint n = 0;

  for (guint i = 0; i < page->details->claims->len; i++)
    n += get_side (g_ptr_array_index (page->details->claims, i)) == side;
  return n;
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
annals_claims_section_new (const AnnalsPage *page)
{
  GPtrArray *claims = page->details->claims;
  gboolean is_disputed = count_side (page, SIDE_RIGHT) > 0;
  gboolean has_columns = is_disputed && count_side (page, SIDE_LEFT) > 0;
  GtkWidget *section;

  if (claims->len == 0)
    return NULL;
  section = annals_section_new (create_heading (is_disputed));

  if (has_columns)
    {
      GtkWidget *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

      gtk_box_set_homogeneous (GTK_BOX (columns), TRUE);
      gtk_widget_add_css_class (columns, "claims-columns");
      gtk_box_append (GTK_BOX (columns), create_column (page, SIDE_LEFT));
      gtk_box_append (GTK_BOX (columns), create_column (page, SIDE_RIGHT));
      gtk_box_append (GTK_BOX (section), columns);
    }
  for (guint i = 0; i < claims->len; i++)
    {
      const AnnalsClaim *claim = g_ptr_array_index (claims, i);

      if (!has_columns || get_side (claim) == SIDE_BELOW)
        gtk_box_append (GTK_BOX (section), create_claim (page, claim, FALSE));
    }
  return section;
}
