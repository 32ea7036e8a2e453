/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The side panel's words: long events are cut, and lines end where their script says. */
#include "panel-test.h"

/* --- Long events --- */

static char *
write_long_event (void)
{
  GString *json = g_string_new ("{\"format\":\"annals-1\",\"title\":\"T\",\"tracks\":[{\"id\":\"t\","
                                "\"title\":\"Track\"}],\"events\":[{\"id\":\"e\",\"date\":\"2018\","
                                "\"title\":\"Long\",\"summary\":\"Begin. ");

  for (guint i = 0; i < 1000; i++)
    g_string_append (json, "The delegations withdrew and waited for word. ");
  g_string_append (json, "End.\",\"tags\":[");
  for (guint i = 0; i < 500; i++)
    g_string_append_printf (json, "%s\"tag %u\"", i > 0 ? "," : "", i);
  g_string_append (json, "],\"claims\":[");
  for (guint i = 0; i < 200; i++)
    g_string_append_printf (json, "%s{\"by\":\"speaker %u\",\"text\":\"words\",\"source\":\"s%u\"}",
                            i > 0 ? "," : "", i, i % 40);
  g_string_append (json, "]},{\"id\":\"f\",\"title\":\"Short\",\"date\":\"2019\"}]}");
  return g_string_free (json, FALSE);
}

static void
test_long (Fixture *fixture, gconstpointer data)
{
  select_event (fixture, "e");
  assert_shows (fixture, "Begin.");
  assert_hides (fixture, "End.");
  assert_shows (fixture, "\ntag 9\n");
  assert_hides (fixture, "\ntag 10\n");
  assert_shows (fixture, "\nSpeaker 3\n");
  assert_hides (fixture, "\nSpeaker 4\n");
  assert_hides (fixture, "\ns39\n");

  click (fixture, NULL, "\nShow all of it\n");
  wait_until (find_button (fixture, NULL, "\nShow all of it\n") == NULL);
  click (fixture, NULL, "\nShow all 500\n");
  click (fixture, NULL, "\nShow all 200\n");
  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *text = get_shown_text (fixture->panel);

      if (strstr (text, "End.") && strstr (text, "\ntag 499\n") && strstr (text, "\nSpeaker 199\n"))
        break;
      wait_ms (10);
    }
  assert_shows (fixture, "End.");
  assert_shows (fixture, "\ntag 499\n");
  assert_shows (fixture, "\nSpeaker 199\n");

  /* A number leads to its source, even one that is not made yet. */
  gtk_widget_activate_action (fixture->panel, "panel.show-source", "u", 40);
  assert_shows (fixture, "\ns39\n");
  /* Rows under way go with their page. */
  select_event (fixture, "f");
  select_event (fixture, "e");
  click (fixture, NULL, "\nShow all 200\n");
  select_event (fixture, "f");
  wait_ms (50);
}

/* --- Events that are read by a worker --- */

static char *
write_huge_events (void)
{
  GString *json = g_string_new ("{\"format\":\"annals-1\",\"title\":\"T\",\"tracks\":[{\"id\":\"t\","
                                "\"title\":\"Track\"}],\"events\":[");

  for (guint e = 0; e < 2; e++)
    {
      g_string_append_printf (json, "{\"id\":\"%c\",\"date\":\"2018\",\"title\":\"Huge %c\",\"dateBasis\":"
                                    "\"basis of %c\",\"summary\":\"Begin of %c. ",
                              'a' + e, 'A' + e, 'A' + e, 'A' + e);
      for (guint i = 0; i < 20000; i++)
        g_string_append (json, "The delegations withdrew and waited for word. ");
      g_string_append (json, "End.\",\"claims\":[");
      for (guint i = 0; i < 5000; i++)
        g_string_append_printf (json, "%s{\"by\":\"speaker %u\",\"text\":\"words\"}", i > 0 ? "," : "", i);
      g_string_append (json, "]},");
    }
  g_string_append (json, "{\"id\":\"f\",\"title\":\"Short\",\"summary\":\"Few words.\",\"date\":\"2019\"}]}");
  return g_string_free (json, FALSE);
}

static void
choose (Fixture *fixture, const char *id)
{
  annals_session_select (fixture->session, find_event (fixture, id));
}

/* The head is there at once, the rest when it is read; what is read too late is not shown. */
static void
test_huge (Fixture *fixture, gconstpointer data)
{
  choose (fixture, "a");
  assert_shows (fixture, "\nHuge A\n2018\n");
  assert_shows (fixture, "\nReading the event…\n");
  assert_hides (fixture, "No source is named.");
  assert_hides (fixture, "Begin of A.");
  choose (fixture, "b");
  assert_shows (fixture, "\nHuge B\n");
  select_event (fixture, "b");
  assert_shows (fixture, "Begin of B.");
  assert_shows (fixture, "basis of B");
  assert_hides (fixture, "Reading the event…");

  choose (fixture, "a");
  choose (fixture, "f");
  assert_shows (fixture, "\nFew words.\n");
  wait_ms (500);
  assert_shows (fixture, "\nShort\n");
  assert_shows (fixture, "\nFew words.\n");
  assert_hides (fixture, "basis of A");

  /* A search lights words on what is there, and does not read it again. */
  select_event (fixture, "a");
  annals_session_set_search (fixture->session, "delegations");
  assert_shows (fixture, "Begin of A.");
  wait_until (!annals_session_is_searching (fixture->session));
  assert_shows (fixture, "Begin of A.");
  annals_session_select (fixture->session, ANNALS_NO_EVENT);
}

