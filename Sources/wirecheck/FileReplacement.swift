import CProcess
import Synchronization
import TextBase

/// Puts a changed file in the place of the old one, whole or not at all.
enum FileReplacement {
  // The list of files to remove on an interrupt is one for the process.
  private static let remembering = Mutex(())

  /// Nothing is written when the file no longer holds `old`: somebody else has it.
  static func write(_ new: [UInt8], to path: String, insteadOf old: [UInt8]) throws(FileProblem) {
    // The file behind a link, not the link.
    let target = Files.realPath(path) ?? path
    guard try Files.read(target) == old else {
      throw FileProblem(path, "it changed while it was being checked; nothing was written")
    }
    let temporary = "\(target).\(Terminal.processNumber).wirecheck-tmp"
    remembering.withLock { _ in cprocess_remember(temporary) }
    defer { remembering.withLock { _ in cprocess_forget(temporary) } }
    do throws(FileProblem) {
      try Files.replace(target, with: new, through: temporary)
    } catch {
      throw FileProblem(path, error.reason)
    }
  }
}
