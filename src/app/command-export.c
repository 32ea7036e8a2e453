/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `annals --export`: a picture from the command line, without a display. */
#include "app/command-line.h"

#include <glib/gi18n-lib.h>
#include <gtk/gtk.h>
#include <math.h>

#include "export/export.h"
#include "formats/loader.h"
#include "time/edtf.h"

static const struct
{
  const char *name;
  AnnalsThemeId id;
} themes[] = {
  { "light", ANNALS_THEME_LIGHT },
  { "dark", ANNALS_THEME_DARK },
  { "print", ANNALS_THEME_PRINT },
};

/* "1280x800", nothing before, between or after. */
static gboolean
read_size (const char *text, int *width, int *height)
{
  g_auto (GStrv) parts = g_strsplit (text, "x", 3);
  guint64 numbers[2];

  if (g_strv_length (parts) != 2)
    return FALSE;
  for (guint i = 0; i < 2; i++)
    if (!g_ascii_string_to_unsigned (parts[i], 10, 1, G_MAXINT, &numbers[i], NULL))
      return FALSE;
  *width = (int)numbers[0];
  *height = (int)numbers[1];
  return TRUE;
}

static gboolean
read_scale (const char *text, double *scale)
{
  char *end = NULL;

  if (!g_ascii_isdigit (text[0]) && text[0] != '.')
    return FALSE;
  *scale = g_ascii_strtod (text, &end);
  return *end == '\0' && isfinite (*scale) && *scale > 0;
}

static gboolean
read_theme (const char *text, AnnalsThemeId *theme)
{
  for (guint i = 0; i < G_N_ELEMENTS (themes); i++)
    if (g_str_equal (text, themes[i].name))
      {
        *theme = themes[i].id;
        return TRUE;
      }
  return FALSE;
}

static gboolean
read_range (const char *text, AnnalsExportOptions *options)
{
  g_autoptr (GError) error = NULL;
  AnnalsSpan span;
  guint column = 0;

  if (!annals_edtf_parse (text, -1, &span, NULL, &column, &error))
    {
      annals_command_print_message (_ ("--range %s: character %u: %s"), text, column,
                                    error->message);
      return FALSE;
    }
  options->begin_s = annals_span_get_earliest (&span);
  options->end_s = annals_span_get_latest (&span);
  if (isfinite (options->begin_s) && isfinite (options->end_s) && options->begin_s < options->end_s)
    return TRUE;
  annals_command_print_message (
      _ ("--range %s: a range needs a begin and an end, such as 2017/2025."), text);
  return FALSE;
}

static gboolean
read_request (const AnnalsExportRequest *request, AnnalsExportOptions *options)
{
  if (request->size != NULL && !read_size (request->size, &options->width, &options->height))
    {
      annals_command_print_message (_ ("--size %s: expected WIDTHxHEIGHT, such as 1280x800."),
                                    request->size);
      return FALSE;
    }
  if (request->scale != NULL && !read_scale (request->scale, &options->scale))
    {
      annals_command_print_message (_ ("--scale %s: expected a number above zero."),
                                    request->scale);
      return FALSE;
    }
  if (request->theme != NULL && !read_theme (request->theme, &options->theme))
    {
      annals_command_print_message (_ ("--theme %s: expected light, dark or print."),
                                    request->theme);
      return FALSE;
    }
  return request->range == NULL || read_range (request->range, options);
}

int
annals_command_export (const AnnalsExportRequest *request, const char *name)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (name);
  g_autoptr (GFile) output = g_file_new_for_commandline_arg (request->output);
  g_autoptr (AnnalsTimeline) timeline = NULL;
  g_autoptr (GError) error = NULL;
  AnnalsExportOptions options;

  annals_export_options_init (&options);
  options.lists_sources = request->lists_sources;
  if (!read_request (request, &options))
    return ANNALS_EXIT_FAILED;
  timeline = annals_load_file (file, NULL, &error);
  if (timeline == NULL)
    {
      annals_command_print_error (name, error);
      return ANNALS_EXIT_FAILED;
    }
  if (request->selection != NULL)
    {
      options.selection = annals_timeline_find_event (timeline, request->selection);
      if (options.selection == ANNALS_NO_EVENT)
        {
          annals_command_print_message (_ ("--select %s: %s has no event of that id."),
                                        request->selection, name);
          return ANNALS_EXIT_FAILED;
        }
    }
  /* GSK wants GTK to have been asked, even where there is no display and the answer is no. */
  (void)gtk_init_check ();
  if (annals_export_to_file (timeline, &options, output, NULL, &error))
    return ANNALS_EXIT_DONE;
  annals_command_print_error (request->output, error);
  return ANNALS_EXIT_FAILED;
}