/* A press brings so many rows that a page of them can be laid out, not thousands. */
static void
test_huge_is_paged (Fixture *fixture, gconstpointer data)
{
  select_event (fixture, "a");
  assert_shows (fixture, "\nSpeaker 3\n");
  assert_hides (fixture, "\nSpeaker 4\n");
  click (fixture, NULL, "\nShow 250 more of 5,000\n");
  wait_until (find_button (fixture, NULL, "\nShow 250 more of 5,000\n") != NULL);
  assert_shows (fixture, "\nSpeaker 253\n");
  assert_hides (fixture, "\nSpeaker 254\n");
  click (fixture, NULL, "\nShow more of it\n");
  wait_until (find_button (fixture, NULL, "\nShow more of it\n") != NULL);
  assert_hides (fixture, "End.");
}

/* While it is read a sheet says of no number that it is naught. */
static void
test_huge_sheet (Fixture *fixture, gconstpointer data)
{
  annals_side_panel_set_is_sheet (ANNALS_SIDE_PANEL (fixture->panel), TRUE);
  choose (fixture, "a");
  assert_shows (fixture, "\n…\nclaims\n…\nsources\n0\nnotes\n");
  select_event (fixture, "a");
  assert_shows (fixture, "\n5,000\nclaims\n0\nsources\n0\nnotes\n");
}

/* No hyphen is put where a long word breaks: it would read as the file's. */
static void
test_no_hyphens (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) labels = NULL;
  gboolean is_found = FALSE;

  select_event (fixture, "e");
  labels = find_widgets (fixture->panel, GTK_TYPE_LABEL);
  for (guint i = 0; i < labels->len; i++)
    {
      GtkLabel *label = g_ptr_array_index (labels, i);
      PangoLogAttr const *attributes;
      int n;

      if (!g_str_has_prefix (gtk_label_get_text (label), "aaaa"))
        continue;
      attributes = pango_layout_get_log_attrs_readonly (gtk_label_get_layout (label), &n);
      for (int c = 0; c < n; c++)
        g_assert_false (attributes[c].break_inserts_hyphen);
      is_found = TRUE;
    }
  g_assert_true (is_found);
}

/* What a choice makes at once is bounded, however long the event. */
static void
test_long_is_cut (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) labels = NULL;

  select_event (fixture, "e");
  labels = find_widgets (fixture->panel, GTK_TYPE_LABEL);
  g_assert_cmpuint (labels->len, <, 90);
  for (guint i = 0; i < labels->len; i++)
    g_assert_cmpuint (strlen (gtk_label_get_text (g_ptr_array_index (labels, i))), <=, 2003);
}

/* --- Words --- */

static const char words_json[]
  = "{\"format\":\"annals-1\",\"title\":\"T\",\"tracks\":[{\"id\":\"t\",\"title\":\"Track\"}],"
    "\"events\":[{\"id\":\"e\",\"date\":\"2018\",\"title\":\"판문점 선언과 한반도의 평화와 번영\","
    "\"summary\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"},"
    "{\"id\":\"f\",\"date\":\"2019\",\"title\":\"2019년 2월 27–28일\","
    "\"summary\":\"2019년 2월 27–28일 https://example.org/a/long/address/that/has/to/be/broken/somewhere\"}]}";

/* The labels of an event's page that begin so. */
static GPtrArray *
find_labels (Fixture *fixture, const char *event, const char *begin)
{
  GPtrArray *labels;

  select_event (fixture, event);
  wait_ms (50);
  g_assert_cmpint (gtk_widget_get_width (fixture->panel), <=, 400);
  labels = find_widgets (fixture->panel, GTK_TYPE_LABEL);
  for (guint i = labels->len; i > 0; i--)
    if (!g_str_has_prefix (gtk_label_get_text (g_ptr_array_index (labels, i - 1)), begin))
      g_ptr_array_remove_index (labels, i - 1);

  return labels;
}

