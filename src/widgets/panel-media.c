/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An event's page: pictures that lie beside the file, and the way to all other media. */
#include <glib/gi18n-lib.h>

#include "model/citation-text.h"
#include "widgets/local-picture.h"
#include "widgets/panel-rows.h"
#include "widgets/panel-sections.h"

#define FIRST_MEDIA 4

static void
make_medium (AnnalsPage *page, GtkWidget *container, guint row, gpointer data)
{
  const AnnalsMedia *medium = g_ptr_array_index (page->details->media, row);
  g_autofree char *uri = annals_get_openable_uri (medium->url);
  g_autofree char *readable = medium->url != NULL ? annals_uri_to_readable (medium->url) : NULL;
  const char *title = medium->title != NULL         ? medium->title
                      : medium->alternative != NULL ? medium->alternative
                      : readable != NULL            ? readable
                                                    : _("Untitled");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *picture = NULL;

  gtk_widget_add_css_class (box, "medium");
  if (medium->url != NULL)
    picture = annals_local_picture_new (annals_timeline_get_file (page->timeline), medium->url,
                                        medium->alternative != NULL ? medium->alternative : title);
  if (picture != NULL)
    gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), annals_outward_new (page, title, uri));
  if (medium->credit != NULL)
    gtk_box_append (GTK_BOX (box), annals_page_label_new (page, medium->credit, "dim"));
  gtk_box_append (GTK_BOX (container), box);
}

GtkWidget *
annals_media_section_new (AnnalsPage *page)
{
  guint n = page->details->media->len;
  GtkWidget *section, *list, *more;

  if (n == 0)
    return NULL;
  section = annals_section_new (annals_section_heading_new (_("Media"), NULL));
  list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  more = annals_page_rows_fill (page, list, n, FIRST_MEDIA, make_medium, NULL, NULL);
  gtk_box_append (GTK_BOX (section), list);
  if (more != NULL)
    gtk_box_append (GTK_BOX (section), more);
  return section;
}
