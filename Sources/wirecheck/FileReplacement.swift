import CProcess
import Synchronization
import TextBase

/// Puts a changed file in the place of the old one, whole or not at all.
enum FileReplacement {
  // The list of files to remove on an interrupt is one for the process. Two workers may have one file under two names.
  private static let remembering = Mutex(0)

  /// Nothing is written when the file no longer holds `old`: somebody else has it.
  static func write(_ new: [UInt8], to path: String, insteadOf old: [UInt8]) throws(FileProblem) {
    // The file behind a link, not the link.
    let target = Files.realPath(path) ?? path
    let now = try Files.read(target)
    // Under another name it was put right already.
    if now == new { return }
    guard now == old else {
      throw FileProblem(path, "it changed while it was being checked; nothing was written")
    }
    let temporary = remembering.withLock { count in
      count += 1
      let name = "\(target).\(Terminal.processNumber)-\(count).wirecheck-tmp"
      cprocess_remember(name)
      return name
    }
    defer { remembering.withLock { _ in cprocess_forget(temporary) } }
    do throws(FileProblem) {
      try Files.replace(target, with: new, through: temporary)
    } catch {
      throw FileProblem(path, error.reason)
    }
  }
}
