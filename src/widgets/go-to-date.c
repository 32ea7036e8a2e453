/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Go to a date: an entry that says what it understood while one types. */
#include "widgets/go-to-date.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "time/calendar.h"
#include "time/edtf.h"
#include "time/words.h"

#define WIDTH_CHARS 26
#define WORDS_CHARS 34

struct _AnnalsGoToDate
{
  GtkPopover parent_instance;

  GtkWidget *entry;
  GtkWidget *answer; /* what was understood, or why nothing was */
  GtkWidget *detail; /* which days those are, and how a file would write them */
  AnnalsTimeline *timeline; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (AnnalsGoToDate, annals_go_to_date, GTK_TYPE_POPOVER)

enum
{
  GO,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What a reader may type for a date that EDTF has a sign for, in words as dates are told in; and its
 * sign. */
static const struct
{
  const char *words;
  const char *edtf;
} phrases[] = {
  { N_ ("since %s"), "%s/.." },  { N_ ("from %s"), "%s/.." },  { N_ ("after %s"), "%s/.." },
  { N_ ("until %s"), "../%s" },  { N_ ("before %s"), "../%s" }, { N_ ("about %s"), "%s~" },
  { N_ ("perhaps %s"), "%s?" },
};

/* By AnnalsUnit. */
static const char *const tolerances[] = {
  [ANNALS_UNIT_DAY] = N_ ("give or take a day"),
  [ANNALS_UNIT_MONTH] = N_ ("give or take a month"),
  [ANNALS_UNIT_SEASON] = N_ ("give or take a season"),
  [ANNALS_UNIT_YEAR] = N_ ("give or take a year"),
  [ANNALS_UNIT_DECADE] = N_ ("give or take a decade"),
  [ANNALS_UNIT_CENTURY] = N_ ("give or take a century"),
};

/* (transfer full) (nullable) What stands for the "%s" of a phrase in the text. */
static char *
match_phrase (const char *text, const char *phrase)
{
  const char *gap = strstr (phrase, "%s");
  gsize before = gap - phrase, after = strlen (gap + 2), length = strlen (text);

  if (length <= before + after || g_ascii_strncasecmp (text, phrase, before) != 0
      || g_ascii_strcasecmp (text + length - after, gap + 2) != 0)
    return NULL;
  return g_strstrip (g_strndup (text + before, length - before - after));
}

/* (transfer full) (nullable) The date that a phrase means, in EDTF; NULL: it is none. */
static char *
read_phrase (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (phrases); i++)
    {
      const char *const told[] = { phrases[i].words, _ (phrases[i].words) };

      for (guint k = 0; k < G_N_ELEMENTS (told); k++)
        {
          g_autofree char *date = match_phrase (text, told[k]);
          const char *gap = strstr (phrases[i].edtf, "%s");
          g_autofree char *edtf = NULL;
          AnnalsSpan span;

          if (date == NULL)
            continue;
          edtf = g_strdup_printf ("%.*s%s%s", (int) (gap - phrases[i].edtf), phrases[i].edtf, date,
                                  gap + 2);
          if (annals_edtf_parse (edtf, -1, &span, NULL, NULL, NULL))
            return g_steal_pointer (&edtf);
        }
    }
  return NULL;
}

/* (transfer full) The date as typed, without the spaces around it. */
static char *
get_text (AnnalsGoToDate *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
}

/* The finite range of a span: where it is open or unknown, to the timeline's bound. */
static void
get_range (AnnalsGoToDate *self, const AnnalsSpan *span, double *begin_s, double *end_s)
{
  double first_s = NAN, last_s = NAN;

  if (self->timeline != NULL)
    annals_timeline_get_extent (self->timeline, &first_s, &last_s);
  *begin_s = annals_span_get_earliest (span);
  *end_s = annals_span_get_latest (span);
  if (!isfinite (*begin_s))
    *begin_s = isfinite (*end_s) ? fmin (first_s, *end_s) : first_s;
  if (!isfinite (*end_s))
    *end_s = fmax (last_s, *begin_s);
  if (!isfinite (*begin_s))
    *begin_s = *end_s;
  if (!isfinite (*end_s))
    *end_s = *begin_s;
}

/* What lies beyond the events is said, since there is nothing to see there. */
static char *
describe (AnnalsGoToDate *self, const char *text, double begin_s, double end_s)
{
  g_autofree char *words = annals_edtf_to_words (text);
  double first_s, last_s;

  if (self->timeline == NULL || !annals_timeline_get_extent (self->timeline, &first_s, &last_s))
    return g_steal_pointer (&words);
  if (end_s <= first_s && begin_s < first_s)
    /* Translators: a date in words that is earlier than everything in the file. */
    return g_strdup_printf (_ ("%s: before the first event"), words);
  if (begin_s >= last_s && end_s > last_s)
    return g_strdup_printf (_ ("%s: after the last event"), words);

  return g_steal_pointer (&words);
}

/* (transfer full) (nullable) The days of a span that has two bounds: "1–30 June 2018". */
static char *
describe_days (const AnnalsSpan *span)
{
  double begin_s = annals_span_get_earliest (span), end_s = annals_span_get_latest (span);
  AnnalsCivil first, last;
  g_autofree char *edtf = NULL;

  if (!isfinite (begin_s) || !isfinite (end_s))
    return NULL;
  first = annals_civil_from_instant (begin_s);
  last = annals_civil_from_instant (nextafter (end_s, begin_s));
  /* EDTF has no days beyond four digits of a year, and nobody looks for one there. */
  if (first.year < 0 || last.year > 9999)
    return NULL;
  edtf = g_strdup_printf ("%04d-%02d-%02d/%04d-%02d-%02d", (int) first.year, first.month, first.day,
                          (int) last.year, last.month, last.day);
  return annals_edtf_to_words (edtf);
}

/* "1–30 June 2018, give or take a month. Enter goes there.": what the words leave open. text: as typed. */
static char *
describe_more (const char *text, const char *edtf, const AnnalsSpan *span)
{
  gboolean is_approximate
    = (span->flags & (ANNALS_SPAN_BEGIN_APPROXIMATE | ANNALS_SPAN_END_APPROXIMATE)) != 0;
  guint unit = span->flags & ANNALS_SPAN_BEGIN_APPROXIMATE ? span->begin_unit : span->end_unit;
  g_autofree char *days = NULL;
  GString *more = g_string_new (NULL);

  if (!g_str_equal (text, edtf))
    {
      /* Translators: how a date that was typed in words is written in files. */
      g_string_append_printf (more, _ ("A file writes it “%s”."), edtf);
      g_string_append_c (more, ' ');
    }
  if (is_approximate || span->begin_unit > ANNALS_UNIT_DAY || span->end_unit > ANNALS_UNIT_DAY)
    days = describe_days (span);
  if (days != NULL)
    {
      g_string_append (more, days);
      if (is_approximate && unit < G_N_ELEMENTS (tolerances) && tolerances[unit] != NULL)
        g_string_append_printf (more, ", %s", _ (tolerances[unit]));
      g_string_append (more, ". ");
    }
  g_string_append (more, _ ("Enter goes there."));

  return g_string_free (more, FALSE);
}

/* FALSE where the text is no date that can be gone to; *answer says what it is, or why it is none.
 * more (out) (nullable): what there is to add. */
static gboolean
understand (AnnalsGoToDate *self, const char *text, char **answer, char **more, double *begin_s,
            double *end_s)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *phrase = NULL;
  const char *edtf = text;
  AnnalsSpan span;

