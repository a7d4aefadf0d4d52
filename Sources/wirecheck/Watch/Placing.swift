import CProcess
import TextBase

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Puts files where they belong so that each is there whole or not at all, whatever ends the process.
enum Placing {
  /// Longest name that file systems take.
  private static let nameLimit = 255

  /// `name` with an ending, shortened where it must be; different names stay different.
  static func name(_ name: String, _ ending: String) -> String {
    guard name.utf8.count + ending.utf8.count > nameLimit else { return name + ending }
    var start = name
    while start.utf8.count + ending.utf8.count + 17 > nameLimit { start.removeLast() }
    return "\(start)-\(FNV.hex(FNV.hash(name.utf8)))\(ending)"
  }

  /// Writes a file in `workshop`, on the same disk, and moves it into place.
  static func write(_ bytes: [UInt8], to path: String, workshop: String) throws(FileProblem) {
    try Files.makeDirectory(workshop)
    try Files.makeDirectory(Paths.folder(of: path))
    let (temporary, descriptor) = try create(in: workshop, for: path)
    do throws(FileProblem) {
      try Files.write(bytes, to: descriptor, named: path)
      // On disk before it is counted as done.
      guard fsync(descriptor) == 0 || errno == EINVAL else { throw FileProblem(path, errno: errno) }
      try Files.rename(temporary, to: path)
    } catch {
      unlink(temporary)
      close(descriptor)
      throw error
    }
    close(descriptor)
  }

  private static func create(in workshop: String, for path: String) throws(FileProblem) -> (String, Int32) {
    for _ in 0..<8 {
      let temporary = "\(workshop)/\(FNV.hex(UInt64.random(in: .min ... .max))).tmp"
      let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor >= 0 {
        // The lock says that somebody is at work here; without one it is what a dead watcher left.
        _ = cprocess_lock(descriptor)
        return (temporary, descriptor)
      }
      guard errno == EEXIST else { throw FileProblem(path, errno: errno) }
    }
    throw FileProblem(path, "no name is free for a temporary file")
  }

  /// Removes what watchers left that were killed while they wrote.
  static func clean(_ workshop: String) {
    for name in (try? Files.names(in: workshop)) ?? [] where name.hasSuffix(".tmp") {
      let path = workshop + "/" + name
      let descriptor = open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      if cprocess_lock(descriptor) == 0 { unlink(path) }
      close(descriptor)
    }
  }

  /// Moves a file into a folder and gives its new path, or nil when it is no longer the one that was read. Nothing there is
  /// replaced: where the name is taken by other bytes, the file gets a number.
  static func move(
    _ path: String, _ state: FileState, holding bytes: [UInt8]?, into folder: String
  ) throws(FileProblem) -> String? {
    try Files.makeDirectory(folder)
    guard FileState(path) == state else { return nil }
    for number in 1...9999 {
      let target = folder + "/" + numbered(Paths.name(of: path), number)
      switch cprocess_rename_new(path, target) {
      case 0: break
      case EEXIST:
        guard let bytes, holds(target, bytes) else { continue }
        // By renaming, as what stands at the path by now may be a later take. Of two links to one file one stays.
        guard rename(path, target) == 0 else { throw FileProblem(target, errno: errno) }
        if let left = FileState(path), left.inode == FileState(target)?.inode { unlink(path) }
      case EXDEV:
        guard let bytes else { throw FileProblem(path, "it cannot be moved to another disk without being read") }
        if Files.status(target) != nil, !holds(target, bytes) { continue }
        try write(bytes, to: target, workshop: folder + "/.wirecheck")
        unlink(path)
        return target
      case let code: throw FileProblem(target, errno: code)
      }
      if FileState(target)?.isSameTake(as: state) == true { return target }
      // It was replaced in the last moment: back with it, as it was not checked.
      _ = cprocess_rename_new(target, path)
      return nil
    }
    throw FileProblem(path, "no name is free in \(folder)")
  }

  private static func holds(_ path: String, _ bytes: [UInt8]) -> Bool {
    guard let there = try? Files.read(path, limit: bytes.count) else { return false }
    return there == bytes
  }

  /// `story.txt`, `story-2.txt`, `story-3.txt`.
  private static func numbered(_ name: String, _ number: Int) -> String {
    guard number > 1 else { return name }
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return Placing.name(name, "-\(number)") }
    return Placing.name(String(name[..<dot]), "-\(number)\(name[dot...])")
  }
}
