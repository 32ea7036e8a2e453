/* SPDX-License-Identifier: GPL-3.0-or-later */
/* EDTF strings: dates, intervals and sets; from a string to a span.
 *
 *   edtf     = date / interval / set
 *   interval = end "/" end            ; but not "/" alone
 *   end      = date / ".." / ""       ; open, unknown
 *   set      = ( "[" members "]" ) / ( "{" members "}" )
 *   members  = [ ".." ] member *( "," member ) [ ".." ]
 *   member   = date [ ".." date ]     ; of one precision
 *
 * One pass from left to right; each byte is looked at a bounded number of times.
 */
#include "time/edtf-private.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (annals-edtf-error-quark, annals_edtf_error)

#define BEGIN_QUALIFIERS (ANNALS_SPAN_BEGIN_UNCERTAIN | ANNALS_SPAN_BEGIN_APPROXIMATE)
#define END_QUALIFIERS (ANNALS_SPAN_END_UNCERTAIN | ANNALS_SPAN_END_APPROXIMATE)

static guint32
date_begin_flags (const AnnalsEdtfDate *date)
{
  guint qualifier = date->year_qualifier | date->month_qualifier | date->day_qualifier;

  return ((qualifier & ANNALS_EDTF_UNCERTAIN) != 0 ? ANNALS_SPAN_BEGIN_UNCERTAIN : 0)
         | ((qualifier & ANNALS_EDTF_APPROXIMATE) != 0 ? ANNALS_SPAN_BEGIN_APPROXIMATE : 0)
         | (date->month >= 21 && date->month <= 32 ? ANNALS_SPAN_BEGIN_SEASON : 0);
}

static guint32
date_end_flags (const AnnalsEdtfDate *date)
{
  guint qualifier = date->year_qualifier | date->month_qualifier | date->day_qualifier;

  return ((qualifier & ANNALS_EDTF_UNCERTAIN) != 0 ? ANNALS_SPAN_END_UNCERTAIN : 0)
         | ((qualifier & ANNALS_EDTF_APPROXIMATE) != 0 ? ANNALS_SPAN_END_APPROXIMATE : 0)
         | (date->month >= 21 && date->month <= 32 ? ANNALS_SPAN_END_SEASON : 0);
}

static void
set_begin (AnnalsSpan *span, AnnalsEdtfBound bound, const AnnalsEdtfDate *date)
{
  if (bound == ANNALS_EDTF_BOUND_DATED)
    {
      span->begin_min = date->low;
      span->begin_max = date->high;
      span->begin_unit = date->unit;
      span->flags |= date_begin_flags (date);
    }
  else
    {
      span->begin_min = span->begin_max = -INFINITY;
      span->begin_unit = ANNALS_UNIT_YEAR;
      span->flags |= bound == ANNALS_EDTF_BOUND_OPEN ? ANNALS_SPAN_BEGIN_OPEN
                                                     : ANNALS_SPAN_BEGIN_UNKNOWN;
    }
}

static void
set_end (AnnalsSpan *span, AnnalsEdtfBound bound, const AnnalsEdtfDate *date)
{
  if (bound == ANNALS_EDTF_BOUND_DATED)
    {
      span->end_min = date->low;
      span->end_max = date->high;
      span->end_unit = date->unit;
      span->flags |= date_end_flags (date);
    }
  else
    {
      span->end_min = span->end_max = INFINITY;
      span->end_unit = ANNALS_UNIT_YEAR;
      span->flags |= bound == ANNALS_EDTF_BOUND_OPEN ? ANNALS_SPAN_END_OPEN
                                                     : ANNALS_SPAN_END_UNKNOWN;
    }
}

static void
set_moment (AnnalsSpan *span, const AnnalsEdtfDate *date)
{
  span->flags = 0;
  set_begin (span, ANNALS_EDTF_BOUND_DATED, date);
  set_end (span, ANNALS_EDTF_BOUND_DATED, date);
}

static void
set_duration (AnnalsSpan *span, AnnalsEdtfBound begin_bound, const AnnalsEdtfDate *begin,
              AnnalsEdtfBound end_bound, const AnnalsEdtfDate *end)
{
  span->flags = ANNALS_SPAN_DURATION;
  set_begin (span, begin_bound, begin);
  set_end (span, end_bound, end);
}

