/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The side panel as a page: what it says of claims, sources, links and media, and where its buttons
 * lead. */
#include "panel-test.h"
#include "widgets/local-picture.h"

/* The words stand on the page in this order. */
static void
assert_order (Fixture *fixture, const char *const *words)
{
  g_autofree char *text = get_shown_text (fixture->panel);
  const char *at = text;

  for (guint i = 0; words[i] != NULL; i++)
    {
      at = strstr (at, words[i]);
      if (at == NULL)
        g_error ("“%s” does not come in its turn:%s", words[i], text);
    }
}

/* --- Head --- */

static const char story[]
  = "{\"format\":\"annals-1\",\"title\":\"T\",\"tracks\":[{\"id\":\"t\",\"title\":\"Track\"}],"
    "\"sources\":[{\"id\":\"a\",\"type\":\"book\",\"title\":\"Book\",\"author\":[{\"family\":\"Han\","
    "\"given\":\"Ji\"}],\"issued\":{\"date-parts\":[[2018,6],[2018,7]]},\"page\":\"4-9\","
    "\"DOI\":\"10.1000/1\",\"accessed\":\"2025-08-26\",\"custom\":{\"read\":true}},"
    "{\"id\":\"b \\\"q\\\"\",\"type\":\"webpage\",\"title\":\"Page\",\"URL\":\"https://example.org/p\","
    "\"custom\":{\"read\":false}}],"
    "\"events\":["
    "{\"id\":\"e\",\"title\":\"Middle\",\"date\":\"2018-06-12\",\"dateText\":\"the twelfth\","
    "\"dateBasis\":\"the day is worked out\",\"calendar\":\"julian\",\"certainty\":\"rumoured\","
    "\"color\":\"#AA3377\",\"otherDates\":[{\"date\":\"2018\",\"by\":\"the article\",\"source\":\"a\","
    "\"why\":\"no more is said\"},{\"date\":\"2019\"}],"
    "\"sources\":[{\"source\":\"a\",\"locator\":\"chapter 3\",\"quote\":\"so it was\"},\"b \\\"q\\\"\","
    "\"http://www.wikidata.org/entity/Q42\"],"
    "\"claims\":[{\"by\":\"Zoe\",\"stance\":\"expects\",\"text\":\"third\"},"
    "{\"by\":\"Yan\",\"stance\":\"assesses\",\"text\":\"second\",\"event\":\"nowhere\"},"
    "{\"by\":\"Xu\",\"stance\":\"asserts\",\"text\":\"first\",\"event\":\"e\",\"hedged\":true},"
    "{\"by\":\"Wu\",\"stance\":\"expects\",\"text\":\"fourth\",\"event\":\"undated\"}],"
    "\"links\":[{\"type\":\"follows\",\"to\":\"before\"},{\"type\":\"obstructs\",\"to\":\"later\"},"
    "{\"type\":\"follows\",\"to\":\"earlier\"},{\"type\":\"akin to\",\"to\":\"later\",\"hedged\":true},"
    "{\"type\":\"assesses\",\"to\":\"nowhere\"}]},"
    "{\"id\":\"earlier\",\"title\":\"Earlier\",\"date\":\"2016\",\"sources\":[\"a\"]},"
    "{\"id\":\"before\",\"title\":\"Before\",\"date\":\"2017\",\"place\":{\"name\":\"Hotel\","
    "\"latitude\":21.0255,\"longitude\":105.8561}},"
    "{\"id\":\"later\",\"title\":\"Later\",\"date\":\"2020\",\"place\":{"
    "\"latitude\":-33.5,\"longitude\":-70},\"links\":[{\"type\":\"follows\",\"to\":\"e\"}]},"
    "{\"id\":\"after\",\"title\":\"After\",\"date\":\"2019\",\"links\":[{\"type\":\"follows\",\"to\":\"e\"}]},"
    "{\"id\":\"undated\",\"title\":\"Undated\",\"claims\":[{\"by\":\"V\",\"quote\":\"own words\","
    "\"source\":\"a\"}]}]}";

static void
test_head (Fixture *fixture, gconstpointer data)
{
  static const char *const words[] = {
    "\nMiddle\n",
    "\nThe twelfth\n",
    "\n12 June 2018 (Julian calendar)\n",
    "\nrumoured\n",
    "\n2018-06-12 (Julian calendar) · the day is worked out\n",
    "\nThe article dates it 2018 only: no more is said.\n",
    "\nAlso dated 2019.\n",
    "\nColour\n",
    "\n■ #AA3377\n",
    NULL,
  };

  select_event (fixture, "e");
  assert_order (fixture, words);
}

