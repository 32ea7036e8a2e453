/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Advances by code point, and what a label is reckoned to be wide by them. */
#pragma once

#include <pango/pango.h>

#include "scene/text.h"

G_BEGIN_DECLS

/* Of one family and text scale, with a font map of its own. Belongs to one thread. */
typedef struct _AnnalsAdvances AnnalsAdvances;

AnnalsAdvances *annals_advances_new (const char *family, double text_scale);
void annals_advances_free (AnnalsAdvances *advances);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsAdvances, annals_advances_free)

/* The reckoned width × 1.04 + 2 px, rounded up, at most label_max_px. importance 1–5. */
guint annals_advances_get_label_width (AnnalsAdvances *advances, int importance, const char *title,
                                       double label_max_px);

/* The font of a role. (transfer full) */
PangoFontDescription *annals_text_role_to_font (AnnalsTextRole role, const char *family,
                                                double text_scale);
/* The role of an event's label. */
AnnalsTextRole annals_text_role_of_label (int importance);

G_END_DECLS
