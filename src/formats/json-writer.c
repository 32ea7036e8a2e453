/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON for people to compare. */
#include "formats/json-writer.h"

#include "formats/slice.h"

static void
begin_line (AnnalsJsonWriter *writer)
{
  static const char spaces[] = "                                ";
  gsize n_spaces = 2 * (gsize)writer->depth;

  fputc ('\n', writer->file);
  for (gsize n; n_spaces > 0; n_spaces -= n)
    {
      n = MIN (n_spaces, sizeof spaces - 1);
      fwrite (spaces, 1, n, writer->file);
    }
}

static void
begin_item (AnnalsJsonWriter *writer)
{
  if (writer->is_value)
    {
      writer->is_value = FALSE;
      return;
    }
  if (writer->has_one)
    fputc (',', writer->file);
  if (writer->depth > 0)
    begin_line (writer);
  writer->has_one = TRUE;
}

void
annals_json_writer_begin (AnnalsJsonWriter *writer, char bracket)
{
  begin_item (writer);
  fputc (bracket, writer->file);
  writer->depth++;
  writer->has_one = FALSE;
}

void
annals_json_writer_end (AnnalsJsonWriter *writer, char bracket)
{
  writer->depth--;
  if (writer->has_one)
    begin_line (writer);
  fputc (bracket, writer->file);
  writer->has_one = TRUE;
}

static void
write_escaped (AnnalsJsonWriter *writer, char c)
{
  if (c == '"' || c == '\\')
    fprintf (writer->file, "\\%c", c);
  else if (c == '\n')
    fputs ("\\n", writer->file);
  else if (c == '\t')
    fputs ("\\t", writer->file);
  else
    fprintf (writer->file, "\\u%04x", (guint8)c);
}

/* In stretches: a file of a million events has a hundred million characters. */
static void
write_quoted (AnnalsJsonWriter *writer, const char *text)
{
  const char *first = text;

  fputc ('"', writer->file);
  for (const char *at = text;; at++)
    {
      if (*at != '"' && *at != '\\' && (guint8)*at >= 0x20)
        continue;
      fwrite (first, 1, at - first, writer->file);
      if (*at == '\0')
        break;
      write_escaped (writer, *at);
      first = at + 1;
    }
  fputc ('"', writer->file);
}

void
annals_json_writer_name (AnnalsJsonWriter *writer, const char *name)
{
  begin_item (writer);
  write_quoted (writer, name);
  fputs (": ", writer->file);
  writer->is_value = TRUE;
}

void
annals_json_writer_copy_name (AnnalsJsonWriter *writer, const char *name, gsize length)
{
  begin_item (writer);
  fwrite (name, 1, length, writer->file);
  fputs (": ", writer->file);
  writer->is_value = TRUE;
}

void
annals_json_writer_string (AnnalsJsonWriter *writer, const char *text)
{
  begin_item (writer);
  write_quoted (writer, text);
}

void
annals_json_writer_literal (AnnalsJsonWriter *writer, const char *literal)
{
  begin_item (writer);
  fputs (literal, writer->file);
}

void
annals_json_writer_copy (AnnalsJsonWriter *writer, const char *text, gsize length)
{
  AnnalsSliceIter iter;

  if (*text != '[' && *text != '{')
    {
      begin_item (writer);
      fwrite (text, 1, length, writer->file);
      return;
    }
  annals_json_writer_begin (writer, *text);
  annals_slice_iter_init (&iter, text, length);
  while (annals_slice_iter_next (&iter))
    {
      if (iter.name != NULL)
        annals_json_writer_copy_name (writer, iter.name, iter.name_length);
      annals_json_writer_copy (writer, iter.value, iter.value_length);
    }
  annals_json_writer_end (writer, *text == '[' ? ']' : '}');
}

void
annals_json_writer_member (AnnalsJsonWriter *writer, const char *name, const char *text)
{
  if (text == NULL)
    return;
  annals_json_writer_name (writer, name);
  annals_json_writer_string (writer, text);
}
