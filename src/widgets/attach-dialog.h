/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chooses the event that a note is about, by words of its title or date. */
#pragma once

#include <gtk/gtk.h>

#include "view/session.h"

G_BEGIN_DECLS

#define ANNALS_TYPE_ATTACH_DIALOG (annals_attach_dialog_get_type ())
G_DECLARE_FINAL_TYPE (AnnalsAttachDialog, annals_attach_dialog, ANNALS, ATTACH_DIALOG, GtkWindow)

/* Attaching goes through the session's notebook, and can be undone there. The session's selected event is
 * the first on offer. */
GtkWidget *annals_attach_dialog_new (GtkWindow *parent, AnnalsSession *session, const AnnalsNote *note);

G_END_DECLS
