import CProcess
import TextBase

/// Where the program finds what came with it.
enum Installation {
  /// The words that the program was called with, its own name the first.
  static var call: [String] {
    var words: [String] = []
    while let word = cprocess_word(Int32(words.count)) { words.append(String(cString: word)) }
    return words
  }

  /// The folder `name` of an installation (../share/wirecheck) or of a checkout (some directory above the program).
  private static func folder(_ name: String, proof: String) -> String? {
    guard var directory = Files.programDirectory(called: call.first) else { return nil }
    let installed = directory + "/../share/wirecheck/" + name
    if Files.status(installed + "/" + proof)?.kind == .file { return installed }
    for _ in 0..<8 {
      if Files.status(directory + "/" + name + "/" + proof)?.kind == .file { return directory + "/" + name }
      guard let slash = directory.lastIndex(of: "/"), slash != directory.startIndex else { return nil }
      directory = String(directory[..<slash])
    }
    return nil
  }

  static func lexicons() -> String? { folder("Lexicons", proof: "README.md") }
  static func templates() -> String? { folder("Reports/templates", proof: "story.html") }

  /// Compiled lexicons are kept here; losing them costs a tenth of a second.
  static func cache() -> String? {
    let base =
      Files.environment("XDG_CACHE_HOME").flatMap { $0.isEmpty ? nil : $0 } ?? Files.environment("HOME").map { $0 + "/.cache" }
    return base.map { $0 + "/wirecheck" }
  }
}