/* Half-open windows: one that closes where the other opens has closed before it. Two of no
 * width at all (fractions finer than a double holds) may still be the same. */
static gboolean
closes_before (double end_min, double end_max, double begin_min)
{
  return end_max <= begin_min && end_min < begin_min;
}

static gboolean
fail_order (AnnalsEdtfReader *reader, gsize fault)
{
  return annals_edtf_reader_fail (reader, fault, ANNALS_EDTF_ERROR_ORDER,
                                  _("the end lies before the begin"));
}

/* What may not follow a date is told by what it looks like. */
static gboolean
fail_trailing (AnnalsEdtfReader *reader)
{
  switch (annals_edtf_reader_peek (reader, 0))
    {
    case '?':
    case '~':
    case '%':
      return annals_edtf_reader_fail (reader, reader->at, ANNALS_EDTF_ERROR_SYNTAX,
                                      _("a qualifier with nothing to qualify"));
    case ' ':
      return annals_edtf_reader_fail (reader, reader->at, ANNALS_EDTF_ERROR_SYNTAX,
                                      _("there are no spaces in a date"));
    default:
      return annals_edtf_reader_fail_expected (reader, _("the end of the date"));
    }
}

static gboolean
read_end_of_text (AnnalsEdtfReader *reader)
{
  return annals_edtf_reader_is_at_end (reader) || fail_trailing (reader);
}

static gboolean
take_dots (AnnalsEdtfReader *reader)
{
  if (annals_edtf_reader_peek (reader, 0) != '.' || annals_edtf_reader_peek (reader, 1) != '.')
    return FALSE;

  reader->at += 2;
  return TRUE;
}

/* After the first end of an interval and its slash. */
static gboolean
read_interval_end (AnnalsEdtfReader *reader, AnnalsEdtf *edtf)
{
  gsize fault = reader->at;

  edtf->kind = ANNALS_EDTF_INTERVAL;
  edtf->end_bound = ANNALS_EDTF_BOUND_DATED;

  if (annals_edtf_reader_is_at_end (reader))
    {
      if (edtf->begin_bound == ANNALS_EDTF_BOUND_UNKNOWN)
        return annals_edtf_reader_fail (reader, 0, ANNALS_EDTF_ERROR_SYNTAX,
                                        _("an interval with nothing at either end is no date"));
      edtf->end_bound = ANNALS_EDTF_BOUND_UNKNOWN;
    }
  else if (take_dots (reader))
    {
      edtf->end_bound = ANNALS_EDTF_BOUND_OPEN;
    }
  else if (annals_edtf_reader_peek (reader, 0) == '[' || annals_edtf_reader_peek (reader, 0) == '{')
    {
      return annals_edtf_reader_fail (reader, fault, ANNALS_EDTF_ERROR_SYNTAX,
                                      _("a set cannot be the end of an interval"));
    }
  else if (!annals_edtf_reader_read_date (reader, &edtf->end))
    {
      return FALSE;
    }

  if (!read_end_of_text (reader))
    return FALSE;

  set_duration (&edtf->span, edtf->begin_bound, &edtf->begin, edtf->end_bound, &edtf->end);

  return !closes_before (edtf->span.end_min, edtf->span.end_max, edtf->span.begin_min)
         || fail_order (reader, fault);
}

static gboolean
read_date_or_interval (AnnalsEdtfReader *reader, AnnalsEdtf *edtf)
{
  if (annals_edtf_reader_take (reader, '/'))
    {
      edtf->begin_bound = ANNALS_EDTF_BOUND_UNKNOWN;
      return read_interval_end (reader, edtf);
    }

  if (take_dots (reader))
    {
      edtf->begin_bound = ANNALS_EDTF_BOUND_OPEN;
      if (!annals_edtf_reader_take (reader, '/'))
        return annals_edtf_reader_fail_expected (reader, _("a slash and the end of an interval"));
      return read_interval_end (reader, edtf);
    }

  edtf->begin_bound = ANNALS_EDTF_BOUND_DATED;
  if (!annals_edtf_reader_read_date (reader, &edtf->begin))
    return FALSE;
  if (annals_edtf_reader_take (reader, '/'))
    return read_interval_end (reader, edtf);

  edtf->kind = ANNALS_EDTF_DATE;
  set_moment (&edtf->span, &edtf->begin);
  return read_end_of_text (reader);
}

