/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A source in words: its citation as text for a page or another program, and its address. */
#include "model/citation-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "time/words.h"

#define DOI_RESOLVER "https://doi.org/"
#define MAX_AUTHORS 10
#define MANY_AUTHORS_SHOWN 7
#define MAX_READABLE_CHARACTERS 160

/* --- Parts --- */

/* On one line, without space at its ends; NULL where nothing is left. */
static char *
flatten (const char *text)
{
  GString *line = g_string_new (NULL);
  gboolean is_spaced = FALSE;

  for (const char *c = text; c != NULL && *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (g_unichar_isspace (character) || g_unichar_iscntrl (character))
        {
          is_spaced = line->len > 0;
          continue;
        }
      if (is_spaced)
        g_string_append_c (line, ' ');
      is_spaced = FALSE;
      g_string_append_unichar (line, character);
    }
  if (line->len > 0)
    return g_string_free (line, FALSE);
  g_string_free (line, TRUE);
  return NULL;
}

static char *
get_authors (const AnnalsSource *source)
{
  g_autofree char *authors = flatten (source->author);
  g_auto (GStrv) names = authors != NULL ? g_strsplit (authors, "; ", MAX_AUTHORS + 1) : NULL;
  g_autofree char *shown = NULL;

  if (names == NULL || g_strv_length (names) <= MAX_AUTHORS)
    return g_steal_pointer (&authors);
  g_clear_pointer (&names[MANY_AUTHORS_SHOWN], g_free);
  shown = g_strjoinv ("; ", names);
  for (guint i = MANY_AUTHORS_SHOWN + 1; i <= MAX_AUTHORS; i++)
    g_clear_pointer (&names[i], g_free);
  /* Translators: some authors of a source, and there are more than these. */
  return g_strdup_printf (_ ("%s et al."), shown);
}

/* "10.1000/182", however the file has it. */
static char *
get_doi (const AnnalsSource *source)
{
  static const char *const prefixes[]
      = { "https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi:" };
  g_autofree char *doi = flatten (source->doi);

  for (guint i = 0; doi != NULL && i < G_N_ELEMENTS (prefixes); i++)
    if (g_ascii_strncasecmp (doi, prefixes[i], strlen (prefixes[i])) == 0)
      return flatten (doi + strlen (prefixes[i]));
  return g_steal_pointer (&doi);
}

static char *
get_pages (const AnnalsSource *source)
{
  g_autofree char *pages = flatten (source->page);

  if (pages == NULL)
    return NULL;
  /* Translators: the page, then the pages, of a source that are meant. */
  return g_strdup_printf (strpbrk (pages, "-,;&") != NULL || strstr (pages, "–") != NULL ? _ ("pp. %s")
                                                                                         : _ ("p. %s"),
                          pages);
}

static char *
get_date (const char *date)
{
  g_autofree char *words = date != NULL ? annals_edtf_to_words (date) : NULL;

  return flatten (words);
}

static char *
get_accessed (const AnnalsSource *source)
{
  g_autofree char *date = get_date (source->accessed);

  /* Translators: the day on which somebody looked at a page of the web. */
  return date != NULL ? g_strdup_printf (_ ("accessed %s"), date) : NULL;
}

/* part: (transfer full) (nullable) */
static void
take_part (GString *text, const char *separator, char *part)
{
  if (part != NULL && text->len > 0)
    g_string_append (text, separator);
  if (part != NULL)
    g_string_append (text, part);
  g_free (part);
}

/* Container, publisher, date, pages, DOI. */
static void
append_publication (const AnnalsSource *source, GString *text)
{
  g_autofree char *container = flatten (source->container_title);
  g_autofree char *publisher = flatten (source->publisher);
  g_autofree char *doi = get_doi (source);
  char *issued = get_date (source->issued);

  if (g_strcmp0 (publisher, container) == 0)
    g_clear_pointer (&publisher, g_free);
  take_part (text, ", ", g_steal_pointer (&container));
  take_part (text, ", ", g_steal_pointer (&publisher));
  take_part (text, ", ", issued != NULL ? issued : g_strdup (_ ("no date")));
  take_part (text, ", ", get_pages (source));
  take_part (text, ", ", doi != NULL ? g_strconcat ("doi:", doi, NULL) : NULL);
}

