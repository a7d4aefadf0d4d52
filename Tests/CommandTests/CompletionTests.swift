import Foundation
import TestKit
import Testing

/// What the shells complete, as far as the shells are there.
@Suite struct CompletionTests {
  let folder = TemporaryFolder("completion")

  /// What `script` prints in a shell; nil where there is no such shell.
  private func lines(_ shell: String, _ script: String) throws -> [String]? {
    guard system("command -v \(shell) >/dev/null") == 0 else { return nil }
    folder.write("completions", Array(try Program.run(["completions", shell], in: folder).bytes))
    folder.write("stories/a b.txt", Copy.clean)
    let path = folder.write("script", script)
    #expect(system("cd '\(folder.path)' && HOME='\(folder.path)' \(shell) '\(path)' >printed 2>&1") == 0)
    let printed = FileManager.default.contents(atPath: folder.path + "/printed") ?? Data()
    return String(decoding: printed, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test(
    arguments: [
      ("wirecheck rep", ["report"]), ("wirecheck check --fail-on ''", ["minor", "major", "critical", "never"]),
      ("wirecheck -f sa", ["sarif"]), ("wirecheck rules -f ''", ["table", "json", "markdown"]),
      ("wirecheck rules --fo", ["--format"]), ("wirecheck rules --fail", []), ("wirecheck --fail", ["--fail-on"]),
      ("wirecheck explain quotes/misp", ["quotes/misplaced-space"]), ("wirecheck completions ''", ["bash", "zsh", "fish"]),
      ("wirecheck check --format = jso", ["json"]), ("wirecheck --also html", ["html="]),
      ("wirecheck check 'stories/a\\ '", ["stories/a b.txt"]), ("wirecheck report --out sto", ["stories"]),
    ] as [(String, [String])])
  func bash(_ words: String, _ expected: [String]) throws {
    let script = """
      compopt() { :; }
      . ./completions
      COMP_WORDS=(\(words)); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
      _wirecheck
      [ ${#COMPREPLY[@]} = 0 ] || printf '%s\\n' "${COMPREPLY[@]}"
      """
    let printed = try #require(try lines("bash", script))
    #expect(printed == expected)
  }

  @Test func zshReadsThem() throws {
    guard let printed = try lines("zsh", "compdef() { print $2; }; . ./completions") else { return }
    #expect(printed == ["wirecheck"])
  }

  @Test(
    arguments: [
      ("wirecheck rep", ["report"]), ("wirecheck check --fail-on m", ["major", "minor"]), ("wirecheck rules --fail", []),
      ("wirecheck --fail", ["--fail-on"]), ("wirecheck completions z", ["zsh"]),
      ("wirecheck check stories/", ["stories/a b.txt"]),
    ] as [(String, [String])])
  func fish(_ line: String, _ expected: [String]) throws {
    guard let printed = try lines("fish", ". ./completions; complete -C '\(line)'") else { return }
    #expect(printed.map { String($0.prefix { $0 != "\t" }) } == expected)
  }
}
