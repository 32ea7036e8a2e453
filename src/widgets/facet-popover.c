/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the search can be narrowed by, with counts. A row writes and reads the search's own terms,
 * so that text, chips and rows are one thing; counts are worked out off the main thread whenever
 * the search changes while the popover is open. */
#include "widgets/facet-popover.h"

#include <glib/gi18n-lib.h>

#include "find/facets.h"
#include "time/words.h"
#include "widgets/look.h"

/* Rows of about 30 px: what is beyond scrolls. */
#define ROWS_HEIGHT_MAX 340

static const struct
{
  const char *name;
  const char *title;
} pages[ANNALS_N_FACETS] = {
  [ANNALS_FACET_TRACK] = { "tracks", N_ ("Tracks") },
  [ANNALS_FACET_KIND] = { "kinds", N_ ("Kinds") },
  [ANNALS_FACET_CERTAINTY] = { "certainties", N_ ("Certainty") },
  [ANNALS_FACET_ACTOR] = { "actors", N_ ("Actors") },
  [ANNALS_FACET_TAG] = { "tags", N_ ("Tags") },
};

struct _AnnalsFacetPopover
{
  GtkPopover parent_instance;

  /* template */
  GtkStack *stack;
  GtkEditable *filter;
  GtkLabel *rest;

  GtkWidget *rows[ANNALS_N_FACETS]; /* boxes in the stack's pages */

  /* owned */
  AnnalsSession *session; /* nullable */
  AnnalsFacets *facets;   /* what the rows show; nullable */
  AnnalsQuery *query;     /* that these are counted for; nullable */
  GCancellable *cancellable;
  char *text;
  char *focused; /* the term of the row that was pressed: it keeps the focus */
};

G_DEFINE_FINAL_TYPE (AnnalsFacetPopover, annals_facet_popover, GTK_TYPE_POPOVER)

enum
{
  SIGNAL_SEARCH,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static AnnalsFacet
get_page (AnnalsFacetPopover *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->stack);

  for (guint i = 0; i < ANNALS_N_FACETS; i++)
    if (g_strcmp0 (name, pages[i].name) == 0)
      return (AnnalsFacet)i;
  return ANNALS_FACET_TRACK;
}

static void
toggled_cb (AnnalsFacetPopover *self, GtkWidget *check)
{
  const AnnalsFacetValue *value = g_object_get_data (G_OBJECT (check), "value");
  g_autofree char *text = annals_facet_value_toggle (value, self->text, self->query);

  g_signal_emit (self, signals[SIGNAL_SEARCH], 0, text);
}

static void
speak (GtkWidget *check, const AnnalsFacetValue *value)
{
  g_autofree char *number = annals_number_to_words (value->n_events);
  g_autofree char *count = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%s event", "%s events", value->n_events), number);
  g_autofree char *spoken
      = value->is_excluded
            /* TRANSLATORS: a name, and how many events; it is left out of the search */
            ? g_strdup_printf (_ ("%s, %s, left out"), value->name, count)
            : g_strdup_printf ("%s, %s", value->name, count);

  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
}

static GtkWidget *
create_row (AnnalsFacetPopover *self, AnnalsFacetValue *value)
{
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (value->name);
  g_autofree char *number = annals_number_to_words (value->n_events);
  GtkWidget *count = gtk_label_new (number);

  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (count, "numeric");
  gtk_widget_add_css_class (count, "dim");
  if (value->n_events == 0 && value->term < 0)
    gtk_widget_add_css_class (name, "dim");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), count);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), box);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), value->term >= 0 && !value->is_excluded);
  gtk_check_button_set_inconsistent (GTK_CHECK_BUTTON (check), value->is_excluded);
  annals_look_set_tooltip (check, value->text);
  speak (check, value);
  g_object_set_data (G_OBJECT (check), "value", value);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (toggled_cb), self);
  return check;
}

/* The row that has the focus has it again when the rows are made anew. */
static void
keep_focus (AnnalsFacetPopover *self)
{
  GtkWidget *focus = gtk_widget_get_focus_child (self->rows[get_page (self)]);
  const AnnalsFacetValue *value = focus != NULL ? g_object_get_data (G_OBJECT (focus), "value") : NULL;

  if (value == NULL)
    return;
  g_free (self->focused);
  self->focused = g_strdup (value->text);
}

