// The part of libcurl that HTTPCarrier needs: one POST at a time over a connection that is kept open.
//
// curl_easy_setopt is variadic, so Swift cannot call it; and the socket options and figures are those of Linux.
#ifndef CCURL_H
#define CCURL_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The client for one server: its connection and TLS session.
typedef struct VCLine VCLine;

typedef struct {
  /// Certificates to trust instead of the system's, as PEM; NULL for the system's. Copied.
  const char *authorities;
  const char *agent;
  long connectMilliseconds;
  /// How long no byte may move in either direction before the request is given up.
  long stallMilliseconds;
} VCSettings;

/// Writes the next bytes of the request body to the buffer and returns how many; 0 at the end, VC_STOP to give up.
typedef size_t (*VCGive)(void *context, unsigned char *room, size_t size);
/// Receives bytes of the response. Returns false to give up.
typedef bool (*VCTake)(void *context, const unsigned char *bytes, size_t size);

#define VC_STOP ((size_t)-1)

typedef enum {
  VC_DONE,
  /// No connection: name, network or time-out.
  VC_NO_LINE,
  /// The connection broke after it was established.
  VC_CUT,
  /// No byte moved for stallMilliseconds.
  VC_STALLED,
  /// Given up by VCGive or VCTake.
  VC_STOPPED,
  /// The address is invalid, or this libcurl does not support it.
  VC_UNUSABLE
} VCEnd;

/// Why there is no connection, if it is known.
typedef enum {
  VC_UNSAID,
  /// The server's name is not found.
  VC_NAME,
  /// The connection was refused: nothing listens there.
  VC_REFUSED,
  /// There is no route to it.
  VC_NO_ROUTE,
  /// No answer in time.
  VC_TIMEOUT,
  /// The proxy's name is not found, or the proxy cannot be reached.
  VC_PROXY,
  /// The proxy answered and refused; `proxyStatus` is its status.
  VC_PROXY_SAYS_NO,
  /// The certificate: not trusted, expired, not valid yet, or of another name.
  VC_UNTRUSTED,
  VC_EXPIRED,
  VC_NOT_YET,
  VC_OTHER_NAME,
  /// The certificates to trust cannot be read.
  VC_AUTHORITIES,
  /// The server does not support TLS 1.2 or later.
  VC_OLD_TLS,
  /// The server does not speak TLS.
  VC_NO_TLS
} VCReason;

typedef struct {
  VCEnd end;
  VCReason reason;
  /// The HTTP status; 0 if there was none.
  long status;
  /// The status of the proxy's answer to CONNECT; 0 if there was none.
  long proxyStatus;
  /// The content type of the response, truncated to fit; empty if there was none.
  char type[128];
  /// Where the server redirects to; empty if it does not.
  char moved[256];
  /// Seconds after which the server wants to be asked again; 0 if it does not say.
  int64_t retryAfter;
  /// Bytes on the connection, with HTTP and TLS.
  int64_t sent, received;
  bool isNewConnection;
  /// libcurl's message, for the log.
  char why[256];
} VCResult;

VCLine *vc_open(const VCSettings *settings);
void vc_close(VCLine *line);
/// - Parameter type: the content type; NULL for none.
/// - Parameter body: the complete request body, sent together with its headers, in one packet if it is small. NULL if
///   its size is not known in advance: then `give` is called for each part, and the body is sent in chunks.
VCResult vc_post(
  VCLine *line, const char *url, const char *type, const unsigned char *body, size_t size, VCGive give, VCTake take,
  void *context);

/// How many bytes of an error response are kept.
enum { VC_SENTENCE = 4096 };
/// The body of the last response whose status was not a success.
const unsigned char *vc_sentence(const VCLine *line, size_t *size);
#endif
