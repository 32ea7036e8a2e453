/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is pulled up in a sheet: as high as its window leaves it, whatever stands in it. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ANNALS_TYPE_SHEET_BODY (annals_sheet_body_get_type ())
G_DECLARE_FINAL_TYPE (AnnalsSheetBody, annals_sheet_body, ANNALS, SHEET_BODY, GtkWidget)

/* Property `child`. As no sheet it is as high as its child. */
void annals_sheet_body_set_is_sheet (AnnalsSheetBody *self, gboolean is_sheet);

G_END_DECLS
