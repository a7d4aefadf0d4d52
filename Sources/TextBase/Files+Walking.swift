#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What stands in a folder, and below it.
extension Files {
  /// Names in a directory, sorted by their bytes.
  public static func names(in path: String) throws(FileProblem) -> [String] {
    var names: [String] = []
    let isOpen = forEachEntry(in: path) { name, _ in
      let name = String(decoding: name, as: UTF8.self)
      if name != ".", name != ".." { names.append(name) }
    }
    guard isOpen else { throw FileProblem(path, errno: errno) }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Calls `body` with the name of every entry of a folder, and whether it is known to be a plain file. False, with the system’s
  /// reason in `errno`, when the folder cannot be read.
  private static func forEachEntry(in path: String, _ body: (UnsafeBufferPointer<UInt8>, Bool) -> Void) -> Bool {
    guard let directory = opendir(path) else { return false }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: UInt8.self, capacity: 256) { name in
          body(UnsafeBufferPointer(start: name, count: strlen(name)), entry.pointee.d_type == UInt8(DT_REG))
        }
      }
    }
    return true
  }

  /// The plain files of one folder, to ask for many of them at once: to ask the system for each of them by its path costs a
  /// microsecond and more.
  public struct PlainNames {
    /// Hashes of the names. What shares one by chance is taken for a file, and read in vain.
    private let names: Set<UInt64>

    /// Empty for a folder that cannot be read.
    public init(folder: String) {
      var names: Set<UInt64> = []
      _ = Files.forEachEntry(in: folder.isEmpty ? "." : folder) { name, isPlain in
        if isPlain { names.insert(PlainNames.hash(name)) }
      }
      self.names = names
    }

    /// False where a file has to be asked for by itself: it may be a link, or in a file system that tells no kinds.
    public func hold(_ name: some Sequence<UInt8>) -> Bool { names.contains(PlainNames.hash(name)) }

    private static func hash(_ name: some Sequence<UInt8>) -> UInt64 { name.reduce(FNV.basis) { FNV.combine($0, $1) } }
  }

  /// A file that a walk meets.
  public struct Met: Sendable {
    public let path: String
    public let status: Status
    public let isLink: Bool
  }

  /// Every regular file below `path`, in order; hidden names are passed over, and folders that `entering` refuses. Symbolic
  /// links to directories are not followed. A folder below that cannot be read ends the walk, unless `unreadable` goes on.
  public static func tree(
    _ path: String, entering: (String) -> Bool = { _ in true },
    unreadable: (FileProblem) throws(FileProblem) -> Void = { (problem) throws(FileProblem) in throw problem },
    _ body: (Met) -> Void
  ) throws(FileProblem) {
    for name in try names(in: path) where !name.hasPrefix(".") {
      let child = path.hasSuffix("/") ? path + name : path + "/" + name
      var info = stat()
      guard lstat(child, &info) == 0 else { continue }
      switch info.st_mode & S_IFMT {
      case S_IFDIR where entering(child):
        do throws(FileProblem) {
          try tree(child, entering: entering, unreadable: unreadable, body)
        } catch {
          try unreadable(error)
        }
      case S_IFREG: body(Met(path: child, status: Status(info), isLink: false))
      case S_IFLNK: if let status = status(child), status.kind == .file { body(Met(path: child, status: status, isLink: true)) }
      default: break
      }
    }
  }
}
