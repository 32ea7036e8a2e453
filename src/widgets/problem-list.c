/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong in a file, a row each: where, of which event, what it is and what was done; of the one
 * that is chosen, the text there. */
#include "widgets/problem-list.h"

#include <glib/gi18n-lib.h>

#include "formats/content-id.h"
#include "model/problem-excerpt.h"
#include "time/words.h"
#include "widgets/look.h"

/* A row takes nearly a millisecond to be made and measured, and the view has widgets for two hundred of them,
 * shown or not: they come a few a frame, and the rest, which cost nothing, at once. */
#define ROWS_A_FRAME 4
#define ROWS_OF_VIEW 208

struct _AnnalsProblemList
{
  GtkWidget parent_instance;

  /* template */
  GtkLabel *limit;
  GtkListView *view;

  AnnalsTimeline *timeline; /* owned, nullable */
  GtkSliceListModel *rows;  /* owned, nullable: those that are there by now */
  guint tick;
};

G_DEFINE_FINAL_TYPE (AnnalsProblemList, annals_problem_list, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_GO_TO_EVENT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* What a row is made of, from top to bottom. */
typedef struct
{
  GtkLabel *place, *about; /* "leak.json:214:17", "error, S07" */
  GtkLabel *text;
  GtkWidget *excerpt;
  GtkLabel *before, *caret, *after; /* of the excerpt */
} Row;

static const AnnalsProblem *
get_problem (AnnalsProblemList *self, guint position)
{
  AnnalsProblems *problems
      = self->timeline != NULL ? annals_timeline_get_problems (self->timeline) : NULL;

  return problems != NULL && position < annals_problems_get_n_kept (problems)
             ? annals_problems_get (problems, position)
             : NULL;
}

static GtkLabel *
add_label (GtkWidget *box, const char *style_class, PangoEllipsizeMode ellipsize)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), ellipsize);
  if (style_class != NULL)
    gtk_widget_add_css_class (label, style_class);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
tell_row (Row *row, GtkListItem *item, const char *there)
{
  g_autofree char *spoken = g_strdup_printf (
      "%s, %s. %s", gtk_label_get_text (row->place), gtk_label_get_text (row->about),
      gtk_label_get_text (row->text));
  /* TRANSLATORS: %s is a line of the file, as it stands there */
  g_autofree char *text = there != NULL ? g_strdup_printf (_ ("The text there: %s"), there) : NULL;
  GtkWidget *widget = gtk_widget_get_parent (gtk_list_item_get_child (item));

  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text != NULL ? text : "",
                                  -1);
}

/* The row that is chosen shows the file's own bytes. */
static void
show_excerpt (AnnalsProblemList *self, GtkListItem *item)
{
  Row *row = g_object_get_data (G_OBJECT (item), "row");
  const AnnalsProblem *problem = get_problem (self, gtk_list_item_get_position (item));
  GBytes *bytes = problem != NULL ? annals_timeline_get_bytes (self->timeline) : NULL;
  g_autoptr (AnnalsProblemExcerpt) excerpt = NULL;
  g_autofree char *before = NULL;
  g_autofree char *caret = NULL;
  const char *data;
  gsize length;

  gtk_widget_set_visible (row->excerpt, gtk_list_item_get_selected (item) && bytes != NULL);
  if (problem == NULL)
    return;
  if (!gtk_widget_get_visible (row->excerpt))
    {
      tell_row (row, item, NULL);
      return;
    }
  data = g_bytes_get_data (bytes, &length);
  excerpt = annals_problem_excerpt_new (data, length, problem->offset);
  before = g_strndup (excerpt->text, excerpt->caret);
  /* At a line's end there is nothing that could be marked. */
  caret = excerpt->caret_length > 0
              ? g_strndup (excerpt->text + excerpt->caret, excerpt->caret_length)
              : g_strdup (" ");
  gtk_label_set_label (row->before, before);
  gtk_label_set_label (row->caret, caret);
  gtk_label_set_label (row->after, excerpt->text + excerpt->caret + excerpt->caret_length);
  tell_row (row, item, excerpt->text);
}