static gboolean
has_same_precision (const AnnalsEdtfDate *a, const AnnalsEdtfDate *b)
{
  if (a->unit != b->unit || a->has_time != b->has_time)
    return FALSE;
  if ((a->month >= 21 || b->month >= 21)
      && (a->month < 21 || b->month < 21
          || annals_edtf_season_n_months (a->month) != annals_edtf_season_n_months (b->month)))
    return FALSE;

  return (a->months != 0) == (b->months != 0) && (a->days != 0) == (b->days != 0);
}

/* `a`, `a..b`, `a..` before the closing bracket, `..a` as the first. */
static gboolean
read_member (AnnalsEdtfReader *reader, AnnalsEdtfMember *member, gboolean is_first, char close)
{
  gsize fault = reader->at;

  member->begin_bound = member->end_bound = ANNALS_EDTF_BOUND_DATED;
  member->is_range = FALSE;

  if (take_dots (reader))
    {
      if (!is_first)
        return annals_edtf_reader_fail (reader, fault, ANNALS_EDTF_ERROR_SYNTAX,
                                        _("“..” without a begin stands at the start of a set only"));
      member->is_range = TRUE;
      member->begin_bound = ANNALS_EDTF_BOUND_OPEN;
      return annals_edtf_reader_read_date (reader, &member->end);
    }

  if (!annals_edtf_reader_read_date (reader, &member->begin))
    return FALSE;
  if (!take_dots (reader))
    return TRUE;

  member->is_range = TRUE;
  if (annals_edtf_reader_peek (reader, 0) == close)
    {
      member->end_bound = ANNALS_EDTF_BOUND_OPEN;
      return TRUE;
    }

  fault = reader->at;
  if (!annals_edtf_reader_read_date (reader, &member->end))
    return FALSE;
  if (!has_same_precision (&member->begin, &member->end))
    return annals_edtf_reader_fail (reader, fault, ANNALS_EDTF_ERROR_SYNTAX,
                                    _("the two ends of “..” must be of the same precision"));

  return !closes_before (member->end.low, member->end.high, member->begin.low)
         || fail_order (reader, fault);
}

static void
set_member_span (AnnalsSpan *span, const AnnalsEdtfMember *member)
{
  if (member->is_range)
    set_duration (span, member->begin_bound, &member->begin, member->end_bound, &member->end);
  else
    set_moment (span, &member->begin);
}

/* Widens a set's window. The edge that a member makes has that member's unit and fade; that any
 * is uncertain makes the whole so. */
static void
add_to_extent (AnnalsSpan *extent, const AnnalsSpan *member, gboolean is_first)
{
  const guint32 begin_edge
      = ANNALS_SPAN_BEGIN_APPROXIMATE | ANNALS_SPAN_BEGIN_SEASON | ANNALS_SPAN_BEGIN_OPEN;
  const guint32 end_edge
      = ANNALS_SPAN_END_APPROXIMATE | ANNALS_SPAN_END_SEASON | ANNALS_SPAN_END_OPEN;

  if (is_first || member->begin_min < extent->begin_min)
    {
      extent->begin_min = extent->end_min = member->begin_min;
      extent->begin_unit = member->begin_unit;
      extent->flags = (extent->flags & ~begin_edge) | (member->flags & begin_edge);
    }
  if (is_first || member->end_max > extent->end_max)
    {
      extent->begin_max = extent->end_max = member->end_max;
      extent->end_unit = member->end_unit;
      extent->flags = (extent->flags & ~end_edge) | (member->flags & end_edge);
    }
  if ((member->flags & (ANNALS_SPAN_BEGIN_UNCERTAIN | ANNALS_SPAN_END_UNCERTAIN)) != 0)
    extent->flags |= ANNALS_SPAN_BEGIN_UNCERTAIN | ANNALS_SPAN_END_UNCERTAIN;
}

static void
keep_member (AnnalsEdtfSets *sets, AnnalsEdtfKind kind, const AnnalsEdtfMember *member,
             const AnnalsSpan *span)
{
  if (sets == NULL)
    return;

  sets->n_members++;
  if (sets->spans != NULL && kind == ANNALS_EDTF_ALL_OF)
    g_array_append_vals (sets->spans, span, 1);
  if (sets->members != NULL && sets->members->len < sets->max_members)
    g_array_append_vals (sets->members, member, 1);
}

