#define _GNU_SOURCE
#include "DiskTrace.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

// These names must not be replaced by macros in what follows.
#undef open
#undef open64
#undef pwrite
#undef pwrite64
#undef ftruncate
#undef ftruncate64

struct record {
  uint8_t kind;
  uint8_t nothing[3];
  uint32_t process;
  uint64_t file;
  uint64_t place;
  uint32_t name;
  uint32_t other;
  uint64_t data;
};

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static const char *traced;
static size_t traced_length;
static int trace = -1;

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("VANTHU_TRACE");
  traced = getenv("VANTHU_TRACED");
  if (!path || !traced) return;
  traced_length = strlen(traced);
  int file = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return;
  // A high number, because some programs rely on low ones.
  trace = fcntl(file, F_DUPFD_CLOEXEC, 900);
  if (trace < 0) {
    trace = file;
  } else {
    syscall(SYS_close, file);
  }
}

// Locks the trace from before a call until it is recorded: the order of the trace is the order of the disk.
static int enter(void) {
  if (trace < 0) return 0;
  pthread_mutex_lock(&gate);
  while (syscall(SYS_flock, trace, LOCK_EX) != 0 && errno == EINTR) {
  }
  return 1;
}

static void leave(int is_in) {
  if (!is_in) return;
  int kept = errno;
  syscall(SYS_flock, trace, LOCK_UN);
  pthread_mutex_unlock(&gate);
  errno = kept;
}

static int is_traced(const char *path) {
  return strncmp(path, traced, traced_length) == 0 && (path[traced_length] == '/' || path[traced_length] == 0) &&
         !strstr(path + traced_length, "-shm");
}

static void note(
  char kind, uint64_t file, uint64_t place, const char *name, const char *other, const struct iovec *parts, int count,
  uint64_t length) {
  struct record record = {.kind = (uint8_t)kind, .process = (uint32_t)getpid(), .file = file, .place = place};
  record.name = name ? (uint32_t)strlen(name) : 0;
  record.other = other ? (uint32_t)strlen(other) : 0;
  record.data = length;
  struct iovec all[64 + 3];
  int used = 0;
  all[used++] = (struct iovec){&record, sizeof record};
  if (record.name) all[used++] = (struct iovec){(void *)name, record.name};
  if (record.other) all[used++] = (struct iovec){(void *)other, record.other};
  for (int i = 0; i < count && i < 64 && length > 0; i++) {
    size_t part = parts[i].iov_len < length ? parts[i].iov_len : length;
    all[used++] = (struct iovec){parts[i].iov_base, part};
    length -= part;
  }
  int kept = errno;
  // A trace with a gap is worse than a test that ends here.
  size_t expected = 0;
  for (int i = 0; i < used; i++) expected += all[i].iov_len;
  if (syscall(SYS_writev, trace, all, used) != (long)expected) abort();
  errno = kept;
}

/// Writes the path of an open file below the traced folder; returns 0 when it is elsewhere.
static int path_of(int file, char path[PATH_MAX]) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, PATH_MAX - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return is_traced(path);
}

static uint64_t number_of(int file) {
  struct stat facts;
  return fstat(file, &facts) == 0 ? facts.st_ino : 0;
}

static int is_socket(int file) {
  struct stat facts;
  return fstat(file, &facts) == 0 && S_ISSOCK(facts.st_mode);
}

static const char *absolute(const char *path, char room[PATH_MAX]) {
  if (path[0] == '/') return path;
  if (!getcwd(room, PATH_MAX)) return path;
  size_t length = strlen(room);
  snprintf(room + length, PATH_MAX - length, "/%s", path);
  return room;
}

/// Returns the path of a name in an open folder.
static const char *below(int folder, const char *name, char room[PATH_MAX]) {
  if (folder == AT_FDCWD || name[0] == '/') return name;
  path_of(folder, room);
  size_t length = strlen(room);
  snprintf(room + length, PATH_MAX - length, "/%s", name);
  return room;
}

static int opened(int folder, const char *path, int flags, mode_t mode) {
  int is_in = flags & (O_CREAT | O_TRUNC) ? enter() : 0;
  int file = (int)syscall(SYS_openat, folder, path, flags, mode);
  char name[PATH_MAX];
  if (is_in && file >= 0 && path_of(file, name)) {
    note('O', number_of(file), (uint64_t)flags, name, NULL, NULL, 0, 0);
  }
  leave(is_in);
  return file;
}

#define MODE(flags, last)                       \
  mode_t mode = 0;                              \
  if (flags & (O_CREAT | __O_TMPFILE)) {        \
    va_list more;                               \
    va_start(more, last);                       \
    mode = va_arg(more, mode_t);                \
    va_end(more);                               \
  }

