// What only C can do to a process: run a piece of work so that a fault in it costs that piece alone, leave nothing
// half-written when a signal ends the run, and hear of changes in a folder.
#ifndef CPROCESS_H
#define CPROCESS_H

#include <stdbool.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

// The words that the program was called with, its own name the first; NULL behind the last. From the system itself: Swift
// reads them from /proc, which a bare root has not.
const char *_Nullable cprocess_word(int32_t index);

// Installs the handlers for faults (illegal instruction, trap, bad address, arithmetic, abort) and for interrupts.
void cprocess_install(void);

// Runs `work(context)`. Returns 0, or the signal that it died of. After a fault the calling thread must do no more work:
// its Swift frames were left as they stood. A fault outside any guarded work ends the process as usual.
int32_t cprocess_guard(void (*work)(void *_Nullable), void *_Nullable context);

// Starts a thread of `stack` bytes and lets it go. False when there is none to be had.
bool cprocess_thread(void (*work)(void *_Nullable), void *_Nullable context, uint64_t stack);

// Keeps memory that is freed for what comes next, up to some megabytes a thread: to give it back after each story, and take it
// anew for the next one, stops the other threads each time.
void cprocess_keep_memory(void);

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
int32_t cprocess_output(char *_Nullable *_Nonnull words, cprocess_bytes *out, cprocess_bytes *errors);
void cprocess_free(cprocess_bytes *bytes);

// From now on an interrupt or a request to end is told by a byte on the descriptor that this returns; a second one ends the
// process. -1 when there is no pipe to be had.
int32_t cprocess_catch_stop(void);

// Waits until there is something to read on one of two descriptors, of which -1 is none, or the time is over. True when it
// is the first.
bool cprocess_wait(int32_t stop, int32_t watch, int32_t milliseconds);

// Locks an open file against other processes until it is closed, by whatever end of this one. 0, or 1 when another holds it,
// or -1 when the file system knows no locks.
int32_t cprocess_lock(int32_t descriptor);

// Whether some process has the file open for writing, as far as the system tells. Only after `cprocess_catch_stop`.
bool cprocess_is_being_written(int32_t descriptor);

// Moves a file to a name that nothing has. 0, or what was wrong; EEXIST when the name is taken.
int32_t cprocess_rename_new(const char *from, const char *to);

// Tells of changes in a folder (inotify). -1 where the system has no such thing.
int32_t cprocess_watch_open(void);
bool cprocess_watch_add(int32_t watch, const char *folder);

// Takes what was told, without waiting, and names the files that were moved into the folder.
void cprocess_watch_read(
    int32_t watch, void (*moved)(void *_Nullable, const char *), void *_Nullable context);

#pragma clang assume_nonnull end
#endif
