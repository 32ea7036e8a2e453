/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text as the words that a search compares.
 *
 * A character folds to at most seven bytes, worked out once for the scripts below U+2500 and kept in a
 * table: an index of a million events folds hundreds of millions of characters. */
#include "find/fold.h"

#include <string.h>

#define TABLE_END 0x2500

typedef enum
{
  CLASS_BREAK,  /* parts words */
  CLASS_LETTER, /* is part of one; what it folds to may be empty */
  CLASS_GRAM    /* is of a script without spaces */
} CharClass;

typedef struct
{
  char bytes[7];
  guint8 length : 4;
  guint8 char_class : 4;
} Folded;

static Folded table[TABLE_END];

typedef struct
{
  gunichar first, last;
} Range;

static gboolean
is_in_ranges (gunichar c, const Range *ranges, guint n)
{
  for (guint i = 0; i < n; i++)
    if (c >= ranges[i].first && c <= ranges[i].last)
      return TRUE;
  return FALSE;
}

/* Marks that are accents or vowel points: they go. In the scripts of India and their kin a mark may be
 * the vowel itself: those stay. */
static gboolean
is_accent (gunichar c)
{
  static const Range ranges[] = {
    { 0x0300, 0x036f }, { 0x0483, 0x0489 }, { 0x0591, 0x05c7 }, { 0x0610, 0x061a }, { 0x0640, 0x0640 },
    { 0x064b, 0x065f }, { 0x0670, 0x0670 }, { 0x06d6, 0x06dc }, { 0x06df, 0x06e8 }, { 0x06ea, 0x06ed },
    { 0x0711, 0x0711 }, { 0x0730, 0x074a }, { 0x1ab0, 0x1aff }, { 0x1dc0, 0x1dff }, { 0x200c, 0x200f },
    { 0x20d0, 0x20ff }, { 0x00ad, 0x00ad }, { 0x2060, 0x2060 }, { 0xfe00, 0xfe0f }, { 0xfe20, 0xfe2f },
  };

  return is_in_ranges (c, ranges, G_N_ELEMENTS (ranges));
}

static gboolean
is_gram (gunichar c)
{
  static const Range ranges[] = {
    { 0x0e01, 0x0e3a }, { 0x0e40, 0x0e4e }, { 0x0e81, 0x0ece }, { 0x0edc, 0x0edf }, { 0x1000, 0x109f }, { 0x1780, 0x17d3 },
    { 0x3005, 0x3007 }, { 0x3041, 0x309f }, { 0x30a1, 0x30fa }, { 0x30fc, 0x30ff }, { 0x31f0, 0x31ff },
    { 0x3400, 0x4dbf }, { 0x4e00, 0x9fff }, { 0xf900, 0xfaff }, { 0x20000, 0x3ffff },
  };

  return c >= 0x0e01 && is_in_ranges (c, ranges, G_N_ELEMENTS (ranges));
}

static gboolean
is_letter (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c) || is_accent (c);
}

static void
append_char (Folded *folded, gunichar c)
{
  char bytes[6];
  int length = g_unichar_to_utf8 (c, bytes);

  if (folded->length + length > (int) sizeof folded->bytes)
    return;
  memcpy (folded->bytes + folded->length, bytes, (gsize) length);
  folded->length += (guint8) length;
}

/* Letters that have a plain one in every reader's mind, and no decomposition in Unicode. */
static const char *
get_plain (gunichar c)
{
  switch (c)
    {
    case 0x00c6: case 0x00e6: return "ae"; /* æ */
    case 0x00d0: case 0x00f0: return "d";  /* ð */
    case 0x00d8: case 0x00f8: return "o";  /* ø */
    case 0x00de: case 0x00fe: return "th"; /* þ */
    case 0x0110: case 0x0111: return "d";  /* đ */
    case 0x0126: case 0x0127: return "h";  /* ħ */
    case 0x0131: return "i";               /* ı */
    case 0x0141: case 0x0142: return "l";  /* ł */
    case 0x0152: case 0x0153: return "oe"; /* œ */
    case 0x0166: case 0x0167: return "t";  /* ŧ */
    default: return NULL;
    }
}

