/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which format a file is of, where it might be of several, and what is no timeline. */
#include "format-test.h"

#include <locale.h>

/* Files that could be taken for more than one. */
static void
test_formats (void)
{
#define TIMELINEJS_SLIDE "{\"start_date\":{\"year\":1990},\"text\":{\"headline\":\"h\"}}"
#define VIS_ITEM "{\"start\":\"1990\",\"content\":\"c\"}"
#define SIMILE_EVENT "{\"start\":\"1990\",\"title\":\"t\"}"
#define NATIVE_EVENT "{\"id\":\"a\",\"title\":\"t\",\"date\":\"1990\"}"
  static const struct
  {
    const char *text, *format;
    guint n_events;
  } cases[] = {
    { "{\"events\":[" TIMELINEJS_SLIDE "]}", "TimelineJS", 1 },
    { "[" TIMELINEJS_SLIDE "]", "TimelineJS", 1 },
    { "{\"title\":{\"text\":{}},\"events\":[{}]}", "TimelineJS", 1 },
    { "{\"events\":[{}],\"title\":{\"text\":{}}}", "TimelineJS", 1 },
    { "{\"title\":{\"text\":{}},\"items\":[" VIS_ITEM "],\"events\":[" TIMELINEJS_SLIDE "]}",
      "TimelineJS", 1 },
    { "{\"timeline\":{\"date\":[{\"startDate\":\"1990\"}]}}", "TimelineJS 1", 1 },
    { "{\"timeline\":{\"era\":[{\"startDate\":\"1990\"}],\"date\":[]}}", "TimelineJS 1", 1 },
    { "{\"timeline\":{\"date\":[{\"startDate\":\"1990\"}]},\"events\":[" SIMILE_EVENT "]}",
      "TimelineJS 1", 1 },
    { "{\"format\":\"annals-1\",\"events\":[" NATIVE_EVENT "]}", "native", 1 },
    { "{\"events\":[" NATIVE_EVENT "],\"format\":\"annals-1\"}", "native", 1 },
    { "{\"format\":\"annals-1\",\"items\":[" VIS_ITEM "],\"events\":[" NATIVE_EVENT "]}", "native",
      1 },
    { "{\"format\":\"annals-1\",\"_data\":[" VIS_ITEM "],\"length\":1,\"events\":[]}", "native",
      0 },
    { "{\"format\":\"annals-1\",\"events\":[{\"id\":\"a\",\"title\":\"t\",\"start\":\"1990\"}]}",
      "native", 1 },
    { "{\"events\":[" SIMILE_EVENT "]}", "SIMILE Timeline", 1 },
    { "{\"events\":[{\"s\":\"1990\",\"t\":\"t\"}]}", "SIMILE Timeline", 1 },
    { "{\"events\":[{\"start\":\"1990\",\"title\":\"t\",\"content\":\"c\"}]}", "SIMILE Timeline",
      1 },
    { "{\"events\":[{}],\"dateTimeFormat\":\"iso8601\"}", "SIMILE Timeline", 1 },
    { "{\"dateTimeFormat\":\"iso8601\",\"events\":[]}", "SIMILE Timeline", 0 },
    { "[" SIMILE_EVENT "]", "SIMILE Timeline", 1 },
    { "[{\"start\":\"1990\",\"title\":\"t\",\"content\":\"c\"}]", "vis-timeline", 1 },
    { "[{\"id\":1,\"type\":\"map\",\"start\":\"1990\",\"content\":\"c\"}]", "vis-timeline", 1 },
    { "{\"items\":[" VIS_ITEM "],\"events\":[]}", "vis-timeline", 1 },
    { "{\"events\":[],\"items\":[" VIS_ITEM "," VIS_ITEM "]}", "vis-timeline", 2 },
    { "{\"items\":[],\"groups\":[]}", "vis-timeline", 0 },
    { "\357\273\277[" VIS_ITEM "]", "vis-timeline", 1 },
  };

  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autoptr (AnnalsTimeline) timeline = NULL;

      g_test_message ("%s", cases[c].text);
      timeline = format_test_load_text (cases[c].text);
      g_assert_cmpstr (annals_timeline_get_format_name (timeline), ==, cases[c].format);
      g_assert_cmpuint (annals_timeline_get_n_events (timeline), ==, cases[c].n_events);
    }
}

/* What they are is said. */
static void
test_refused (void)
{
  static const struct
  {
    const char *text, *reason;
  } cases[] = {
    { "{\"@context\":[\"http://www.w3.org/ns/anno.jsonld\",{}],\"type\":\"AnnotationCollection\"}",
      "notebook" },
    { "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"items\":[" VIS_ITEM "]}", "notebook" },
    { "{\"type\":\"AnnotationPage\",\"items\":[]}", "notebook" },
    { "{\"type\":\"Annotation\",\"events\":[" SIMILE_EVENT "]}", "notebook" },
    { "[{\"id\":\"a\",\"type\":\"book\",\"title\":\"t\"}]", "list of sources" },
    { "[{\"id\":1,\"type\":\"webpage\",\"title\":\"t\",\"start\":\"1990\"}]", "list of sources" },
    { "[{\"id\":1,\"type\":\"goose\",\"title\":\"t\"}]", "no timeline that Annals knows" },
    { "[]", "no timeline that Annals knows" },
    { "{}", "no timeline that Annals knows" },
    { "{\"title\":\"t\",\"events\":[{}]}", "no timeline that Annals knows" },
    { "{\"events\":[{\"start\":1990,\"title\":\"t\"}]}", "no timeline that Annals knows" },
    { "{\"title\":\"t\",\"events\":[{\"id\":\"a\",\"title\":\"t\",\"date\":\"1854\"}]}",
      "beside its list “events” there is no “format”" },
    { "{\"items\":[1,2]}", "no timeline that Annals knows: it has “items”, and none of " },
    { "{\"a\":1,\"b\":[],\"c\":{},\"d\":4,\"e\":5}", "it has “a”, “b”, “c”, “d”, and none of " },
    { "[{\"when\":\"1854\",\"what\\n\":\"t\"}]", "it has “[].when”, “[].what ”, and none of " },
    { "{\"items\":[{\"a\":1,\"this name is longer than any sentence bears\":1}]}",
      "it has “items[].a”, “items[].this name is longer than any s…”, and none of " },
    { "{\"timeline\":[]}", "no timeline that Annals knows" },
  };

  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[c].text, strlen (cases[c].text));
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[c].text);
      g_assert_null (annals_load_bytes (bytes, "text", &error));
      g_assert_error (error, ANNALS_FORMAT_ERROR, ANNALS_FORMAT_ERROR_NOT_TIMELINE);
      g_assert_nonnull (strstr (error->message, cases[c].reason));
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/sniff/formats", test_formats);
  g_test_add_func ("/formats/sniff/refused", test_refused);
  return g_test_run ();
}
