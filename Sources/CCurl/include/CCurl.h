// The part of libcurl that HTTPCarrier stands on: one POST at a time over a connection that is kept.
//
// curl_easy_setopt is variadic, which Swift does not see; and the socket's own settings and figures are those of Linux.
#ifndef CCURL_H
#define CCURL_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// A way to one server: its connection, its TLS session.
typedef struct VCLine VCLine;

typedef struct {
  /// A file of certificates to trust instead of the system's; NULL for the system's.
  const char *authorities;
  const char *agent;
  long connectMilliseconds;
  /// How long nothing may move either way.
  long stallMilliseconds;
} VCSettings;

/// The next bytes of the request into the room. Gives how many; 0 is the end, VC_STOP gives up.
typedef size_t (*VCGive)(void *context, unsigned char *room, size_t size);
/// Bytes of the answer. Gives false to give up.
typedef bool (*VCTake)(void *context, const unsigned char *bytes, size_t size);

#define VC_STOP ((size_t)-1)

typedef enum {
  VC_DONE,
  /// Not reached: name, connection, time.
  VC_NO_LINE,
  /// Broke after it stood.
  VC_CUT,
  /// Nothing moved.
  VC_STALLED,
  /// The certificate is not trusted, or TLS cannot be spoken.
  VC_UNTRUSTED,
  /// Given up by give or take.
  VC_STOPPED,
  /// The address is no address, or this libcurl cannot do it.
  VC_UNUSABLE
} VCEnd;

typedef struct {
  VCEnd end;
  /// The HTTP status; 0 when there was none.
  long status;
  /// In how many seconds the server wants to be asked again; 0 when it says nothing.
  int64_t retryAfter;
  /// What travelled, with everything of HTTP and TLS.
  int64_t sent, received;
  bool isNewConnection;
  /// What libcurl says, for the log.
  char why[256];
} VCResult;

VCLine *vc_open(const VCSettings *settings);
void vc_close(VCLine *line);
/// - Parameter type: the content type; NULL for none.
/// - Parameter body: the whole request: it leaves together with its head, as one packet if it is small. NULL when nobody knows yet
///   how large it is: then it is asked for part by part, and goes in chunks.
VCResult vc_post(
  VCLine *line, const char *url, const char *type, const unsigned char *body, size_t size, VCGive give, VCTake take,
  void *context);

/// How much of the sentence of a refusal is kept.
enum { VC_SENTENCE = 4096 };
/// The sentence of the last answer whose status was no success.
const unsigned char *vc_sentence(const VCLine *line, size_t *size);
#endif
