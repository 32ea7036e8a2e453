/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sources in words: citations of whole, broken and bare sources, and the addresses that open. */
#include "model/citation-text.h"

#include <locale.h>
#include <string.h>

#include "model/builder.h"

#define SUMMIT "Trump–Kim meeting: what we know"

typedef struct
{
  const char *name;
  AnnalsSource source;
  const char *citation, *credits, *heading, *uri;
} Row;

static const Row rows[] = {
  { "whole",
    { .id = "s1",
      .title = SUMMIT,
      .author = "Choe, Sang-Hun; Sanger, David E.",
      .container_title = "The New York Times",
      .publisher = "The New York Times Company",
      .issued = "2019-02-28",
      .accessed = "2025-08-26",
      .page = "A1",
      .doi = "10.1000/182",
      .url = "https://www.example.org/a" },
    "Choe, Sang-Hun; Sanger, David E. " SUMMIT ". The New York Times, The New York Times Company, "
    "28 February 2019, p. A1, doi:10.1000/182. https://www.example.org/a (accessed 26 August 2025)",
    "Choe, Sang-Hun; Sanger, David E., The New York Times, The New York Times Company, "
    "28 February 2019, p. A1, doi:10.1000/182, accessed 26 August 2025",
    SUMMIT,
    "https://www.example.org/a" },
  { "title alone", { .id = "s", .title = "Notes" }, "Notes. no date", "no date", "Notes", NULL },
  { "a title that ends itself",
    { .id = "s", .author = "Ri Yong-ho", .title = "Why?", .issued = "2019" },
    "Ri Yong-ho. Why? 2019",
    "Ri Yong-ho, 2019",
    "Why?",
    NULL },
  { "no title",
    { .id = "s", .author = "Han", .container_title = "Yonhap", .issued = "2018-06" },
    "Han. Yonhap, June 2018",
    "Han, Yonhap, June 2018",
    "s",
    NULL },
  { "no title but an address",
    { .id = "s", .url = "https://www.example.org/a/" },
    "https://www.example.org/a/",
    "no date",
    "example.org/a/",
    "https://www.example.org/a/" },
  { "publisher is the container",
    { .id = "s", .title = "T", .container_title = "BBC", .publisher = "BBC", .issued = "2018" },
    "T. BBC, 2018",
    "BBC, 2018",
    "T",
    NULL },
  { "a range of dates and pages",
    { .id = "s", .title = "T", .issued = "2018-06/2018-07", .page = "4-9" },
    "T. June–July 2018, pp. 4-9",
    "June–July 2018, pp. 4-9",
    "T",
    NULL },
  { "an EDTF date",
    { .id = "s", .title = "T", .issued = "2018-06~" },
    "T. about June 2018",
    "about June 2018",
    "T",
    NULL },
  { "a literal date",
    { .id = "s", .title = "T", .issued = "Easter, 1998" },
    "T. Easter, 1998",
    "Easter, 1998",
    "T",
    NULL },
  { "ten authors are named",
    { .id = "s", .author = "A; B; C; D; E; F; G; H; I; J", .title = "T", .issued = "2018" },
    "A; B; C; D; E; F; G; H; I; J. T. 2018",
    "A; B; C; D; E; F; G; H; I; J, 2018",
    "T",
    NULL },
  { "of eleven, seven",
    { .id = "s", .author = "A; B; C; D; E; F; G; H; I; J; K; L", .title = "T", .issued = "2018" },
    "A; B; C; D; E; F; G et al. T. 2018",
    "A; B; C; D; E; F; G et al., 2018",
    "T",
    NULL },
  { "lines and tabs",
    { .id = "s", .title = " One\n\ttwo\r\n", .container_title = "\n", .issued = "2018" },
    "One two. 2018",
    "2018",
    "One two",
    NULL },
  { "DOI as an address",
    { .id = "s", .title = "T", .issued = "2018", .doi = "https://doi.org/10.1000/1 82" },
    "T. 2018, doi:10.1000/1 82",
    "2018, doi:10.1000/1 82",
    "T",
    "https://doi.org/10.1000/1%2082" },
  { "an address that does not open",
    { .id = "s", .title = "T", .issued = "2018", .url = "javascript:alert(1)", .doi = "doi:10.1/2" },
    "T. 2018, doi:10.1/2. javascript:alert(1)",
    "2018, doi:10.1/2",
    "T",
    "https://doi.org/10.1/2" },
  { "an id that is an address",
    { .id = "http://www.wikidata.org/entity/Q42" },
    "http://www.wikidata.org/entity/Q42",
    "",
    "wikidata.org/entity/Q42",
    "http://www.wikidata.org/entity/Q42" },
  { "an id that is none", { .id = "src 7" }, "src 7", "", "src 7", NULL },
};

static void
test_citations (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *citation = annals_source_to_citation (&rows[i].source);
      g_autofree char *credits = annals_source_to_credits (&rows[i].source);
      g_autofree char *heading = annals_source_get_heading (&rows[i].source);
      g_autofree char *uri = annals_source_get_uri (&rows[i].source);

      g_test_message ("%s", rows[i].name);
      g_assert_cmpstr (citation, ==, rows[i].citation);
      g_assert_cmpstr (credits, ==, rows[i].credits);
      g_assert_cmpstr (heading, ==, rows[i].heading);
      g_assert_cmpstr (uri, ==, rows[i].uri);
    }
}