int open(const char *path, int flags, ...) {
  MODE(flags, flags)
  return opened(AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  MODE(flags, flags)
  return opened(AT_FDCWD, path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...) {
  MODE(flags, flags)
  return opened(folder, path, flags, mode);
}

int openat64(int folder, const char *path, int flags, ...) {
  MODE(flags, flags)
  return opened(folder, path, flags, mode);
}

int creat(const char *path, mode_t mode) { return opened(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }

/// Records what a call has written: to a file, with the position, or through a socket.
static void wrote(int file, off_t place, const struct iovec *parts, int count, ssize_t length) {
  if (length <= 0) return;
  char name[PATH_MAX];
  if (path_of(file, name)) {
    if (place < 0) place = lseek(file, 0, SEEK_CUR) - length;
    note('W', number_of(file), (uint64_t)place, NULL, NULL, parts, count, (uint64_t)length);
  } else if (is_socket(file)) {
    note('N', number_of(file), 0, NULL, NULL, parts, count, (uint64_t)length);
  }
}

ssize_t write(int file, const void *bytes, size_t count) {
  int is_in = enter();
  ssize_t length = syscall(SYS_write, file, bytes, count);
  struct iovec part = {(void *)bytes, count};
  if (is_in) wrote(file, -1, &part, 1, length);
  leave(is_in);
  return length;
}

ssize_t writev(int file, const struct iovec *parts, int count) {
  int is_in = enter();
  // No more than fits into one record; callers continue with the rest.
  if (is_in && count > 64) count = 64;
  ssize_t length = syscall(SYS_writev, file, parts, count);
  if (is_in) wrote(file, -1, parts, count, length);
  leave(is_in);
  return length;
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t place) {
  int is_in = enter();
  ssize_t length = syscall(SYS_pwrite64, file, bytes, count, place);
  struct iovec part = {(void *)bytes, count};
  if (is_in) wrote(file, place, &part, 1, length);
  leave(is_in);
  return length;
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t place) { return pwrite64(file, bytes, count, place); }

ssize_t sendto(
  int file, const void *bytes, size_t count, int flags, const struct sockaddr *address, socklen_t address_length) {
  int is_in = enter();
  ssize_t length = syscall(SYS_sendto, file, bytes, count, flags, address, address_length);
  struct iovec part = {(void *)bytes, count};
  if (is_in) wrote(file, 0, &part, 1, length);
  leave(is_in);
  return length;
}

ssize_t send(int file, const void *bytes, size_t count, int flags) {
  return sendto(file, bytes, count, flags, NULL, 0);
}

ssize_t sendmsg(int file, const struct msghdr *message, int flags) {
  int is_in = enter();
  struct msghdr some = *message;
  if (is_in && some.msg_iovlen > 64) some.msg_iovlen = 64;
  ssize_t length = syscall(SYS_sendmsg, file, &some, flags);
  if (is_in) wrote(file, 0, some.msg_iov, (int)some.msg_iovlen, length);
  leave(is_in);
  return length;
}

int ftruncate64(int file, off64_t length) {
  int is_in = enter();
  int result = (int)syscall(SYS_ftruncate, file, length);
  char name[PATH_MAX];
  if (is_in && result == 0 && path_of(file, name)) {
    note('T', number_of(file), (uint64_t)length, NULL, NULL, NULL, 0, 0);
  }
  leave(is_in);
  return result;
}

int ftruncate(int file, off_t length) { return ftruncate64(file, length); }

// Recorded when the call has returned: what others wrote meanwhile is not counted as safe.
static int safe(long call, int file) {
  int is_in = enter();
  int result = (int)syscall(call, file);
  char name[PATH_MAX];
  if (is_in && result == 0 && path_of(file, name)) note('S', number_of(file), 0, name, NULL, NULL, 0, 0);
  leave(is_in);
  return result;
}

int fsync(int file) { return safe(SYS_fsync, file); }
int fdatasync(int file) { return safe(SYS_fdatasync, file); }

/// Records a call that changes one name, or two.
static int named(char kind, long result, const char *path, const char *other) {
  char room[PATH_MAX], other_room[PATH_MAX];
  if (result != 0) return -1;
  path = absolute(path, room);
  if (other) other = absolute(other, other_room);
  if (is_traced(path) || (other && is_traced(other))) note(kind, 0, 0, path, other, NULL, 0, 0);
  return 0;
}

#define NAMED(kind, call, path, other)             \
  int is_in = enter();                             \
  long result = call;                              \
  if (is_in) named(kind, result, path, other);     \
  leave(is_in);                                    \
  return (int)result;

int renameat(int folder, const char *from, int other, const char *to) {
  char from_room[PATH_MAX] = "", to_room[PATH_MAX] = "";
  NAMED(
    'R', syscall(SYS_renameat2, folder, from, other, to, 0), below(folder, from, from_room), below(other, to, to_room))
}

int linkat(int folder, const char *from, int other, const char *to, int flags) {
  char from_room[PATH_MAX] = "", to_room[PATH_MAX] = "";
  NAMED(
    'L', syscall(SYS_linkat, folder, from, other, to, flags), below(folder, from, from_room),
    below(other, to, to_room))
}

int unlinkat(int folder, const char *path, int flags) {
  char room[PATH_MAX] = "";
  NAMED(flags & AT_REMOVEDIR ? 'D' : 'U', syscall(SYS_unlinkat, folder, path, flags), below(folder, path, room), NULL)
}

int mkdirat(int folder, const char *path, mode_t mode) {
  char room[PATH_MAX] = "";
  NAMED('M', syscall(SYS_mkdirat, folder, path, mode), below(folder, path, room), NULL)
}

int rename(const char *from, const char *to) { return renameat(AT_FDCWD, from, AT_FDCWD, to); }
int link(const char *from, const char *to) { return linkat(AT_FDCWD, from, AT_FDCWD, to, 0); }
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }
int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }
