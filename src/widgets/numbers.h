/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts as people read them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "588,210": digits in threes, with the locale's separator. (transfer full) */
char *annals_number_to_text (guint64 number);

G_END_DECLS
