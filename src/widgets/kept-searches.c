/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Searches kept under names. The settings hold them; the rows are made anew when these change, here
 * or in another window. */
#include "widgets/kept-searches.h"

#include <glib/gi18n-lib.h>

#include "widgets/look.h"

#define KEY "kept-searches"

struct _AnnalsKeptSearches
{
  GtkPopover parent_instance;

  /* template */
  GtkWidget *nothing;
  GtkWidget *scroller;
  GtkWidget *rows;
  GtkWidget *keep_box;
  GtkEditable *name;
  GtkWidget *keep;

  /* owned */
  GSettings *settings; /* nullable */
  char *text;
  char *renamed; /* the name that is being changed; nullable */
};

G_DEFINE_FINAL_TYPE (AnnalsKeptSearches, annals_kept_searches, GTK_TYPE_POPOVER)

enum
{
  SIGNAL_SEARCH,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void update (AnnalsKeptSearches *self);

/* Writes all but `left_out`; `name` takes the place of `left_out`, or that of a search of its own
 * name, or comes last. name: NULL, `left_out` goes. */
static void
write_searches (AnnalsKeptSearches *self, const char *left_out, const char *name, const char *text)
{
  g_autoptr (GVariant) kept = g_settings_get_value (self->settings, KEY);
  GVariantBuilder builder;
  GVariantIter iter;
  const char *kept_name, *kept_text;
  gboolean is_written = name == NULL;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(ss)"));
  g_variant_iter_init (&iter, kept);
  while (g_variant_iter_next (&iter, "(&s&s)", &kept_name, &kept_text))
    {
      if (g_strcmp0 (kept_name, left_out) != 0 && g_strcmp0 (kept_name, name) != 0)
        {
          g_variant_builder_add (&builder, "(ss)", kept_name, kept_text);
          continue;
        }
      if (!is_written)
        g_variant_builder_add (&builder, "(ss)", name, text);
      is_written = TRUE;
    }
  if (!is_written)
    g_variant_builder_add (&builder, "(ss)", name, text);
  g_settings_set_value (self->settings, KEY, g_variant_builder_end (&builder));
}

static const char *
get_row_text (GtkWidget *row, const char *which)
{
  return g_object_get_data (G_OBJECT (row), which);
}

static void
choose_cb (AnnalsKeptSearches *self, GtkWidget *button)
{
  g_autofree char *text = g_strdup (get_row_text (button, "text"));

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SIGNAL_SEARCH], 0, text);
}

static void
delete_cb (AnnalsKeptSearches *self, GtkWidget *button)
{
  g_autofree char *name = g_strdup (get_row_text (button, "name"));

  write_searches (self, name, NULL, NULL);
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
rename_cb (AnnalsKeptSearches *self, GtkWidget *button)
{
  g_free (self->renamed);
  self->renamed = g_strdup (get_row_text (button, "name"));
  update (self);
}

static void
renamed_cb (AnnalsKeptSearches *self, GtkEditable *entry)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  g_autofree char *text = g_strdup (get_row_text (GTK_WIDGET (entry), "text"));
  g_autofree char *former = g_steal_pointer (&self->renamed);

  if (*name != '\0' && !g_str_equal (name, former))
    write_searches (self, former, name, text);
  else
    update (self);
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
annotate (GtkWidget *widget, const char *name, const char *text)
{
  g_object_set_data_full (G_OBJECT (widget), "name", g_strdup (name), g_free);
  g_object_set_data_full (G_OBJECT (widget), "text", g_strdup (text), g_free);
}

static GtkWidget *
create_tool (AnnalsKeptSearches *self,
             const char *icon,
             const char *label,
             const char *name,
             GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  annals_look_set_tooltip (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  annotate (button, name, NULL);
  g_signal_connect_swapped (button, "clicked", callback, self);
  return button;
}

static GtkWidget *
create_choice (AnnalsKeptSearches *self, const char *name, const char *text)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *labels[] = { gtk_label_new (name), gtk_label_new (text) };
  g_autofree char *spoken = g_strdup_printf ("%s, %s", name, text);

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      gtk_label_set_xalign (GTK_LABEL (labels[i]), 0);
      gtk_label_set_ellipsize (GTK_LABEL (labels[i]), PANGO_ELLIPSIZE_END);
      gtk_label_set_max_width_chars (GTK_LABEL (labels[i]), 30);
      gtk_box_append (GTK_BOX (box), labels[i]);
    }
  gtk_widget_add_css_class (labels[1], "dim");
  gtk_widget_add_css_class (labels[1], "kept-text");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_hexpand (button, TRUE);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  annotate (button, name, text);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (choose_cb), self);
  return button;
}

static GtkWidget *
create_rename_entry (AnnalsKeptSearches *self, const char *name, const char *text)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_max_length (GTK_ENTRY (entry), 80);
  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("New name"), -1);
  annotate (entry, name, text);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (renamed_cb), self);
  return entry;
}

