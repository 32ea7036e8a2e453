/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search: an entry, what was understood as chips, how many matches, previous and next. */
#include "widgets/search-bar.h"

#include <glib/gi18n-lib.h>

#include "find/facets.h"
#include "time/words.h"
#include "widgets/facet-popover.h"
#include "widgets/kept-searches.h"
#include "widgets/look.h"
#include "widgets/query-words.h"

/* A search that takes longer says so. */
#define PATIENCE_MS 250
/* Of the terms without which something would match, so many are told. */
#define HINTS_MAX 3

struct _AnnalsSearchBar
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *body;
  GtkEditable *entry;
  GtkWidget *row;
  GtkWidget *tools;
  GtkWidget *chips_row;
  GtkWidget *chips_scroller; /* owned too: it moves between the two rows */
  GtkWidget *chips;
  GtkLabel *count;
  GtkWidget *previous;
  GtkWidget *next;
  GtkSwitch *hide_others;
  GtkWidget *hints;
  GtkLabel *mistakes;
  GtkMenuButton *facets_button;
  GtkMenuButton *kept_button;

  /* made when they are first opened */
  AnnalsFacetPopover *facets;
  AnnalsKeptSearches *kept;

  AnnalsSession *session; /* owned, nullable */
  GSettings *settings;    /* owned, nullable */
  AnnalsQuery *shown;     /* whose chips are shown; owned, nullable */
  AnnalsQuery *hinted;    /* whose hints are shown or on their way; owned, nullable */
  GCancellable *hinting;  /* owned, nullable */
  guint patience_source;
  int pending_step; /* asked for before the search was answered; 0: none */
  gboolean is_open;
  gboolean is_typed; /* the entry says what is not searched yet */
  gboolean is_narrow;
};

G_DEFINE_FINAL_TYPE (AnnalsSearchBar, annals_search_bar, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SEARCH_MODE_ENABLED,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

enum
{
  SIGNAL_GO_TO_EVENT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
cut_term (AnnalsSearchBar *self, guint index)
{
  AnnalsQuery *query = self->session != NULL ? annals_session_get_query (self->session) : NULL;
  g_autofree char *text = NULL;

  if (query == NULL || index >= annals_query_get_n_terms (query))
    return;
  text = annals_query_cut_term (gtk_editable_get_text (self->entry),
                                annals_query_get_term (query, index));
  annals_search_bar_set_text (self, text);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_set_position (self->entry, -1);
}

static void
term_clicked_cb (AnnalsSearchBar *self, GtkWidget *button)
{
  cut_term (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "term")));
}

static GtkWidget *
create_chip (AnnalsSearchBar *self, const AnnalsQueryTerm *term, guint index)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);
  g_autofree char *field = annals_query_field_to_words (term);
  g_autofree char *removal = g_strdup_printf (_ ("Remove “%s %s”"), field, term->value);
  GtkWidget *field_label = gtk_label_new (field);
  GtkWidget *value_label = gtk_label_new (term->value);
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_add_css_class (field_label, "field");
  gtk_label_set_ellipsize (GTK_LABEL (value_label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (value_label), 24);
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  annals_look_set_tooltip (button, removal);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, removal,
                                  -1);
  g_object_set_data (G_OBJECT (button), "term", GUINT_TO_POINTER (index));
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (term_clicked_cb), self);
  if (term->mistake != NULL)
    gtk_widget_add_css_class (chip, "is-mistake");
  gtk_box_append (GTK_BOX (chip), field_label);
  gtk_box_append (GTK_BOX (chip), value_label);
  gtk_box_append (GTK_BOX (chip), button);
  return chip;
}

static gboolean
has_same_chip (AnnalsQuery *query, AnnalsQuery *other, guint index)
{
  const AnnalsQueryTerm *term, *other_term;

  if (query == NULL || other == NULL || index >= annals_query_get_n_terms (query)
      || index >= annals_query_get_n_terms (other))
    return FALSE;
  term = annals_query_get_term (query, index);
  other_term = annals_query_get_term (other, index);
  return g_strcmp0 (term->field, other_term->field) == 0 && g_str_equal (term->value, other_term->value)
         && term->is_negative == other_term->is_negative
         && (term->mistake == NULL) == (other_term->mistake == NULL);
}

