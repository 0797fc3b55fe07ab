/* Preloaded into a process, makes the n-th call on a file fail.
 *
 *   FAIL_CALL   fsync, fdatasync, write or rename
 *   FAIL_PATH   only calls on paths that contain this count
 *   FAIL_NTH    which of them fails, counted from the moment the file FAIL_WHEN appears
 *   FAIL_HOW    EIO, or short: half is written, and all writes after it fail with ENOSPC, or idle:
 *               a force does nothing and says that it was done
 *
 * After the first failure all further calls of that kind on such paths fail too: a broken disk does
 * not mend itself. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_int calls;

static int is_meant(const char *call, const char *path) {
  const char *wanted = getenv("FAIL_CALL");
  const char *part = getenv("FAIL_PATH");
  const char *when = getenv("FAIL_WHEN");
  return wanted && part && when && !strcmp(wanted, call) && strstr(path, part) && !access(when, F_OK);
}

/* 0: go on; 1: this is the n-th; 2: it is a later one */
static int fate(const char *call, const char *path) {
  if (!is_meant(call, path))
    return 0;
  int saved = errno;
  int count = atomic_fetch_add(&calls, 1) + 1;
  int nth = atoi(getenv("FAIL_NTH"));
  errno = saved;
  return count < nth ? 0 : count == nth ? 1 : 2;
}

static int fate_of(const char *call, int fd) {
  char link[64], path[PATH_MAX + 1];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, PATH_MAX);
  if (length < 0)
    return 0;
  path[length] = 0;
  return fate(call, path);
}

static int fails_by(const char *wanted) {
  const char *how = getenv("FAIL_HOW");
  return how && !strcmp(how, wanted);
}

static int is_short(void) {
  return fails_by("short");
}

static int fail(void) {
  errno = is_short() ? ENOSPC : EIO;
  return -1;
}

static int fail_to_force(void) {
  return fails_by("idle") ? 0 : fail();
}

int fsync(int fd) {
  int (*real)(int) = dlsym(RTLD_NEXT, "fsync");
  return fate_of("fsync", fd) ? fail_to_force() : real(fd);
}

int fdatasync(int fd) {
  int (*real)(int) = dlsym(RTLD_NEXT, "fdatasync");
  return fate_of("fdatasync", fd) ? fail_to_force() : real(fd);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t offset) {
  ssize_t (*real)(int, const void *, size_t, off64_t) = dlsym(RTLD_NEXT, "pwrite64");
  int what = fate_of("write", fd);
  if (what == 1 && is_short() && count > 1)
    return real(fd, bytes, count / 2, offset);
  return what ? fail() : real(fd, bytes, count, offset);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset) {
  return pwrite64(fd, bytes, count, offset);
}

ssize_t write(int fd, const void *bytes, size_t count) {
  ssize_t (*real)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");
  int what = fate_of("write", fd);
  if (what == 1 && is_short() && count > 1)
    return real(fd, bytes, count / 2);
  return what ? fail() : real(fd, bytes, count);
}

int rename(const char *from, const char *to) {
  int (*real)(const char *, const char *) = dlsym(RTLD_NEXT, "rename");
  return fate("rename", to) ? fail() : real(from, to);
}
