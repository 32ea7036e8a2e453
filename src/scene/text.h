/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text: fonts by role, layouts and their nodes kept, and the label widths that rows reserve. */
#pragma once

#include <gsk/gsk.h>
#include <pango/pango.h>

#include "model/timeline.h"
#include "scene/node-store.h"
#include "view/metrics.h"

G_BEGIN_DECLS

/* LOOK.md "Type" and "Importance". */
typedef enum
{
  ANNALS_TEXT_LABEL_1,    /* landmark 13/600 */
  ANNALS_TEXT_LABEL_2,    /* major 12/600 */
  ANNALS_TEXT_LABEL_3,    /* standard 12 */
  ANNALS_TEXT_LABEL_4,    /* minor 12, ink2 */
  ANNALS_TEXT_LABEL_5,    /* detail 11, ink3 */
  ANNALS_TEXT_LANE,       /* lane names 12/600 */
  ANNALS_TEXT_COUNT,      /* 11, tabular */
  ANNALS_TEXT_MAJOR_TICK, /* 13/600 */
  ANNALS_TEXT_MINOR_TICK, /* 11 */
  ANNALS_TEXT_CHIP,       /* 11/600: a date on the axis, "+n" */
  ANNALS_TEXT_LINK,       /* 11 italic */
  ANNALS_TEXT_TITLE,      /* an export's title, 15/700 */
  ANNALS_TEXT_SOURCE,     /* a source's number at an event's words, 9 */
  ANNALS_N_TEXT_ROLES
} AnnalsTextRole;

/* Keeps layouts and text nodes by (role, colour, width, text). Belongs to one thread. */
typedef struct _AnnalsTextCache AnnalsTextCache; /* reference counted */

/* context: from a widget (its font, its resolution) or annals_text_create_context () where there is
 * no display. text_scale: 1 at 96 dpi and the system's normal size; sizes in px are times it. */
AnnalsTextCache *annals_text_cache_new (PangoContext *context, double text_scale);
AnnalsTextCache *annals_text_cache_ref (AnnalsTextCache *cache);
void annals_text_cache_unref (AnnalsTextCache *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnnalsTextCache, annals_text_cache_unref)
double annals_text_cache_get_scale (AnnalsTextCache *cache);
/* Nodes that painters keep from frame to frame, as long as the cache. (transfer none) */
AnnalsNodeStore *annals_text_cache_get_store (AnnalsTextCache *cache);

/* A context without a display: 96 dpi, the family that annals_text_get_family () names. (transfer
 * full) */
PangoContext *annals_text_create_context (void);
/* Advances in whole pixels, for an image at scale 1: Cairo places glyphs on whole pixels there, and
 * words whose letters keep even distances read better than exact ones. */
void annals_text_context_round (PangoContext *context);
/* The family drawn with: `system_family` unless that is a generic alias such as "Sans" and Inter is
 * installed, which then stands in for it. (transfer none) */
const char *annals_text_get_family (const char *system_family);

/* The ink width and the line height of a text in a role. */
double annals_text_measure (AnnalsTextCache *cache, AnnalsTextRole role, const char *text);
double annals_text_get_line_height (AnnalsTextCache *cache, AnnalsTextRole role);
double annals_text_get_baseline (AnnalsTextCache *cache, AnnalsTextRole role);
/* The height of "H": words are centred by it. */
double annals_text_get_cap_height (AnnalsTextCache *cache, AnnalsTextRole role);
/* What annals_label_widths_new () says of that title in this cache's family and scale. */
double annals_text_get_label_width (AnnalsTextCache *cache, int importance, const char *title,
                                    double label_max_px);
/* Whole words over several lines: the text cut at spaces so that each of at most max_lines lines is
 * at most max_width_px wide; what is left stays in the last one, for it to be ellipsised.
 * (transfer full): g_strfreev () */
char **annals_text_break (AnnalsTextCache *cache, AnnalsTextRole role, const char *text,
                          double max_width_px, guint max_lines);

/* A node with its top left at 0,0, ellipsised to max_width_px (≤ 0: none). NULL where the frame's
 * budget of fresh layouts is used up: the caller draws it in a later frame. (transfer none):
 * owned by the cache, valid until it is trimmed at the next begin_frame. *width: its width. */
GskRenderNode *annals_text_node (AnnalsTextCache *cache, AnnalsTextRole role, const char *text,
                                 const GdkRGBA *color, double max_width_px, double *width);
/* budget: fresh layouts allowed in this frame, 0 without limit. */
void annals_text_cache_begin_frame (AnnalsTextCache *cache, guint budget);
/* Were labels left out for want of budget? Then the widget draws another frame. */
gboolean annals_text_cache_is_short (AnnalsTextCache *cache);

/* Estimated widths in px of every event's label, capped at metrics->label_max: advances cached per
 * code point × 1.04 + 2 px. A plain array of n_events, made on any thread with a font map of its
 * own; for an export or a test as for the window. (transfer full): g_free (). NULL when cancelled.
 */
guint16 *annals_label_widths_new (AnnalsTimeline *timeline, const char *family,
                                  const AnnalsMetrics *metrics, GCancellable *cancellable);

G_END_DECLS