/* Nothing is said of it but how it is called. */
static gboolean
is_bare (const AnnalsSource *source)
{
  return source->title == NULL && source->author == NULL && source->container_title == NULL
         && source->publisher == NULL && source->issued == NULL && source->page == NULL
         && source->doi == NULL && source->url == NULL;
}

/* What has no title is called by its address; without_address leaves it out otherwise. */
static char *
cite (const AnnalsSource *source, gboolean without_address)
{
  GString *text = g_string_new (NULL);
  GString *publication = g_string_new (NULL);
  g_autofree char *title = NULL;
  g_autofree char *accessed = NULL;

  if (is_bare (source))
    {
      g_string_free (publication, TRUE);
      g_string_free (text, TRUE);
      title = flatten (source->id);
      return g_strdup (title != NULL ? title : "");
    }

  take_part (text, "", get_authors (source));
  title = flatten (source->title);
  append_publication (source, publication);
  /* An address alone needs no word on what is not known of it. */
  if (text->len == 0 && title == NULL && g_str_equal (publication->str, _ ("no date")))
    g_string_truncate (publication, 0);
  if (title == NULL && without_address)
    {
      g_autofree char *uri = annals_source_get_uri (source);

      title = uri != NULL ? annals_uri_to_readable (uri) : NULL;
    }
  for (guint i = 0; i < 2; i++)
    {
      const char *sentence = i == 0 ? title : publication->str;

      if (sentence == NULL || sentence[0] == '\0')
        continue;
      if (text->len > 0)
        g_string_append (text, strchr (".?!", text->str[text->len - 1]) != NULL ? " " : ". ");
      g_string_append (text, sentence);
    }
  g_string_free (publication, TRUE);
  if (without_address)
    {
      if (text->len == 0)
        take_part (text, "", flatten (source->id));
      return g_string_free (text, FALSE);
    }
  take_part (text, ". ", flatten (source->url));
  accessed = get_accessed (source);
  if (accessed != NULL)
    g_string_append_printf (text, " (%s)", accessed);
  return g_string_free (text, FALSE);
}

/* --- Public --- */

char *
annals_source_to_citation (const AnnalsSource *source)
{
  g_return_val_if_fail (source != NULL, NULL);

  return cite (source, FALSE);
}

char *
annals_source_to_reference (const AnnalsSource *source)
{
  g_return_val_if_fail (source != NULL, NULL);

  return cite (source, TRUE);
}

char *
annals_source_to_credits (const AnnalsSource *source)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (source != NULL, NULL);

  if (!is_bare (source))
    {
      take_part (text, "", get_authors (source));
      append_publication (source, text);
      take_part (text, ", ", get_accessed (source));
    }
  return g_string_free (text, FALSE);
}

char *
annals_source_get_heading (const AnnalsSource *source)
{
  g_autofree char *heading = NULL;
  g_autofree char *uri = NULL;

  g_return_val_if_fail (source != NULL, NULL);

  heading = flatten (source->title);
  if (heading != NULL)
    return g_steal_pointer (&heading);
  uri = annals_source_get_uri (source);
  if (uri != NULL)
    return annals_uri_to_readable (uri);
  heading = flatten (source->id);
  return heading != NULL ? g_steal_pointer (&heading) : g_strdup ("");
}

char *
annals_source_get_uri (const AnnalsSource *source)
{
  g_autofree char *doi = NULL;
  char *uri;

  g_return_val_if_fail (source != NULL, NULL);

  uri = annals_get_openable_uri (source->url);
  if (uri != NULL)
    return uri;
  doi = get_doi (source);
  if (doi != NULL)
    {
      g_autofree char *address = g_strconcat ("doi:", doi, NULL);

      return annals_get_openable_uri (address);
    }
  return annals_get_openable_uri (source->id);
}

