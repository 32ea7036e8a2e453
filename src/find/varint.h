/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers as bytes of 7 bits, the lowest first; all but a number's last byte have the eighth bit. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ANNALS_VARINT_BYTES_MAX 5

static inline guint
annals_varint_measure (guint32 value)
{
  guint length = 1;

  for (; value >= 0x80; value >>= 7)
    length++;
  return length;
}

/* Writes annals_varint_measure() bytes, and returns where they end. */
static inline guint8 *
annals_varint_write (guint8 *at, guint32 value)
{
  for (; value >= 0x80; value >>= 7)
    *at++ = (guint8) (value | 0x80);
  *at++ = (guint8) value;
  return at;
}

static inline guint32
annals_varint_read (const guint8 **at)
{
  guint32 value = *(*at)++;

  if (value < 0x80)
    return value;
  value &= 0x7f;
  for (guint shift = 7; shift < 32; shift += 7)
    {
      guint8 byte = *(*at)++;

      value |= (guint32) (byte & 0x7f) << shift;
      if (byte < 0x80)
        break;
    }
  return value;
}

G_END_DECLS
