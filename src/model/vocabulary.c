/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of the format that Annals gives a meaning to: kinds, certainties, stances, links. */
#include "model/vocabulary.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const char *id;
  const char *name; /* marked for translation, translated when asked for */
} Word;

static const Word kinds[ANNALS_N_KINDS] = {
  [ANNALS_KIND_OTHER] = { "other", NC_ ("kind", "Other") },
  [ANNALS_KIND_MEETING] = { "meeting", NC_ ("kind", "Meeting") },
  [ANNALS_KIND_STATEMENT] = { "statement", NC_ ("kind", "Statement") },
  [ANNALS_KIND_DEVELOPMENT] = { "development", NC_ ("kind", "Development") },
  [ANNALS_KIND_PERIOD] = { "period", NC_ ("kind", "Period") },
  [ANNALS_KIND_ASSESSMENT] = { "assessment", NC_ ("kind", "Assessment") },
  [ANNALS_KIND_PROSPECT] = { "prospect", NC_ ("kind", "Prospect") },
  [ANNALS_KIND_TEST] = { "test", NC_ ("kind", "Test") },
  [ANNALS_KIND_DECISION] = { "decision", NC_ ("kind", "Decision") },
  [ANNALS_KIND_DOCUMENT] = { "document", NC_ ("kind", "Document") },
};

static const Word certainties[ANNALS_N_CERTAINTIES] = {
  [ANNALS_CERTAINTY_ESTABLISHED] = { "established", NC_ ("certainty", "Established") },
  [ANNALS_CERTAINTY_CLAIMED] = { "claimed", NC_ ("certainty", "Claimed") },
  [ANNALS_CERTAINTY_ASSESSED] = { "assessed", NC_ ("certainty", "Assessed") },
  [ANNALS_CERTAINTY_INFERRED] = { "inferred", NC_ ("certainty", "Inferred") },
  [ANNALS_CERTAINTY_DISPUTED] = { "disputed", NC_ ("certainty", "Disputed") },
  [ANNALS_CERTAINTY_PROSPECT] = { "prospect", NC_ ("certainty", "Prospect") },
};

static const Word stances[ANNALS_N_STANCES] = {
  [ANNALS_STANCE_ASSERTS] = { "asserts", NC_ ("stance", "asserts") },
  [ANNALS_STANCE_DISPUTES] = { "disputes", NC_ ("stance", "disputes") },
  [ANNALS_STANCE_ASSESSES] = { "assesses", NC_ ("stance", "assesses") },
  [ANNALS_STANCE_REPORTS] = { "reports", NC_ ("stance", "reports") },
  [ANNALS_STANCE_EXPECTS] = { "expects", NC_ ("stance", "expects") },
  [ANNALS_STANCE_DOUBTS] = { "doubts", NC_ ("stance", "doubts") },
};

static const struct
{
  const char *id;
  const char *forward;  /* read from the event that has the link */
  const char *backward; /* read from the event it points to */
} link_types[] = {
  { "follows", NC_ ("link", "follows"), NC_ ("link", "followed by") },
  { "influences", NC_ ("link", "influences"), NC_ ("link", "influenced by") },
  { "obstructs", NC_ ("link", "obstructs"), NC_ ("link", "obstructed by") },
  { "raises", NC_ ("link", "raises"), NC_ ("link", "raised by") },
  { "explains", NC_ ("link", "explains"), NC_ ("link", "explained by") },
  { "contradicts", NC_ ("link", "contradicts"), NC_ ("link", "contradicted by") },
  { "assesses", NC_ ("link", "assesses"), NC_ ("link", "assessed by") },
  { "part-of", NC_ ("link", "part of"), NC_ ("link", "has part") },
  { "precedent-for", NC_ ("link", "precedent for"), NC_ ("link", "has precedent") },
  { "enables", NC_ ("link", "enables"), NC_ ("link", "enabled by") },
  { "causes", NC_ ("link", "causes"), NC_ ("link", "caused by") },
  { "evidence-for", NC_ ("link", "evidence for"), NC_ ("link", "has evidence") },
  { "responds-to", NC_ ("link", "responds to"), NC_ ("link", "answered by") },
  { "fulfils", NC_ ("link", "fulfils"), NC_ ("link", "fulfilled by") },
  { "undoes", NC_ ("link", "undoes"), NC_ ("link", "undone by") },
  { "resolves", NC_ ("link", "resolves"), NC_ ("link", "resolved by") },
  { "confirms", NC_ ("link", "confirms"), NC_ ("link", "confirmed by") },
  { "ends", NC_ ("link", "ends"), NC_ ("link", "ended by") },
  { "refers-to", NC_ ("link", "refers to"), NC_ ("link", "referred to by") },
  { "context-for", NC_ ("link", "context for"), NC_ ("link", "has context") },
};

