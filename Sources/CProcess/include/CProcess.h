// What only C can do to a process: run a piece of work so that a fault in it costs that piece alone, and leave nothing
// half-written when a signal ends the run.
#ifndef CPROCESS_H
#define CPROCESS_H

#include <stdbool.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

// Installs the handlers for faults (illegal instruction, trap, bad address, arithmetic, abort) and for interrupts.
void cprocess_install(void);

// Runs `work(context)`. Returns 0, or the signal that it died of. After a fault the calling thread must do no more work:
// its Swift frames were left as they stood. A fault outside any guarded work ends the process as usual.
int32_t cprocess_guard(void (*work)(void *_Nullable), void *_Nullable context);

// Starts a thread of `stack` bytes and lets it go. False when there is none to be had.
bool cprocess_thread(void (*work)(void *_Nullable), void *_Nullable context, uint64_t stack);

// Files to remove when an interrupt ends the process. At most 16 at a time; paths are copied.
void cprocess_remember(const char *path);
void cprocess_forget(const char *path);

struct cprocess_bytes {
  uint8_t *_Nullable bytes;
  intptr_t count;
};
typedef struct cprocess_bytes cprocess_bytes;

// Runs a program found on the path, with nothing on its standard input, and gathers what it writes. `words` ends with NULL.
// Returns its exit status, 128 and the signal if one ended it, or -1 if it could not be started.
int32_t cprocess_output(char *_Nullable *words, cprocess_bytes *out, cprocess_bytes *errors);
void cprocess_free(cprocess_bytes *bytes);

#pragma clang assume_nonnull end
#endif
