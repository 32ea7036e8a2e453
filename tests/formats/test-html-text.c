/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HTML to plain text: tables of cases, and hostile texts in linear time. */
#include "formats/html-text.h"

#include <locale.h>
#include <string.h>

static const struct
{
  const char *html, *text;
} cases[] = {
  { "", "" },
  { "plain", "plain" },
  { "  two  words\n and a line ", "two  words\n and a line" },
  { "<b>bold</b> and <i class=\"x\">slanted</i>", "bold and slanted" },
  { "one<br>two<BR/>three<br />four", "one\ntwo\nthree\nfour" },
  { "<p>first\n  of it</p>\n\n<p>second</p>", "first of it\n\nsecond" },
  { "a<br><br><br><br>b", "a\n\nb" },
  { "<div>a</div><div>b<div>c</div></div>", "a\nb\nc" },
  { "<ul>\n <li>one</li>\n <li>two</li>\n</ul>after", "one\ntwo\n\nafter" },
  { "<h2>Head</h2>text<hr>more", "Head\n\ntext\n\nmore" },
  { "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc" },
  { "a<script>if (1 < 2) alert('</p>')</SCRIPT >b", "ab" },
  { "a<style type=x>p { }</style>b<script>the rest", "ab" },
  { "a<!-- <p> no -- > text -->b", "ab" },
  { "a<!-- no end <b>bold</b>", "a<!-- no end bold" },
  { "<!DOCTYPE html><?xml version='1.0'?>a", "a" },
  /* What is no tag stays. */
  { "1 < 2 and 3 > 2, a<", "1 < 2 and 3 > 2, a<" },
  { "Ada <ada@example.org> and <https://example.org>",
    "Ada <ada@example.org> and <https://example.org>" },
  { "I <3 it </ 3> <!> <?>", "I <3 it </ 3> <!> <?>" },
  { "cut <a href=\"x", "cut <a href=\"x" },
  { "cut <b", "cut <b" },
  { "<a title=\"a > b\">t</a>", "t" },
  { "<a title=\"no end>t</a> u", "t u" },
  { "<it's>quoted</it's>", "<it's>quoted</it's>" },
  { "don<b 't>x</b> y'", "donx y'" },
  /* Entities. */
  { "&amp;&lt;b&gt;&quot;&apos;", "&<b>\"'" },
  { "&eacute;&Eacute;&hellip;&mdash;&thetasym;&euro;", "éÉ…—ϑ€" },
  { "&#233;&#xE9;&#XE9;&#x1F600;&#0000233;", "ééé😀é" },
  { "&#146;&#150;&#129;", "’–&#129;" },
  { "&amp;amp; &amp;#65;", "&amp; &#65;" },
  { "AT&T &unknown; &; &#; &#x; &#xD800; &#0; &#1114112; &#-5; &#x 41; &amp",
    "AT&T &unknown; &; &#; &#x; &#xD800; &#0; &#1114112; &#-5; &#x 41; &amp" },
  { "&#7;&#x1E;|", "&#7;&#x1E;|" },
  { "a&nbsp;b", "a\302\240b" },
  { "a\001\036b", "a  b" },
  { "서울<br>漢字 &amp; ñ", "서울\n漢字 & ñ" },
};

static void
test_texts (void)
{
  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autofree char *text = annals_html_to_text (cases[c].html, NULL, NULL);

      g_assert_cmpstr (text, ==, cases[c].text);
      g_assert_true (g_utf8_validate (text, -1, NULL));
    }
}

static void
test_lines (void)
{
  static const struct
  {
    const char *html, *line;
  } titles[] = {
    { " A <b>title</b><br>of\n\n two&#10;lines ", "A title of two lines" },
    { "  plain   words  ", "plain words" },
    { "plain", "plain" },
    { "   ", "" },
    { "", "" },
    { " \t<br> ", "" },
  };

  for (guint c = 0; c < G_N_ELEMENTS (titles); c++)
    {
      g_autofree char *line = annals_html_to_line (titles[c].html, NULL, NULL);

      g_assert_cmpstr (line, ==, titles[c].line);
    }
}