static gboolean
read_set (AnnalsEdtfReader *reader, AnnalsEdtf *edtf, AnnalsEdtfSets *sets)
{
  char close;
  gboolean is_first = TRUE;

  edtf->kind = annals_edtf_reader_peek (reader, 0) == '[' ? ANNALS_EDTF_ONE_OF : ANNALS_EDTF_ALL_OF;
  close = edtf->kind == ANNALS_EDTF_ONE_OF ? ']' : '}';
  edtf->span.flags
      = edtf->kind == ANNALS_EDTF_ONE_OF ? ANNALS_SPAN_ONE_OF : ANNALS_SPAN_ALL_OF;
  reader->at++;
  reader->is_in_set = TRUE;

  if (annals_edtf_reader_peek (reader, 0) == close)
    return annals_edtf_reader_fail (reader, reader->at, ANNALS_EDTF_ERROR_SYNTAX,
                                    _("a set with nothing in it"));

  do
    {
      AnnalsEdtfMember member;
      AnnalsSpan span;

      if (!read_member (reader, &member, is_first, close))
        return FALSE;

      set_member_span (&span, &member);
      add_to_extent (&edtf->span, &span, is_first);
      keep_member (sets, edtf->kind, &member, &span);
      is_first = FALSE;
    }
  while (annals_edtf_reader_take (reader, ','));

  if (!annals_edtf_reader_take (reader, close))
    return annals_edtf_reader_fail_expected (
        reader, close == ']' ? _("a comma or “]”") : _("a comma or “}”"));
  if (annals_edtf_reader_peek (reader, 0) == '/')
    return annals_edtf_reader_fail (reader, reader->at, ANNALS_EDTF_ERROR_SYNTAX,
                                    _("a set cannot be the end of an interval"));

  return read_end_of_text (reader);
}

/* The column of a byte: characters before it and 1. In text that is no UTF-8 every byte that
 * does not continue a character counts as one. */
static guint
column_of (const AnnalsEdtfReader *reader)
{
  guint column = 1;

  for (gsize i = 0; i < MIN (reader->fault, reader->length); i++)
    if (((guchar) reader->text[i] & 0xc0) != 0x80)
      column++;

  return column;
}

gboolean
annals_edtf_read (const char *text, gssize length, gboolean is_julian, AnnalsEdtf *edtf,
                  AnnalsEdtfSets *sets, guint *column, GError **error)
{
  AnnalsEdtfReader reader = {
    .text = text,
    .length = length < 0 ? strlen (text) : (gsize) length,
    .is_julian = is_julian,
    .error = error,
  };
  guint n_spans = sets != NULL && sets->spans != NULL ? sets->spans->len : 0;
  char first = annals_edtf_reader_peek (&reader, 0);
  gboolean is_read = first == '[' || first == '{' ? read_set (&reader, edtf, sets)
                                                  : read_date_or_interval (&reader, edtf);

  if (is_read)
    return TRUE;

  edtf->span = (AnnalsSpan) ANNALS_SPAN_INIT_UNDATED;
  if (sets != NULL && sets->spans != NULL)
    g_array_set_size (sets->spans, n_spans);
  if (column != NULL)
    *column = column_of (&reader);

  return FALSE;
}

static gboolean
parse (const char *text, gssize length, gboolean is_julian, AnnalsSpan *span, GArray *members,
       guint *column, GError **error)
{
  AnnalsEdtf edtf;
  AnnalsEdtfSets sets = { .spans = members };
  gboolean is_read
      = annals_edtf_read (text, length, is_julian, &edtf, members != NULL ? &sets : NULL, column,
                          error);

  *span = edtf.span;
  return is_read;
}

gboolean
annals_edtf_parse (const char *text, gssize length, AnnalsSpan *span, GArray *members,
                   guint *column, GError **error)
{
  g_return_val_if_fail (text != NULL && span != NULL, FALSE);

  return parse (text, length, FALSE, span, members, column, error);
}

gboolean
annals_edtf_parse_julian (const char *text, gssize length, AnnalsSpan *span, GArray *members,
                          guint *column, GError **error)
{
  g_return_val_if_fail (text != NULL && span != NULL, FALSE);

  return parse (text, length, TRUE, span, members, column, error);
}