/* A keystroke changes a term, and its answer none: the other chips stay as they are. */
static void
update_chips (AnnalsSearchBar *self, AnnalsQuery *query)
{
  guint n_terms = query != NULL ? annals_query_get_n_terms (query) : 0;
  guint n_same = 0;
  GtkWidget *child = gtk_widget_get_first_child (self->chips);

  for (; has_same_chip (query, self->shown, n_same); n_same++)
    child = gtk_widget_get_next_sibling (child);
  while (child != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);

      gtk_box_remove (GTK_BOX (self->chips), child);
      child = next;
    }
  for (guint i = n_same; i < n_terms; i++)
    gtk_box_append (GTK_BOX (self->chips), create_chip (self, annals_query_get_term (query, i), i));
  gtk_widget_set_visible (self->chips_row, self->is_narrow && n_terms > 0);
  g_clear_pointer (&self->shown, annals_query_unref);
  self->shown = query != NULL ? annals_query_ref (query) : NULL;
}

/* What could not be understood is underlined where it stands and said in words below. */
static void
update_mistakes (AnnalsSearchBar *self, AnnalsQuery *query)
{
  GtkEditable *text = gtk_editable_get_delegate (self->entry);
  PangoAttrList *underlines
      = annals_query_underline_mistakes (query, gtk_editable_get_text (self->entry));
  g_autofree char *words = annals_query_mistakes_to_words (query);

  if (GTK_IS_TEXT (text))
    gtk_text_set_attributes (GTK_TEXT (text), underlines);
  pango_attr_list_unref (underlines);
  gtk_label_set_label (self->mistakes, words);
  gtk_widget_set_visible (GTK_WIDGET (self->mistakes), words[0] != '\0');
}

static char *
describe_matches (AnnalsSearchBar *self)
{
  guint n = 0;
  guint position = annals_session_get_match_position (self->session, &n);
  g_autofree char *number = annals_number_to_words (n);
  g_autofree char *current = annals_number_to_words (position);

  if (n == 0)
    return g_markup_escape_text (_ ("No event matches"), -1);
  if (position == 0)
    return g_markup_printf_escaped (g_dngettext (GETTEXT_PACKAGE, "%s match", "%s matches", n),
                                    number);
  /* TRANSLATORS: which match of how many is selected; keep the <b> marks */
  return g_markup_printf_escaped (
      g_dngettext (GETTEXT_PACKAGE, "<b>%s</b> of %s match", "<b>%s</b> of %s matches", n), current,
      number);
}

/* "2 would match without kind:test": a press does it. */
static void
add_hint (AnnalsSearchBar *self, const AnnalsQueryHint *hint)
{
  const AnnalsQueryTerm *term = annals_query_get_term (self->hinted, hint->term);
  const char *typed = gtk_editable_get_text (self->entry);
  glong length = g_utf8_strlen (typed, -1);
  g_autofree char *words
      = g_utf8_substring (typed, MIN ((glong)term->begin, length), MIN ((glong)term->end, length));
  g_autofree char *number = annals_number_to_words (hint->n_events);
  /* TRANSLATORS: how many events, and a term of the search: "2 would match without kind:test" */
  g_autofree char *text
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s would match without %s",
                                      "%s would match without %s", hint->n_events),
                         number, words);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *button = gtk_button_new ();

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_button_set_child (GTK_BUTTON (button), label);
  annals_look_set_tooltip (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_object_set_data (G_OBJECT (button), "term", GUINT_TO_POINTER (hint->term));
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (term_clicked_cb), self);
  gtk_box_append (GTK_BOX (self->hints), button);
}

static void
clear_hints (AnnalsSearchBar *self)
{
  GtkWidget *child;

  if (self->hinting != NULL)
    g_cancellable_cancel (self->hinting);
  g_clear_object (&self->hinting);
  g_clear_pointer (&self->hinted, annals_query_unref);
  while ((child = gtk_widget_get_first_child (self->hints)) != NULL)
    gtk_box_remove (GTK_BOX (self->hints), child);
  gtk_widget_set_visible (self->hints, FALSE);
}

static void
hinted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnnalsSearchBar) self = data;
  g_autoptr (GArray) hints = annals_query_find_hints_finish (result, NULL);

  if (hints == NULL || self->hinted == NULL) /* another search was begun */
    return;
  for (guint i = 0; i < MIN (hints->len, HINTS_MAX); i++)
    add_hint (self, &g_array_index (hints, AnnalsQueryHint, i));
  gtk_widget_set_visible (self->hints, hints->len > 0);
}