/* Where the place lies stands under its name, as the file has it, to be selected; without one, nothing does. */
static void
test_place (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *event, *words, *spoken;
  } cases[] = {
    { "before", "\nHotel\n21.0255° N, 105.8561° E\n", "21.0255 degrees north, 105.8561 degrees east" },
    { "later", "\n33.5° S, 70° W\n", "33.5 degrees south, 70 degrees west" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) labels = NULL;
      guint n_found = 0;

      select_event (fixture, cases[i].event);
      assert_shows (fixture, cases[i].words);
      labels = find_widgets (fixture->panel, GTK_TYPE_LABEL);
      for (guint l = 0; l < labels->len; l++)
        if (strstr (gtk_label_get_text (labels->pdata[l]), "°") != NULL)
          {
            n_found++;
            g_assert_true (gtk_label_get_selectable (labels->pdata[l]));
            gtk_test_accessible_assert_property (GTK_ACCESSIBLE (labels->pdata[l]), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                                 cases[i].spoken);
          }
      g_assert_cmpuint (n_found, ==, 1);
    }
  select_event (fixture, "after");
  assert_hides (fixture, "°");
}

/* A number stands behind the last of the words, on none of them: a quote's rule moves them. */
static void
test_tail (Fixture *fixture, gconstpointer data)
{
  GtkWidget *box, *label, *chip;
  g_autoptr (GPtrArray) labels = NULL;
  g_autoptr (GtkCssProvider) css = gtk_css_provider_new ();
  GdkDisplay *display = gtk_widget_get_display (fixture->panel);
  double label_x, chip_x;
  int offset_x, text_width;

  gtk_css_provider_load_from_data (css, ".quote { padding-left: 30px; }", -1);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (css),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  select_event (fixture, "undated");
  wait_ms (100);
  labels = find_widgets (fixture->panel, GTK_TYPE_LABEL);
  for (guint i = 0; i < labels->len; i++)
    {
      label = g_ptr_array_index (labels, i);
      if (!g_str_equal (gtk_label_get_text (GTK_LABEL (label)), "“own words”"))
        continue;
      box = gtk_widget_get_parent (label);
      chip = gtk_widget_get_last_child (box);
      g_assert_true (chip != label);
      g_assert_true (gtk_widget_translate_coordinates (label, box, 0, 0, &label_x, NULL));
      g_assert_true (gtk_widget_translate_coordinates (chip, box, 0, 0, &chip_x, NULL));
      gtk_label_get_layout_offsets (GTK_LABEL (label), &offset_x, NULL);
      pango_layout_get_pixel_size (gtk_label_get_layout (GTK_LABEL (label)), &text_width, NULL);
      g_assert_cmpfloat (chip_x, >=, label_x + offset_x + text_width);
      gtk_style_context_remove_provider_for_display (display, GTK_STYLE_PROVIDER (css));
      return;
    }
  g_error ("No quote");
}

/* By stance, whatever their order in the file; where each was said is a jump, if it is elsewhere. */
static void
test_claims (Fixture *fixture, gconstpointer data)
{
  static const char *const words[] = {
    "\nXu\nasserts, hedged\nfirst\n",
    "\nYan\nassesses\nsaid in “nowhere”, which is not in the file\nsecond\n",
    "\nZoe\nexpects\nthird\n",
    "\nWu\nexpects,\nUndated\nfourth\n",
    NULL,
  };

  select_event (fixture, "e");
  assert_order (fixture, words);
  assert_hides (fixture, "\ndisputed\n");
  click (fixture, NULL, "\nUndated\n");
  g_assert_cmpuint (fixture->chosen, ==, find_event (fixture, "undated"));
}

/* --- Sources --- */

static void
test_sources (Fixture *fixture, gconstpointer data)
{
  static const char *const words[] = {
    "\nSources\n3\n",
    "\nBook\nHan, Ji, June–July 2018, pp. 4-9, doi:10.1000/1, accessed 26 August 2025 · read\n",
    "chapter 3\n“so it was”\n",
    "\nPage\nno date · known by address only\n",
    "\nwikidata.org/entity/Q42\n",
    NULL,
  };

  select_event (fixture, "e");
  assert_order (fixture, words);
  assert_hides (fixture, "It rests on one source.");
  select_event (fixture, "earlier");
  assert_shows (fixture, "\nIt rests on one source.\n");
  select_event (fixture, "before");
  assert_shows (fixture, "\nNo source is named.\n");
}

/* What the menu of that source offers, opened as a click does and closed again. */
static GMenuModel *
open_menu (Fixture *fixture, guint number)
{
  g_autoptr (GPtrArray) buttons = find_widgets (fixture->panel, GTK_TYPE_MENU_BUTTON);

  g_assert_cmpuint (buttons->len, >=, number);
  wait_ms (50);
  gtk_menu_button_popup (g_ptr_array_index (buttons, number - 1));
  wait_ms (50);
  gtk_menu_button_popdown (g_ptr_array_index (buttons, number - 1));
  wait_ms (50);
  return gtk_menu_button_get_menu_model (g_ptr_array_index (buttons, number - 1));
}

