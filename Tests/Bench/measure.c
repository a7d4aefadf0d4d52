// Runs a program and prints what it took: wall seconds, processor seconds, peak memory in bytes, exit code.
//
//   measure PROGRAM [ARGUMENT…]
//
// A small process of its own, because the peak memory of a child counts that of the process it was made from. Standard
// input and output of the program are /dev/null; standard error stays.
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double seconds(struct timeval time) { return (double)time.tv_sec + (double)time.tv_usec / 1e6; }

int main(int argc, char **argv) {
  if (argc < 2) return 2;
  double start = now();
  pid_t child = fork();
  if (child == 0) {
    int nothing = open("/dev/null", O_RDWR);
    dup2(nothing, 0);
    dup2(nothing, 1);
    execvp(argv[1], argv + 1);
    perror(argv[1]);
    _exit(127);
  }
  int status;
  struct rusage usage;
  if (child < 0 || wait4(child, &status, 0, &usage) < 0) {
    perror("measure");
    return 2;
  }
  double wall = now() - start;
#ifdef __APPLE__
  long long memory = usage.ru_maxrss;
#else
  long long memory = (long long)usage.ru_maxrss * 1024;
#endif
  printf("%.6f %.6f %lld %d\n", wall, seconds(usage.ru_utime) + seconds(usage.ru_stime), memory,
    WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
  return 0;
}
