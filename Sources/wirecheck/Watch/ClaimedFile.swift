import CProcess
import TextBase

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What tells one state of a file from another.
struct FileState: Equatable, Sendable {
  let device, inode, size, modified, changed: Int

  /// Nil unless a regular file stands there. A link leads out of the folder, so it is no story.
  init?(_ path: String) {
    var info = stat()
    guard lstat(path, &info) == 0, info.st_mode & S_IFMT == S_IFREG else { return nil }
    self.init(info)
  }

  /// Moving a file changes no more than the time of change.
  func isSameTake(as other: FileState) -> Bool {
    (device, inode, size, modified) == (other.device, other.inode, other.size, other.modified)
  }

  fileprivate init(_ info: stat) {
    device = Int(truncatingIfNeeded: info.st_dev)
    inode = Int(truncatingIfNeeded: info.st_ino)
    size = Int(info.st_size)
    #if canImport(Glibc)
      modified = info.st_mtim.tv_sec * 1_000_000_000 + info.st_mtim.tv_nsec
      changed = info.st_ctim.tv_sec * 1_000_000_000 + info.st_ctim.tv_nsec
    #else
      modified = info.st_mtimespec.tv_sec * 1_000_000_000 + info.st_mtimespec.tv_nsec
      changed = info.st_ctimespec.tv_sec * 1_000_000_000 + info.st_ctimespec.tv_nsec
    #endif
  }
}

/// A file that no other watcher works on. The system gives the claim back when this process ends, however it does, so no
/// claim is ever stale.
final class ClaimedFile: Sendable {
  enum Refusal: Error {
    /// Another watcher has it, or a program still writes it.
    case held
    case gone
    case unreadable(String)
  }

  let path: String
  let state: FileState
  private let descriptor: Int32

  init(_ path: String) throws(Refusal) {
    // Without waiting: a pipe may have taken the file's place.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    guard descriptor >= 0 else {
      let code = errno
      throw code == ENOENT ? .gone : .unreadable(code == EACCES ? "no permission to read it" : String(cString: strerror(code)))
    }
    // A file system without locks leaves two watchers to do a story twice, with the same result.
    let isHeld = cprocess_lock(descriptor) == 1 || cprocess_is_being_written(descriptor)
    var info = stat()
    guard !isHeld, fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw isHeld ? .held : .gone
    }
    // The one that had it before may have moved it away meanwhile.
    let state = FileState(info)
    guard FileState(path) == state else {
      close(descriptor)
      throw .gone
    }
    self.path = path
    self.state = state
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  func read(again: Bool = false) throws(FileProblem) -> [UInt8] {
    if again { lseek(descriptor, 0, SEEK_SET) }
    return try Files.read(descriptor, named: path, expecting: state.size, limit: 64 << 20)
  }
}