static void
activate_item (Fixture *fixture, GMenuModel *menu, const char *label)
{
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autofree char *item = NULL;
      g_autofree char *action = NULL;
      g_autoptr (GVariant) target = g_menu_model_get_item_attribute_value (menu, i, "target", NULL);

      g_menu_model_get_item_attribute (menu, i, "label", "s", &item);
      g_menu_model_get_item_attribute (menu, i, "action", "s", &action);
      if (!g_str_equal (item, label))
        continue;
      g_assert_true (gtk_widget_activate_action_variant (fixture->panel, action, target));
      return;
    }
  g_error ("The menu does not offer “%s”", label);
}

static void
read_text_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
}

static char *
get_copied (Fixture *fixture)
{
  char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (fixture->panel), NULL, read_text_cb, &text);
  wait_until (text != NULL);
  return text;
}

static void
test_source_menu (Fixture *fixture, gconstpointer data)
{
  GMenuModel *menu;
  g_autofree char *citation = NULL;
  g_autofree char *link = NULL;

  select_event (fixture, "e");
  menu = open_menu (fixture, 1);
  g_assert_cmpint (g_menu_model_get_n_items (menu), ==, 4);
  activate_item (fixture, menu, "_Copy Citation");
  citation = get_copied (fixture);
  g_assert_cmpstr (citation, ==,
                   "Han, Ji. Book. June–July 2018, pp. 4-9, doi:10.1000/1 (accessed 26 August 2025)");
  activate_item (fixture, menu, "Copy _Link");
  link = get_copied (fixture);
  g_assert_cmpstr (link, ==, "https://doi.org/10.1000/1");
  activate_item (fixture, menu, "Show _Every Event That Uses It");
  g_assert_cmpstr (fixture->searched, ==, "source:\"a\"");

  menu = open_menu (fixture, 2);
  activate_item (fixture, menu, "Show _Every Event That Uses It");
  g_assert_cmpstr (fixture->searched, ==, "source:\"b q\"");
}

/* --- Links --- */

static void
test_links (Fixture *fixture, gconstpointer data)
{
  static const char *const words[] = {
    "\nLinks\n6\n",       "\nfollows\nBefore\n2017\n", "\nEarlier\n2016\n", "Later\n2020\n",
    "\nperhaps akin to\n", "\nLater\n",                 "followed by\nLater\n", "\nAfter\n2019\n",
    "\n1 link leads to an event that is not in the file.\n", NULL,
  };

  select_event (fixture, "e");
  assert_order (fixture, words);
}

/* Along "follows" the nearest is meant: Before, not Earlier; After, not Later. */
static void
test_along_follows (Fixture *fixture, gconstpointer data)
{
  select_event (fixture, "e");
  g_assert_true (gtk_widget_activate_action (fixture->panel, "panel.previous-along-follows", NULL));
  g_assert_cmpuint (fixture->chosen, ==, find_event (fixture, "before"));
  g_assert_true (gtk_widget_activate_action (fixture->panel, "panel.next-along-follows", NULL));
  g_assert_cmpuint (fixture->chosen, ==, find_event (fixture, "after"));

  select_event (fixture, "undated");
  fixture->chosen = ANNALS_NO_EVENT;
  gtk_widget_activate_action (fixture->panel, "panel.next-along-follows", NULL);
  g_assert_cmpuint (fixture->chosen, ==, ANNALS_NO_EVENT);
}

/* --- The sheet --- */

static void
test_sheet_height (Fixture *fixture, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *above = gtk_label_new ("above");
  int low, high, minimum;

  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  gtk_widget_set_vexpand (above, TRUE);
  g_object_ref (fixture->panel);
  gtk_window_set_child (GTK_WINDOW (fixture->window), box);
  gtk_box_append (GTK_BOX (box), above);
  annals_side_panel_set_is_sheet (ANNALS_SIDE_PANEL (fixture->panel), TRUE);
  gtk_box_append (GTK_BOX (box), fixture->panel);
  g_object_unref (fixture->panel);
  select_event (fixture, "e");
  wait_until (gtk_widget_get_height (fixture->panel) > 0);
  low = gtk_widget_get_height (fixture->panel);
  g_assert_cmpint (low, <=, 100);
  assert_shows (fixture, "\nThe twelfth\n");
  assert_shows (fixture, "\nrumoured\n");

  gtk_widget_activate_action (fixture->panel, "panel.pull", NULL);
  wait_until (gtk_widget_get_height (fixture->panel) > low + 100);
  high = gtk_widget_get_height (fixture->panel);
  g_assert_cmpint (gtk_widget_get_height (above), >, 100);
  /* Its window can be made small all the same. */
  gtk_widget_measure (fixture->panel, GTK_ORIENTATION_VERTICAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <, high);

  gtk_widget_activate_action (fixture->panel, "panel.pull", NULL);
  wait_until (gtk_widget_get_height (fixture->panel) == low);
}