static void
add_row (AnnalsKeptSearches *self, const char *name, const char *text)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  g_autofree char *rename = g_strdup_printf (_ ("Rename “%s”"), name);
  g_autofree char *remove = g_strdup_printf (_ ("Remove “%s”"), name);

  gtk_box_append (GTK_BOX (self->rows), row);
  if (g_strcmp0 (self->renamed, name) == 0)
    {
      GtkWidget *entry = create_rename_entry (self, name, text);

      gtk_box_append (GTK_BOX (row), entry);
      gtk_widget_grab_focus (entry);
      return;
    }
  gtk_box_append (GTK_BOX (row), create_choice (self, name, text));
  gtk_box_append (GTK_BOX (row), create_tool (self, "document-edit-symbolic", rename, name,
                                              G_CALLBACK (rename_cb)));
  gtk_box_append (GTK_BOX (row),
                  create_tool (self, "user-trash-symbolic", remove, name, G_CALLBACK (delete_cb)));
}

static void
update (AnnalsKeptSearches *self)
{
  g_autoptr (GVariant) kept
      = self->settings != NULL ? g_settings_get_value (self->settings, KEY) : NULL;
  GVariantIter iter;
  const char *name, *text;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->rows)) != NULL)
    gtk_box_remove (GTK_BOX (self->rows), child);
  if (kept == NULL)
    return;
  g_variant_iter_init (&iter, kept);
  while (g_variant_iter_next (&iter, "(&s&s)", &name, &text))
    add_row (self, name, text);
  gtk_widget_set_visible (self->nothing, g_variant_n_children (kept) == 0);
  gtk_widget_set_visible (self->scroller, g_variant_n_children (kept) > 0);
  gtk_widget_set_visible (self->keep_box, *self->text != '\0');
}

static void
name_changed_cb (AnnalsKeptSearches *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));

  gtk_widget_set_sensitive (self->keep, *name != '\0');
}

static void
keep_cb (AnnalsKeptSearches *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));

  if (*name == '\0' || *self->text == '\0' || self->settings == NULL)
    return;
  write_searches (self, NULL, name, self->text);
  gtk_editable_set_text (self->name, "");
}

static void
annals_kept_searches_show (GtkWidget *widget)
{
  AnnalsKeptSearches *self = ANNALS_KEPT_SEARCHES (widget);

  g_clear_pointer (&self->renamed, g_free);
  gtk_editable_set_text (self->name, "");
  update (self);
  GTK_WIDGET_CLASS (annals_kept_searches_parent_class)->show (widget);
}

static void
annals_kept_searches_dispose (GObject *object)
{
  annals_kept_searches_set_settings (ANNALS_KEPT_SEARCHES (object), NULL);
  G_OBJECT_CLASS (annals_kept_searches_parent_class)->dispose (object);
}

static void
annals_kept_searches_finalize (GObject *object)
{
  AnnalsKeptSearches *self = ANNALS_KEPT_SEARCHES (object);

  g_free (self->text);
  g_free (self->renamed);
  G_OBJECT_CLASS (annals_kept_searches_parent_class)->finalize (object);
}

static void
annals_kept_searches_class_init (AnnalsKeptSearchesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = annals_kept_searches_dispose;
  object_class->finalize = annals_kept_searches_finalize;
  widget_class->show = annals_kept_searches_show;

  signals[SIGNAL_SEARCH] = g_signal_new ("search", ANNALS_TYPE_KEPT_SEARCHES, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/annals/Annals/kept-searches.ui");
  gtk_widget_class_bind_template_child (widget_class, AnnalsKeptSearches, nothing);
  gtk_widget_class_bind_template_child (widget_class, AnnalsKeptSearches, rows);
  gtk_widget_class_bind_template_child (widget_class, AnnalsKeptSearches, scroller);
  gtk_widget_class_bind_template_child (widget_class, AnnalsKeptSearches, keep_box);
  gtk_widget_class_bind_template_child (widget_class, AnnalsKeptSearches, name);
  gtk_widget_class_bind_template_child (widget_class, AnnalsKeptSearches, keep);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_cb);
}

static void
annals_kept_searches_init (AnnalsKeptSearches *self)
{
  self->text = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
annals_kept_searches_new (void)
{
  return g_object_new (ANNALS_TYPE_KEPT_SEARCHES, NULL);
}

void
annals_kept_searches_set_settings (AnnalsKeptSearches *self, GSettings *settings)
{
  g_return_if_fail (ANNALS_IS_KEPT_SEARCHES (self));

  if (self->settings != NULL)
    g_signal_handlers_disconnect_by_data (self->settings, self);
  g_set_object (&self->settings, settings);
  if (settings == NULL)
    return;
  g_signal_connect_swapped (settings, "changed::" KEY, G_CALLBACK (update), self);
  update (self);
}

void
annals_kept_searches_set_text (AnnalsKeptSearches *self, const char *text)
{
  g_return_if_fail (ANNALS_IS_KEPT_SEARCHES (self));

  g_free (self->text);
  self->text = g_strstrip (g_strdup (text));
  gtk_widget_set_visible (self->keep_box, *self->text != '\0');
}