/* Lines of Hangul end where words end, whatever the width; the longest word wraps all the same. */
static void
test_hangul (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) labels = find_labels (fixture, "e", "판문점");
  guint n_lines = 0;

  for (guint i = 0; i < labels->len; i++)
    {
      GtkLabel *label = g_ptr_array_index (labels, i);
      const char *text = gtk_label_get_text (label);
      g_autoptr (PangoLayout) layout = pango_layout_copy (gtk_label_get_layout (label));

      for (int width = 120; width < 300; width += 7)
        {
          pango_layout_set_width (layout, width * PANGO_SCALE);
          n_lines = pango_layout_get_line_count (layout);
          for (guint l = 1; l < n_lines; l++)
            {
              int start = pango_layout_get_line_readonly (layout, l)->start_index;

              g_assert_cmpint (text[start - 1], ==, ' ');
            }
        }
    }
  g_assert_cmpuint (n_lines, >, 0);
}

/* Pango 1.50 aborts when it breaks words that are kept whole at any character: dates, every one in Korean. */
static void
test_hangul_and_digits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) labels = find_labels (fixture, "f", "2019년");
  guint n_found = 0;

  for (guint i = 0; i < labels->len; i++)
    {
      GtkLabel *label = g_ptr_array_index (labels, i);
      g_autoptr (PangoLayout) layout = NULL;

      if (!gtk_label_get_wrap (label))
        continue;
      layout = pango_layout_copy (gtk_label_get_layout (label));
      for (int width = 0; width < 60; width++)
        {
          pango_layout_set_width (layout, width * PANGO_SCALE);
          g_assert_cmpint (pango_layout_get_line_count (layout), >, 1);
        }
      n_found++;
    }
  g_assert_cmpuint (n_found, >=, 2);
}

/* Lines of two scripts are not equally high; a row may not be made wider to save one of them. */
static char *
write_mixed_scripts (void)
{
  GString *json = g_string_new ("{\"format\":\"annals-1\",\"title\":\"T\",\"sources\":[");

  for (guint i = 0; i < 6; i++)
    g_string_append_printf (json,
                            "%s{\"id\":\"s%u\",\"type\":\"article\",\"title\":\"Joint text\","
                            "\"container-title\":\"Times (reproduces%.*s the text), 2018년 6월 12일 · "
                            "읽음\"}",
                            i > 0 ? "," : "", i, (int) (2 * i), " and notes");
  g_string_append (json, "],\"events\":[{\"id\":\"e\",\"date\":\"2018\",\"title\":\"E\","
                         "\"sources\":[\"s0\",\"s1\",\"s2\",\"s3\",\"s4\",\"s5\"],\"claims\":["
                         "{\"by\":\"외무성 Ministry of Foreign Affairs\",\"stance\":\"asserts\","
                         "\"text\":\"한 first 말 word\"},"
                         "{\"by\":\"Ri 리용호\",\"stance\":\"disputes\",\"text\":\"둘째 second\"}]}]}");
  return g_string_free (json, FALSE);
}

static void
test_mixed_scripts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) labels = find_labels (fixture, "e", "");
  double page_end = 0;

  for (guint i = 0; i < labels->len; i++)
    {
      GtkWidget *label = g_ptr_array_index (labels, i);
      graphene_rect_t bounds;

      if (!gtk_widget_get_mapped (label)
          || !gtk_widget_compute_bounds (label, fixture->panel, &bounds))
        continue;
      if (g_str_equal (gtk_label_get_text (GTK_LABEL (label)), "Sources"))
        page_end = gtk_widget_get_width (fixture->panel) - bounds.origin.x;
    }
  g_assert_cmpfloat (page_end, >, 100);
  for (guint i = 0; i < labels->len; i++)
    {
      GtkWidget *label = g_ptr_array_index (labels, i);
      graphene_rect_t bounds;

      if (gtk_widget_get_mapped (label) && gtk_widget_compute_bounds (label, fixture->panel, &bounds)
          && bounds.origin.x + bounds.size.width > page_end + 0.5)
        g_error ("“%s” ends at %g of %g", gtk_label_get_text (GTK_LABEL (label)),
                 bounds.origin.x + bounds.size.width, page_end);
    }
}

int
main (int argc, char **argv)
{
  g_autofree char *mixed_scripts = write_mixed_scripts ();
  g_autofree char *long_event = write_long_event ();
  g_autofree char *huge_events = write_huge_events ();
  const PanelTest tests[] = {
    { "/panel-words/long", long_event, test_long },
    { "/panel-words/long-is-cut", long_event, test_long_is_cut },
    { "/panel-words/huge", huge_events, test_huge },
    { "/panel-words/huge-is-paged", huge_events, test_huge_is_paged },
    { "/panel-words/huge-sheet", huge_events, test_huge_sheet },
    { "/panel-words/hangul", words_json, test_hangul },
    { "/panel-words/hangul-and-digits", words_json, test_hangul_and_digits },
    { "/panel-words/mixed-scripts", mixed_scripts, test_mixed_scripts },
    { "/panel-words/no-hyphens", words_json, test_no_hyphens },
  };

  init_test (&argc, &argv);
  return run_panel_tests (tests, G_N_ELEMENTS (tests), set_up_panel);
}