/* --- Media --- */

static const char media_json[]
  = "{\"format\":\"annals-1\",\"title\":\"T\",\"tracks\":[{\"id\":\"t\",\"title\":\"Track\"}],"
    "\"events\":[{\"id\":\"e\",\"date\":\"2018\",\"title\":\"Pictures\",\"media\":["
    "{\"url\":\"good%20one.png\",\"title\":\"Good\",\"credit\":\"By nobody\",\"alternative\":\"A square\"},"
    "{\"url\":\"broken.png\",\"title\":\"Broken\"},"
    "{\"url\":\"https://example.org/film\",\"title\":\"Remote\"},"
    "{\"url\":\"../outside.png\",\"title\":\"Outside\"}]}]}";

static void
test_media (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GdkPixbuf) square = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 80, 40);
  g_autofree char *good = g_build_filename (fixture->folder, "inside", "good one.png", NULL);
  g_autofree char *broken = g_build_filename (fixture->folder, "inside", "broken.png", NULL);
  g_autofree char *outside = g_build_filename (fixture->folder, "outside.png", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pictures = NULL;

  gdk_pixbuf_fill (square, 0x336699ff);
  g_assert_true (gdk_pixbuf_save (square, good, "png", &error, NULL));
  g_assert_true (gdk_pixbuf_save (square, outside, "png", &error, NULL));
  g_assert_true (g_file_set_contents (broken, "\x89PNG\r\n\x1a\nno more", -1, &error));

  select_event (fixture, "e");
  assert_shows (fixture, "\nGood\nBy nobody\n");
  assert_shows (fixture, "\nRemote\n");
  assert_shows (fixture, "\nOutside\n");
  pictures = find_widgets (fixture->panel, ANNALS_TYPE_LOCAL_PICTURE);
  g_assert_cmpuint (pictures->len, ==, 2);
  for (guint i = 0; i < pictures->len; i++)
    wait_until (annals_local_picture_is_read (g_ptr_array_index (pictures, i)));
  g_assert_true (annals_local_picture_is_shown (g_ptr_array_index (pictures, 0)));
  g_assert_false (annals_local_picture_is_shown (g_ptr_array_index (pictures, 1)));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (g_ptr_array_index (pictures, 0)), GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (g_ptr_array_index (pictures, 0)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "A square");
  wait_until (gtk_widget_get_height (g_ptr_array_index (pictures, 0)) == 40);
  assert_shows (fixture, "\nThe picture cannot be shown. It is damaged.\n");
  g_assert_null (find_button (fixture, NULL, "\nGood\n"));
  g_assert_null (find_button (fixture, NULL, "\nOutside\n"));
  g_assert_nonnull (find_button (fixture, NULL, "\nRemote\n"));
}

/* --- By ear --- */

static void
test_by_ear (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) labels = NULL;
  g_autoptr (GString) headings = g_string_new (NULL);

  select_event (fixture, "e");
  assert_buttons_are_named (fixture->panel, 12);
  labels = find_widgets (fixture->panel, GTK_TYPE_LABEL);
  for (guint i = 0; i < labels->len; i++)
    if (gtk_test_accessible_has_role (g_ptr_array_index (labels, i), GTK_ACCESSIBLE_ROLE_HEADING)
        && gtk_widget_get_mapped (g_ptr_array_index (labels, i)))
      g_string_append_printf (headings, "%s; ", gtk_label_get_text (g_ptr_array_index (labels, i)));
  g_assert_cmpstr (headings->str, ==, "Middle; Who says what; Sources; Links; ");
}

int
main (int argc, char **argv)
{
  static const PanelTest tests[] = {
    { "/panel-page/head", story, test_head },
    { "/panel-page/place", story, test_place },
    { "/panel-page/claims", story, test_claims },
    { "/panel-page/tail", story, test_tail },
    { "/panel-page/sources", story, test_sources },
    { "/panel-page/source-menu", story, test_source_menu },
    { "/panel-page/links", story, test_links },
    { "/panel-page/along-follows", story, test_along_follows },
    { "/panel-page/sheet-height", story, test_sheet_height },
    { "/panel-page/media", media_json, test_media },
    { "/panel-page/by-ear", story, test_by_ear },
  };

  init_test (&argc, &argv);
  return run_panel_tests (tests, G_N_ELEMENTS (tests), set_up_panel);
}
