// Debian's libxml2 is built with ICU, and its headers bring ICU's along. Foundation has an ICU of its own with other
// declarations under the same names, and no file could import both. Nothing we use depends on it.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
