#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Why a file could not be read or written, in an editor's words.
public struct FileProblem: Error, CustomStringConvertible, Sendable {
  public let path: String
  public let reason: String
  /// Nobody reads the other end any more.
  public private(set) var isClosedPipe = false
  public var description: String { "\(path): \(reason)" }

  public init(_ path: String, _ reason: String) {
    self.path = path
    self.reason = reason
  }

  public init(_ path: String, errno code: Int32) {
    let reason =
      switch code {
      case ENOENT: "there is no such file"
      case EACCES, EPERM, EROFS: "permission denied"
      case EISDIR: "it is a directory"
      case ENOSPC: "the disk is full"
      default: String(cString: strerror(code))
      }
    self.init(path, reason)
    isClosedPipe = code == EPIPE
  }

  /// After something could not be written or made.
  public init(_ path: String, writing code: Int32) {
    switch code {
    case ENOENT, ENOTDIR: self.init(path, "there is no such folder")
    case EACCES, EPERM: self.init(path, "no permission to write there")
    case EISDIR: self.init(path, "it is a folder")
    default: self.init(path, errno: code)
    }
  }
}
