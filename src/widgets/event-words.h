/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of an event: aloud, on its card, beside its track. */
#pragma once

#include "view/grouping.h"

G_BEGIN_DECLS

/* Which of its lane's events it is, from 1 in time order, and of how many (undated ones too). FALSE
 * where it is in no lane. */
gboolean annals_event_get_position (AnnalsGrouping *grouping, guint event, guint *position, guint *n);
/* The same in its track, whatever the lanes are; undated events follow in the file's order. */
void annals_event_get_track_position (AnnalsTimeline *timeline, guint event, guint *position, guint *n);

/* "Hanoi summit breaks off, 27–28 February 2019, Trump–Kim diplomacy, 8 of 16": what a screen reader
 * says; is_folded: and that the lane is, since nothing else tells of it by ear. (transfer full) */
char *annals_event_to_sentence (AnnalsGrouping *grouping, guint event, gboolean is_folded);

/* The year of its date, for a jump's end: "2019", "44 BCE"; "" where it has none. (transfer full) */
char *annals_event_get_year_words (AnnalsTimeline *timeline, guint event);

/* "2 sources · influences Hanoi summit breaks off": what a card says last. (transfer full) */
char *annals_event_get_standing (AnnalsTimeline *timeline, guint event);

G_END_DECLS