static void
test_addresses (void)
{
  static const struct
  {
    const char *html, *links, *images;
  } addresses[] = {
    { "<a href=\"https://example.org/a?b=1&amp;c=2\">x</a>", "https://example.org/a?b=1&c=2", "" },
    { "<A class=x HREF = 'HTTP://example.org' >x</A>", "HTTP://example.org", "" },
    { "<a href=http://example.org/un/quoted>x</a>", "http://example.org/un/quoted", "" },
    { "<a href=mailto:ada@example.org><a href=https://b.example>",
      "mailto:ada@example.org https://b.example", "" },
    { "<a href=\"javascript:alert(1)\">x</a><a href='/here'>y</a><a href=\"data:x\"><a href>", "",
      "" },
    { "<a data-href=\"https://no.example\" name>x</a></a href='https://no.example'>", "", "" },
    { "<img src=\"a/b.png\" alt=''><iframe src=\"https://film.example\"></iframe>", "",
      "a/b.png https://film.example" },
    { "<a href=\" https://example.org/ \"><img src=i.png></a>", "https://example.org/", "i.png" },
    { "<script><a href=\"https://no.example\"></script>", "", "" },
    { "<b href=\"https://no.example\">x</b>", "", "" },
  };

  for (guint c = 0; c < G_N_ELEMENTS (addresses); c++)
    {
      g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GPtrArray) images = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *text = annals_html_to_text (addresses[c].html, links, images);
      g_autofree char *all_links = NULL, *all_images = NULL;

      g_ptr_array_add (links, NULL);
      g_ptr_array_add (images, NULL);
      all_links = g_strjoinv (" ", (char **)links->pdata);
      all_images = g_strjoinv (" ", (char **)images->pdata);
      g_assert_cmpstr (all_links, ==, addresses[c].links);
      g_assert_cmpstr (all_images, ==, addresses[c].images);
    }
}

/* The whole list: every name of HTML 4 has a character, and no other has. */
static void
test_entities (void)
{
  static const char *const names[] = { "AElig", "zwnj", "yuml", "Omega", "apos", "fnof", "spades" };
  static const char *const none[] = { "", "a", "AMP", "amp2", "thetasymb", "zzz", "AEli" };

  for (guint n = 0; n < G_N_ELEMENTS (names); n++)
    g_assert_cmpuint (annals_html_entity (names[n], strlen (names[n])), !=, 0);
  for (guint n = 0; n < G_N_ELEMENTS (none); n++)
    g_assert_cmpuint (annals_html_entity (none[n], strlen (none[n])), ==, 0);
  g_assert_cmpuint (annals_html_entity ("amphora", 3), ==, '&');
}

/* Two megabytes of what begins and never ends: quadratic time would take hours. */
static void
test_hostile (void)
{
  static const char *const pieces[] = { "<",         "<a",           "<a \"",   "<a x=\"",
                                        "<a x='\">", "<!--",         "<!-",     "&",
                                        "&#",        "&amp",         "<script", "<style>",
                                        "<p>",       "<br><a href=", "</scr",   "<a href=\"x\" ",
                                        "<!DOCTYPE" };
  g_autoptr (GTimer) timer = g_timer_new ();

  for (guint p = 0; p < G_N_ELEMENTS (pieces); p++)
    {
      g_autoptr (GString) html = g_string_new (NULL);
      g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *text = NULL;

      while (html->len < 2 * 1024 * 1024)
        g_string_append (html, pieces[p]);
      text = annals_html_to_text (html->str, links, links);
      g_assert_cmpuint (strlen (text), <=, html->len);
    }
  g_assert_cmpfloat (g_timer_elapsed (timer, NULL), <, 60);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/html-text/texts", test_texts);
  g_test_add_func ("/formats/html-text/lines", test_lines);
  g_test_add_func ("/formats/html-text/addresses", test_addresses);
  g_test_add_func ("/formats/html-text/entities", test_entities);
  g_test_add_func ("/formats/html-text/hostile", test_hostile);
  return g_test_run ();
}
