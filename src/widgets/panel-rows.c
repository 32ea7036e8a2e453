/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists and texts of any length on an event's page: their beginning, and a button for more.
 *
 * A label of 50 KB or a thousand rows would hold the main thread for many frames; thousands of rows that
 * are there would, at every change of their size. */
#include "widgets/panel-rows.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "time/words.h"

/* What a frame may take for further rows and for their first measure: some of the 16 ms is spent on the
 * others. */
#define BUDGET_US 5000
/* Where there are more than twice as many, a press brings so many more rows, or pieces of a text. */
#define MORE_ROWS 250
#define MORE_PIECES 50
/* A piece of a text that is a label of its own. */
#define PIECE_BYTES 700

#define ROWS_KEY "annals-page-rows"

/* A text that is cut as far as it is shown: a long one is not gone through for its beginning. */
typedef struct
{
  const char *rest; /* what is not shown yet; the page's details own it */
  AnnalsTextForm form;
  char *css_class;
} Text;

typedef struct
{
  AnnalsPage *page;     /* owned */
  GtkWidget *container; /* has this struct as its data */
  GtkWidget *button;    /* (nullable) weak */
  guint n, n_made, n_wanted; /* n: G_MAXUINT until a text's end is met */
  Text *text;           /* (nullable) owned */
  AnnalsMakeRow make;
  gpointer data;
  GDestroyNotify free_data;
} Rows;

static void
rows_free (gpointer data)
{
  Rows *rows = data;

  g_clear_weak_pointer (&rows->button);
  if (rows->free_data != NULL)
    rows->free_data (rows->data);
  if (rows->text != NULL)
    g_free (rows->text->css_class);
  g_free (rows->text);
  annals_page_unref (rows->page);
  g_free (rows);
}

static void
make_rows (Rows *rows, guint to)
{
  for (; rows->n_made < MIN (to, rows->n); rows->n_made++)
    rows->make (rows->page, rows->container, rows->n_made, rows->data);
}

static guint
get_more (const Rows *rows)
{
  return rows->text != NULL ? MORE_PIECES : MORE_ROWS;
}

static gboolean
brings_all (const Rows *rows)
{
  const gsize all_bytes = 2 * MORE_PIECES * PIECE_BYTES;

  if (rows->text != NULL)
    return strnlen (rows->text->rest, all_bytes + 1) <= all_bytes;
  return rows->n - rows->n_made <= 2 * get_more (rows);
}

/* (transfer full) */
static char *
describe_rest (const Rows *rows)
{
  g_autofree char *all = annals_number_to_words (rows->n);
  g_autofree char *more = annals_number_to_words (get_more (rows));

  if (rows->text != NULL)
    return g_strdup (brings_all (rows) ? _("Show all of it") : _("Show more of it"));
  if (brings_all (rows))
    /* Translators: a button under the first of many rows; %s is how many there are in all. */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Show all %s", "Show all %s", rows->n), all);
  /* Translators: a button under the first of very many rows: so many more, of how many there are. */
  return g_strdup_printf (_("Show %s more of %s"), more, all);
}

