/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an event says beyond its columns. */
#include "model/details.h"

#include <math.h>

static void
other_date_free (gpointer data)
{
  AnnalsOtherDate *other = data;

  g_free (other->date);
  g_free (other->by);
  g_free (other->source);
  g_free (other->why);
  g_free (other);
}

static void
actor_free (gpointer data)
{
  AnnalsActor *actor = data;

  g_free (actor->name);
  g_free (actor->role);
  g_free (actor);
}

static void
claim_free (gpointer data)
{
  AnnalsClaim *claim = data;

  g_free (claim->by);
  g_free (claim->stance_text);
  g_free (claim->text);
  g_free (claim->quote);
  g_free (claim->source);
  g_free (claim->event);
  g_free (claim);
}

static void
citation_free (gpointer data)
{
  AnnalsCitation *citation = data;

  g_free (citation->source);
  g_free (citation->locator);
  g_free (citation->quote);
  g_free (citation);
}

static void
media_free (gpointer data)
{
  AnnalsMedia *media = data;

  g_free (media->url);
  g_free (media->title);
  g_free (media->credit);
  g_free (media->alternative);
  g_free (media);
}

static void
field_free (gpointer data)
{
  AnnalsField *field = data;

  g_free (field->name);
  g_free (field->value);
  g_free (field);
}

AnnalsEventDetails *
annals_event_details_new (void)
{
  AnnalsEventDetails *details = g_new0 (AnnalsEventDetails, 1);

  details->latitude = NAN;
  details->longitude = NAN;
  details->other_dates = g_ptr_array_new_with_free_func (other_date_free);
  details->actors = g_ptr_array_new_with_free_func (actor_free);
  details->tags = g_ptr_array_new_with_free_func (g_free);
  details->claims = g_ptr_array_new_with_free_func (claim_free);
  details->citations = g_ptr_array_new_with_free_func (citation_free);
  details->media = g_ptr_array_new_with_free_func (media_free);
  details->fields = g_ptr_array_new_with_free_func (field_free);
  return details;
}

void
annals_event_details_free (AnnalsEventDetails *details)
{
  g_return_if_fail (details != NULL);

  char *const strings[] = {
    details->date,           details->begin,      details->end,
    details->date_text,      details->date_basis, details->kind_text,
    details->certainty_text, details->place,      details->summary,
    details->outcome,        details->color,
  };
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    g_free (strings[i]);

  g_ptr_array_unref (details->other_dates);
  g_ptr_array_unref (details->actors);
  g_ptr_array_unref (details->tags);
  g_ptr_array_unref (details->claims);
  g_ptr_array_unref (details->citations);
  g_ptr_array_unref (details->media);
  g_ptr_array_unref (details->fields);
  g_free (details);
}

AnnalsOtherDate *
annals_event_details_add_other_date (AnnalsEventDetails *details)
{
  AnnalsOtherDate *other = g_new0 (AnnalsOtherDate, 1);

  g_ptr_array_add (details->other_dates, other);
  return other;
}

AnnalsActor *
annals_event_details_add_actor (AnnalsEventDetails *details)
{
  AnnalsActor *actor = g_new0 (AnnalsActor, 1);

  g_ptr_array_add (details->actors, actor);
  return actor;
}

AnnalsClaim *
annals_event_details_add_claim (AnnalsEventDetails *details)
{
  AnnalsClaim *claim = g_new0 (AnnalsClaim, 1);

  g_ptr_array_add (details->claims, claim);
  return claim;
}

AnnalsCitation *
annals_event_details_add_citation (AnnalsEventDetails *details)
{
  AnnalsCitation *citation = g_new0 (AnnalsCitation, 1);

  g_ptr_array_add (details->citations, citation);
  return citation;
}

AnnalsMedia *
annals_event_details_add_media (AnnalsEventDetails *details)
{
  AnnalsMedia *media = g_new0 (AnnalsMedia, 1);

  g_ptr_array_add (details->media, media);
  return media;
}

AnnalsField *
annals_event_details_add_field (AnnalsEventDetails *details)
{
  AnnalsField *field = g_new0 (AnnalsField, 1);

  g_ptr_array_add (details->fields, field);
  return field;
}
