#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Whole files and directories by plain system calls.
public enum Files {
  public enum Kind: Sendable { case file, directory, other }

  public struct Status: Sendable {
    public let kind: Kind
    public let size: Int
    /// Modification time in nanoseconds.
    public let modified: Int

    init(_ info: stat) {
      kind =
        switch info.st_mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .directory
        default: .other
        }
      size = Int(info.st_size)
      #if canImport(Glibc)
        let time = info.st_mtim
      #else
        let time = info.st_mtimespec
      #endif
      modified = time.tv_sec * 1_000_000_000 + time.tv_nsec
    }
  }

  public static func status(_ path: String) -> Status? {
    var info = stat()
    return stat(path, &info) == 0 ? Status(info) : nil
  }

  /// The bytes of a file, at most `limit`.
  public static func read(_ path: String, limit: Int = .max) throws(FileProblem) -> [UInt8] {
    let descriptor = systemOpen(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileProblem(path, errno: errno) }
    defer { close(descriptor) }
    var info = stat()
    let size = fstat(descriptor, &info) == 0 && info.st_mode & S_IFMT == S_IFREG ? Int(info.st_size) : 0
    if info.st_mode & S_IFMT == S_IFDIR { throw FileProblem(path, errno: EISDIR) }
    if size > limit { throw FileProblem(path, tooLarge(limit)) }
    return try read(descriptor, named: path, expecting: size, limit: limit)
  }

  /// The first bytes of a file, at most `limit`.
  public static func start(of path: String, limit: Int) throws(FileProblem) -> [UInt8] {
    let descriptor = systemOpen(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileProblem(path, errno: errno) }
    defer { close(descriptor) }
    return [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      count = 0
      while count < limit {
        let n = systemRead(descriptor, buffer.baseAddress! + count, limit - count)
        if n < 0, errno == EINTR { continue }
        if n <= 0 { return }
        count += n
      }
    }
  }

  /// Everything that is left on a descriptor.
  public static func read(
    _ descriptor: Int32, named path: String, expecting size: Int = 0, limit: Int = .max
  ) throws(FileProblem) -> [UInt8] {
    var failure: Int32 = 0
    // What has no size ends where a read gives nothing; of a plain file its size is all there is.
    let first = size > 0 ? size : 65_536
    var bytes = [UInt8](unsafeUninitializedCapacity: first) { buffer, count in
      count = 0
      while count < first {
        let n = systemRead(descriptor, buffer.baseAddress! + count, first - count)
        if n < 0, errno == EINTR { continue }
        if n < 0 { failure = errno }
        if n <= 0 { return }
        count += n
      }
    }
    var chunk = [UInt8](repeating: 0, count: size == 0 && bytes.count == first ? 1 << 16 : 0)
    while failure == 0, !chunk.isEmpty {
      let n = chunk.withUnsafeMutableBytes { systemRead(descriptor, $0.baseAddress!, $0.count) }
      if n < 0, errno == EINTR { continue }
      if n < 0 { failure = errno }
      if n <= 0 { break }
      bytes.append(contentsOf: chunk[0..<n])
      if bytes.count > limit { throw FileProblem(path, tooLarge(limit)) }
    }
    if failure != 0 { throw FileProblem(path, errno: failure) }
    return bytes
  }

  private static func tooLarge(_ limit: Int) -> String {
    "it is larger than \(limit / 1_048_576) MB, the most that wirecheck reads; split it"
  }

  /// Writes a whole file or nothing: to a temporary file beside it, then by renaming.
  public static func write(_ bytes: [UInt8], to path: String) throws(FileProblem) {
    let target = try target(of: path)
    // A device or a pipe cannot be replaced, and need not be.
    if isDevice(path) {
      let descriptor = systemOpen(target, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw FileProblem(path, writing: errno) }
      defer { close(descriptor) }
      return try write(bytes, to: descriptor, named: path)
    }
    let temporary = target + ".\(getpid()).tmp"
    // What a killed run of the same number left.
    unlink(temporary)
    let descriptor = systemOpen(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileProblem(path, writing: errno) }
    do throws(FileProblem) {
      try write(bytes, to: descriptor, named: path)
    } catch {
      close(descriptor)
      unlink(temporary)
      throw error
    }
    close(descriptor)
    try rename(temporary, to: target)
  }

  /// Whether writing there reaches no file of a folder but something that is open or no file at all.
  public static func isDevice(_ path: String) -> Bool {
    status(path)?.kind == .other || path.hasPrefix("/dev/") || path.hasPrefix("/proc/")
  }

  /// The file that writing to a path is to replace: where a link leads, so that the link stays.
  public static func target(of path: String) throws(FileProblem) -> String {
    if isDevice(path) { return path }
    let target = realPath(path) ?? path
    if status(target)?.kind == .directory { throw FileProblem(path, writing: EISDIR) }
    return target
  }

  /// Puts new bytes in the place of a file, by way of `temporary` beside it. A crash leaves the old file or the new one,
  /// never a part; permissions are kept, the owner where the system lets us.
  public static func replace(_ path: String, with bytes: [UInt8], through temporary: String) throws(FileProblem) {
    var info = stat()
    guard stat(path, &info) == 0 else { throw FileProblem(path, errno: errno) }
    guard access(path, W_OK) == 0 else { throw FileProblem(path, "no permission to write it") }
    let descriptor = systemOpen(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw FileProblem(path, errno == EACCES ? "no permission to write in its folder" : String(cString: strerror(errno)))
    }
    do throws(FileProblem) {
      _ = fchown(descriptor, info.st_uid, info.st_gid)
      // Behind the change of owner, which takes set-user bits away.
      guard fchmod(descriptor, info.st_mode & 0o7777) == 0 else { throw FileProblem(path, errno: errno) }
      try write(bytes, to: descriptor, named: path)
      guard fsync(descriptor) == 0 else { throw FileProblem(path, errno: errno) }
    } catch {
      close(descriptor)
      unlink(temporary)
      throw error
    }
    close(descriptor)
    try rename(temporary, to: path)
    // The new name must last too.
    let folder = systemOpen(Paths.folder(of: path), O_RDONLY | O_CLOEXEC)
    if folder >= 0 {
      fsync(folder)
      close(folder)
    }
  }

  public static func write(_ bytes: [UInt8], to descriptor: Int32, named path: String) throws(FileProblem) {
    var written = 0
    while written < bytes.count {
      let n = bytes.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress! + written, bytes.count - written) }
      if n < 0, errno == EINTR { continue }
      if n < 0 { throw FileProblem(path, writing: errno) }
      written += n
    }
  }

  public static func makeDirectory(_ path: String) throws(FileProblem) {
    var prefix = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      prefix += prefix.isEmpty || prefix.hasSuffix("/") ? String(part) : "/" + part
      if mkdir(prefix, 0o777) != 0, errno != EEXIST { throw FileProblem(prefix, writing: errno) }
    }
  }

  public static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// The directory of the running program, symbolic links resolved. `name` is what it was called by.
  public static func programDirectory(called name: String?) -> String? {
    // A bare root that one has just changed into has no /proc.
    guard let path = realPath("/proc/self/exe") ?? name.flatMap(program) else { return nil }
    guard let slash = path.lastIndex(of: "/") else { return nil }
    return String(path[..<slash])
  }

  /// A program by its path, or by a name that the shell found on its search path.
  private static func program(_ name: String) -> String? {
    if name.contains("/") { return realPath(name) }
    for folder in (environment("PATH") ?? "").split(separator: ":") {
      let path = "\(folder)/\(name)"
      if access(path, X_OK) == 0 { return realPath(path) }
    }
    return nil
  }
}

