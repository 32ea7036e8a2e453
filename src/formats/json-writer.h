/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON for people to compare: two spaces a level, a member a line. What is copied keeps its bytes, but
 * for the white space between them: no number is ever read and written again. */
#pragma once

#include <glib.h>
#include <stdio.h>

G_BEGIN_DECLS

typedef struct
{
  FILE *file; /* whose error flag says whether all could be written */
  guint depth;
  gboolean has_one; /* something stands already where the next will stand */
  gboolean is_value; /* a name has just been written */
} AnnalsJsonWriter;

void annals_json_writer_begin (AnnalsJsonWriter *writer, char bracket); /* '{' or '[' */
void annals_json_writer_end (AnnalsJsonWriter *writer, char bracket);   /* '}' or ']' */
void annals_json_writer_name (AnnalsJsonWriter *writer, const char *name);
/* name: as it stands in a file, with its quotes. */
void annals_json_writer_copy_name (AnnalsJsonWriter *writer, const char *name, gsize length);
void annals_json_writer_string (AnnalsJsonWriter *writer, const char *text);
/* true, 3, 54.5: as it is to stand. */
void annals_json_writer_literal (AnnalsJsonWriter *writer, const char *literal);
/* A value of valid JSON, from its first byte to its last. */
void annals_json_writer_copy (AnnalsJsonWriter *writer, const char *text, gsize length);

/* name and text; nothing where text is NULL. */
void annals_json_writer_member (AnnalsJsonWriter *writer, const char *name, const char *text);

G_END_DECLS
