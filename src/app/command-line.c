/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line: what it asks for, and all that it does without a display. */
#include "app/command-line.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "formats/loader.h"
#include "time/calendar.h"

typedef struct
{
  AnnalsExportRequest export;
  char *conversion; /* where it goes */
  gboolean checks, lists, tells_version, helps;
  char **files;
} Arguments;

static void
arguments_clear (Arguments *arguments)
{
  g_free (arguments->export.output);
  g_free (arguments->export.range);
  g_free (arguments->export.size);
  g_free (arguments->export.scale);
  g_free (arguments->export.theme);
  g_free (arguments->export.selection);
  g_free (arguments->conversion);
  g_strfreev (arguments->files);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Arguments, arguments_clear)

/* A message is one line, whatever a file name or a file's own words bring into it. */
static void
print_line (GString *line)
{
  for (gsize i = 0; i < line->len; i++)
    if (g_ascii_iscntrl (line->str[i]))
      line->str[i] = ' ';
  g_string_append_c (line, '\n');
  fputs (line->str, stderr);
}

void
annals_command_print_error (const char *name, const GError *error)
{
  g_autoptr (GString) line = g_string_new (name);
  guint64 row, column;

  if (annals_format_error_get_position (error, &row, &column))
    g_string_append_printf (line, ":%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT, row, column);
  g_string_append_printf (line, ": error: %s", annals_format_error_get_reason (error));
  print_line (line);
}

void
annals_command_print_message (const char *format, ...)
{
  g_autoptr (GString) line = g_string_new ("annals: ");
  va_list arguments;

  va_start (arguments, format);
  g_string_append_vprintf (line, format, arguments);
  va_end (arguments);
  print_line (line);
}

/* Standard output that could not be written (a full disk, a closed pipe) is a failure too. */
static int
finish_output (int status)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return status;
  annals_command_print_message (_ ("Standard output could not be written."));
  return ANNALS_EXIT_FAILED;
}

AnnalsTimeline *
annals_command_load (const char *name)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (name);
  g_autoptr (GError) error = NULL;
  AnnalsTimeline *timeline = annals_load_file (file, NULL, &error);

  if (timeline == NULL)
    annals_command_print_error (name, error);
  return timeline;
}

static int
check_file (const char *name)
{
  g_autoptr (AnnalsTimeline) timeline = annals_command_load (name);
  AnnalsProblems *problems;
  guint64 n_errors, n_all;
  guint n_kept;

  if (timeline == NULL)
    return ANNALS_EXIT_FAILED;
  problems = annals_timeline_get_problems (timeline);
  n_kept = annals_problems_get_n_kept (problems);
  n_errors = annals_problems_count (problems, ANNALS_SEVERITY_ERROR);
  n_all = n_errors + annals_problems_count (problems, ANNALS_SEVERITY_WARNING);
  for (guint i = 0; i < n_kept; i++)
    {
      g_autofree char *line = annals_problem_to_line (annals_problems_get (problems, i), name);

      puts (g_strdelimit (line, "\n\r", ' '));
    }
  if (n_all > n_kept)
    {
      g_autofree char *more = g_strdup_printf ("%" G_GUINT64_FORMAT, n_all - n_kept);

      annals_command_print_message (
          g_dngettext (GETTEXT_PACKAGE, "%s: %s more problem is not listed.",
                       "%s: %s more problems are not listed.", (gulong)(n_all - n_kept)),
          name, more);
    }
  return n_errors > 0 ? ANNALS_EXIT_PROBLEMS : ANNALS_EXIT_DONE;
}

static int
check_files (char **names)
{
  int status = ANNALS_EXIT_DONE;

  for (; *names != NULL; names++)
    {
      int file_status = check_file (*names);

      status = MAX (status, file_status);
    }
  return finish_output (status);
}

/* A field of the list: what would end it early becomes a space. */
static void
append_field (GString *line, const char *text)
{
  if (line->len > 0)
    g_string_append_c (line, '\t');
  for (; *text != '\0'; text++)
    g_string_append_c (line, strchr ("\t\n\r", *text) != NULL ? ' ' : *text);
}