/* In a list from which nothing can be opened: the citation without its address. */
static void
test_references (void)
{
  static const struct
  {
    AnnalsSource source;
    const char *reference;
  } cases[] = {
    { { .id = "s",
        .title = "Why?",
        .author = "Ri Yong-ho",
        .publisher = "KCNA",
        .issued = "2019",
        .accessed = "2025-08-26",
        .url = "https://www.example.org/a",
        .doi = "10.1000/182" },
      "Ri Yong-ho. Why? KCNA, 2019, doi:10.1000/182" },
    { { .id = "s", .author = "Han", .issued = "2018", .url = "https://www.example.org/a" },
      "Han. example.org/a. 2018" },
    { { .id = "s", .author = "Han", .issued = "2018" }, "Han. 2018" },
    { { .id = "s", .url = "https://www.example.org/a/" }, "example.org/a/" },
    { { .id = "s", .url = "javascript:alert(1)" }, "s" },
    { { .id = "src 7" }, "src 7" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *reference = annals_source_to_reference (&cases[i].source);

      g_assert_cmpstr (reference, ==, cases[i].reference);
    }
}

static void
add_citation (AnnalsEventDetails *details, const char *source, const char *locator)
{
  AnnalsCitation *citation = annals_event_details_add_citation (details);

  citation->source = g_strdup (source);
  citation->locator = g_strdup (locator);
}

/* Its own sources first, then its claims', then its other datings': each once, with its locator. */
static void
test_event (void)
{
  AnnalsBuilder *builder = annals_builder_new (NULL);
  AnnalsSource *source = g_new0 (AnnalsSource, 1);
  g_autoptr (AnnalsTimeline) timeline = NULL;
  g_autoptr (AnnalsEventDetails) details = annals_event_details_new ();
  g_autoptr (GPtrArray) citations = NULL;
  AnnalsOtherDate *other = annals_event_details_add_other_date (details);

  source->id = g_strdup ("b");
  source->title = g_strdup ("Book");
  source->issued = g_strdup ("1999");
  g_assert_true (annals_builder_add_source (builder, source));
  timeline = annals_builder_publish (builder, TRUE);
  annals_builder_free (builder);

  other->date = g_strdup ("2018");
  other->source = g_strdup ("d");
  annals_event_details_add_claim (details)->source = g_strdup ("a");
  annals_event_details_add_claim (details)->source = g_strdup ("c");
  annals_event_details_add_claim (details);
  add_citation (details, "b", "chapter\n3");
  add_citation (details, "a", NULL);
  add_citation (details, "b", "chapter 4");

  citations = annals_event_details_cite (details, timeline);
  g_assert_cmpuint (citations->len, ==, 4);
  g_assert_cmpstr (g_ptr_array_index (citations, 0), ==, "Book. 1999, chapter 3");
  g_assert_cmpstr (g_ptr_array_index (citations, 1), ==, "a");
  g_assert_cmpstr (g_ptr_array_index (citations, 2), ==, "c");
  g_assert_cmpstr (g_ptr_array_index (citations, 3), ==, "d");
}

static void
test_readable (void)
{
  static const struct
  {
    const char *uri, *readable;
  } addresses[] = {
    { "https://www.example.org/", "example.org" },
    { "http://example.org/a/", "example.org/a/" },
    { "https://ko.wikipedia.org/wiki/%ED%95%9C%EA%B5%AD", "ko.wikipedia.org/wiki/한국" },
    { "https://example.org/a%2Fb?c=%26d", "example.org/a%2Fb?c=%26d" },
    { "https://example.org/%E2%80%AEgro", "example.org/%E2%80%AEgro" },
    { "https://example.org/%0A", "example.org/%0A" },
    { "https://example.org/a%20b", "example.org/a%20b" },
    { "https://example.org/%FF", "example.org/%FF" },
    { "mailto:a@example.org", "a@example.org" },
    { "urn:www.x", "urn:www.x" },
  };
  g_autofree char *many = g_strnfill (5000, 'a');
  g_autofree char *uri = g_strconcat ("https://example.org/", many, NULL);
  g_autofree char *cut = annals_uri_to_readable (uri);

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autofree char *readable = annals_uri_to_readable (addresses[i].uri);

      g_assert_cmpstr (readable, ==, addresses[i].readable);
    }
  g_assert_cmpint (g_utf8_strlen (cut, -1), ==, 160);
  g_assert_true (g_str_has_suffix (cut, "a…"));
}

static void
test_openable (void)
{
  static const struct
  {
    const char *uri, *opened;
  } addresses[] = {
    { "https://example.org/a?b=c#d", "https://example.org/a?b=c#d" },
    { "HTTP://example.org/", "HTTP://example.org/" },
    { "mailto:a@example.org", "mailto:a@example.org" },
    { "doi:10.1000/182", "https://doi.org/10.1000/182" },
    { "file:///etc/passwd", NULL },
    { "javascript:alert(1)", NULL },
    { "data:text/html,x", NULL },
    { "//example.org", NULL },
    { "example.org", NULL },
    { "", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autofree char *opened = annals_get_openable_uri (addresses[i].uri);

      g_assert_cmpstr (opened, ==, addresses[i].opened);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/citation-text/citations", test_citations);
  g_test_add_func ("/citation-text/references", test_references);
  g_test_add_func ("/citation-text/event", test_event);
  g_test_add_func ("/citation-text/readable", test_readable);
  g_test_add_func ("/citation-text/openable", test_openable);
  return g_test_run ();
}
