/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A note in the list of all: its event as it is or was, its first lines, what is marked on it. */
#include "widgets/note-summary.h"

#include <glib/gi18n-lib.h>

#include "find/note-filter.h"
#include "time/words.h"
#include "widgets/glyph.h"
#include "widgets/look.h"
#include "widgets/wrap-box.h"

struct _AnnalsNoteSummary
{
  GtkWidget parent_instance;

  /* Template children */
  GtkLabel *date;
  GtkLabel *title;
  GtkLabel *made;
  GtkLabel *text;
  GtkWidget *changed_box;
  GtkLabel *changed;
  GtkWidget *foot;
  AnnalsWrapBox *tags;
  AnnalsGlyph *flag;
  GtkWidget *orphan_box;
  GtkButton *attach;

  AnnalsNoteFlag shown_flag;
};

G_DEFINE_FINAL_TYPE (AnnalsNoteSummary, annals_note_summary, GTK_TYPE_WIDGET)

static void
show_tags (AnnalsNoteSummary *self, char **tags)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_last_child (GTK_WIDGET (self->tags))) != NULL
         && child != GTK_WIDGET (self->flag))
    gtk_widget_unparent (child);
  for (guint i = 0; tags[i] != NULL; i++)
    {
      GtkWidget *tag = gtk_label_new (tags[i]);

      gtk_label_set_ellipsize (GTK_LABEL (tag), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (tag, "tag");
      gtk_widget_set_parent (tag, GTK_WIDGET (self->tags));
    }
}

static void
show_flag (AnnalsNoteSummary *self, AnnalsNoteFlag flag)
{
  static const AnnalsGlyphId glyphs[]
      = { ANNALS_GLYPH_STAR, ANNALS_GLYPH_STAR, ANNALS_GLYPH_QUESTION, ANNALS_GLYPH_DOUBT };

  self->shown_flag = flag;
  annals_glyph_set_id (self->flag, glyphs[flag]);
  gtk_widget_set_visible (GTK_WIDGET (self->flag), flag != ANNALS_FLAG_NONE);
}

/* What an event is called, and how it was when the note was written, if that differs. */
static void
show_event (AnnalsNoteSummary *self, const AnnalsNote *note, AnnalsTimeline *timeline)
{
  guint event = annals_note_find_event (note, timeline);
  gboolean is_orphan = event == ANNALS_NO_EVENT;
  const char *title = is_orphan ? note->event_title : annals_timeline_get_event_title (timeline, event);
  const char *date = is_orphan ? note->event_date : annals_timeline_get_event_date (timeline, event);
  g_autofree char *words = NULL;
  g_autofree char *was = NULL;

  if (date == NULL || *date == '\0')
    words = g_strdup (_ ("undated"));
  else
    words = is_orphan ? annals_edtf_to_words (date) : annals_timeline_get_event_date_words (timeline, event);
  gtk_label_set_text (self->date, words);
  gtk_label_set_text (self->title, title != NULL && *title != '\0' ? title : _ ("An event without a title"));
  gtk_widget_set_visible (self->orphan_box, is_orphan);
  gtk_widget_set_visible (self->changed_box, !is_orphan && annals_note_is_event_changed (note, title, date));
  if (is_orphan || !annals_note_is_event_changed (note, title, date))
    return;
  if (note->event_title != NULL && g_strcmp0 (note->event_title, title) != 0)
    was = g_strdup_printf ("“%s”", note->event_title);
  else
    was = annals_edtf_to_words (note->event_date);
  g_free (words);
  words = g_strdup_printf (_ ("The event has changed since: was %s"), was);
  gtk_label_set_text (self->changed, words);
}

static void
annals_note_summary_dispose (GObject *object)
{
  AnnalsNoteSummary *self = ANNALS_NOTE_SUMMARY (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ANNALS_TYPE_NOTE_SUMMARY);
  annals_look_unparent_children (GTK_WIDGET (self));
  G_OBJECT_CLASS (annals_note_summary_parent_class)->dispose (object);
}

static void
annals_note_summary_class_init (AnnalsNoteSummaryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = annals_note_summary_dispose;

  g_type_ensure (ANNALS_TYPE_GLYPH);
  g_type_ensure (ANNALS_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/annals/Annals/note-summary.ui");
  gtk_widget_class_bind_template_child (widget_class, AnnalsNoteSummary, date);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNoteSummary, title);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNoteSummary, made);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNoteSummary, text);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNoteSummary, changed_box);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNoteSummary, changed);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNoteSummary, foot);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNoteSummary, tags);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNoteSummary, flag);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNoteSummary, orphan_box);
  gtk_widget_class_bind_template_child (widget_class, AnnalsNoteSummary, attach);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "notesummary");
}

static void
annals_note_summary_init (AnnalsNoteSummary *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
annals_note_summary_new (void)
{
  return g_object_new (ANNALS_TYPE_NOTE_SUMMARY, NULL);
}

void
annals_note_summary_show (AnnalsNoteSummary *self, const AnnalsNote *note, AnnalsTimeline *timeline,
                          const char *author)
{
  g_autofree char *made = NULL;
  g_autofree char *signed_made = NULL;

  g_return_if_fail (ANNALS_IS_NOTE_SUMMARY (self) && note != NULL && ANNALS_IS_TIMELINE (timeline));

  show_event (self, note, timeline);
  made = annals_local_time_to_words (note->created);
  if (note->author != NULL && g_strcmp0 (note->author, author) != 0)
    signed_made = g_strdup_printf ("%s · %s", note->author, made);
  gtk_label_set_text (self->made, signed_made != NULL ? signed_made : made);
  gtk_label_set_text (self->text, note->text);
  gtk_widget_set_visible (GTK_WIDGET (self->text), *note->text != '\0');
  show_flag (self, note->flag);
  show_tags (self, note->tags);
  gtk_widget_set_visible (self->foot, note->flag != ANNALS_FLAG_NONE || note->tags[0] != NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->attach), "s", note->id);
}

char *
annals_note_summary_to_sentence (AnnalsNoteSummary *self)
{
  const char *const flags[] = { NULL, _ ("Star"), _ ("Question"), _ ("Doubt") };
  GString *sentence;

  g_return_val_if_fail (ANNALS_IS_NOTE_SUMMARY (self), NULL);

  sentence = g_string_new (gtk_label_get_text (self->text));
  g_string_append_printf (sentence, "%s%s, %s", sentence->len > 0 ? ", " : "", gtk_label_get_text (self->title),
                          gtk_label_get_text (self->date));
  if (self->shown_flag != ANNALS_FLAG_NONE)
    g_string_append_printf (sentence, ", %s", flags[self->shown_flag]);
  for (GtkWidget *tag = gtk_widget_get_first_child (GTK_WIDGET (self->tags)); tag != NULL;
       tag = gtk_widget_get_next_sibling (tag))
    if (GTK_IS_LABEL (tag))
      g_string_append_printf (sentence, ", %s", gtk_label_get_text (GTK_LABEL (tag)));
  g_string_append_printf (sentence, ", %s", gtk_label_get_text (self->made));
  if (gtk_widget_get_visible (self->orphan_box))
    g_string_append_printf (sentence, ", %s", _ ("Its event is not in this timeline."));
  return g_string_free (sentence, FALSE);
}
