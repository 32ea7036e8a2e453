/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside converting. */
#pragma once

#include "formats/convert.h"
#include "formats/json-writer.h"

G_BEGIN_DECLS

void annals_convert_native (AnnalsTimeline *timeline, AnnalsJsonWriter *writer);
/* A source as the timeline has it, for a list that has it not. */
void annals_convert_source (AnnalsJsonWriter *writer, const AnnalsSource *source);

G_END_DECLS
