#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The bytes of a file where the system keeps them: nothing is copied, and what nobody asks for is not read. Another file may
/// take its name meanwhile; it must not be cut short.
public final class MappedFile: Sendable {
  // Never written once they are read.
  public nonisolated(unsafe) let bytes: UnsafeRawBufferPointer
  private nonisolated(unsafe) let region: UnsafeMutableRawPointer
  private let length: Int

  /// `forLookUps` asks for a copy in huge pages: reading four megabytes costs 2 ms, and a thousand look-ups all over them a
  /// twentieth less than where the processor must find each page of 4 KB. Throws for an empty file too.
  public init(_ path: String, forLookUps: Bool = false) throws(FileProblem) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileProblem(path, errno: errno) }
    defer { close(descriptor) }
    var info = stat()
    guard fstat(descriptor, &info) == 0 else { throw FileProblem(path, errno: errno) }
    let size = Int(info.st_size)
    #if canImport(Glibc)
      if forLookUps, size > 0, let copy = MappedFile.hugePages(size) {
        (region, length) = (copy.region, copy.length)
        bytes = UnsafeRawBufferPointer(start: copy.start, count: size)
        if !MappedFile.fill(copy.start, size, descriptor) { throw FileProblem(path, errno: EIO) }
        return
      }
    #endif
    guard let base = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), base != MAP_FAILED else {
      throw FileProblem(path, errno: errno)
    }
    (region, length) = (base, size)
    bytes = UnsafeRawBufferPointer(start: base, count: size)
  }

  deinit { munmap(region, length) }

  #if canImport(Glibc)
    /// Memory that begins where a huge page may.
    private static func hugePages(
      _ size: Int
    ) -> (region: UnsafeMutableRawPointer, length: Int, start: UnsafeMutableRawPointer)? {
      let page = 2 << 20
      let length = size + 2 * page
      let flags = MAP_PRIVATE | MAP_ANONYMOUS
      guard let region = mmap(nil, length, PROT_READ | PROT_WRITE, flags, -1, 0), region != MAP_FAILED else { return nil }
      let start = region + (page - Int(bitPattern: region) % page)
      // A system that has none goes on with small ones.
      madvise(start, size, MADV_HUGEPAGE)
      return (region, length, start)
    }

    private static func fill(_ start: UnsafeMutableRawPointer, _ size: Int, _ descriptor: Int32) -> Bool {
      var count = 0
      while count < size {
        let n = read(descriptor, start + count, size - count)
        if n < 0, errno == EINTR { continue }
        if n <= 0 { return false }
        count += n
      }
      return true
    }
  #endif
}
