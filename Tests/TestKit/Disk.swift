import TextBase

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

enum Disk {
  /// Removes a file or a folder with all that is in it.
  static func remove(_ path: String) {
    if Files.status(path)?.kind == .directory {
      for name in (try? Files.names(in: path)) ?? [] { remove(path + "/" + name) }
      rmdir(path)
    } else {
      unlink(path)
    }
  }
}
