/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the C library keeps of memory that was freed. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Gives back to the system what is free now, on a worker. */
void annals_memory_give_back (void);

G_END_DECLS
