import TextBase

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What stands in a folder that others drop files into, and which of them are complete.
struct HotFolder {
  struct Arrival: Sendable {
    let name: String
    let state: FileState
  }

  let path: String
  /// Nanoseconds that a file must stay as it is before it counts as complete.
  private let settle: Int
  private var seen: [String: (state: FileState, since: Int)] = [:]
  private var busy: Set<String> = []
  /// Done and still there.
  private(set) var done: [String: FileState] = [:]
  private var retries: [String: (state: FileState, attempts: Int, at: Int)] = [:]

  init(_ path: String, settle: Int) {
    self.path = path
    self.settle = settle
  }

  var isIdle: Bool { busy.isEmpty }

  struct Look {
    var ready: [Arrival] = []
    /// Done once, and gone since.
    var gone: [String] = []
    /// When something may be ready that is not yet.
    var next: Int?
    /// Files that were there but not yet complete.
    var unsettled = 0
  }

  /// Looks through the folder. A file that was moved in is complete: `moved` names them.
  mutating func look(now: Int, moved: Set<String>) throws(FileProblem) -> Look {
    var look = Look()
    var before = seen
    seen = [:]
    let names = try HotFolder.names(in: path)
    for name in names where HotFolder.isStory(name) && !busy.contains(name) {
      guard let state = FileState(path + "/" + name), done[name] != state else { continue }
      if let retry = retries[name], retry.state == state {
        guard retry.at <= now else {
          look.next = min(look.next ?? .max, retry.at)
          if retry.attempts == 0 { look.unsettled += 1 }
          continue
        }
      } else {
        retries[name] = nil
        let first = before.removeValue(forKey: name).flatMap { $0.state == state ? $0.since : nil } ?? now
        if !moved.contains(name), now - first < settle {
          seen[name] = (state, first)
          look.next = min(look.next ?? .max, first + settle)
          look.unsettled += 1
          continue
        }
      }
      busy.insert(name)
      look.ready.append(Arrival(name: name, state: state))
    }
    let present = Set(names)
    look.gone = done.keys.filter { !present.contains($0) }
    for name in look.gone { done[name] = nil }
    for name in retries.keys where !present.contains(name) { retries[name] = nil }
    return look
  }

  // MARK: what became of them

  mutating func moved(_ name: String) {
    busy.remove(name)
    retries[name] = nil
  }

  mutating func stays(_ name: String, _ state: FileState) {
    busy.remove(name)
    retries[name] = nil
    done[name] = state
  }

  /// Somebody still writes it, or another watcher has it: soon again.
  mutating func held(_ name: String, _ state: FileState, now: Int) {
    busy.remove(name)
    retries[name] = (state, 0, now + 500_000_000)
  }

  /// After a second, then two, four, up to a minute.
  mutating func retry(_ name: String, _ state: FileState, now: Int) {
    busy.remove(name)
    let attempts = retries[name].map { $0.state == state ? $0.attempts + 1 : 1 } ?? 1
    retries[name] = (state, attempts, now + min(60, 1 << min(attempts - 1, 6)) * 1_000_000_000)
  }

  // MARK: names

  /// Hidden files and those that programs give another name when they are whole.
  static func isStory(_ name: String) -> Bool {
    let unfinished = [".tmp", ".temp", ".part", ".partial", ".filepart", ".crdownload", ".swp", "~"]
    let lower = name.lowercased()
    return !name.hasPrefix(".") && !unfinished.contains { lower.hasSuffix($0) }
  }

  /// A name that is no UTF-8 cannot be written in a report: such a file gets one in which those bytes are escaped.
  private static func names(in path: String) throws(FileProblem) -> [String] {
    guard let directory = opendir(path) else { throw FileProblem(path, errno: errno) }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let bytes = withUnsafePointer(to: &entry.pointee.d_name) { name in
        name.withMemoryRebound(to: UInt8.self, capacity: 256) { Array(UnsafeBufferPointer(start: $0, count: strlen(name))) }
      }
      if let name = String(validating: bytes, as: UTF8.self) {
        names.append(name)
      } else {
        rename(bytes, in: path)
      }
    }
    return names.sorted()
  }

  private static func rename(_ name: [UInt8], in folder: String) {
    let plain = name.map { $0 < 0x80 ? String(UnicodeScalar($0)) : "%" + String($0, radix: 16, uppercase: true) }.joined()
    var from = Array(folder.utf8) + [0x2F] + name + [0]
    var to = Array((folder + "/" + plain).utf8) + [0]
    guard FileState(folder + "/" + plain) == nil else { return }
    from.withUnsafeMutableBytes { from in
      to.withUnsafeMutableBytes { to in
        _ = systemRename(
          from.assumingMemoryBound(to: CChar.self).baseAddress!, to.assumingMemoryBound(to: CChar.self).baseAddress!)
      }
    }
  }
}

// The member of the same name hides it.
private func systemRename(_ from: UnsafePointer<CChar>, _ to: UnsafePointer<CChar>) -> Int32 { rename(from, to) }