static void
selected_cb (GtkListItem *item, GParamSpec *spec, gpointer data)
{
  if (gtk_list_item_get_item (item) != NULL)
    show_excerpt (data, item);
}

static void
setup_cb (AnnalsProblemList *self, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  Row *row = g_new0 (Row, 1);

  row->place = add_label (head, "place", PANGO_ELLIPSIZE_MIDDLE);
  row->about = add_label (head, "dim", PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), head);
  row->text = add_label (box, NULL, PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (row->text, TRUE);
  gtk_label_set_wrap_mode (row->text, PANGO_WRAP_WORD_CHAR);
  row->excerpt = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (row->excerpt, "excerpt");
  row->before = add_label (row->excerpt, NULL, PANGO_ELLIPSIZE_START);
  row->caret = add_label (row->excerpt, "caret", PANGO_ELLIPSIZE_NONE);
  row->after = add_label (row->excerpt, NULL, PANGO_ELLIPSIZE_END);
  /* A file is read from left to right, in whatever direction the window is. */
  gtk_widget_set_direction (row->excerpt, GTK_TEXT_DIR_LTR);
  gtk_box_append (GTK_BOX (box), row->excerpt);
  g_object_set_data_full (G_OBJECT (item), "row", row, g_free);
  g_signal_connect_object (item, "notify::selected", G_CALLBACK (selected_cb), self, 0);
  gtk_list_item_set_child (item, box);
}

static char *
name_file (AnnalsTimeline *timeline)
{
  GFile *file = annals_timeline_get_file (timeline);
  g_autofree char *name = file != NULL ? g_file_get_basename (file) : NULL;

  return name != NULL ? g_filename_display_name (name)
                      : g_strdup (annals_timeline_get_title (timeline));
}

/* The id, by which it can be found in the file; the title where the file has none. */
static char *
name_event (AnnalsProblemList *self, const char *id)
{
  guint event = annals_content_id_is_one (id) ? annals_timeline_find_event (self->timeline, id)
                                              : ANNALS_NO_EVENT;

  return g_strdup (event != ANNALS_NO_EVENT ? annals_timeline_get_event_title (self->timeline, event) : id);
}

static void
bind_cb (AnnalsProblemList *self, GtkListItem *item)
{
  Row *row = g_object_get_data (G_OBJECT (item), "row");
  const AnnalsProblem *problem = get_problem (self, gtk_list_item_get_position (item));
  g_autofree char *name = NULL;
  g_autofree char *place = NULL;
  g_autofree char *event = NULL;
  g_autofree char *about = NULL;
  const char *severity;

  if (problem == NULL)
    return;
  name = name_file (self->timeline);
  severity = problem->severity == ANNALS_SEVERITY_ERROR ? _ ("error") : _ ("warning");
  place = g_strdup_printf ("%s:%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT, name, problem->line,
                           problem->column);
  event = problem->event_id != NULL ? name_event (self, problem->event_id) : NULL;
  about = event != NULL ? g_strdup_printf ("%s, %s", severity, event) : g_strdup (severity);
  gtk_label_set_label (row->place, place);
  gtk_label_set_label (row->about, about);
  gtk_label_set_label (row->text, problem->message);
  show_excerpt (self, item);
}

static void
go_to_problem (AnnalsProblemList *self, guint position)
{
  const AnnalsProblem *problem = get_problem (self, position);
  guint event;

  if (problem == NULL || problem->event_id == NULL)
    return;
  event = annals_timeline_find_event (self->timeline, problem->event_id);
  if (event != ANNALS_NO_EVENT)
    g_signal_emit (self, signals[SIGNAL_GO_TO_EVENT], 0, event);
}

static void
chosen_cb (AnnalsProblemList *self, GParamSpec *spec, GtkSingleSelection *selection)
{
  go_to_problem (self, gtk_single_selection_get_selected (selection));
}

