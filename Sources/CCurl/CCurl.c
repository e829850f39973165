#include "CCurl.h"

#include <linux/tcp.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

struct VCLine {
  CURL *curl;
  struct curl_slist *headers;
  long stall;
  // State of the connection.
  curl_socket_t socket;
  // State of the current request.
  VCGive give;
  VCTake take;
  void *context;
  int64_t moved;
  int64_t moved_at;
  bool is_connected, has_begun, is_sent, is_stopped, is_stalled, is_acknowledged;
  int64_t sent_before, received_before;
  unsigned char sentence[VC_SENTENCE];
  size_t sentence_size;
};

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/// Reads the kernel's figures of the socket, in which bytes moved count once acknowledged. False if there are none.
static bool figures(const VCLine *line, struct tcp_info *info) {
  socklen_t size = sizeof *info;
  memset(info, 0, sizeof *info);
  return line->socket != CURL_SOCKET_BAD && getsockopt(line->socket, IPPROTO_TCP, TCP_INFO, info, &size) == 0
    && size >= offsetof(struct tcp_info, tcpi_bytes_retrans);
}

// Small send buffers, so that progress can be known; a time limit for unacknowledged data. Options the system does not
// know are skipped.
static int configure(void *context, curl_socket_t socket, curlsocktype purpose) {
  VCLine *line = context;
  int buffer = 32 << 10, unsent = 16 << 10;
  unsigned patience = (unsigned)line->stall;
  (void)purpose;
  setsockopt(socket, SOL_SOCKET, SO_SNDBUF, &buffer, sizeof buffer);
  setsockopt(socket, IPPROTO_TCP, TCP_NOTSENT_LOWAT, &unsent, sizeof unsent);
  setsockopt(socket, IPPROTO_TCP, TCP_USER_TIMEOUT, &patience, sizeof patience);
  setsockopt(socket, IPPROTO_TCP, TCP_CONGESTION, "bbr", 3);
  line->socket = socket;
  return CURL_SOCKOPT_OK;
}

static int forget(void *context, curl_socket_t socket) {
  VCLine *line = context;
  if (line->socket == socket) line->socket = CURL_SOCKET_BAD;
  return close(socket);
}

// The connection is established, new or reused; the request begins.
static int begin(void *context, char *ip, char *own, int port, int own_port) {
  VCLine *line = context;
  (void)ip, (void)own, (void)port, (void)own_port;
  line->has_begun = true;
  line->moved_at = now();
  return CURL_PREREQFUNC_OK;
}

static size_t read_request(char *room, size_t one, size_t size, void *context) {
  VCLine *line = context;
  size_t given = line->give(line->context, (unsigned char *)room, one * size);
  if (given == 0) line->is_sent = true;
  if (given != VC_STOP) return given;
  line->is_stopped = true;
  return CURL_READFUNC_ABORT;
}

static size_t write_answer(char *bytes, size_t one, size_t size, void *context) {
  VCLine *line = context;
  long status = 0;
  curl_easy_getinfo(line->curl, CURLINFO_RESPONSE_CODE, &status);
  if (status < 200 || status >= 300) {
    size_t room = VC_SENTENCE - line->sentence_size;
    size_t taken = size < room ? size : room;
    memcpy(line->sentence + line->sentence_size, bytes, taken);
    line->sentence_size += taken;
    return size;
  }
  if (line->take(line->context, (const unsigned char *)bytes, one * size)) return size;
  line->is_stopped = true;
  return 0;
}

/// Whether the peer has not acknowledged sent data for a long time (4 round trips, at least 6 s), not even out of
/// order. On a connection that was cut, or loses a fifth of its packets, the kernel retransmits after 2, 4, 8 seconds;
/// a new connection is established sooner.
static bool is_silent(const VCLine *line, const struct tcp_info *info) {
  unsigned patience = 4 * info->tcpi_rtt / 1000;
  if (patience < 6000) patience = 6000;
  return info->tcpi_unacked > 0 && now() - line->moved_at > patience && info->tcpi_last_ack_recv > patience;
}

