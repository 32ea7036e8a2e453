/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A notice: one sentence that says where, perhaps one more, and one action. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  ANNALS_NOTICE_INFORMATION,
  ANNALS_NOTICE_WARNING,
  ANNALS_NOTICE_ERROR
} AnnalsNoticeKind;

#define ANNALS_TYPE_NOTICE (annals_notice_get_type ())
G_DECLARE_FINAL_TYPE (AnnalsNotice, annals_notice, ANNALS, NOTICE, GtkWidget)

/* Signals: `action`: its button was clicked; `closed`: the reader closed it. */
GtkWidget *annals_notice_new (void);

/**
 * annals_notice_show:
 * @title: the sentence
 * @text: (nullable): what more there is to say
 * @action: (nullable): the button's label; without one there is no button
 *
 * Shows the notice, in place of what it said before.
 */
void annals_notice_show (AnnalsNotice *self,
                         AnnalsNoticeKind kind,
                         const char *title,
                         const char *text,
                         const char *action);
/* Gives the button another label. */
void annals_notice_set_action (AnnalsNotice *self, const char *action);
void annals_notice_hide (AnnalsNotice *self);
gboolean annals_notice_is_shown (AnnalsNotice *self);

G_END_DECLS
