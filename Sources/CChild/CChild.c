#define _GNU_SOURCE
#include "CChild.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// Between fork and exec only async-signal-safe calls: no allocation, no locks.

static void limit(int what, unsigned long most) {
  struct rlimit now;
  if (getrlimit(what, &now) != 0) return;
  if (now.rlim_cur == RLIM_INFINITY || now.rlim_cur > most) now.rlim_cur = most;
  if (now.rlim_max == RLIM_INFINITY || now.rlim_max > most) now.rlim_max = most;
  setrlimit(what, &now);
}

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

/// Refuses all sockets, and calls that would leave the session or the confinement. Returns whether the filter is
/// active.
static int refuse_network(void) {
#ifdef ARCHITECTURE
#define REFUSED (SECCOMP_RET_ERRNO | EACCES)
#define NUMBER(call) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##call, 0, 1), BPF_STMT(BPF_RET | BPF_K, REFUSED)
  struct sock_filter rules[] = {
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
#ifdef __x86_64__
    // The x32 ABI has other numbers for the same calls.
    BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1),
    BPF_STMT(BPF_RET | BPF_K, REFUSED),
#endif
    NUMBER(socket),
    NUMBER(socketpair),
    NUMBER(connect),
    NUMBER(io_uring_setup),
    NUMBER(setsid),
    NUMBER(setpgid),
    NUMBER(ptrace),
    NUMBER(process_vm_readv),
    NUMBER(process_vm_writev),
    NUMBER(unshare),
    NUMBER(setns),
    NUMBER(mount),
    NUMBER(truncate),
    NUMBER(keyctl),
    NUMBER(bpf),
    NUMBER(userfaultfd),
    NUMBER(perf_event_open),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program = {sizeof rules / sizeof *rules, rules};
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
#else
  return 0;
#endif
}

/// Refuses to create, write to, rename or remove files from here on, if the kernel has Landlock (5.13 or later).
static void refuse_writing(void) {
#ifdef SYS_landlock_create_ruleset
  // WRITE_FILE, REMOVE_DIR, REMOVE_FILE, MAKE_CHAR … MAKE_SYM: all rights of Landlock's first version but reading and
  // running.
  uint64_t rights = 1ull << 1 | 1ull << 4 | 1ull << 5 | 0x7full << 6;
  int rules = (int)syscall(SYS_landlock_create_ruleset, &rights, sizeof rights, 0);
  if (rules < 0) return;
  syscall(SYS_landlock_restrict_self, rules, 0);
  close(rules);
#endif
}

static void confine(const struct child_limits *limits) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  limit(RLIMIT_AS, limits->memory);
  limit(RLIMIT_CPU, limits->seconds);
  limit(RLIMIT_FSIZE, limits->file);
  limit(RLIMIT_NPROC, limits->processes);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_NOFILE, 64);
  (void)!nice(10);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  refuse_writing();
  // Without a seccomp filter: an empty network namespace. Without namespaces either, only the limits remain.
  if (!refuse_network()) unshare(CLONE_NEWUSER | CLONE_NEWNET);
}

static void close_from(int first) {
#ifdef SYS_close_range
  if (syscall(SYS_close_range, first, ~0u, 0) == 0) return;
#endif
  struct rlimit open;
  int last = getrlimit(RLIMIT_NOFILE, &open) == 0 && open.rlim_cur < 65536 ? (int)open.rlim_cur : 65536;
  for (int file = first; file < last; file++) close(file);
}

static void become(
  const char *program, char *const words[], char *const environment[], const int streams[3], int session,
  const struct child_limits *limits, int told) {
  if (session != child_session_shared) setsid();
  for (int number = SIGHUP; number < NSIG; number++) {
    struct sigaction now;
    if (sigaction(number, NULL, &now) != 0) continue;
    // Ignored signals stay ignored, as `nohup` expects.
    if (now.sa_handler != SIG_IGN || session == child_session_confined) signal(number, SIG_DFL);
  }
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  // First move all descriptors above 9, so that no stream is overwritten before it has been copied to its place.
  int safe[4];
  for (int i = 0; i < 4; i++) {
    safe[i] = fcntl(i < 3 ? streams[i] : told, F_DUPFD, 10);
    if (safe[i] < 0) goto failed;
  }
  for (int i = 0; i < 4; i++) {
    if (dup2(safe[i], i) < 0) goto failed;
  }
  told = 3;
  fcntl(told, F_SETFD, FD_CLOEXEC);
  close_from(4);
  if (session == child_session_confined) confine(limits);
  execve(program, words, environment);
failed:;
  int why = errno;
  (void)!write(told, &why, sizeof why);
  _exit(127);
}

pid_t child_start(
  const char *program, char *const words[], char *const environment[], const int streams[3], int session,
  const struct child_limits *limits) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return -1;
  // Block all signals: none of our handlers may run in the child before exec.
  sigset_t all, before;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, &before);
  pid_t process = fork();
  if (process == 0) become(program, words, environment, streams, session, limits, ends[1]);
  int why = errno;
  sigprocmask(SIG_SETMASK, &before, NULL);
  close(ends[1]);
  if (process > 0) {
    ssize_t count;
    do count = read(ends[0], &why, sizeof why);
    while (count < 0 && errno == EINTR);
    if (count == sizeof why) {
      while (waitpid(process, NULL, 0) < 0 && errno == EINTR) {
      }
      process = -1;
    }
  }
  close(ends[0]);
  if (process < 0) errno = why;
  return process;
}

void child_end_all(pid_t process) {
  if (process <= 1) return;
  // The kernel delivers it to the entire group atomically; a process in the middle of a fork restarts it and dies
  // first.
  kill(-process, SIGKILL);
  kill(process, SIGKILL);
}