  *more = NULL;
  if (!annals_edtf_parse (text, -1, &span, NULL, NULL, &error))
    {
      phrase = read_phrase (text);
      if (phrase == NULL || !annals_edtf_parse (phrase, -1, &span, NULL, NULL, NULL))
        {
          *answer = g_strdup (error->message);
          return FALSE;
        }
      edtf = phrase;
    }
  get_range (self, &span, begin_s, end_s);
  if (!isfinite (*begin_s))
    {
      *answer = annals_edtf_to_words (edtf);
      return FALSE;
    }
  *answer = describe (self, edtf, *begin_s, *end_s);
  *more = describe_more (text, edtf, &span);

  return TRUE;
}

static void
set_css_class (GtkWidget *widget, const char *css_class, gboolean has_it)
{
  if (has_it)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

static void
changed_cb (AnnalsGoToDate *self)
{
  g_autofree char *text = get_text (self);
  g_autofree char *answer = NULL;
  g_autofree char *more = NULL;
  g_autofree char *both = NULL;
  double begin_s, end_s;
  gboolean is_wrong = FALSE;

  if (*text == '\0')
    answer = g_strdup (_ ("A year, a day, a range: 2018, 2018-06-12, 2019/2021, -0043"));
  else
    is_wrong = !understand (self, text, &answer, &more, &begin_s, &end_s);

  gtk_label_set_text (GTK_LABEL (self->answer), answer);
  gtk_label_set_text (GTK_LABEL (self->detail), more != NULL ? more : "");
  gtk_widget_set_visible (self->detail, more != NULL);
  set_css_class (self->answer, "error", is_wrong);
  set_css_class (self->answer, "heading", more != NULL);
  /* What is under the entry is read with it. */
  both = more != NULL ? g_strdup_printf ("%s. %s", answer, more) : g_strdup (answer);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  both, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               is_wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
activate_cb (AnnalsGoToDate *self)
{
  g_autofree char *text = get_text (self);
  g_autofree char *answer = NULL;
  g_autofree char *more = NULL;
  double begin_s, end_s;

  if (*text == '\0' || !understand (self, text, &answer, &more, &begin_s, &end_s))
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[GO], 0, begin_s, end_s);
}

static void
annals_go_to_date_dispose (GObject *object)
{
  g_clear_object (&ANNALS_GO_TO_DATE (object)->timeline);

  G_OBJECT_CLASS (annals_go_to_date_parent_class)->dispose (object);
}

static void
annals_go_to_date_class_init (AnnalsGoToDateClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = annals_go_to_date_dispose;

  signals[GO] = g_signal_new ("go", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
}

static GtkWidget *
add_line (GtkWidget *box)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), WORDS_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (label), WORDS_CHARS);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static void
annals_go_to_date_init (AnnalsGoToDate *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), WIDTH_CHARS);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _ ("Go to a date"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Go to a date"), -1);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (activate_cb), self);
  gtk_box_append (GTK_BOX (box), self->entry);

  self->answer = add_line (box);
  self->detail = add_line (box);
  gtk_widget_add_css_class (self->detail, "dim-label");

  gtk_widget_add_css_class (GTK_WIDGET (self), "go-to-date");
  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_BOTTOM);
  changed_cb (self);
}

GtkWidget *
annals_go_to_date_new (void)
{
  return g_object_new (ANNALS_TYPE_GO_TO_DATE, NULL);
}

void
annals_go_to_date_open (AnnalsGoToDate *self, AnnalsTimeline *timeline)
{
  g_return_if_fail (ANNALS_IS_GO_TO_DATE (self));
  g_return_if_fail (timeline == NULL || ANNALS_IS_TIMELINE (timeline));

  g_set_object (&self->timeline, timeline);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  changed_cb (self);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (self->entry);
}