static int watch(void *context, curl_off_t down_all, curl_off_t down, curl_off_t up_all, curl_off_t up) {
  VCLine *line = context;
  struct tcp_info info;
  (void)down_all, (void)up_all;
  int64_t moved = down + up;
  bool is_known = figures(line, &info);
  if (is_known) moved = (int64_t)(info.tcpi_bytes_acked + info.tcpi_bytes_received);
  // libcurl counts as connected only what has passed proxy and TLS. A socket in state 1 is established.
  if (is_known && info.tcpi_state == 1) line->is_connected = true;
  if (moved != line->moved) {
    line->moved = moved;
    line->moved_at = now();
  }
  if (!line->has_begun) return 0;
  if (now() - line->moved_at <= line->stall && !(is_known && is_silent(line, &info))) return 0;
  line->is_stalled = true;
  line->is_acknowledged = line->is_sent && is_known && info.tcpi_unacked == 0 && info.tcpi_notsent_bytes == 0;
  return 1;
}

VCLine *vc_open(const VCSettings *settings) {
  static bool is_ready;
  if (!is_ready && curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) return NULL;
  is_ready = true;
  VCLine *line = calloc(1, sizeof *line);
  if (!line || !(line->curl = curl_easy_init())) {
    free(line);
    return NULL;
  }
  CURL *curl = line->curl;
  line->socket = CURL_SOCKET_BAD;
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
  curl_easy_setopt(curl, CURLOPT_USERAGENT, settings->agent);
  // The server closes idle connections after 20 s; do not try one that may be closed.
  curl_easy_setopt(curl, CURLOPT_MAXAGE_CONN, 15L);
  // Small buffers, so that bytes handed over are soon on the network.
  curl_easy_setopt(curl, CURLOPT_UPLOAD_BUFFERSIZE, 16L << 10);
  curl_easy_setopt(curl, CURLOPT_BUFFERSIZE, 16L << 10);
  curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
  if (settings->authorities) {
    struct curl_blob blob = {(void *)settings->authorities, strlen(settings->authorities), CURL_BLOB_COPY};
    // Nothing else is trusted then, neither the system's file nor its folder.
    curl_easy_setopt(curl, CURLOPT_CAINFO, NULL);
    curl_easy_setopt(curl, CURLOPT_CAPATH, NULL);
    curl_easy_setopt(curl, CURLOPT_CAINFO_BLOB, &blob);
  }
  curl_easy_setopt(curl, CURLOPT_SOCKOPTFUNCTION, configure);
  curl_easy_setopt(curl, CURLOPT_SOCKOPTDATA, line);
  curl_easy_setopt(curl, CURLOPT_CLOSESOCKETFUNCTION, forget);
  curl_easy_setopt(curl, CURLOPT_CLOSESOCKETDATA, line);
  curl_easy_setopt(curl, CURLOPT_PREREQFUNCTION, begin);
  curl_easy_setopt(curl, CURLOPT_PREREQDATA, line);
  curl_easy_setopt(curl, CURLOPT_READFUNCTION, read_request);
  curl_easy_setopt(curl, CURLOPT_READDATA, line);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, write_answer);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, line);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, watch);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, line);
  return line;
}

void vc_close(VCLine *line) {
  curl_easy_cleanup(line->curl);
  curl_slist_free_all(line->headers);
  free(line);
}

static VCStage stage_of(const VCLine *line) {
  curl_off_t named = 0;
  if (line->has_begun) return VC_ASKED;
  curl_easy_getinfo(line->curl, CURLINFO_NAMELOOKUP_TIME_T, &named);
  return line->is_connected ? VC_SECURING : named > 0 ? VC_CONNECTING : VC_RESOLVING;
}

static struct curl_slist *headers(const char *type, bool is_whole) {
  // Remove curl's own headers that say nothing here: they cost bytes in every exchange.
  struct curl_slist *list = curl_slist_append(NULL, "Accept:");
  list = curl_slist_append(list, "Expect:");
  if (!is_whole) list = curl_slist_append(list, "Transfer-Encoding: chunked");
  // A request without a content type needs no user agent either: packets say who sent them.
  if (!type) list = curl_slist_append(list, "User-Agent:");
  char content[128] = "Content-Type:";
  if (type && strlen(type) < 100) strcat(strcat(content, " "), type);
  return curl_slist_append(list, content);
}

