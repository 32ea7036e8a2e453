/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of formats as a list. */
#include "formats/reader.h"

#define ROW(reader) &reader,

const AnnalsReader *const annals_readers[] = { ANNALS_READERS (ROW) NULL };