static void
append_folded (Folded *folded, gunichar c)
{
  char bytes[7] = { 0 };
  const char *plain = get_plain (c);
  g_autofree char *lower = NULL;

  if (g_unichar_isdigit (c))
    c = (gunichar) ('0' + g_unichar_digit_value (c));
  if (plain != NULL)
    g_strlcpy (bytes, plain, sizeof bytes);
  else
    g_unichar_to_utf8 (c, bytes);
  /* Case folding proper: ß is ss, final sigma is sigma. Cherokee folds to its capitals, which GLib
   * would turn back. */
  lower = c >= 0x13a0 && c <= 0x13f5 ? g_strdup (bytes) : g_utf8_casefold (bytes, -1);
  for (const char *at = lower; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar part = g_utf8_get_char (at);

      if (is_letter (part) && !is_accent (part))
        append_char (folded, part);
    }
}

static Folded
fold_char (gunichar c)
{
  Folded folded = { { 0 }, 0, CLASS_BREAK };
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize n;

  if (is_gram (c) || (c >= 0xac00 && c <= 0xd7a3))
    {
      /* Kana keep their voicing marks and Hangul its syllables, but a compatibility Han is the Han. */
      n = c >= 0xf900 && c <= 0xfaff ? g_unichar_fully_decompose (c, TRUE, parts, G_N_ELEMENTS (parts)) : 0;
      append_char (&folded, n == 1 ? parts[0] : c);
      folded.char_class = is_gram (c) ? CLASS_GRAM : CLASS_LETTER;
      return folded;
    }
  n = g_unichar_fully_decompose (c, TRUE, parts, G_N_ELEMENTS (parts));
  if (n == 1 && is_gram (parts[0]))
    {
      append_char (&folded, parts[0]); /* half-width kana */
      folded.char_class = CLASS_GRAM;
      return folded;
    }
  if (!is_letter (c) && !(n >= 1 && is_letter (parts[0])))
    return folded;
  folded.char_class = CLASS_LETTER;
  for (gsize i = 0; i < n; i++)
    append_folded (&folded, parts[i]);
  return folded;
}

static void
fill_table (void)
{
  static gsize is_filled = 0;

  if (!g_once_init_enter (&is_filled))
    return;
  for (gunichar c = 1; c < TABLE_END; c++)
    table[c] = fold_char (c);
  g_once_init_leave (&is_filled, 1);
}

typedef struct
{
  AnnalsWordFunc func;
  gpointer data;
  char word[ANNALS_WORD_BYTES_MAX + 8];
  gsize length, begin, end;
  gboolean is_in_word;
  char gram[16]; /* the last character of a run, and room for one more */
  gsize gram_length, gram_begin, gram_end;
  gboolean is_in_run; /* that character has another before it */
  guint position;     /* of the next word or gram */
} Splitter;

static void
end_word (Splitter *splitter)
{
  AnnalsWord word
      = { splitter->word, splitter->length, splitter->begin, splitter->end, splitter->position, FALSE, FALSE };

  if (splitter->is_in_word && splitter->length > 0)
    {
      splitter->func (&word, splitter->data);
      splitter->position++;
    }
  splitter->is_in_word = FALSE;
  splitter->length = 0;
}

static void
end_run (Splitter *splitter)
{
  AnnalsWord word = { splitter->gram,     splitter->gram_length, splitter->gram_begin,
                      splitter->gram_end, splitter->position,    TRUE, splitter->is_in_run };

  if (splitter->gram_length > 0)
    {
      splitter->func (&word, splitter->data);
      splitter->position += 3;
    }
  splitter->gram_length = 0;
  splitter->is_in_run = FALSE;
}

static void
add_letter (Splitter *splitter, const Folded *folded, gsize begin, gsize end)
{
  end_run (splitter);
  if (!splitter->is_in_word)
    {
      splitter->is_in_word = TRUE;
      splitter->begin = begin;
    }
  if (splitter->length + folded->length <= ANNALS_WORD_BYTES_MAX)
    {
      memcpy (splitter->word + splitter->length, folded->bytes, folded->length);
      splitter->length += folded->length;
    }
  splitter->end = end;
}

