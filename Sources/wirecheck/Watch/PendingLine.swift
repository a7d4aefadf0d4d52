import CProcess
import Reporters
import TextBase

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The line of the log for a story on its way, kept in the workshop until it is written: who is killed between the move of
/// the story and its line leaves it for the next watcher. So a line may come twice, but none is lost.
struct PendingLine {
  private let path: String
  /// Locked while its watcher lives.
  private let descriptor: Int32

  init(_ line: LogLine, in workshop: String) throws(FileProblem) {
    try Files.makeDirectory(workshop)
    path = "\(workshop)/\(FNV.hex(UInt64.random(in: .min ... .max))).line"
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FileProblem(path, writing: errno) }
    _ = cprocess_lock(descriptor)
    do throws(FileProblem) {
      try Files.write(line.bytes, to: descriptor, named: path)
    } catch {
      remove()
      throw error
    }
  }

  func remove() {
    unlink(path)
    close(descriptor)
  }

  /// Whole lines that killed watchers left; they are taken away.
  static func left(in workshop: String) -> [LogLine] {
    var lines: [LogLine] = []
    for name in (try? Files.names(in: workshop)) ?? [] where name.hasSuffix(".line") {
      let path = workshop + "/" + name
      let descriptor = open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      if cprocess_lock(descriptor) == 0 {
        // Half a line was written before anything was done.
        if let bytes = try? Files.read(descriptor, named: path), bytes.last == 0x0A { lines.append(LogLine(bytes: bytes)) }
        unlink(path)
      }
      close(descriptor)
    }
    return lines
  }
}
