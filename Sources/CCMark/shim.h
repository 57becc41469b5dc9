#pragma once
#include <cmark-gfm.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm-core-extensions.h>

/* Exported by the library and declared in none of its public headers: tells the scanner of inline
   text, which has one table for all parsers, the characters that the parser's extensions wait for. */
void cmark_manage_extensions_special_characters(cmark_parser *parser, int add);
