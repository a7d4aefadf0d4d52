#include "CProcess.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

extern char **environ;

static int32_t call_count;
static char **call_words;

// glibc and macOS hand the call to every constructor.
__attribute__((constructor)) static void take_call(int count, char **words) {
  call_count = count;
  call_words = words;
}

const char *cprocess_word(int32_t index) { return index < call_count ? call_words[index] : NULL; }

void cprocess_keep_memory(void) {
#ifdef __GLIBC__
  // The largest blocks are given back as before.
  mallopt(M_MMAP_THRESHOLD, 4 << 20);
  mallopt(M_TRIM_THRESHOLD, 8 << 20);
  mallopt(M_TOP_PAD, 256 << 10);
#endif
}

static _Thread_local sigjmp_buf *guard;

#define REMEMBERED 16
static char *volatile remembered[REMEMBERED];

static const int faults[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT};
#define FAULTS (sizeof faults / sizeof *faults)

static void let_faults_through(void) {
  sigset_t set;
  sigemptyset(&set);
  for (unsigned i = 0; i < FAULTS; i++) sigaddset(&set, faults[i]);
  pthread_sigmask(SIG_UNBLOCK, &set, NULL);
}

static void on_fault(int number) {
  if (guard != NULL) siglongjmp(*guard, number);
  signal(number, SIG_DFL);
  raise(number);
}

static void on_interrupt(int number) {
  for (int i = 0; i < REMEMBERED; i++) {
    if (remembered[i] != NULL) unlink(remembered[i]);
  }
  // 128 and the signal's number, as shells count it: 130 for an interrupt.
  _exit(128 + number);
}

// A descriptor that was closed would go to the first file that is opened, and a report into a story.
static void open_standard(void) {
  for (int i = 0; i < 3; i++) {
    if (fcntl(i, F_GETFD) < 0 && errno == EBADF) (void)open("/dev/null", i == 0 ? O_RDONLY : O_WRONLY);
  }
}

void cprocess_install(void) {
  open_standard();
  struct sigaction action;
  memset(&action, 0, sizeof action);
  sigemptyset(&action.sa_mask);
  action.sa_handler = on_fault;
  // A stack that overflows has no room for a handler: it gets a stack of its own, set per thread below.
  action.sa_flags = SA_ONSTACK | SA_NODEFER;
  for (unsigned i = 0; i < FAULTS; i++) sigaction(faults[i], &action, NULL);
  action.sa_handler = on_interrupt;
  action.sa_flags = 0;
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
  // Nobody reads, and no file may grow further: what cannot be written is said where it is written.
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN);
}

int32_t cprocess_guard(void (*work)(void *), void *context) {
  sigjmp_buf here;
  // The mask is not kept, which would ask the system once a story: the handler does not change it (SA_NODEFER), and what
  // abort() may have blocked on its way is let through again.
  int number = sigsetjmp(here, 0);
  if (number != 0) {
    guard = NULL;
    let_faults_through();
    return number;
  }
  guard = &here;
  work(context);
  guard = NULL;
  return 0;
}

struct start {
  void (*work)(void *);
  void *context;
};

static void *run(void *argument) {
  struct start start = *(struct start *)argument;
  free(argument);
  stack_t stack, before;
  memset(&stack, 0, sizeof stack);
  stack.ss_size = 65536;
  stack.ss_sp = malloc(stack.ss_size);
  bool is_set = stack.ss_sp != NULL && sigaltstack(&stack, &before) == 0;
  start.work(start.context);
  // A sanitizer has a stack of its own there and takes it away when the thread ends.
  if (is_set) sigaltstack(&before, NULL);
  free(stack.ss_sp);
  return NULL;
}

bool cprocess_thread(void (*work)(void *), void *context, uint64_t stack) {
  struct start *start = malloc(sizeof *start);
  if (start == NULL) return false;
  start->work = work;
  start->context = context;
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, stack);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_t thread;
  bool started = pthread_create(&thread, &attributes, run, start) == 0;
  pthread_attr_destroy(&attributes);
  if (!started) free(start);
  return started;
}

void cprocess_remember(const char *path) {
  for (int i = 0; i < REMEMBERED; i++) {
    if (remembered[i] == NULL) {
      remembered[i] = strdup(path);
      return;
    }
  }
}

void cprocess_forget(const char *path) {
  for (int i = 0; i < REMEMBERED; i++) {
    char *known = remembered[i];
    if (known != NULL && strcmp(known, path) == 0) {
      remembered[i] = NULL;
      free(known);
      return;
    }
  }
}

static bool gather(int descriptor, cprocess_bytes *into, size_t *capacity) {
  if ((size_t)into->count + 65536 > *capacity) {
    size_t wanted = *capacity * 2 + 65536;
    uint8_t *bytes = realloc(into->bytes, wanted);
    if (bytes == NULL) return false;
    into->bytes = bytes;
    *capacity = wanted;
  }
  ssize_t n = read(descriptor, into->bytes + into->count, 65536);
  if (n < 0 && errno == EINTR) return true;
  if (n <= 0) return false;
  into->count += n;
  return true;
}

int32_t cprocess_output(char **words, cprocess_bytes *out, cprocess_bytes *errors) {
  out->bytes = errors->bytes = NULL;
  out->count = errors->count = 0;
  int pipes[2][2];
  if (pipe(pipes[0]) != 0) return -1;
  if (pipe(pipes[1]) != 0) {
    close(pipes[0][0]);
    close(pipes[0][1]);
    return -1;
  }
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  for (int i = 0; i < 2; i++) {
    posix_spawn_file_actions_adddup2(&actions, pipes[i][1], i + 1);
    posix_spawn_file_actions_addclose(&actions, pipes[i][0]);
    posix_spawn_file_actions_addclose(&actions, pipes[i][1]);
  }
  pid_t child;
  int failure = posix_spawnp(&child, words[0], &actions, NULL, words, environ);
  posix_spawn_file_actions_destroy(&actions);
  for (int i = 0; i < 2; i++) close(pipes[i][1]);
  int32_t result = -1;
  if (failure == 0) {
    struct pollfd ends[2] = {{pipes[0][0], POLLIN, 0}, {pipes[1][0], POLLIN, 0}};
    cprocess_bytes *buffers[2] = {out, errors};
    size_t capacities[2] = {0, 0};
    int open = 2;
    while (open > 0) {
      if (poll(ends, 2, -1) < 0) {
        if (errno == EINTR) continue;
        break;
      }
      for (int i = 0; i < 2; i++) {
        if (ends[i].fd < 0 || ends[i].revents == 0) continue;
        if (!gather(ends[i].fd, buffers[i], &capacities[i])) {
          ends[i].fd = -1;
          open--;
        }
      }
    }
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    result = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }
  for (int i = 0; i < 2; i++) close(pipes[i][0]);
  return result;
}

void cprocess_free(cprocess_bytes *bytes) {
  free(bytes->bytes);
  bytes->bytes = NULL;
  bytes->count = 0;
}
