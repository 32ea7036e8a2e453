/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A timeline of whatever format, written as a native file. */
#pragma once

#include <stdio.h>

#include "model/timeline.h"

G_BEGIN_DECLS

/**
 * annals_convert:
 * @timeline: a complete one, with its bytes
 * @file: where it goes, an event at a time
 *
 * A native file is copied from its own bytes: members that Annals does not know, numbers and dates as
 * they are spelt, in their order. What it could not read moves into a member `unread` beside its place,
 * so that nothing is lost and the result is read without a problem. Of other formats all that is in
 * the columns and the details is written. Converting the result gives the same bytes.
 *
 * Whether all was written is in @file's error flag.
 */
void annals_convert (AnnalsTimeline *timeline, FILE *file);

G_END_DECLS