/* One end of a begin/end pair: its window as a moment's span. NULL, "" and `..` leave it alone. */
static gboolean
read_pair_end (const char *text, gboolean is_julian, AnnalsEdtfBound *bound, AnnalsSpan *span,
               guint *column, GError **error)
{
  AnnalsEdtf edtf;

  *bound = ANNALS_EDTF_BOUND_UNKNOWN;
  if (text == NULL || *text == '\0')
    return TRUE;

  *bound = ANNALS_EDTF_BOUND_OPEN;
  if (strcmp (text, "..") == 0)
    return TRUE;

  *bound = ANNALS_EDTF_BOUND_DATED;
  if (!annals_edtf_read (text, -1, is_julian, &edtf, NULL, column, error))
    return FALSE;

  if (edtf.kind != ANNALS_EDTF_DATE && edtf.kind != ANNALS_EDTF_ONE_OF)
    {
      if (column != NULL)
        *column = 1;
      g_set_error_literal (error, ANNALS_EDTF_ERROR, ANNALS_EDTF_ERROR_SYNTAX,
                           _("a begin or an end is one date or a one-of set"));
      return FALSE;
    }

  *span = edtf.span;
  return TRUE;
}

/* The window of one end, moved into the duration. An end that a set leaves open is as open. */
static void
join_pair (AnnalsSpan *span, AnnalsEdtfBound begin_bound, const AnnalsSpan *begin,
           AnnalsEdtfBound end_bound, const AnnalsSpan *end)
{
  span->flags = ANNALS_SPAN_DURATION;

  if (begin_bound == ANNALS_EDTF_BOUND_DATED)
    {
      span->begin_min = begin->begin_min;
      span->begin_max = begin->begin_max;
      span->begin_unit = begin->begin_unit;
      span->flags |= begin->flags & (BEGIN_QUALIFIERS | ANNALS_SPAN_BEGIN_SEASON);
    }
  else
    {
      set_begin (span, begin_bound, NULL);
    }

  if (end_bound == ANNALS_EDTF_BOUND_DATED)
    {
      span->end_min = end->end_min;
      span->end_max = end->end_max;
      span->end_unit = end->end_unit;
      span->flags |= end->flags & (END_QUALIFIERS | ANNALS_SPAN_END_SEASON);
    }
  else
    {
      set_end (span, end_bound, NULL);
    }
}

static gboolean
parse_pair (const char *begin, const char *end, gboolean is_julian, AnnalsSpan *span,
            guint *column, GError **error)
{
  AnnalsSpan begin_span = ANNALS_SPAN_INIT_UNDATED, end_span = begin_span, joined;
  AnnalsEdtfBound begin_bound, end_bound;

  *span = (AnnalsSpan) ANNALS_SPAN_INIT_UNDATED;

  if (!read_pair_end (begin, is_julian, &begin_bound, &begin_span, column, error))
    {
      g_prefix_error (error, "%s ", _("begin:"));
      return FALSE;
    }
  if (!read_pair_end (end, is_julian, &end_bound, &end_span, column, error))
    {
      g_prefix_error (error, "%s ", _("end:"));
      return FALSE;
    }

  if (column != NULL)
    *column = 1;
  if (begin_bound == ANNALS_EDTF_BOUND_UNKNOWN && end_bound == ANNALS_EDTF_BOUND_UNKNOWN)
    {
      g_set_error_literal (error, ANNALS_EDTF_ERROR, ANNALS_EDTF_ERROR_SYNTAX,
                           _("neither a begin nor an end"));
      return FALSE;
    }

  join_pair (&joined, begin_bound, &begin_span, end_bound, &end_span);
  if (closes_before (joined.end_min, joined.end_max, joined.begin_min))
    {
      g_set_error_literal (error, ANNALS_EDTF_ERROR, ANNALS_EDTF_ERROR_ORDER,
                           _("the end lies before the begin"));
      return FALSE;
    }

  *span = joined;
  return TRUE;
}

gboolean
annals_edtf_parse_pair (const char *begin, const char *end, AnnalsSpan *span, guint *column,
                        GError **error)
{
  g_return_val_if_fail (span != NULL, FALSE);

  return parse_pair (begin, end, FALSE, span, column, error);
}

gboolean
annals_edtf_parse_pair_julian (const char *begin, const char *end, AnnalsSpan *span,
                               guint *column, GError **error)
{
  g_return_val_if_fail (span != NULL, FALSE);

  return parse_pair (begin, end, TRUE, span, column, error);
}
