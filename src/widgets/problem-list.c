/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong in a file, a row each: where, of which event, what it is and what was done. */
#include "widgets/problem-list.h"

#include <glib/gi18n-lib.h>

struct _AnnalsProblemList
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *scroller;
  GtkListView *view;

  AnnalsTimeline *timeline; /* owned, nullable */
};

G_DEFINE_FINAL_TYPE (AnnalsProblemList, annals_problem_list, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_GO_TO_EVENT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static const AnnalsProblem *
get_problem (AnnalsProblemList *self, guint position)
{
  AnnalsProblems *problems = annals_timeline_get_problems (self->timeline);

  return position < annals_problems_get_n_kept (problems) ? annals_problems_get (problems, position)
                                                          : NULL;
}

static void
setup_cb (AnnalsProblemList *self, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (AnnalsProblemList *self, GtkListItem *item)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *place = gtk_widget_get_first_child (box);
  GtkWidget *text = gtk_widget_get_next_sibling (place);
  const AnnalsProblem *problem = get_problem (self, gtk_list_item_get_position (item));
  g_autofree char *name = NULL;
  g_autofree char *markup = NULL;
  g_autofree char *spoken = NULL;
  const char *severity;

  if (problem == NULL)
    return;
  name = g_file_get_basename (annals_timeline_get_file (self->timeline));
  severity = problem->severity == ANNALS_SEVERITY_ERROR ? _ ("error") : _ ("warning");
  markup = g_markup_printf_escaped ("<b>%s:%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT "</b> %s%s%s",
                                    name, problem->line, problem->column, severity,
                                    problem->event_id != NULL ? ", " : "",
                                    problem->event_id != NULL ? problem->event_id : "");
  gtk_label_set_markup (GTK_LABEL (place), markup);
  gtk_label_set_label (GTK_LABEL (text), problem->message);
  spoken = g_strdup_printf ("%s. %s", gtk_label_get_text (GTK_LABEL (place)), problem->message);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
activate_cb (AnnalsProblemList *self, guint position)
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
annals_problem_list_dispose (GObject *object)
{
  AnnalsProblemList *self = ANNALS_PROBLEM_LIST (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->timeline);
  G_OBJECT_CLASS (annals_problem_list_parent_class)->dispose (object);
}

static void
annals_problem_list_class_init (AnnalsProblemListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = annals_problem_list_dispose;

  signals[SIGNAL_GO_TO_EVENT]
      = g_signal_new ("go-to-event", ANNALS_TYPE_PROBLEM_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/annals/Annals/problem-list.ui");
  gtk_widget_class_bind_template_child (widget_class, AnnalsProblemList, scroller);
  gtk_widget_class_bind_template_child (widget_class, AnnalsProblemList, view);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
annals_problem_list_init (AnnalsProblemList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
annals_problem_list_new (void)
{
  return g_object_new (ANNALS_TYPE_PROBLEM_LIST, NULL);
}

void
annals_problem_list_set_timeline (AnnalsProblemList *self, AnnalsTimeline *timeline)
{
  g_autoptr (GtkStringList) rows = gtk_string_list_new (NULL);
  g_autoptr (GtkNoSelection) selection = NULL;
  guint n = 0;

  g_return_if_fail (ANNALS_IS_PROBLEM_LIST (self));
  g_return_if_fail (timeline == NULL || ANNALS_IS_TIMELINE (timeline));

  g_set_object (&self->timeline, timeline);
  if (timeline != NULL)
    n = annals_problems_get_n_kept (annals_timeline_get_problems (timeline));
  /* The rows say nothing themselves: a position is a problem's number. */
  for (guint i = 0; i < n; i++)
    gtk_string_list_append (rows, "");
  selection = gtk_no_selection_new (G_LIST_MODEL (g_steal_pointer (&rows)));
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
}