static void
clear_rows (AnnalsFacetPopover *self)
{
  for (guint facet = 0; facet < ANNALS_N_FACETS; facet++)
    {
      GtkWidget *child;

      while ((child = gtk_widget_get_first_child (self->rows[facet])) != NULL)
        gtk_box_remove (GTK_BOX (self->rows[facet]), child);
    }
}

static void
say (AnnalsFacetPopover *self, const char *text)
{
  gtk_label_set_label (self->rest, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->rest), text != NULL);
}

/* What the page cannot show, in words. */
static void
update_rest (AnnalsFacetPopover *self)
{
  AnnalsFacet page = get_page (self);
  gboolean is_open = page >= ANNALS_FACET_ACTOR;
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;
  guint n;

  if (self->facets == NULL)
    {
      say (self, _ ("Counting…"));
      return;
    }
  n = self->facets->n_values[page] - self->facets->values[page]->len;
  gtk_widget_set_visible (
      GTK_WIDGET (self->filter),
      is_open
          && (self->facets->n_values[page] > 8 || *gtk_editable_get_text (self->filter) != '\0'));
  if (self->facets->n_values[page] == 0)
    {
      say (self, _ ("There is nothing to choose here."));
      return;
    }
  if (n == 0)
    {
      say (self, NULL);
      return;
    }
  number = annals_number_to_words (n);
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s more: type a part of its name.",
                                       "%s more: type a part of a name.", n),
                          number);
  say (self, text);
}

static void
fill (AnnalsFacetPopover *self)
{
  GtkWidget *focus = NULL;

  clear_rows (self);
  for (guint facet = 0; facet < ANNALS_N_FACETS; facet++)
    for (guint i = 0; i < self->facets->values[facet]->len; i++)
      {
        AnnalsFacetValue *value = self->facets->values[facet]->pdata[i];
        GtkWidget *row = create_row (self, value);

        gtk_box_append (GTK_BOX (self->rows[facet]), row);
        if (self->focused != NULL && g_str_equal (self->focused, value->text))
          focus = row;
      }
  g_clear_pointer (&self->focused, g_free);
  update_rest (self);
  if (focus != NULL)
    gtk_widget_grab_focus (focus);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnnalsFacetPopover) self = data;
  g_autoptr (AnnalsFacets) facets = annals_facets_new_finish (result, NULL);

  if (facets == NULL || self->session == NULL) /* cancelled: newer ones are being counted */
    return;
  keep_focus (self);
  clear_rows (self); /* they look into the former ones */
  g_clear_pointer (&self->facets, annals_facets_free);
  self->facets = g_steal_pointer (&facets);
  fill (self);
}

static void
cancel (AnnalsFacetPopover *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
forget (AnnalsFacetPopover *self)
{
  cancel (self);
  clear_rows (self);
  g_clear_pointer (&self->facets, annals_facets_free);
  g_clear_pointer (&self->query, annals_query_unref);
}

static void
count (AnnalsFacetPopover *self)
{
  AnnalsIndex *index = self->session != NULL ? annals_session_get_index (self->session) : NULL;
  AnnalsQuery *query = self->session != NULL ? annals_session_get_query (self->session) : NULL;

  cancel (self);
  if (!gtk_widget_get_visible (GTK_WIDGET (self)) || index == NULL)
    {
      if (index == NULL)
        forget (self);
      update_rest (self);
      return;
    }
  /* The answer will be told. */
  if (annals_session_is_searching (self->session))
    return;
  g_clear_pointer (&self->query, annals_query_unref);
  self->query = query != NULL ? annals_query_ref (query) : NULL;
  self->cancellable = g_cancellable_new ();
  annals_facets_new_async (query, index, gtk_editable_get_text (self->filter), self->cancellable,
                           counted_cb, g_object_ref (self));
}

static void
filter_changed_cb (AnnalsFacetPopover *self)
{
  count (self);
}

static void
page_changed_cb (AnnalsFacetPopover *self)
{
  /* While the template is being made there is nothing to show. */
  if (self->rows[ANNALS_N_FACETS - 1] == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->filter), FALSE);
  gtk_editable_set_text (self->filter, "");
  update_rest (self);
}

