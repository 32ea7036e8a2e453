/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a foreign event says that has no home in ours: name and value, so that nothing is dropped. */
#pragma once

#include "formats/json-get.h"

G_BEGIN_DECLS

/* A text or number as it is read, an object's members each under `name.member`, a list of these with
 * commas, anything deeper as JSON. null, an empty text and an empty list say nothing. */
void annals_fields_add (AnnalsEventDetails *details, const char *name, JsonNode *node);

/* Every member of the object that is not among known (NULL-terminated), in the file's order; prefix:
 * (nullable): "media." */
void annals_fields_add_rest (AnnalsEventDetails *details, JsonObject *object, const char *prefix,
                             const char *const *known);

G_END_DECLS