/* A search that finds nothing is told what would help. */
static void
update_hints (AnnalsSearchBar *self, AnnalsQuery *query, gboolean is_in_vain)
{
  AnnalsIndex *index = is_in_vain ? annals_session_get_index (self->session) : NULL;

  if (index != NULL && self->hinted == query)
    return;
  clear_hints (self);
  if (index == NULL)
    return;
  self->hinted = annals_query_ref (query);
  self->hinting = g_cancellable_new ();
  annals_query_find_hints_async (query, index, self->hinting, hinted_cb, g_object_ref (self));
}

static gboolean
patience_cb (gpointer data)
{
  AnnalsSearchBar *self = data;

  self->patience_source = 0;
  gtk_label_set_label (self->count, _ ("Searching…"));
  return G_SOURCE_REMOVE;
}

/* The last answer stays for a moment, dimmed: it is not this search's. */
static void
update_count (AnnalsSearchBar *self, gboolean is_answered, gboolean is_searching)
{
  g_autofree char *count = is_answered ? describe_matches (self) : NULL;

  if (!is_searching)
    g_clear_handle_id (&self->patience_source, g_source_remove);
  else if (self->patience_source == 0)
    self->patience_source = g_timeout_add (PATIENCE_MS, patience_cb, self);
  if (is_searching)
    gtk_widget_add_css_class (GTK_WIDGET (self->count), "dim");
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->count), "dim");
      gtk_label_set_markup (self->count, count != NULL ? count : "");
    }
}

static void step (AnnalsSearchBar *self, int direction);

static void
update (AnnalsSearchBar *self)
{
  AnnalsQuery *query = self->session != NULL ? annals_session_get_query (self->session) : NULL;
  gboolean is_searching = query != NULL && annals_session_is_searching (self->session);
  gboolean is_answered
      = query != NULL && !is_searching && annals_session_get_matches (self->session) != NULL;
  int pending = is_searching ? 0 : self->pending_step;
  guint n = 0;

  update_chips (self, query);
  update_mistakes (self, query);
  update_count (self, is_answered, is_searching);
  if (is_answered)
    annals_session_get_match_position (self->session, &n);
  update_hints (self, query, is_answered && n == 0);
  gtk_widget_set_sensitive (self->previous, n > 0);
  gtk_widget_set_sensitive (self->next, n > 0);
  if (self->session != NULL)
    gtk_switch_set_active (self->hide_others, annals_session_get_hides_others (self->session));
  if (pending == 0)
    return;
  self->pending_step = 0;
  step (self, pending);
}

static void
selection_changed_cb (AnnalsSearchBar *self)
{
  g_autofree char *count = NULL;

  if (annals_session_get_matches (self->session) == NULL
      || annals_session_is_searching (self->session))
    return;
  count = describe_matches (self);
  gtk_label_set_markup (self->count, count);
}

static void
search (AnnalsSearchBar *self)
{
  const char *text = self->is_open ? gtk_editable_get_text (self->entry) : "";

  self->is_typed = FALSE;
  self->pending_step = 0;
  if (self->session != NULL)
    annals_session_set_search (self->session, *text != '\0' ? text : NULL);
}

/* The entry waits a moment for the next letter; what is asked for meanwhile does not. */
static void
text_changed_cb (AnnalsSearchBar *self)
{
  const char *text = gtk_editable_get_text (self->entry);

  self->is_typed = TRUE;
  if (self->facets != NULL)
    annals_facet_popover_set_text (self->facets, text);
  if (self->kept != NULL)
    annals_kept_searches_set_text (self->kept, text);
}

static void
step (AnnalsSearchBar *self, int direction)
{
  guint event;

  if (self->session == NULL)
    return;
  if (self->is_typed)
    search (self);
  if (annals_session_is_searching (self->session))
    {
      self->pending_step = direction;
      return;
    }
  if (annals_session_get_matches (self->session) == NULL)
    return;
  annals_session_step_match (self->session, direction);
  event = annals_session_get_selection (self->session);
  if (event != ANNALS_NO_EVENT)
    g_signal_emit (self, signals[SIGNAL_GO_TO_EVENT], 0, event);
}

static void
search_changed_cb (AnnalsSearchBar *self)
{
  /* What was searched at once, before the entry's moment was over, is not searched again. */
  if (self->is_typed)
    search (self);
  update (self);
}

/* A value taken from the facets, or a search that was kept: it is searched where it stands. */
static void
take_text_cb (AnnalsSearchBar *self, const char *text)
{
  annals_search_bar_set_text (self, text);
  gtk_editable_set_position (self->entry, -1);
}

