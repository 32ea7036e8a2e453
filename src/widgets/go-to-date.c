/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Go to a date: an entry that says what it understood while one types. */
#include "widgets/go-to-date.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "time/edtf.h"
#include "time/words.h"

#define WIDTH_CHARS 26
#define WORDS_CHARS 34

struct _AnnalsGoToDate
{
  GtkPopover parent_instance;

  GtkWidget *entry;
  GtkWidget *answer;
  AnnalsTimeline *timeline; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (AnnalsGoToDate, annals_go_to_date, GTK_TYPE_POPOVER)

enum
{
  GO,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

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

/* FALSE where the text is no date that can be gone to; *answer says what it is, or why it is none. */
static gboolean
understand (AnnalsGoToDate *self, const char *text, char **answer, double *begin_s, double *end_s)
{
  g_autoptr (GError) error = NULL;
  AnnalsSpan span;

  if (!annals_edtf_parse (text, -1, &span, NULL, NULL, &error))
    {
      *answer = g_strdup (error->message);
      return FALSE;
    }
  get_range (self, &span, begin_s, end_s);
  if (!isfinite (*begin_s))
    {
      *answer = annals_edtf_to_words (text);
      return FALSE;
    }
  *answer = describe (self, text, *begin_s, *end_s);

  return TRUE;
}

static void
changed_cb (AnnalsGoToDate *self)
{
  g_autofree char *text = get_text (self);
  g_autofree char *answer = NULL;
  double begin_s, end_s;
  gboolean is_wrong = FALSE;

  if (*text == '\0')
    answer = g_strdup (_ ("A year, a day, a range: 2018, 2018-06-12, 2019/2021, -0043"));
  else
    is_wrong = !understand (self, text, &answer, &begin_s, &end_s);

  gtk_label_set_text (GTK_LABEL (self->answer), answer);
  if (is_wrong)
    gtk_widget_add_css_class (self->answer, "error");
  else
    gtk_widget_remove_css_class (self->answer, "error");
  /* What is under the entry is read with it. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  answer, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               is_wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
activate_cb (AnnalsGoToDate *self)
{
  g_autofree char *text = get_text (self);
  g_autofree char *answer = NULL;
  double begin_s, end_s;

  if (*text == '\0' || !understand (self, text, &answer, &begin_s, &end_s))
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

  self->answer = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->answer), 0);
  gtk_label_set_wrap (GTK_LABEL (self->answer), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (self->answer), WORDS_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (self->answer), WORDS_CHARS);
  gtk_box_append (GTK_BOX (box), self->answer);

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