/* The button says what is left, behind it all, and goes with the last of it. */
static void
update_button (Rows *rows)
{
  g_autofree char *words = describe_rest (rows);

  if (rows->button == NULL)
    return;
  gtk_button_set_label (GTK_BUTTON (rows->button), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (rows->button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_set_visible (rows->button, rows->n_made < rows->n && rows->n_made >= rows->n_wanted);
  if (gtk_widget_get_parent (rows->button) == rows->container)
    gtk_widget_insert_before (rows->button, rows->container, NULL);
}

/* Words are shaped when they are first measured, which takes longer than to make their widgets: what is
 * measured here is not when the page is laid out. */
static void
measure_last (GtkWidget *container)
{
  GtkWidget *last = gtk_widget_get_last_child (container);

  gtk_widget_measure (last, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_measure (last, GTK_ORIENTATION_VERTICAL, gtk_widget_get_width (container), NULL, NULL, NULL, NULL);
}

static gboolean
fill_cb (GtkWidget *container, GdkFrameClock *clock, gpointer data)
{
  Rows *rows = data;
  gint64 end_us = g_get_monotonic_time () + BUDGET_US;

  while (rows->n_made < rows->n_wanted && g_get_monotonic_time () < end_us)
    {
      make_rows (rows, rows->n_made + 1);
      measure_last (container);
    }
  if (rows->n_made < rows->n_wanted)
    return G_SOURCE_CONTINUE;
  update_button (rows);
  return G_SOURCE_REMOVE;
}

/* The focus goes on to the first of what is new: the button goes, if only for a moment. */
static void
show_more_cb (GtkWidget *button, gpointer data)
{
  Rows *rows = data;
  GtkWidget *last = gtk_widget_get_last_child (rows->container);
  gboolean has_focus = gtk_widget_has_focus (button);

  rows->n_wanted = brings_all (rows) ? rows->n : rows->n_made + get_more (rows);
  make_rows (rows, rows->n_made + 1);
  for (GtkWidget *child = last; has_focus && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (child != button && child != last && gtk_widget_child_focus (child, GTK_DIR_TAB_FORWARD))
      break;
  update_button (rows);
  gtk_widget_add_tick_callback (rows->container, fill_cb, rows, NULL);
}

/* The rows' struct, which the container has from here on. */
static Rows *
rows_new (AnnalsPage *page, GtkWidget *container, guint n, AnnalsMakeRow make, gpointer data,
          GDestroyNotify free_data)
{
  Rows *rows = g_new0 (Rows, 1);

  rows->page = annals_page_ref (page);
  rows->container = container;
  rows->n = n;
  rows->make = make;
  rows->data = data;
  rows->free_data = free_data;
  g_object_set_data_full (G_OBJECT (container), ROWS_KEY, rows, rows_free);
  return rows;
}

/* The first rows, and the button for the others, if there are any. */
static GtkWidget *
begin (Rows *rows, guint n_first)
{
  /* A button for one row more would take its place. */
  make_rows (rows, rows->n <= n_first + 1 ? rows->n : n_first);
  if (rows->n_made == rows->n)
    return NULL;
  g_set_weak_pointer (&rows->button, gtk_button_new ());
  gtk_widget_add_css_class (rows->button, "flat");
  gtk_widget_add_css_class (rows->button, "show-all");
  gtk_widget_set_halign (rows->button, GTK_ALIGN_START);
  update_button (rows);
  g_signal_connect (rows->button, "clicked", G_CALLBACK (show_more_cb), rows);
  return rows->button;
}

GtkWidget *
annals_page_rows_fill (AnnalsPage *page, GtkWidget *container, guint n, guint n_first,
                       AnnalsMakeRow make, gpointer data, GDestroyNotify free_data)
{
  g_return_val_if_fail (GTK_IS_WIDGET (container), NULL);

  return begin (rows_new (page, container, n, make, data, free_data), n_first);
}

void
annals_page_rows_reach (GtkWidget *container, guint row)
{
  Rows *rows = g_object_get_data (G_OBJECT (container), ROWS_KEY);

  g_return_if_fail (rows != NULL);

  make_rows (rows, row + 1);
  update_button (rows);
}

/* --- Texts --- */

/* Where a piece ends: behind a line, else a sentence, else a word, else a character. */
static const char *
find_pause (const char *text, gsize length)
{
  const char *end = g_utf8_find_prev_char (text, text + length + 1);
  const char *sentence = NULL, *word = NULL;

  for (const char *c = end; c > text + length / 2; c--)
    {
      if (c[-1] == '\n')
        return c;
      if (c[-1] != ' ')
        continue;
      if (word == NULL)
        word = c;
      if (sentence == NULL && c > text + 1 && strchr (".?!", c[-2]) != NULL)
        sentence = c;
    }
  return sentence != NULL ? sentence : word != NULL ? word : end;
}

/* Where the first piece of a text ends. */
static const char *
find_end (const char *text)
{
  gsize length = strnlen (text, PIECE_BYTES + 1);

  return length <= PIECE_BYTES ? text + length : find_pause (text, PIECE_BYTES);
}

/* A piece as it is shown: its beginning is, or is not, the text's, and so its end. (transfer full) */
static char *
form_piece (const char *piece, AnnalsTextForm form, gboolean is_first, gboolean is_last)
{
  /* Translators: somebody's own words, in quotation marks. */
  g_auto (GStrv) marks = g_strsplit (_("“%s”"), "%s", 2);

  if (form == ANNALS_TEXT_SENTENCE && is_first)
    return annals_capitalize (piece);
  if (form == ANNALS_TEXT_QUOTE)
    return g_strconcat (is_first ? marks[0] : "", piece, is_last ? marks[1] : "", NULL);
  return g_strdup (piece);
}

static void
make_piece (AnnalsPage *page, GtkWidget *container, guint row, gpointer data)
{
  Rows *rows = g_object_get_data (G_OBJECT (container), ROWS_KEY);
  Text *text = rows->text;
  const char *end = find_end (text->rest);
  g_autofree char *piece = g_strchomp (g_strndup (text->rest, end - text->rest));
  g_autofree char *words = form_piece (piece, text->form, row == 0, *end == '\0');

  gtk_box_append (GTK_BOX (container), annals_page_label_new (page, words, text->css_class));
  text->rest = end;
  if (*end != '\0')
    return;
  rows->n = row + 1;
  rows->n_wanted = MIN (rows->n_wanted, rows->n);
}

GtkWidget *
annals_page_text_new (AnnalsPage *page, const char *text, AnnalsTextForm form, const char *css_class)
{
  gboolean is_short = strnlen (text, PIECE_BYTES * 3 / 2 + 1) <= PIECE_BYTES * 3 / 2;
  GtkWidget *box, *pieces, *more;
  Rows *rows;

  if (is_short)
    {
      g_autofree char *words = form_piece (text, form, TRUE, TRUE);

      return annals_page_label_new (page, words, css_class);
    }
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  pieces = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), pieces);
  rows = rows_new (page, pieces, *find_end (find_end (text)) == '\0' ? 2 : G_MAXUINT, make_piece, NULL, NULL);
  rows->text = g_new (Text, 1);
  *rows->text = (Text) { text, form, g_strdup (css_class) };
  more = begin (rows, 1);
  if (more != NULL)
    gtk_box_append (GTK_BOX (box), more);
  return box;
}
