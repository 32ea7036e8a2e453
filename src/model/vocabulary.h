/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of the format that Annals gives a meaning to: kinds, certainties, stances, links. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ANNALS_KIND_OTHER, /* and any unknown word, which the details keep */
  ANNALS_KIND_MEETING,
  ANNALS_KIND_STATEMENT,
  ANNALS_KIND_DEVELOPMENT,
  ANNALS_KIND_PERIOD,
  ANNALS_KIND_ASSESSMENT,
  ANNALS_KIND_PROSPECT,
  ANNALS_KIND_TEST,
  ANNALS_KIND_DECISION,
  ANNALS_KIND_DOCUMENT,
  ANNALS_N_KINDS
} AnnalsKind;

typedef enum
{
  ANNALS_CERTAINTY_ESTABLISHED,
  ANNALS_CERTAINTY_CLAIMED,
  ANNALS_CERTAINTY_ASSESSED,
  ANNALS_CERTAINTY_INFERRED,
  ANNALS_CERTAINTY_DISPUTED,
  ANNALS_CERTAINTY_PROSPECT,
  ANNALS_N_CERTAINTIES
} AnnalsCertainty;

typedef enum
{
  ANNALS_STANCE_ASSERTS,
  ANNALS_STANCE_DISPUTES,
  ANNALS_STANCE_ASSESSES,
  ANNALS_STANCE_REPORTS,
  ANNALS_STANCE_EXPECTS,
  ANNALS_STANCE_DOUBTS,
  ANNALS_N_STANCES
} AnnalsStance;

typedef enum
{
  ANNALS_IMPORTANCE_LANDMARK = 1,
  ANNALS_IMPORTANCE_MAJOR,
  ANNALS_IMPORTANCE_STANDARD,
  ANNALS_IMPORTANCE_MINOR,
  ANNALS_IMPORTANCE_DETAIL
} AnnalsImportance;

/* From the format's word (NULL: the default). FALSE where the word is not known; then
 * the value is that default (other, established, asserts). */
gboolean annals_kind_from_id (const char *id, AnnalsKind *kind);
gboolean annals_certainty_from_id (const char *id, AnnalsCertainty *certainty);
gboolean annals_stance_from_id (const char *id, AnnalsStance *stance);

/* The format's word, untranslated. (transfer none) */
const char *annals_kind_get_id (AnnalsKind kind);
const char *annals_certainty_get_id (AnnalsCertainty certainty);
const char *annals_stance_get_id (AnnalsStance stance);

/* Words for people, translated: "Meeting", "Established", "asserts". (transfer none) */
const char *annals_kind_get_name (AnnalsKind kind);
const char *annals_certainty_get_name (AnnalsCertainty certainty);
const char *annals_stance_get_name (AnnalsStance stance);

/* A link's type read from the event that has it ("follows") or, with is_backward, from the one it
 * points to ("followed by"), translated; an unknown type as written. (transfer none): interned */
const char *annals_link_type_get_name (const char *type, gboolean is_backward);

G_END_DECLS
