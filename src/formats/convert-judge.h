/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of each value of a native file that is written anew: what is as the schema has it is
 * copied, what has but one meaning is mended, and the rest is set aside. */
#pragma once

#include "formats/native-shape.h"
#include "formats/slice.h"
#include "model/timeline.h"

G_BEGIN_DECLS

typedef enum
{
  ANNALS_VERDICT_ASIDE,
  ANNALS_VERDICT_COPIED,
  ANNALS_VERDICT_MENDED, /* a text with \u0000 or half a pair in it: `text`, which has its quotes */
  ANNALS_VERDICT_TEXT,   /* what is to stand is in `text` */
  ANNALS_VERDICT_NAMED,  /* {"name": …} */
  ANNALS_VERDICT_AUTHORS, /* [{"literal": …}] */
  ANNALS_VERDICT_FIELDS,
  ANNALS_VERDICT_OBJECT,
  ANNALS_VERDICT_LIST,
  ANNALS_VERDICT_EVENTS,
} AnnalsVerdict;

/* A stretch of the file. */
typedef struct
{
  const char *text;
  gsize length;
} AnnalsStretch;

/* A member of an object, or an element of a list. */
typedef struct
{
  AnnalsSliceIter iter;            /* of which the name and the value stay */
  char *name;                      /* owned; unescaped; NULL: an element */
  const AnnalsShapeMember *member; /* of an element, its list's; NULL: not known */
  AnnalsVerdict verdict;
  char *text;      /* owned */
  GArray *members; /* owned; of AnnalsJudged, of an object of the member's shape; else NULL */
} AnnalsJudged;

typedef struct
{
  AnnalsTimeline *timeline;
  guint event; /* whose values these are, or come before */
} AnnalsJudge;

gboolean annals_stretch_is (AnnalsStretch stretch, const char *literal);
/* A copy as json-glib may read it; whether anything had to be changed. (transfer full) */
char *annals_stretch_mend (AnnalsStretch stretch, gboolean *is_changed);

/* The object's members with what becomes of each. A name that stands twice counts where it stands
 * last. (transfer full) (element-type AnnalsJudged) */
GArray *
annals_judge_members (const AnnalsJudge *judge, const AnnalsShape *shape, AnnalsStretch object);
/* What becomes of the element of a list where the walk over it stands; member: whose value that is.
 * The result is to be cleared. */
AnnalsJudged annals_judge_element (const AnnalsJudge *judge,
                                   const AnnalsShapeMember *member,
                                   const AnnalsSliceIter *iter);

AnnalsStretch annals_judged_get_value (const AnnalsJudged *judged);
/* The member of that name that is written in its place; NULL: none is. */
AnnalsJudged *annals_judged_find (GArray *members, const char *name);
void annals_judged_clear (AnnalsJudged *judged);

G_END_DECLS
