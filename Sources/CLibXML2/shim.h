#pragma once
#include <libxml/xmlversion.h>
// Debian's libxml2 includes ICU's headers, whose types clash with those that Foundation brings.
// Nothing we call depends on them.
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/tree.h>
#include <libxml/relaxng.h>
#include <libxml/HTMLparser.h>
#include <libxml/xmlerror.h>

/// Frees what libxml2 handed over; its own `xmlFree` is a variable, which Swift's tasks may not read.
static inline void stet_xml_free(void *memory) { xmlFree(memory); }