static void
add_gram (Splitter *splitter, const Folded *folded, gsize begin, gsize end)
{
  end_word (splitter);
  if (splitter->gram_length > 0)
    {
      AnnalsWord word = { splitter->gram,     splitter->gram_length + folded->length,
                          splitter->gram_begin, end, splitter->position, TRUE, FALSE };

      memcpy (splitter->gram + splitter->gram_length, folded->bytes, folded->length);
      splitter->func (&word, splitter->data);
      splitter->position += 2;
      splitter->is_in_run = TRUE;
    }
  memcpy (splitter->gram, folded->bytes, folded->length);
  splitter->gram_length = folded->length;
  splitter->gram_begin = begin;
  splitter->gram_end = end;
}

static inline Folded
look_up (gunichar c)
{
  return c < TABLE_END ? table[c] : fold_char (c);
}

/* Half-width kana have their voicing marks beside them: ｶﾞ is カ and a mark, and so ガ. */
static gunichar
widen_kana (gunichar c)
{
  gunichar wide;

  return c >= 0xff66 && c <= 0xff9d && g_unichar_fully_decompose (c, TRUE, &wide, 1) == 1 ? wide : c;
}

/* Reads a character and moves behind it: with the marks that make one with it, where text comes taken
 * apart (か + ゙, Hangul by its letters). Those that are accents are folded away anyway. */
static inline gunichar
read_char (const char **at, const char *end)
{
  gunichar c, mark, whole;

  if ((guchar) **at < 0x80)
    return (guchar) *(*at)++;
  c = g_utf8_get_char (*at);
  *at = g_utf8_next_char (*at);
  while (c >= 0x1100 && *at < end && (guchar) **at >= 0xe1)
    {
      mark = g_utf8_get_char (*at);
      if (mark == 0xff9e || mark == 0xff9f)
        {
          mark = mark - 0xff9e + 0x3099;
          c = widen_kana (c);
        }
      if (!(mark >= 0x1161 && mark <= 0x1175) && !(mark >= 0x11a8 && mark <= 0x11c2) && mark != 0x3099
          && mark != 0x309a)
        break;
      if (!g_unichar_compose (c, mark, &whole))
        break;
      c = whole;
      *at = g_utf8_next_char (*at);
    }
  return c;
}

void
annals_fold_words (const char *text, gssize length, AnnalsWordFunc func, gpointer data)
{
  const char *end = text + (length < 0 ? strlen (text) : (gsize) length);
  Splitter splitter = { .func = func, .data = data };

  fill_table ();
  for (const char *at = text; at < end;)
    {
      const char *next = at;
      Folded folded = look_up (read_char (&next, end));

      if (folded.char_class == CLASS_LETTER)
        add_letter (&splitter, &folded, (gsize) (at - text), (gsize) (next - text));
      else if (folded.char_class == CLASS_GRAM)
        add_gram (&splitter, &folded, (gsize) (at - text), (gsize) (next - text));
      else
        {
          end_word (&splitter);
          end_run (&splitter);
        }
      at = next;
    }
  end_word (&splitter);
  end_run (&splitter);
}

gsize
annals_fold_measure (const char *text, gsize begin, gsize end, gsize n_folded)
{
  gsize at = begin, n = 0;

  fill_table ();
  while (at < end)
    {
      const char *next = text + at;
      Folded folded = look_up (read_char (&next, text + end));

      /* An accent behind the last letter belongs to it. */
      if (n >= n_folded && folded.length > 0)
        break;
      n += folded.length;
      at = (gsize) (next - text);
    }
  return at - begin;
}

static void
append_to_key (const AnnalsWord *word, gpointer data)
{
  GString *key = data;

  if (key->len > 0)
    g_string_append_c (key, ' ');
  g_string_append_len (key, word->folded, (gssize) word->length);
}

char *
annals_fold_to_key (const char *text)
{
  GString *key = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, g_string_free (key, FALSE));
  annals_fold_words (text, -1, append_to_key, key);
  return g_string_free (key, FALSE);
}
