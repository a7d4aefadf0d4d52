import TextBase

/// The package on disk, found from where this file was compiled.
public enum Package {
  public static let root: String = {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(3)
    return parts.joined(separator: "/")
  }()

  public static let lexicons = root + "/Lexicons"

  /// Every Swift file below `folder`, sorted.
  public static func swiftFiles(_ folder: String) -> [String] {
    var paths: [String] = []
    try? Files.tree(root + "/" + folder) { file in if file.path.hasSuffix(".swift") { paths.append(file.path) } }
    return paths
  }

  /// The text of a file; empty when there is none.
  public static func text(_ path: String) -> String {
    String(decoding: (try? Files.read(path)) ?? [], as: UTF8.self)
  }

  /// The path of "Module/File.swift", which is what `#fileID` gives; the identifier itself when there is no such file.
  public static func path(ofFileID fileID: String) -> String { sources[fileID] ?? fileID }

  private static let sources: [String: String] = {
    var paths: [String: String] = [:]
    for path in swiftFiles("Sources") {
      let parts = path.dropFirst(root.count + "/Sources/".count).split(separator: "/")
      if let module = parts.first, let file = parts.last { paths["\(module)/\(file)"] = path }
    }
    return paths
  }()

  /// A folder of clean news, a file a story, in a folder for each language: the environment's, else the one beside the
  /// package; nil when there is none.
  public static let devset: String? = {
    let beside =
      root.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/") + "/shared/devset"
    let candidates = [Files.environment("WIRECHECK_DEVSET"), beside].compactMap { $0 }
    return candidates.first { Files.status($0 + "/clean")?.kind == .directory }
  }()
}

/// A folder for one test, removed when it goes.
public final class TemporaryFolder {
  public let path: String

  /// `name` parts folders of tests that run at once; the time parts runs.
  public init(_ name: String) {
    let base = Files.environment("TMPDIR") ?? "/tmp"
    path = "\(base)/wirecheck-tests-\(name)-\(UInt64.random(in: .min ... .max))"
    try? Files.makeDirectory(path)
  }

  deinit { Disk.remove(path) }

  /// Writes a file below the folder and gives its path.
  @discardableResult
  public func write(_ relative: String, _ text: String) -> String {
    write(relative, Array(text.utf8))
  }

  @discardableResult
  public func write(_ relative: String, _ bytes: [UInt8]) -> String {
    let file = path + "/" + relative
    if let slash = file.lastIndex(of: "/") { try? Files.makeDirectory(String(file[..<slash])) }
    try? Files.write(bytes, to: file)
    return file
  }
}
