/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Errors of a whole file, with their place. */
#pragma once

#include "formats/loader.h"

G_BEGIN_DECLS

/* "Line 1, column 7: MESSAGE." offset: in bytes, of which the file has length. */
void annals_format_set_error (GError **error, AnnalsFormatError code, const char *bytes, guint64 length,
                              guint64 offset, const char *message);

G_END_DECLS
