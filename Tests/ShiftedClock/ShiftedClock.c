#define _GNU_SOURCE
#include "ShiftedClock.h"

#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

int clock_gettime(clockid_t clock, struct timespec *time) {
  long result = syscall(SYS_clock_gettime, clock, time);
  const char *shift = getenv("VANTHU_CLOCK_SHIFT");
  if (result == 0 && clock == CLOCK_REALTIME && shift) time->tv_sec += atol(shift);
  return (int)result;
}
