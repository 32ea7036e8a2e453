/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The formats that Annals reads, in the order in which they are asked (FORMAT: how to tell). */
#include "formats/reader.h"

const AnnalsReader *const annals_readers[] = {
  &annals_sparql_reader,
  &annals_notebook_refusal,
  &annals_timelinejs_1_reader,
  &annals_timesketch_reader,
  &annals_timelinejs_reader,
  &annals_native_reader,
  &annals_source_list_refusal,
  &annals_simile_reader,
  &annals_vis_reader,
  &annals_wikidata_reader,
  &annals_nameless_refusal,
  NULL,
};