static void
facets_cb (GtkMenuButton *button, gpointer data)
{
  AnnalsSearchBar *self = data;

  if (self->facets != NULL)
    return;
  self->facets = ANNALS_FACET_POPOVER (annals_facet_popover_new ());
  g_signal_connect_swapped (self->facets, "search", G_CALLBACK (take_text_cb), self);
  annals_facet_popover_set_session (self->facets, self->session);
  annals_facet_popover_set_text (self->facets, gtk_editable_get_text (self->entry));
  gtk_menu_button_set_popover (button, GTK_WIDGET (self->facets));
}

static void
kept_cb (GtkMenuButton *button, gpointer data)
{
  AnnalsSearchBar *self = data;

  if (self->kept != NULL)
    return;
  self->kept = ANNALS_KEPT_SEARCHES (annals_kept_searches_new ());
  g_signal_connect_swapped (self->kept, "search", G_CALLBACK (take_text_cb), self);
  annals_kept_searches_set_settings (self->kept, self->settings);
  annals_kept_searches_set_text (self->kept, gtk_editable_get_text (self->entry));
  gtk_menu_button_set_popover (button, GTK_WIDGET (self->kept));
}

static void
next_cb (AnnalsSearchBar *self)
{
  step (self, +1);
}

static void
previous_cb (AnnalsSearchBar *self)
{
  step (self, -1);
}

static void
stop_cb (AnnalsSearchBar *self)
{
  g_object_set (self, "search-mode-enabled", FALSE, NULL);
}

static gboolean
key_pressed_cb (AnnalsSearchBar *self, guint key, guint code, GdkModifierType state)
{
  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter && key != GDK_KEY_ISO_Enter)
      || (state & GDK_SHIFT_MASK) == 0)
    return GDK_EVENT_PROPAGATE;
  step (self, -1);
  return GDK_EVENT_STOP;
}

static void
hide_others_cb (AnnalsSearchBar *self)
{
  if (self->session != NULL)
    annals_session_set_hides_others (self->session, gtk_switch_get_active (self->hide_others));
}

static void
set_open (AnnalsSearchBar *self, gboolean is_open)
{
  if (self->is_open == is_open)
    return;
  self->is_open = is_open;
  gtk_widget_set_visible (self->body, is_open);
  if (is_open)
    gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  search (self);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH_MODE_ENABLED]);
}

static void
annals_search_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_SEARCH_MODE_ENABLED)
    g_value_set_boolean (value, ANNALS_SEARCH_BAR (object)->is_open);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
