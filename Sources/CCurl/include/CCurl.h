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
  /// Certificates to trust instead of the system's, as PEM; NULL for the system's. Copied.
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
  /// Given up by give or take.
  VC_STOPPED,
  /// The address is no address, or this libcurl cannot do it.
  VC_UNUSABLE
} VCEnd;

/// What kept the line from standing, where that is known.
typedef enum {
  VC_UNSAID,
  /// The name of the server is not found.
  VC_NAME,
  /// Nobody listens there.
  VC_REFUSED,
  /// The system knows no way there.
  VC_NO_ROUTE,
  /// No answer in time.
  VC_TIMEOUT,
  /// The name of the proxy is not found, or it cannot be reached.
  VC_PROXY,
  /// The proxy answered, and lets nobody through; `proxyStatus` says how.
  VC_PROXY_SAYS_NO,
  /// The certificate: by nobody who is trusted, too old, not valid yet, of another name.
  VC_UNTRUSTED,
  VC_EXPIRED,
  VC_NOT_YET,
  VC_OTHER_NAME,
  /// The certificates to trust are none.
  VC_AUTHORITIES,
  /// TLS 1.2 or later is not spoken there.
  VC_OLD_TLS,
  /// What answers speaks no TLS at all.
  VC_NO_TLS
} VCReason;

typedef struct {
  VCEnd end;
  VCReason reason;
  /// The HTTP status; 0 when there was none.
  long status;
  /// The status of a proxy that was asked to open a way; 0 when there was none.
  long proxyStatus;
  /// The content type of the answer, cut to fit; empty when there was none.
  char type[128];
  /// Where the server sends on to; empty when it does not.
  char moved[256];
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
