#pragma once

#include <sys/types.h>

/// What a started program may do, beside what it is given to read and write.
struct child_limits {
  /// Address space, bytes.
  unsigned long memory;
  /// Seconds of processor time.
  unsigned long seconds;
  /// Of any file it writes, bytes.
  unsigned long file;
  /// Of this user, all programs together: no further one is started above that.
  unsigned long processes;
};

enum child_session {
  /// In the group of the program that starts it: ended with it by Ctrl-C.
  child_session_shared = 0,
  /// In a session of its own: neither a key nor the end of the terminal reaches it.
  child_session_own = 1,
  /// The same, and it cannot leave it, so that all it starts can be ended as a whole; no network, no change of any file, the limits, and
  /// its end with that of the program that started it.
  child_session_confined = 2,
};

/// Starts a program. `streams` are the descriptors it gets as 0, 1 and 2; no other stays open in it.
///
/// Gives its number; or -1, and what kept it from beginning in `errno`.
pid_t child_start(
  const char *program, char *const words[], char *const environment[], const int streams[3], int session,
  const struct child_limits *limits);

/// Ends a program of a session of its own, with all that it has started there.
void child_end_all(pid_t process);
