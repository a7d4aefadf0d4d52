#ifdef __linux__
#define _GNU_SOURCE
#endif
#include "CProcess.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/inotify.h>
#endif

static int stop_pipe[2] = {-1, -1};
static volatile sig_atomic_t stops;

static void on_stop(int number) {
  // Who asks twice does not want to wait.
  if (stops++ > 0) _exit(128 + number);
  int saved = errno;
  ssize_t written = write(stop_pipe[1], "", 1);
  (void)written;
  errno = saved;
}

int32_t cprocess_catch_stop(void) {
  if (stop_pipe[0] < 0) {
    if (pipe(stop_pipe) != 0) return -1;
    for (int i = 0; i < 2; i++) fcntl(stop_pipe[i], F_SETFD, FD_CLOEXEC);
  }
  struct sigaction action;
  memset(&action, 0, sizeof action);
  sigemptyset(&action.sa_mask);
  action.sa_handler = on_stop;
  action.sa_flags = SA_RESTART;
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
  // Sent to who holds a lease when a writer comes: the lease is gone again in the next moment.
  signal(SIGIO, SIG_IGN);
  return stop_pipe[0];
}

bool cprocess_wait(int32_t stop, int32_t watch, int32_t milliseconds) {
  struct pollfd list[2] = {{.fd = stop, .events = POLLIN}, {.fd = watch, .events = POLLIN}};
  return poll(list, 2, milliseconds) > 0 && (list[0].revents & POLLIN) != 0;
}

int32_t cprocess_lock(int32_t descriptor) {
  int result;
  do {
    result = flock(descriptor, LOCK_EX | LOCK_NB);
  } while (result != 0 && errno == EINTR);
  return result == 0 ? 0 : errno == EWOULDBLOCK ? 1 : -1;
}

bool cprocess_is_being_written(int32_t descriptor) {
#ifdef __linux__
  // A lease on reading is refused while anybody has the file open for writing. Where the system gives no leases (another's
  // file, a network disk) there is nothing to be learnt.
  if (fcntl(descriptor, F_SETLEASE, F_RDLCK) == 0) {
    fcntl(descriptor, F_SETLEASE, F_UNLCK);
    return false;
  }
  return errno == EAGAIN;
#else
  return false;
#endif
}

int32_t cprocess_rename_new(const char *from, const char *to) {
#ifdef __linux__
  if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0) return 0;
#else
  if (renamex_np(from, to, RENAME_EXCL) == 0) return 0;
#endif
  if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP) return errno;
  // A file system that cannot: a link is made only where nothing is.
  if (link(from, to) != 0) return errno;
  return unlink(from) == 0 ? 0 : errno;
}

#ifdef __linux__

int32_t cprocess_watch_open(void) { return inotify_init1(IN_NONBLOCK | IN_CLOEXEC); }

bool cprocess_watch_add(int32_t watch, const char *folder) {
  return inotify_add_watch(watch, folder, IN_CREATE | IN_CLOSE_WRITE | IN_MOVED_TO | IN_ATTRIB | IN_ONLYDIR) >= 0;
}

void cprocess_watch_read(int32_t watch, void (*moved)(void *, const char *), void *context) {
  _Alignas(struct inotify_event) char buffer[65536];
  for (;;) {
    ssize_t length = read(watch, buffer, sizeof buffer);
    if (length < 0 && errno == EINTR) continue;
    if (length <= 0) return;
    for (char *at = buffer; at < buffer + length;) {
      struct inotify_event *event = (struct inotify_event *)at;
      if ((event->mask & IN_MOVED_TO) != 0 && event->len > 0) moved(context, event->name);
      at += sizeof *event + event->len;
    }
  }
}

#else

int32_t cprocess_watch_open(void) { return -1; }
bool cprocess_watch_add(int32_t watch, const char *folder) { return false; }
void cprocess_watch_read(int32_t watch, void (*moved)(void *, const char *), void *context) {}

#endif
