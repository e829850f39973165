// libxml2's push parser behind a few calls. Its own headers stay out of Swift: those of ICU, which they bring along, cannot stand
// beside Foundation's.
#pragma once

typedef struct CXMLReader CXMLReader;

// What is called as the parser meets things; `context` is handed through. Names and texts are UTF-8.
typedef struct {
  void (*start)(void *context, const unsigned char *name, int attributes);
  void (*end)(void *context);
  void (*text)(void *context, const unsigned char *bytes, int count);
  void (*doctype)(void *context);
} CXMLHandler;

// Switched off: the network, entities, DTDs, the parser's own messages. NULL when there is no memory.
CXMLReader *cxml_open(const CXMLHandler *handler, void *context);
// The next bytes; with isLast the end.
void cxml_feed(CXMLReader *reader, const char *bytes, int count, int isLast);
// Nothing is called any more.
void cxml_stop(CXMLReader *reader);
int cxml_is_well_formed(const CXMLReader *reader);
// Of the last error, from 1.
int cxml_error_line(CXMLReader *reader);
void cxml_close(CXMLReader *reader);