GPtrArray *
annals_event_details_get_source_ids (const AnnalsEventDetails *details)
{
  GPtrArray *ids = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_return_val_if_fail (details != NULL, ids);

  for (guint i = 0; i < details->citations->len; i++)
    {
      const AnnalsCitation *citation = g_ptr_array_index (details->citations, i);

      if (g_hash_table_add (seen, citation->source))
        g_ptr_array_add (ids, citation->source);
    }
  for (guint i = 0; i < details->claims->len; i++)
    {
      const AnnalsClaim *claim = g_ptr_array_index (details->claims, i);

      if (claim->source != NULL && g_hash_table_add (seen, claim->source))
        g_ptr_array_add (ids, claim->source);
    }
  for (guint i = 0; i < details->other_dates->len; i++)
    {
      const AnnalsOtherDate *other = g_ptr_array_index (details->other_dates, i);

      if (other->source != NULL && g_hash_table_add (seen, other->source))
        g_ptr_array_add (ids, other->source);
    }
  return ids;
}

GPtrArray *
annals_event_details_cite (const AnnalsEventDetails *details, AnnalsTimeline *timeline)
{
  GPtrArray *citations = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) locators = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) ids = NULL;

  g_return_val_if_fail (details != NULL && ANNALS_IS_TIMELINE (timeline), citations);

  for (guint i = 0; i < details->citations->len; i++)
    {
      const AnnalsCitation *citation = g_ptr_array_index (details->citations, i);

      if (citation->locator != NULL && !g_hash_table_contains (locators, citation->source))
        g_hash_table_insert (locators, citation->source, citation->locator);
    }
  ids = annals_event_details_get_source_ids (details);
  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);
      int source = annals_timeline_find_source (timeline, id);
      GString *text = g_string_new (NULL);

      take_part (text, "",
                 source >= 0 ? annals_source_to_citation (annals_timeline_get_source (timeline, source))
                             : flatten (id));
      take_part (text, ", ", flatten (g_hash_table_lookup (locators, id)));
      g_ptr_array_add (citations, g_string_free (text, FALSE));
    }
  return citations;
}

char *
annals_get_openable_uri (const char *uri)
{
  static const char *const schemes[] = { "http", "https", "mailto" };
  g_autofree char *scheme = NULL;

  if (uri == NULL)
    return NULL;
  scheme = g_uri_parse_scheme (uri);
  if (scheme == NULL)
    return NULL;
  if (g_ascii_strcasecmp (scheme, "doi") == 0)
    {
      g_autofree char *escaped
          = g_uri_escape_string (uri + strlen ("doi:"), G_URI_RESERVED_CHARS_ALLOWED_IN_PATH, FALSE);

      return g_strconcat (DOI_RESOLVER, escaped, NULL);
    }
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_ascii_strcasecmp (scheme, schemes[i]) == 0)
      return g_uri_is_valid (uri, G_URI_FLAGS_PARSE_RELAXED, NULL) ? g_strdup (uri) : NULL;
  return NULL;
}

/* Resolved escapes must not hide where the address leads: no controls, no marks of direction. */
static gboolean
is_plain (const char *text)
{
  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (!g_unichar_isgraph (character) || g_unichar_type (character) == G_UNICODE_FORMAT)
        return FALSE;
    }
  return TRUE;
}

char *
annals_uri_to_readable (const char *uri)
{
  const char *begin = uri;
  g_autofree char *plain = NULL;
  g_autofree char *cut = NULL;

  g_return_val_if_fail (uri != NULL, NULL);

  if (g_ascii_strncasecmp (begin, "mailto:", 7) == 0)
    begin += 7;
  else if (g_ascii_strncasecmp (begin, "https://", 8) == 0)
    begin += 8;
  else if (g_ascii_strncasecmp (begin, "http://", 7) == 0)
    begin += 7;
  if (begin != uri && g_ascii_strncasecmp (begin, "www.", 4) == 0)
    begin += 4;

  plain = g_uri_unescape_string (begin, "/?#&=");
  if (plain == NULL || !is_plain (plain))
    {
      g_free (plain);
      plain = g_strdup (begin);
    }
  if (g_str_has_suffix (plain, "/") && strchr (plain, '/') == plain + strlen (plain) - 1)
    plain[strlen (plain) - 1] = '\0';
  if (g_utf8_strlen (plain, -1) <= MAX_READABLE_CHARACTERS)
    return g_steal_pointer (&plain);
  cut = g_utf8_substring (plain, 0, MAX_READABLE_CHARACTERS - 1);
  return g_strconcat (cut, "…", NULL);
}
