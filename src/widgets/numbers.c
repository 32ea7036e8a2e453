/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts as people read them. */
#include "widgets/numbers.h"

#include <locale.h>
#include <string.h>

char *
annals_number_to_text (guint64 number)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, number);
  const char *separator = localeconv ()->thousands_sep;
  gsize n_digits = strlen (digits);
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < n_digits; i++)
    {
      if (i > 0 && (n_digits - i) % 3 == 0)
        g_string_append (text, separator);
      g_string_append_c (text, digits[i]);
    }
  return g_string_free (text, FALSE);
}
