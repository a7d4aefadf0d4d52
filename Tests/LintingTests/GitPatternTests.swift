import Foundation
import Linting
import TestKit
import Testing

/// .gitignore patterns mean what they mean to git, which is asked.
@Suite struct GitPatternTests {
  private static let patterns = [
    "*.txt", "a", "a/", "/a", "a/b", "/a/b/", "**/b", "a/**", "a/**/b", "**", "***", "/***/[!a]", "a**/[!b]/", "/a**", "?",
    "??",
    "[ab]", "[!a]", "[^a]", "[a-c]*", "[]-]", "[]", "[a", "[[:alpha:]]", "[[:digit:]]", "[\\]]", "\\!n", "\\#h", "#h", "a\\ ",
    "a ", "é", "[é]", "x*y", "*/b", "a/*", "*a*", "\\*", "a*/", "",
  ]
  private static let names = ["a", "b", "ab", "c", "é", "!n", "#h", "a ", "x-y", "]", "-", "a*", "1"]

  @Test func asGitSays() throws {
    guard system("git --version >/dev/null 2>&1") == 0 else { return }
    let folder = TemporaryFolder("patterns")
    var paths: [String] = []
    for one in Self.names {
      for two in Self.names { paths.append("\(one)d/\(two)") }
      paths.append("\(one)d/sub/\(one).txt")
      paths.append(one + ".txt")
      paths.append(one)
    }
    for path in paths { folder.write(path, "x") }
    folder.write("paths", paths.joined(separator: "\0"))
    #expect(system("cd '\(folder.path)' && git init -q .") == 0)
    for (index, first) in Self.patterns.enumerated() {
      // Each alone, and before one that takes something back.
      for lines in [[first], [first, "!" + Self.patterns[(index * 7 + 3) % Self.patterns.count]]] {
        folder.write(".gitignore", lines.joined(separator: "\n") + "\n")
        _ = system("cd '\(folder.path)' && git check-ignore -z --no-index --stdin <paths >ignored")
        let printed = FileManager.default.contents(atPath: folder.path + "/ignored") ?? Data()
        let wanted = Set(printed.split(separator: 0).map { String(decoding: $0, as: UTF8.self) })
        let ignores = IgnoreFiles()
        let found = Set(paths.filter { ignores.excludes(folder.path + "/" + $0, isDirectory: false) })
        #expect(found == wanted, "\(lines): \(found.symmetricDifference(wanted).sorted())")
      }
    }
  }
}
