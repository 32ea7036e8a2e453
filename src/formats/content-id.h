/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An id for an event whose format gives it none: of what it says, never of where it stands, so that
 * a row inserted above does not move a note to another event. FORMAT: Other tools' JSON. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "h:" and a hash of title, date and summary, each nullable, as the reader hands them to the model.
 * A second event that says the same gets ":2" behind it when it is joined. (transfer full) */
char *annals_content_id (const char *title, const char *date, const char *summary);

/* Does the id look like one of these, which says nothing to a person? */
gboolean annals_content_id_is_one (const char *id);

G_END_DECLS
