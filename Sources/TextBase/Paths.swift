/// Paths as text.
public enum Paths {
  /// Absolute, links in its folder resolved, `.` and `..` gone; the file itself need not exist.
  public static func absolute(_ path: String) -> String {
    if let real = Files.realPath(path), Files.status(path)?.kind == .directory { return real }
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    if name != ".", name != "..", let real = Files.realPath(folder) { return join(real, name) }
    return normalised(path.hasPrefix("/") ? path : join(Files.realPath(".") ?? "/", path))
  }

  /// `a/./b/../c` without its detours, as text.
  public static func normalised(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else if part != ".." || !path.hasPrefix("/") {
        parts.append(part)
      }
    }
    let text = parts.joined(separator: "/")
    return path.hasPrefix("/") ? "/" + text : text.isEmpty ? "." : text
  }

  public static func join(_ folder: String, _ path: String) -> String {
    path.utf8.first == UInt8(ascii: "/") ? path : folder.utf8.last == UInt8(ascii: "/") ? folder + path : folder + "/" + path
  }

  /// The folder that a path stands in; "." for a bare name.
  public static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  public static func name(of path: String) -> String {
    path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[path.utf8.index(after: $0)...]) } ?? path
  }

  /// `path` as seen from `folder`, with `..` where it must be. Both absolute.
  public static func relative(_ path: String, to folder: String) -> String {
    let a = path.split(separator: "/")
    let b = folder.split(separator: "/")
    let common = zip(a, b).prefix { $0 == $1 }.count
    let parts = Array(repeating: "..", count: b.count - common) + a[common...].map(String.init)
    return parts.isEmpty ? "." : parts.joined(separator: "/")
  }
}