VCResult vc_post(
  VCLine *line, VCLimits limits, const char *url, const char *type, const unsigned char *body, size_t size, VCGive give,
  VCTake take, void *context
) {
  VCResult result = {0};
  struct tcp_info info;
  curl_slist_free_all(line->headers);
  line->headers = headers(type, body != NULL);
  line->give = give;
  line->take = take;
  line->context = context;
  line->stall = limits.stallMilliseconds;
  line->is_connected = line->has_begun = line->is_stopped = line->is_stalled = line->is_acknowledged = false;
  line->is_sent = body != NULL;
  line->sentence_size = 0;
  line->moved = -1;
  line->moved_at = now();
  curl_socket_t kept = line->socket;
  bool is_known = figures(line, &info);
  int64_t sent = is_known ? (int64_t)info.tcpi_bytes_sent : 0;
  int64_t received = is_known ? (int64_t)info.tcpi_bytes_received : 0;
  curl_easy_setopt(line->curl, CURLOPT_CONNECTTIMEOUT_MS, limits.connectMilliseconds);
  curl_easy_setopt(line->curl, CURLOPT_URL, url);
  curl_easy_setopt(line->curl, CURLOPT_HTTPHEADER, line->headers);
  curl_easy_setopt(line->curl, CURLOPT_POSTFIELDS, body);
  curl_easy_setopt(line->curl, CURLOPT_POSTFIELDSIZE_LARGE, body ? (curl_off_t)size : (curl_off_t)-1);
  curl_easy_setopt(line->curl, CURLOPT_POST, 1L);
  curl_easy_setopt(line->curl, CURLOPT_ERRORBUFFER, result.why);
  CURLcode code = curl_easy_perform(line->curl);
  curl_easy_setopt(line->curl, CURLOPT_POSTFIELDS, NULL);
  curl_easy_setopt(line->curl, CURLOPT_ERRORBUFFER, NULL);
  result.code = code;
  result.stage = stage_of(line);
  result.stopper = line->is_stalled ? VC_STALL : line->is_stopped ? VC_CALLER : VC_NOBODY;
  result.isAcknowledged = line->is_acknowledged;
  result.still = now() - line->moved_at;
  long error = 0;
  curl_easy_getinfo(line->curl, CURLINFO_OS_ERRNO, &error);
  result.error = (int)error;
  curl_easy_getinfo(line->curl, CURLINFO_SSL_VERIFYRESULT, &result.verified);
  if (code != CURLE_OK && !result.why[0]) strncpy(result.why, curl_easy_strerror(code), sizeof result.why - 1);
  curl_easy_getinfo(line->curl, CURLINFO_RESPONSE_CODE, &result.status);
  curl_easy_getinfo(line->curl, CURLINFO_HTTP_CONNECTCODE, &result.proxyStatus);
  const char *kind = NULL;
  curl_easy_getinfo(line->curl, CURLINFO_CONTENT_TYPE, &kind);
  if (kind) strncpy(result.type, kind, sizeof result.type - 1);
  const char *moved = NULL;
  curl_easy_getinfo(line->curl, CURLINFO_REDIRECT_URL, &moved);
  if (moved) strncpy(result.moved, moved, sizeof result.moved - 1);
  curl_off_t retry_after = 0;
  curl_easy_getinfo(line->curl, CURLINFO_RETRY_AFTER, &retry_after);
  result.retryAfter = retry_after;
  long connections = 0;
  curl_easy_getinfo(line->curl, CURLINFO_NUM_CONNECTS, &connections);
  result.isNewConnection = connections > 0 || kept == CURL_SOCKET_BAD;
  if (figures(line, &info)) {
    result.sent = (int64_t)info.tcpi_bytes_sent - (result.isNewConnection ? 0 : sent);
    result.received = (int64_t)info.tcpi_bytes_received - (result.isNewConnection ? 0 : received);
  } else {
    long head_sent = 0, head_received = 0;
    curl_off_t up = 0, down = 0;
    curl_easy_getinfo(line->curl, CURLINFO_REQUEST_SIZE, &head_sent);
    curl_easy_getinfo(line->curl, CURLINFO_HEADER_SIZE, &head_received);
    curl_easy_getinfo(line->curl, CURLINFO_SIZE_UPLOAD_T, &up);
    curl_easy_getinfo(line->curl, CURLINFO_SIZE_DOWNLOAD_T, &down);
    result.sent = head_sent + up;
    result.received = head_received + down;
  }
  return result;
}

const unsigned char *vc_sentence(const VCLine *line, size_t *size) {
  *size = line->sentence_size;
  return line->sentence;
}
