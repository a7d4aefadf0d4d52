#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The bytes of a file where the system keeps them: nothing is copied, and what nobody asks for is not read. Another file may
/// take its name meanwhile; it must not be cut short.
public final class MappedFile: Sendable {
  // Never written.
  public nonisolated(unsafe) let bytes: UnsafeRawBufferPointer

  /// Throws for an empty file too.
  public init(_ path: String) throws(FileProblem) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileProblem(path, errno: errno) }
    defer { close(descriptor) }
    var info = stat()
    guard fstat(descriptor, &info) == 0 else { throw FileProblem(path, errno: errno) }
    let size = Int(info.st_size)
    guard let base = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), base != MAP_FAILED else {
      throw FileProblem(path, errno: errno)
    }
    bytes = UnsafeRawBufferPointer(start: base, count: size)
  }

  deinit { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress!), bytes.count) }
}
