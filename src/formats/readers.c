/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The formats that Annals reads, in the order in which they are asked. */
#include "formats/reader.h"

const AnnalsReader *const annals_readers[] = {
  &annals_native_reader,
  &annals_timesketch_reader,
  NULL,
};
