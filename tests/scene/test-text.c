/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text: what a label is reckoned to be wide, what it is, and what is kept. */
#include "scene/text.h"

#include <gtk/gtk.h>

static const char *const samples[] = {
  "Hanoi summit breaks off",
  "Trump–Kim diplomacy: ‘nuclear power’ remark (2019)",
  "IIIIIIIIIIIIllllllllllll",
  "WWWWWWWWWW MMMMMMMMMM",
  "AVAVAVAV To Ty LT",
  "Саммит в Сингапуре и договор о помощи",
  "Η συμφωνία της Σιγκαπούρης",
  "北京会談と平壌共同宣言",
  "朝鮮半島無核化",
  "한반도의 완전한 비핵화",
  "판문점 선언과 평양 공동선언",
  "café naïve Å ö ñ",
  "cafe\xcc\x81 nai\xcc\x88ve",
  "قمة سنغافورة وإعلان بيونغ يانغ",
  "פסגת סינגפור",
  "",
  "a",
  "line\nbreak\tand tab",
};

typedef struct
{
  PangoContext *context;
  AnnalsTextCache *cache;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->context = annals_text_create_context ();
  fixture->cache = annals_text_cache_new (fixture->context, GPOINTER_TO_INT (data) / 100.0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  annals_text_cache_unref (fixture->cache);
  g_assert_finalize_object (fixture->context);
}

/* A label never needs more room than rows reserve for it, nor much less. */
static void
test_estimates (Fixture *fixture, gconstpointer data)
{
  for (int importance = 1; importance <= 5; importance++)
    for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
      {
        double reckoned
            = annals_text_get_label_width (fixture->cache, importance, samples[i], 100000);
        double real = annals_text_measure (fixture->cache, ANNALS_TEXT_LABEL_1 + importance - 1,
                                           samples[i]);

        g_test_message ("%d “%s”: %.1f for %.1f", importance, samples[i], reckoned, real);
        g_assert_cmpfloat (reckoned, >=, real);
        g_assert_cmpfloat (reckoned, <=, real * 1.35 + 12);
      }
}

static void
test_cap (Fixture *fixture, gconstpointer data)
{
  g_autofree char *endless = g_strnfill (100000, 'm');

  g_assert_cmpfloat (annals_text_get_label_width (fixture->cache, 3, endless, 320), ==, 320);
  g_assert_cmpfloat (annals_text_get_label_width (fixture->cache, 3, "short", 320), <, 60);
  g_assert_cmpfloat (annals_text_get_label_width (fixture->cache, 3, "", 320), ==, 2);
}

static void
test_ellipsis (Fixture *fixture, gconstpointer data)
{
  GdkRGBA ink = { 0, 0, 0, 1 };
  double whole, cut;

  g_assert_nonnull (
      annals_text_node (fixture->cache, ANNALS_TEXT_LABEL_1, samples[0], &ink, 0, &whole));
  for (double max = 44; max < whole; max += 7)
    {
      GskRenderNode *node
          = annals_text_node (fixture->cache, ANNALS_TEXT_LABEL_1, samples[0], &ink, max, &cut);

      g_assert_nonnull (node);
      g_assert_cmpfloat (cut, <=, max);
      /* The same words again are the same node. */
      g_assert_true (
          node
          == annals_text_node (fixture->cache, ANNALS_TEXT_LABEL_1, samples[0], &ink, max, NULL));
    }
  annals_text_node (fixture->cache, ANNALS_TEXT_LABEL_1, samples[0], &ink, whole + 1, &cut);
  g_assert_cmpfloat (cut, ==, whole);
}

static void
test_budget (Fixture *fixture, gconstpointer data)
{
  GdkRGBA ink = { 0, 0, 0, 1 };

  annals_text_cache_begin_frame (fixture->cache, 2);
  g_assert_nonnull (annals_text_node (fixture->cache, ANNALS_TEXT_LABEL_3, "one", &ink, 0, NULL));
  g_assert_nonnull (annals_text_node (fixture->cache, ANNALS_TEXT_LABEL_3, "two", &ink, 0, NULL));
  g_assert_false (annals_text_cache_is_short (fixture->cache));
  g_assert_null (annals_text_node (fixture->cache, ANNALS_TEXT_LABEL_3, "three", &ink, 0, NULL));
  g_assert_true (annals_text_cache_is_short (fixture->cache));
  g_assert_nonnull (annals_text_node (fixture->cache, ANNALS_TEXT_LABEL_3, "one", &ink, 0, NULL));

  annals_text_cache_begin_frame (fixture->cache, 2);
  g_assert_false (annals_text_cache_is_short (fixture->cache));
  g_assert_nonnull (annals_text_node (fixture->cache, ANNALS_TEXT_LABEL_3, "three", &ink, 0, NULL));
}

/* Words that fall back to other fonts stand on the same line. */
static void
test_hostile (Fixture *fixture, gconstpointer data)
{
  GdkRGBA ink = { 0, 0, 0, 1 };
  g_autofree char *endless = g_strnfill (1000000, 'x');

  g_assert_nonnull (
      annals_text_node (fixture->cache, ANNALS_TEXT_LABEL_3, endless, &ink, 320, NULL));
  g_assert_nonnull (annals_text_node (fixture->cache, ANNALS_TEXT_LABEL_3, "", &ink, 0, NULL));
  g_assert_nonnull (
      annals_text_node (fixture->cache, ANNALS_TEXT_LABEL_3, "\n\n\t", &ink, 0, NULL));
  g_assert_nonnull (annals_text_node (fixture->cache, ANNALS_TEXT_LABEL_3,
                                      "\xe2\x80\xa8\xe2\x80\xa9", &ink, 9, NULL));
  g_assert_nonnull (annals_text_node (fixture->cache, ANNALS_TEXT_LABEL_3,
                                      "\xf3\xa0\x80\x81\xf0\x9f\x91\xa9", &ink, 9, NULL));
}

static void
test_break (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) one = annals_text_break (fixture->cache, ANNALS_TEXT_LANE, "Russia", 120, 2);
  g_auto (GStrv) two = annals_text_break (fixture->cache, ANNALS_TEXT_LANE,
                                          "Trump–Kim diplomacy and more", 100, 2);
  g_auto (GStrv) none = annals_text_break (fixture->cache, ANNALS_TEXT_LANE, "", 100, 2);
  g_auto (GStrv) word = annals_text_break (fixture->cache, ANNALS_TEXT_LANE,
                                           "Donaudampfschifffahrtsgesellschaft", 60, 2);

  g_assert_cmpuint (g_strv_length (one), ==, 1);
  g_assert_cmpstr (one[0], ==, "Russia");
  g_assert_cmpuint (g_strv_length (two), ==, 2);
  g_assert_cmpstr (two[0], ==, "Trump–Kim");
  g_assert_cmpstr (two[1], ==, "diplomacy and more");
  g_assert_cmpuint (g_strv_length (none), ==, 1);
  g_assert_cmpuint (g_strv_length (word), ==, 1);
}

static void
test_family (void)
{
  g_assert_cmpstr (annals_text_get_family ("Cantarell"), ==, "Cantarell");
  g_assert_nonnull (annals_text_get_family (NULL));
  g_assert_cmpstr (annals_text_get_family ("sans"), ==, annals_text_get_family ("Sans"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init_check ();
#define ADD(name, percent, func)                                                                   \
  g_test_add ("/scene/text/" name, Fixture, GINT_TO_POINTER (percent), set_up, func, tear_down)
  ADD ("estimates", 100, test_estimates);
  ADD ("estimates-large", 150, test_estimates);
  ADD ("cap", 100, test_cap);
  ADD ("ellipsis", 100, test_ellipsis);
  ADD ("budget", 100, test_budget);
  ADD ("hostile", 100, test_hostile);
  ADD ("break", 100, test_break);
  g_test_add_func ("/scene/text/family", test_family);

  return g_test_run ();
}