static void
append_bound (GString *line, double bound_s, gboolean is_unknown)
{
  g_autofree char *text = NULL;

  if (isnan (bound_s))
    text = g_strdup ("");
  else if (isinf (bound_s))
    text = g_strdup (is_unknown ? "?" : bound_s < 0 ? "-inf" : "+inf");
  else
    text = annals_instant_to_iso8601 (bound_s);
  append_field (line, text);
}

static void
list_event (GString *line, AnnalsTimeline *timeline, guint event)
{
  const AnnalsSpan *span = annals_timeline_get_event_span (timeline, event);
  const AnnalsTrack *track
      = annals_timeline_get_track (timeline, annals_timeline_get_event_track (timeline, event));
  g_autofree char *date = g_strdup (annals_timeline_get_event_date (timeline, event));
  gboolean begin_is_unknown = (span->flags & ANNALS_SPAN_BEGIN_UNKNOWN) != 0;
  gboolean end_is_unknown = (span->flags & ANNALS_SPAN_END_UNKNOWN) != 0;

  g_string_truncate (line, 0);
  append_field (line, annals_timeline_get_event_id (timeline, event));
  /* What could not be read is no EDTF. */
  append_field (line, annals_span_is_dated (span) ? g_strdelimit (date, "\037", '/') : "");
  append_bound (line, span->begin_min, begin_is_unknown);
  append_bound (line, span->begin_max, begin_is_unknown);
  append_bound (line, span->end_min, end_is_unknown);
  append_bound (line, span->end_max, end_is_unknown);
  /* Events that name no track have one without an id; beside others its title tells it. */
  append_field (line, *track->id == '\0' && annals_timeline_get_n_tracks (timeline) > 1
                          ? track->title
                          : track->id);
  append_field (line, annals_kind_get_id (annals_timeline_get_event_kind (timeline, event)));
  append_field (line, annals_timeline_get_event_title (timeline, event));
  g_string_append_c (line, '\n');
}

static int
list_file (const char *name)
{
  g_autoptr (AnnalsTimeline) timeline = annals_command_load (name);
  g_autoptr (GString) line = g_string_new (NULL);
  guint n_events;

  if (timeline == NULL)
    return ANNALS_EXIT_FAILED;
  n_events = annals_timeline_get_n_events (timeline);
  for (guint event = 0; event < n_events && !ferror (stdout); event++)
    {
      list_event (line, timeline, event);
      fwrite (line->str, 1, line->len, stdout);
    }
  return finish_output (ANNALS_EXIT_DONE);
}

static GOptionContext *
create_context (Arguments *arguments)
{
  const GOptionEntry entries[]
      = { { "export", 0, 0, G_OPTION_ARG_FILENAME, &arguments->export.output,
            N_ ("Write a picture (.png, .svg, .pdf) of the file and end"), N_ ("OUT") },
          { "range", 0, 0, G_OPTION_ARG_STRING, &arguments->export.range,
            N_ ("Export this stretch of time instead of the opening view"), N_ ("EDTF") },
          { "size", 0, 0, G_OPTION_ARG_STRING, &arguments->export.size,
            N_ ("Export at this size, 1280x800 if not given"), N_ ("WxH") },
          { "scale", 0, 0, G_OPTION_ARG_STRING, &arguments->export.scale,
            N_ ("Pixels for each unit of the size, 1 if not given"), N_ ("N") },
          { "theme", 0, 0, G_OPTION_ARG_STRING, &arguments->export.theme,
            N_ ("Colours of the picture: light, dark or print"), N_ ("THEME") },
          { "select", 0, 0, G_OPTION_ARG_STRING, &arguments->export.selection,
            N_ ("Show this event as selected in the picture"), N_ ("ID") },
          { "sources", 0, 0, G_OPTION_ARG_NONE, &arguments->export.lists_sources,
            N_ ("Number the sources and list them beneath; the picture grows by the list"), NULL },
          { "check", 0, 0, G_OPTION_ARG_NONE, &arguments->checks,
            N_ ("List what is wrong in the files as FILE:LINE:COLUMN: severity: text and end"),
            NULL },
          { "list", 0, 0, G_OPTION_ARG_NONE, &arguments->lists,
            N_ ("List the file’s events as tab-separated values and end"), NULL },
          { "convert", 0, 0, G_OPTION_ARG_FILENAME, &arguments->conversion,
            N_ ("Write the file’s timeline in Annals’ own format and end"), N_ ("OUT.json") },
          { "version", 0, 0, G_OPTION_ARG_NONE, &arguments->tells_version,
            N_ ("Tell the program’s version and end"), NULL },
          { "help", 'h', 0, G_OPTION_ARG_NONE, &arguments->helps, N_ ("Tell this and end"), NULL },
          { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &arguments->files, NULL,
            N_ ("[FILE…]") },
          { NULL } };
  GOptionContext *context = g_option_context_new (NULL);

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_summary (context,
                                _ ("Shows timelines that say where every date comes from."));
  g_option_context_set_description (
      context,
      _ ("Exit status: 0 done; 1 --check found an error; 2 a file could not be read, is no "
         "timeline or could not be written."));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  return context;
}

