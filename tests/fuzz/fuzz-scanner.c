/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scanner: what it finds does not depend on how the bytes come, and json-glib reads whatever
 * has passed. The first byte says how long the pieces are, and whether the rest is JSON Lines. */
#include "fuzz.h"

#include <string.h>

#include "formats/scanner.h"
#include "formats/slice.h"

static const char *const paths[]
    = { "events", "results.bindings", "", "events.*", "items._data.*", NULL };
static const char *const details[] = { "summary", "text", NULL };

static void
check_element (const AnnalsScannedElement *element, const char *bytes, gsize length)
{
  g_autoptr (JsonNode) node = NULL;

  g_assert_cmpuint (element->offset, <=, length);
  g_assert_cmpuint (element->length, <=, length - element->offset);
  for (guint c = 0; c < element->n_cuts; c++)
    {
      guint64 behind = c > 0 ? element->cuts[c - 1].offset + element->cuts[c - 1].length : element->offset;

      g_assert_cmpuint (element->cuts[c].offset, >=, behind);
      g_assert_cmpuint (element->cuts[c].offset + element->cuts[c].length, <=,
                        element->offset + element->length);
    }
  node = annals_slice_parse (bytes + element->offset, element->length);
  g_assert_nonnull (node);
}

/* Where the elements stand and what is wrong, as text. */
static char *
scan (const char *bytes, gsize length, gsize piece, gboolean is_lines)
{
  g_autoptr (AnnalsScanner) scanner
      = is_lines ? annals_scanner_new_lines (0) : annals_scanner_new (paths, 0);
  GString *told = g_string_new (NULL);
  AnnalsScanStatus status;
  gsize given = MIN (piece, length);
  gboolean is_accepted = FALSE;

  for (;;)
    {
      status = given < length ? annals_scanner_feed (scanner, bytes, given)
                              : annals_scanner_finish (scanner, bytes, length);
      if (status == ANNALS_SCAN_BATCH)
        {
          g_autoptr (GArray) batch = annals_scanner_take_batch (scanner);

          for (guint e = 0; e < batch->len; e++)
            {
              const AnnalsScannedElement *element = &g_array_index (batch, AnnalsScannedElement, e);

              check_element (element, bytes, length);
              g_string_append_printf (told, "%" G_GUINT64_FORMAT "+%" G_GUINT64_FORMAT " ",
                                      element->offset, element->length);
            }
          if (!is_accepted && !is_lines)
            annals_scanner_accept_array (scanner, details);
          is_accepted = TRUE;
        }
      else if (status == ANNALS_SCAN_ERROR || given == length)
        break;
      else
        given = MIN (given + piece, length);
    }
  if (status == ANNALS_SCAN_ERROR)
    {
      guint64 offset;
      g_autofree char *message = annals_scanner_get_error (scanner, bytes, length, &offset);

      g_assert_cmpuint (offset, <=, length);
      g_assert_true (g_utf8_validate (message, -1, NULL));
      g_string_append_printf (told, "%" G_GUINT64_FORMAT ": %s", offset, message);
    }
  return g_string_free (told, FALSE);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  gboolean is_lines;
  g_autofree char *whole = NULL;
  g_autofree char *in_pieces = NULL;

  if (size == 0)
    return 0;
  is_lines = data[0] & 1;
  whole = scan ((const char *)data + 1, size - 1, size, is_lines);
  in_pieces = scan ((const char *)data + 1, size - 1, 1 + data[0] / 2, is_lines);
  g_assert_cmpstr (whole, ==, in_pieces);
  return 0;
}
