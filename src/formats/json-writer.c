/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON for people to compare. */
#include "formats/json-writer.h"

#include "formats/slice.h"

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
    fprintf (writer->file, "\n%*s", (int)(2 * writer->depth), "");
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
    fprintf (writer->file, "\n%*s", (int)(2 * writer->depth), "");
  fputc (bracket, writer->file);
  writer->has_one = TRUE;
}

static void
write_quoted (AnnalsJsonWriter *writer, const char *text)
{
  fputc ('"', writer->file);
  for (const char *at = text; *at != '\0'; at++)
    if (*at == '"' || *at == '\\')
      fprintf (writer->file, "\\%c", *at);
    else if (*at == '\n')
      fputs ("\\n", writer->file);
    else if (*at == '\t')
      fputs ("\\t", writer->file);
    else if ((guint8)*at < 0x20)
      fprintf (writer->file, "\\u%04x", (guint8)*at);
    else
      fputc (*at, writer->file);
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