static gboolean
find_word (const Word *words, guint n_words, const char *id, guint *index)
{
  for (guint i = 0; i < n_words; i++)
    if (strcmp (words[i].id, id) == 0)
      {
        *index = i;
        return TRUE;
      }
  return FALSE;
}

gboolean
annals_kind_from_id (const char *id, AnnalsKind *kind)
{
  guint index = ANNALS_KIND_OTHER;
  gboolean is_known = id == NULL || find_word (kinds, ANNALS_N_KINDS, id, &index);

  *kind = index;
  return is_known;
}

gboolean
annals_certainty_from_id (const char *id, AnnalsCertainty *certainty)
{
  guint index = ANNALS_CERTAINTY_ESTABLISHED;
  gboolean is_known = id == NULL || find_word (certainties, ANNALS_N_CERTAINTIES, id, &index);

  *certainty = index;
  return is_known;
}

gboolean
annals_stance_from_id (const char *id, AnnalsStance *stance)
{
  guint index = ANNALS_STANCE_ASSERTS;
  gboolean is_known = id == NULL || find_word (stances, ANNALS_N_STANCES, id, &index);

  *stance = index;
  return is_known;
}

const char *
annals_kind_get_id (AnnalsKind kind)
{
  g_return_val_if_fail ((guint)kind < ANNALS_N_KINDS, NULL);
  return kinds[kind].id;
}

const char *
annals_certainty_get_id (AnnalsCertainty certainty)
{
  g_return_val_if_fail ((guint)certainty < ANNALS_N_CERTAINTIES, NULL);
  return certainties[certainty].id;
}

const char *
annals_stance_get_id (AnnalsStance stance)
{
  g_return_val_if_fail ((guint)stance < ANNALS_N_STANCES, NULL);
  return stances[stance].id;
}

const char *
annals_kind_get_name (AnnalsKind kind)
{
  g_return_val_if_fail ((guint)kind < ANNALS_N_KINDS, NULL);
  return g_dpgettext2 (GETTEXT_PACKAGE, "kind", kinds[kind].name);
}

const char *
annals_certainty_get_name (AnnalsCertainty certainty)
{
  g_return_val_if_fail ((guint)certainty < ANNALS_N_CERTAINTIES, NULL);
  return g_dpgettext2 (GETTEXT_PACKAGE, "certainty", certainties[certainty].name);
}

const char *
annals_stance_get_name (AnnalsStance stance)
{
  g_return_val_if_fail ((guint)stance < ANNALS_N_STANCES, NULL);
  return g_dpgettext2 (GETTEXT_PACKAGE, "stance", stances[stance].name);
}

const char *
annals_link_type_get_name (const char *type, gboolean is_backward)
{
  g_return_val_if_fail (type != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (link_types); i++)
    if (strcmp (link_types[i].id, type) == 0)
      return g_dpgettext2 (GETTEXT_PACKAGE, "link",
                           is_backward ? link_types[i].backward : link_types[i].forward);
  return g_intern_string (type);
}
