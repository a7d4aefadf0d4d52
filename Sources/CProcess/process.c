#include "CProcess.h"

#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static _Thread_local sigjmp_buf *guard;

#define REMEMBERED 16
static char *volatile remembered[REMEMBERED];

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

void cprocess_install(void) {
  static const int faults[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT};
  struct sigaction action;
  memset(&action, 0, sizeof action);
  sigemptyset(&action.sa_mask);
  action.sa_handler = on_fault;
  // A stack that overflows has no room for a handler: it gets a stack of its own, set per thread below.
  action.sa_flags = SA_ONSTACK | SA_NODEFER;
  for (unsigned i = 0; i < sizeof faults / sizeof *faults; i++) sigaction(faults[i], &action, NULL);
  action.sa_handler = on_interrupt;
  action.sa_flags = 0;
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
  signal(SIGPIPE, SIG_IGN);
}

int32_t cprocess_guard(void (*work)(void *), void *context) {
  sigjmp_buf here;
  int number = sigsetjmp(here, 1);
  if (number != 0) {
    guard = NULL;
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
  stack_t stack;
  memset(&stack, 0, sizeof stack);
  stack.ss_size = 65536;
  stack.ss_sp = malloc(stack.ss_size);
  if (stack.ss_sp != NULL) sigaltstack(&stack, NULL);
  start.work(start.context);
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
