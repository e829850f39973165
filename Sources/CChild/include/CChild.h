#pragma once

#include <sys/types.h>

/// The limits of a confined program.
struct child_limits {
  /// Address space, bytes.
  unsigned long memory;
  /// Processor time, seconds.
  unsigned long seconds;
  /// Size of any file it writes, bytes.
  unsigned long file;
  /// Processes of this user, in total: fork fails above that.
  unsigned long processes;
};

enum child_session {
  /// In the process group of the program that starts it: the same Ctrl-C ends it.
  child_session_shared = 0,
  /// In a session of its own: neither a key nor the end of the terminal reaches it.
  child_session_own = 1,
  /// In a session of its own that it cannot leave, so that all it starts can be killed together; no network, no change
  /// of any file, the limits, and it ends with the program that started it.
  child_session_confined = 2,
};

/// Starts a program. `streams` are the descriptors it gets as 0, 1 and 2; no others stay open in it.
///
/// Returns its process ID; or -1, with the reason in `errno`.
pid_t child_start(
  const char *program, char *const words[], char *const environment[], const int streams[3], int session,
  const struct child_limits *limits);

/// Kills a program, and all that it has started if it has a session of its own.
void child_end_all(pid_t process);