static gboolean
asks_for_export_details (const AnnalsExportRequest *export)
{
  return export->range != NULL || export->size != NULL || export->scale != NULL
         || export->theme != NULL || export->selection != NULL || export->lists_sources;
}

/* Of a shell's variable that was never set. */
static gboolean
has_empty_name (const Arguments *arguments)
{
  for (char **file = arguments->files; file != NULL && *file != NULL; file++)
    if (**file == '\0')
      return TRUE;
  return g_strcmp0 (arguments->export.output, "") == 0 || g_strcmp0 (arguments->conversion, "") == 0;
}

/* What is wrong with the options taken together, translated; NULL when nothing is. */
static const char *
find_mistake (const Arguments *arguments)
{
  guint n_files = arguments->files != NULL ? g_strv_length (arguments->files) : 0;
  gboolean exports = arguments->export.output != NULL;
  gboolean converts = arguments->conversion != NULL;

  if (has_empty_name (arguments))
    return _ ("The name of a file is empty.");
  if (exports + arguments->checks + arguments->lists + converts > 1)
    return _ ("Only one of --export, --check, --list and --convert can be asked for at a time.");
  if (!exports && asks_for_export_details (&arguments->export))
    return _ ("--range, --size, --scale, --theme, --select and --sources go with --export only.");
  if (exports && n_files != 1)
    return _ ("--export needs exactly one FILE to draw.");
  if (converts && n_files != 1)
    return _ ("--convert needs exactly one FILE to read.");
  if (arguments->lists && n_files != 1)
    return _ ("--list needs exactly one FILE.");
  if (arguments->checks && n_files == 0)
    return _ ("--check needs a FILE.");
  return NULL;
}

gboolean
annals_command_line_run (char **argv, char ***files, int *status)
{
  g_auto (Arguments) arguments = { 0 };
  g_autoptr (GOptionContext) context = create_context (&arguments);
  g_auto (GStrv) words = g_strdupv (argv);
  g_autoptr (GError) error = NULL;
  const char *mistake;

  *files = NULL;
  *status = ANNALS_EXIT_FAILED;
  if (!g_option_context_parse_strv (context, &words, &error))
    {
      annals_command_print_message ("%s", error->message);
      return TRUE;
    }
  if (arguments.helps || arguments.tells_version)
    {
      g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);

      fputs (arguments.helps ? help : "annals " ANNALS_VERSION "\n", stdout);
      *status = finish_output (ANNALS_EXIT_DONE);
      return TRUE;
    }
  mistake = find_mistake (&arguments);
  if (mistake != NULL)
    annals_command_print_message ("%s", mistake);
  else if (arguments.export.output != NULL)
    *status = annals_command_export (&arguments.export, arguments.files[0]);
  else if (arguments.conversion != NULL)
    *status = annals_command_convert (arguments.conversion, arguments.files[0]);
  else if (arguments.checks)
    *status = check_files (arguments.files);
  else if (arguments.lists)
    *status = list_file (arguments.files[0]);
  else
    {
      *files = arguments.files != NULL ? g_steal_pointer (&arguments.files) : g_new0 (char *, 1);
      return FALSE;
    }
  return TRUE;
}
