/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every fuzz target is: a function of bytes that must come back whatever they are.
 *
 * With clang and libFuzzer it is driven by the fuzzer, without by replay.c, which hands it the
 * files it is given: seeds, and what fuzzing has found before. */
#pragma once

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);
