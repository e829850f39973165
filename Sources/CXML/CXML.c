#include "CXML.h"

#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <pthread.h>
#include <stdlib.h>

struct CXMLReader {
  CXMLHandler handler;
  void *context;
  xmlParserCtxtPtr parser;
};

static void start(void *reader, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaces,
                  const xmlChar **spaces, int attributes, int defaulted, const xmlChar **values) {
  (void)prefix, (void)uri, (void)spaces, (void)defaulted, (void)values;
  CXMLReader *self = reader;
  self->handler.start(self->context, name, namespaces + attributes);
}

static void end(void *reader, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
  (void)name, (void)prefix, (void)uri;
  CXMLReader *self = reader;
  self->handler.end(self->context);
}

static void text(void *reader, const xmlChar *bytes, int count) {
  CXMLReader *self = reader;
  self->handler.text(self->context, bytes, count);
}

static void doctype(void *reader, const xmlChar *name, const xmlChar *externalID, const xmlChar *systemID) {
  (void)name, (void)externalID, (void)systemID;
  CXMLReader *self = reader;
  self->handler.doctype(self->context);
}

// Once, before two threads could do it at the same time.
static pthread_once_t ready = PTHREAD_ONCE_INIT;

CXMLReader *cxml_open(const CXMLHandler *handler, void *context) {
  pthread_once(&ready, xmlInitParser);
  CXMLReader *self = malloc(sizeof *self);
  if (!self) return NULL;
  self->handler = *handler;
  self->context = context;
  xmlSAXHandler sax = {0};
  sax.initialized = XML_SAX2_MAGIC;
  sax.startElementNs = start;
  sax.endElementNs = end;
  sax.characters = sax.ignorableWhitespace = sax.cdataBlock = text;
  sax.internalSubset = doctype;
  self->parser = xmlCreatePushParserCtxt(&sax, self, NULL, 0, NULL);
  if (!self->parser) {
    free(self);
    return NULL;
  }
  // The encoding is known by now, whatever the first line says: programs that write from a string declare UTF-16 over UTF-8.
  xmlCtxtUseOptions(self->parser, XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  return self;
}

void cxml_feed(CXMLReader *self, const char *bytes, int count, int isLast) {
  xmlParseChunk(self->parser, bytes, count, isLast);
}

void cxml_stop(CXMLReader *self) { xmlStopParser(self->parser); }

int cxml_is_well_formed(const CXMLReader *self) { return self->parser->wellFormed; }

int cxml_error_line(CXMLReader *self) {
  xmlErrorPtr error = xmlCtxtGetLastError(self->parser);
  return error ? error->line : 1;
}

void cxml_close(CXMLReader *self) {
  if (self->parser->myDoc) xmlFreeDoc(self->parser->myDoc);
  xmlFreeParserCtxt(self->parser);
  free(self);
}
