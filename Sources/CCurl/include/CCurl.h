// The part of libcurl that HTTPCarrier needs: one POST at a time over a connection that is kept open.
//
// curl_easy_setopt is variadic, so Swift cannot call it; and the socket options and figures are those of Linux.
#ifndef CCURL_H
#define CCURL_H
#include <curl/curl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The client for one server: its connection and TLS session.
typedef struct VCLine VCLine;

typedef struct {
  /// Certificates to trust instead of the system's, as PEM; NULL for the system's. Copied.
  const char *authorities;
  const char *agent;
} VCSettings;

typedef struct {
  long connectMilliseconds;
  /// How long no byte may move in either direction before the request is given up.
  long stallMilliseconds;
} VCLimits;

/// Writes the next bytes of the request body to the buffer and returns how many; 0 at the end, VC_STOP to give up.
typedef size_t (*VCGive)(void *context, unsigned char *room, size_t size);
/// Receives bytes of the response. Returns false to give up.
typedef bool (*VCTake)(void *context, const unsigned char *bytes, size_t size);

#define VC_STOP ((size_t)-1)

/// How far a request came.
typedef enum {
  /// The name of the server, or of the proxy, is being looked up.
  VC_RESOLVING,
  /// No TCP connection yet.
  VC_CONNECTING,
  /// TLS is being set up, or the proxy has been asked to connect.
  VC_SECURING,
  /// The connection is established; the request is on its way, or answered.
  VC_ASKED
} VCStage;

/// What ended a request before libcurl did.
typedef enum {
  VC_NOBODY,
  /// Given up by VCGive or VCTake.
  VC_CALLER,
  /// No byte moved for stallMilliseconds, or sent bytes were not acknowledged.
  VC_STALL
} VCStopper;

/// The facts about a request that has ended. What they mean: `HTTPEnding` in the module Sync.
typedef struct {
  CURLcode code;
  VCStage stage;
  VCStopper stopper;
  /// Whether the complete request had been sent, and acknowledged, when nothing moved any more.
  bool isAcknowledged;
  /// The system's error if there is no connection (errno); 0 if there was none.
  int error;
  /// OpenSSL's result of verifying the certificate, X509_V_ERR_…; 0 if there was none.
  long verified;
  /// For how long nothing had moved in either direction at the end, in milliseconds.
  int64_t still;
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
  VCLine *line, VCLimits limits, const char *url, const char *type, const unsigned char *body, size_t size, VCGive give,
  VCTake take, void *context);

/// How many bytes of an error response are kept.
enum { VC_SENTENCE = 4096 };
/// The body of the last response whose status was not a success.
const unsigned char *vc_sentence(const VCLine *line, size_t *size);
#endif