// The members of `Files` hide the functions of the C library of the same name.
private func systemOpen(_ path: String, _ flags: Int32) -> Int32 { open(path, flags, 0o666) }

@inline(__always)
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}

@inline(__always)
private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer, _ count: Int) -> Int {
  write(descriptor, buffer, count)
}

extension Files {
  /// The absolute path without symbolic links; nil when there is no such file.
  public static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}

extension Files {
  /// A descriptor to write on; the file is emptied.
  public static func open(_ path: String, creating: Bool) throws(FileProblem) -> Int32 {
    let flags = O_WRONLY | O_CLOEXEC | (creating ? O_CREAT | O_TRUNC : 0)
    #if canImport(Glibc)
      let descriptor = Glibc.open(path, flags, 0o666)
    #else
      let descriptor = Darwin.open(path, flags, 0o666)
    #endif
    guard descriptor >= 0 else { throw FileProblem(path, writing: errno) }
    return descriptor
  }

  public static func close(_ descriptor: Int32) {
    #if canImport(Glibc)
      _ = Glibc.close(descriptor)
    #else
      _ = Darwin.close(descriptor)
    #endif
  }

  public static func remove(_ path: String) { unlink(path) }

  public static func rename(_ from: String, to path: String) throws(FileProblem) {
    #if canImport(Glibc)
      let result = Glibc.rename(from, path)
    #else
      let result = Darwin.rename(from, path)
    #endif
    guard result == 0 else {
      let code = errno
      unlink(from)
      throw FileProblem(path, writing: code)
    }
  }
}