static gboolean
grow_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  AnnalsProblemList *self = data;
  guint n = g_list_model_get_n_items (gtk_slice_list_model_get_model (self->rows));
  guint n_there = gtk_slice_list_model_get_size (self->rows) + ROWS_A_FRAME;

  gtk_slice_list_model_set_size (self->rows, n_there < ROWS_OF_VIEW ? n_there : n);
  if (n_there < ROWS_OF_VIEW && n_there < n)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
stop_growing (AnnalsProblemList *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  g_clear_object (&self->rows);
}

/* Once more, where the reader has gone elsewhere meanwhile. */
static void
activate_cb (AnnalsProblemList *self, guint position)
{
  go_to_problem (self, position);
}

static gboolean
annals_problem_list_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ANNALS_PROBLEM_LIST (widget)->view));
}

static void
annals_problem_list_dispose (GObject *object)
{
  AnnalsProblemList *self = ANNALS_PROBLEM_LIST (object);

  stop_growing (self);
  annals_look_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->timeline);
  G_OBJECT_CLASS (annals_problem_list_parent_class)->dispose (object);
}

static void
annals_problem_list_class_init (AnnalsProblemListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = annals_problem_list_dispose;
  widget_class->grab_focus = annals_problem_list_grab_focus;

  signals[SIGNAL_GO_TO_EVENT]
      = g_signal_new ("go-to-event", ANNALS_TYPE_PROBLEM_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/annals/Annals/problem-list.ui");
  gtk_widget_class_bind_template_child (widget_class, AnnalsProblemList, limit);
  gtk_widget_class_bind_template_child (widget_class, AnnalsProblemList, view);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
annals_problem_list_init (AnnalsProblemList *self)
{
  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
}

GtkWidget *
annals_problem_list_new (void)
{
  return g_object_new (ANNALS_TYPE_PROBLEM_LIST, NULL);
}

/* "The first 1,000 of 1,000,000 problems." */
static void
tell_limit (AnnalsProblemList *self, guint n_kept, guint64 n)
{
  g_autofree char *first = annals_number_to_words (n_kept);
  g_autofree char *all = annals_number_to_words (n);
  /* TRANSLATORS: how many of how many are listed */
  g_autofree char *text = g_strdup_printf (_ ("The first %s of %s problems"), first, all);

  gtk_label_set_label (self->limit, text);
  gtk_widget_set_visible (GTK_WIDGET (self->limit), n > n_kept);
}

void
annals_problem_list_set_timeline (AnnalsProblemList *self, AnnalsTimeline *timeline)
{
  GtkStringList *rows;
  g_autoptr (GtkSingleSelection) selection = NULL;
  AnnalsProblems *problems;
  guint n;

  g_return_if_fail (ANNALS_IS_PROBLEM_LIST (self));
  g_return_if_fail (timeline == NULL || ANNALS_IS_TIMELINE (timeline));

  if (!g_set_object (&self->timeline, timeline))
    return;
  /* A file with nothing wrong in it needs no list. */
  if (self->view == NULL)
    gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_view_set_model (self->view, NULL);
  stop_growing (self);
  if (timeline == NULL)
    return;
  problems = annals_timeline_get_problems (timeline);
  n = annals_problems_get_n_kept (problems);
  tell_limit (self, n,
              annals_problems_count (problems, ANNALS_SEVERITY_ERROR)
                  + annals_problems_count (problems, ANNALS_SEVERITY_WARNING));
  /* The rows say nothing themselves: a position is a problem's number. */
  rows = gtk_string_list_new (NULL);
  for (guint i = 0; i < n; i++)
    gtk_string_list_append (rows, "");
  selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  self->rows = gtk_slice_list_model_new (G_LIST_MODEL (rows), 0, ROWS_A_FRAME);
  self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), grow_cb, self, NULL);
  gtk_single_selection_set_model (selection, G_LIST_MODEL (self->rows));
  g_signal_connect_object (selection, "notify::selected", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
}
