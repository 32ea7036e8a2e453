/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HTML in other tools' titles and texts, to plain text. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * annals_html_to_text:
 * @html: a text that may hold HTML
 * @links: (nullable) (element-type utf8): gets the http, https and mailto addresses of its links,
 *   in order, each as often as it stands there
 * @images: (nullable) (element-type utf8): gets the addresses of its images, sounds, films and
 *   frames, whatever they are
 *
 * Tags are dropped: `<br>`, `<li>`, `<div>` and their like are line breaks, `<p>` and headings an
 * empty line. Scripts, styles and comments are dropped with what is in them. Entities are resolved,
 * named (HTML 4's) and by number; what is none is left as it stands, as is a `<` that opens no tag.
 * Where a tag breaks lines the text's own breaks are white space, as in HTML; else they stay.
 *
 * Linear in its length, without recursion. Returns: (transfer full): UTF-8, without white space at
 * its ends.
 */
char *annals_html_to_text (const char *html, GPtrArray *links, GPtrArray *images);

/* The same on one line: a title. */
char *annals_html_to_line (const char *html, GPtrArray *links, GPtrArray *images);
/* The same without lists; NULL where nothing is left of it. html: (nullable). (transfer full) */
char *annals_html_to_name (const char *html);

/* The character an entity's name stands for, `amp` of `&amp;`; 0: no such name. */
gunichar annals_html_entity (const char *name, gsize length);

G_END_DECLS
