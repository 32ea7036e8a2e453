/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an event says in words of its own. */
#include "find/event-text.h"

typedef struct
{
  AnnalsTextFunc func;
  gpointer data;
} Sink;

static void
tell (const Sink *sink, const char *text)
{
  if (text != NULL && *text != '\0')
    sink->func (text, sink->data);
}

static void
tell_claims (const Sink *sink, const AnnalsEventDetails *details)
{
  for (guint i = 0; i < details->claims->len; i++)
    {
      const AnnalsClaim *claim = details->claims->pdata[i];

      tell (sink, claim->by);
      tell (sink, claim->text);
      tell (sink, claim->quote);
    }
  for (guint i = 0; i < details->citations->len; i++)
    {
      const AnnalsCitation *citation = details->citations->pdata[i];

      tell (sink, citation->locator);
      tell (sink, citation->quote);
    }
}

static void
tell_extras (const Sink *sink, const AnnalsEventDetails *details)
{
  for (guint i = 0; i < details->other_dates->len; i++)
    {
      const AnnalsOtherDate *other = details->other_dates->pdata[i];

      tell (sink, other->by);
      tell (sink, other->why);
    }
  for (guint i = 0; i < details->actors->len; i++)
    tell (sink, ((const AnnalsActor *) details->actors->pdata[i])->role);
  for (guint i = 0; i < details->media->len; i++)
    {
      const AnnalsMedia *media = details->media->pdata[i];

      tell (sink, media->title);
      tell (sink, media->credit);
      tell (sink, media->alternative);
    }
  for (guint i = 0; i < details->fields->len; i++)
    {
      const AnnalsField *field = details->fields->pdata[i];

      tell (sink, field->name);
      tell (sink, field->value);
    }
}

const char *
annals_event_get_kind_text (AnnalsTimeline *timeline, guint event, const AnnalsEventDetails *details)
{
  AnnalsKind kind;

  if (annals_timeline_get_event_kind (timeline, event) != ANNALS_KIND_OTHER || details->kind_text == NULL)
    return NULL;
  return annals_kind_from_id (details->kind_text, &kind) ? NULL : details->kind_text;
}

void
annals_event_foreach_text (AnnalsTimeline *timeline, guint event, const AnnalsEventDetails *details,
                           AnnalsTextFunc func, gpointer data)
{
  Sink sink = { func, data };

  tell (&sink, annals_timeline_get_event_title (timeline, event));
  tell (&sink, details->summary);
  tell (&sink, details->outcome);
  tell (&sink, details->date_text);
  tell (&sink, details->date_basis);
  tell (&sink, annals_event_get_kind_text (timeline, event, details));
  tell_claims (&sink, details);
  tell_extras (&sink, details);
}

void
annals_term_foreach_text (AnnalsTimeline *timeline, AnnalsTermKind kind, guint term, AnnalsTextFunc func,
                          gpointer data)
{
  Sink sink = { func, data };
  const AnnalsSource *source;

  if (kind != ANNALS_TERM_SOURCE || term >= annals_timeline_get_n_sources (timeline))
    {
      tell (&sink, annals_timeline_get_term (timeline, kind, term));
      return;
    }
  source = annals_timeline_get_source (timeline, term);
  tell (&sink, source->id);
  tell (&sink, source->title);
  tell (&sink, source->author);
  tell (&sink, source->container_title);
  tell (&sink, source->publisher);
}
