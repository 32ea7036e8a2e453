/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/content-id.h"

#include <string.h>

/* Hexadecimal digits kept of the hash: by chance, two of a million events agree once in 10^7 files. */
#define ID_DIGITS 16

#define ID_PREFIX "h:"

char *
annals_content_id (const char *title, const char *date, const char *summary)
{
  const char *parts[] = { title, date, summary };
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  /* With its closing NUL each, so that a word moved from one part to the next makes another id; a
   * part that is not there reads as an empty one. */
  for (guint p = 0; p < G_N_ELEMENTS (parts); p++)
    {
      const char *part = parts[p] != NULL ? parts[p] : "";

      g_checksum_update (checksum, (const guchar *)part, strlen (part) + 1);
    }
  return g_strdup_printf (ID_PREFIX "%.*s", ID_DIGITS, g_checksum_get_string (checksum));
}

gboolean
annals_content_id_is_one (const char *id)
{
  return g_str_has_prefix (id, ID_PREFIX);
}