/* GTK 4.8 checks a button that the arrow keys are to lead away from. */
static gboolean
arrow_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, gpointer data)
{
  GtkWidget *rows = data;
  GtkWidget *row = gtk_widget_get_focus_child (rows);
  gboolean is_up = key == GDK_KEY_Up || key == GDK_KEY_KP_Up;

  if (row == NULL || !(is_up || key == GDK_KEY_Down || key == GDK_KEY_KP_Down))
    return FALSE;
  row = is_up ? gtk_widget_get_prev_sibling (row) : gtk_widget_get_next_sibling (row);
  /* From the first row up to the names of the pages. */
  if (row == NULL && is_up)
    return gtk_widget_child_focus (gtk_widget_get_ancestor (rows, ANNALS_TYPE_FACET_POPOVER),
                                   GTK_DIR_TAB_BACKWARD);
  if (row != NULL)
    gtk_widget_grab_focus (row);
  return TRUE;
}

static void
add_page (AnnalsFacetPopover *self, AnnalsFacet facet)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->rows[facet] = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (arrow_cb), self->rows[facet]);
  gtk_widget_add_controller (self->rows[facet], keys);
  gtk_widget_add_css_class (self->rows[facet], "facets");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows[facet]), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (pages[facet].title), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), ROWS_HEIGHT_MAX);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->rows[facet]);
  gtk_stack_add_titled (self->stack, scrolled, pages[facet].name, _ (pages[facet].title));
}

static void
annals_facet_popover_show (GtkWidget *widget)
{
  AnnalsFacetPopover *self = ANNALS_FACET_POPOVER (widget);

  GTK_WIDGET_CLASS (annals_facet_popover_parent_class)->show (widget);
  gtk_editable_set_text (self->filter, "");
  count (self);
}

/* What is not shown is not kept. */
static void
annals_facet_popover_hide (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (annals_facet_popover_parent_class)->hide (widget);
  forget (ANNALS_FACET_POPOVER (widget));
}

static void
annals_facet_popover_dispose (GObject *object)
{
  AnnalsFacetPopover *self = ANNALS_FACET_POPOVER (object);

  cancel (self);
  annals_facet_popover_set_session (self, NULL);
  G_OBJECT_CLASS (annals_facet_popover_parent_class)->dispose (object);
}

static void
annals_facet_popover_finalize (GObject *object)
{
  AnnalsFacetPopover *self = ANNALS_FACET_POPOVER (object);

  g_clear_pointer (&self->facets, annals_facets_free);
  g_clear_pointer (&self->query, annals_query_unref);
  g_free (self->text);
  g_free (self->focused);
  G_OBJECT_CLASS (annals_facet_popover_parent_class)->finalize (object);
}

static void
annals_facet_popover_class_init (AnnalsFacetPopoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = annals_facet_popover_dispose;
  object_class->finalize = annals_facet_popover_finalize;
  widget_class->show = annals_facet_popover_show;
  widget_class->hide = annals_facet_popover_hide;

  signals[SIGNAL_SEARCH] = g_signal_new ("search", ANNALS_TYPE_FACET_POPOVER, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/annals/Annals/facet-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, AnnalsFacetPopover, stack);
  gtk_widget_class_bind_template_child (widget_class, AnnalsFacetPopover, filter);
  gtk_widget_class_bind_template_child (widget_class, AnnalsFacetPopover, rest);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_changed_cb);
}

static void
annals_facet_popover_init (AnnalsFacetPopover *self)
{
  self->text = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint facet = 0; facet < ANNALS_N_FACETS; facet++)
    add_page (self, (AnnalsFacet)facet);
}

GtkWidget *
annals_facet_popover_new (void)
{
  return g_object_new (ANNALS_TYPE_FACET_POPOVER, NULL);
}

void
annals_facet_popover_set_session (AnnalsFacetPopover *self, AnnalsSession *session)
{
  g_return_if_fail (ANNALS_IS_FACET_POPOVER (self));

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (session == NULL)
    return;
  g_signal_connect_swapped (session, "filter-changed", G_CALLBACK (count), self);
  g_signal_connect_swapped (session, "index-changed", G_CALLBACK (count), self);
  g_signal_connect_swapped (session, "timeline-changed", G_CALLBACK (count), self);
}

void
annals_facet_popover_set_text (AnnalsFacetPopover *self, const char *text)
{
  g_return_if_fail (ANNALS_IS_FACET_POPOVER (self));

  g_free (self->text);
  self->text = g_strdup (text);
}