annals_search_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id == PROP_SEARCH_MODE_ENABLED)
    set_open (ANNALS_SEARCH_BAR (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
annals_search_bar_dispose (GObject *object)
{
  AnnalsSearchBar *self = ANNALS_SEARCH_BAR (object);

  annals_search_bar_set_session (self, NULL);
  if (self->body != NULL)
    clear_hints (self);
  self->facets = NULL; /* their buttons' */
  self->kept = NULL;
  g_clear_object (&self->settings);
  g_clear_handle_id (&self->patience_source, g_source_remove);
  g_clear_pointer (&self->body, gtk_widget_unparent);
  g_clear_object (&self->chips_scroller);
  g_clear_pointer (&self->shown, annals_query_unref);
  G_OBJECT_CLASS (annals_search_bar_parent_class)->dispose (object);
}

static void
annals_search_bar_class_init (AnnalsSearchBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = annals_search_bar_get_property;
  object_class->set_property = annals_search_bar_set_property;
  object_class->dispose = annals_search_bar_dispose;

  properties[PROP_SEARCH_MODE_ENABLED]
      = g_param_spec_boolean ("search-mode-enabled", NULL, NULL, FALSE,
                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_GO_TO_EVENT]
      = g_signal_new ("go-to-event", ANNALS_TYPE_SEARCH_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/annals/Annals/search-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, AnnalsSearchBar, body);
  gtk_widget_class_bind_template_child (widget_class, AnnalsSearchBar, entry);
  gtk_widget_class_bind_template_child (widget_class, AnnalsSearchBar, row);
  gtk_widget_class_bind_template_child (widget_class, AnnalsSearchBar, tools);
  gtk_widget_class_bind_template_child (widget_class, AnnalsSearchBar, chips_row);
  gtk_widget_class_bind_template_child (widget_class, AnnalsSearchBar, chips_scroller);
  gtk_widget_class_bind_template_child (widget_class, AnnalsSearchBar, chips);
  gtk_widget_class_bind_template_child (widget_class, AnnalsSearchBar, count);
  gtk_widget_class_bind_template_child (widget_class, AnnalsSearchBar, previous);
  gtk_widget_class_bind_template_child (widget_class, AnnalsSearchBar, next);
  gtk_widget_class_bind_template_child (widget_class, AnnalsSearchBar, hide_others);
  gtk_widget_class_bind_template_child (widget_class, AnnalsSearchBar, hints);
  gtk_widget_class_bind_template_child (widget_class, AnnalsSearchBar, mistakes);
  gtk_widget_class_bind_template_child (widget_class, AnnalsSearchBar, facets_button);
  gtk_widget_class_bind_template_child (widget_class, AnnalsSearchBar, kept_button);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, hide_others_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
annals_search_bar_init (AnnalsSearchBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_object_ref (self->chips_scroller);
  gtk_menu_button_set_create_popup_func (self->facets_button, facets_cb, self, NULL);
  gtk_menu_button_set_create_popup_func (self->kept_button, kept_cb, self, NULL);
  update (self);
}

GtkWidget *
annals_search_bar_new (void)
{
  return g_object_new (ANNALS_TYPE_SEARCH_BAR, NULL);
}

void
annals_search_bar_set_session (AnnalsSearchBar *self, AnnalsSession *session)
{
  g_return_if_fail (ANNALS_IS_SEARCH_BAR (self));
  g_return_if_fail (session == NULL || ANNALS_IS_SESSION (session));

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (self->facets != NULL)
    annals_facet_popover_set_session (self->facets, session);
  if (session == NULL)
    return;
  g_signal_connect_swapped (session, "filter-changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (session, "timeline-changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (session, "selection-changed", G_CALLBACK (selection_changed_cb), self);
  update (self);
}

void
annals_search_bar_set_text (AnnalsSearchBar *self, const char *text)
{
  g_return_if_fail (ANNALS_IS_SEARCH_BAR (self));

  gtk_editable_set_text (self->entry, text);
  /* At once: the entry itself waits a moment for the next letter. */
  search (self);
  update (self);
}

void
annals_search_bar_narrow (AnnalsSearchBar *self, const char *field, const char *value)
{
  g_autofree char *text = NULL;

  g_return_if_fail (ANNALS_IS_SEARCH_BAR (self));
  g_return_if_fail (field != NULL && value != NULL);

  text = annals_query_set_field (gtk_editable_get_text (self->entry), field, value);
  take_text_cb (self, text);
}

void
annals_search_bar_set_settings (AnnalsSearchBar *self, GSettings *settings)
{
  g_return_if_fail (ANNALS_IS_SEARCH_BAR (self));

  g_set_object (&self->settings, settings);
  if (self->kept != NULL)
    annals_kept_searches_set_settings (self->kept, settings);
  gtk_widget_set_visible (GTK_WIDGET (self->kept_button), settings != NULL);
}

void
annals_search_bar_open_facets (AnnalsSearchBar *self)
{
  g_return_if_fail (ANNALS_IS_SEARCH_BAR (self));

  set_open (self, TRUE);
  gtk_menu_button_popup (self->facets_button);
}

void
annals_search_bar_open_kept (AnnalsSearchBar *self)
{
  g_return_if_fail (ANNALS_IS_SEARCH_BAR (self));

  set_open (self, TRUE);
  if (gtk_widget_get_visible (GTK_WIDGET (self->kept_button)))
    gtk_menu_button_popup (self->kept_button);
}

void
annals_search_bar_set_is_narrow (AnnalsSearchBar *self, gboolean is_narrow)
{
  g_return_if_fail (ANNALS_IS_SEARCH_BAR (self));

  if (self->is_narrow == is_narrow)
    return;
  self->is_narrow = is_narrow;
  gtk_box_remove (GTK_BOX (is_narrow ? self->row : self->chips_row), self->chips_scroller);
  if (is_narrow)
    gtk_box_append (GTK_BOX (self->chips_row), self->chips_scroller);
  else
    gtk_box_insert_child_after (GTK_BOX (self->row), self->chips_scroller, self->tools);
  gtk_widget_set_hexpand (GTK_WIDGET (self->count), is_narrow);
  gtk_widget_set_halign (GTK_WIDGET (self->count), is_narrow ? GTK_ALIGN_END : GTK_ALIGN_FILL);
  gtk_widget_set_visible (self->chips_row,
                          is_narrow && gtk_widget_get_first_child (self->chips) != NULL);
}

void
annals_search_bar_open (AnnalsSearchBar *self)
{
  g_return_if_fail (ANNALS_IS_SEARCH_BAR (self));

  set_open (self, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (self->entry, 0, -1);
}
