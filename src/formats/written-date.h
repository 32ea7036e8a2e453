/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates as JavaScript and English write them, in whatever locale this program runs. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "Jan 12 1990 00:00:00 GMT-0600", "12 January 1990, 3:04 PM", "1/12/1990", "1990/01/12", "44 BC",
 * "June 1990", "-500" (astronomical). Years of one or two digits need an era, but where they stand
 * alone. As precise as written. (transfer full) (nullable): EDTF; NULL where it is none. */
char *annals_written_date_to_edtf (const char *text);

G_END_DECLS
