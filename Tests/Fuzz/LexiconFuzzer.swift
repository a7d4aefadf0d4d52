// Any bytes as YAML, as a lexicon and as a table: problems with a place, or a language that works; never a crash.
import Findings
import Lexicons
import Linting
import TextBase

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A folder with a small lexicon, to which each input adds one file.
private enum Folder {
  static let path: String = {
    let base = Files.status("/dev/shm")?.kind == .directory ? "/dev/shm" : Files.environment("TMPDIR") ?? "/tmp"
    let path = "\(base)/wirecheck-fuzz-\(getpid())"
    do throws(FileProblem) {
      try Files.makeDirectory(path + "/th")
      try Files.makeDirectory(path + "/und")
      // The smallest that the package ships.
      try Files.write(try Files.read(Place.lexicons + "/th/language.yaml"), to: path + "/th/language.yaml")
    } catch {
      fail("\(error)")
    }
    atexit {
      for name in ["th/language.yaml", "th/x.yaml", "und/given-names.tsv", "und/irregular-forms.tsv"] {
        Files.remove(Folder.path + "/" + name)
      }
      for name in ["/th", "/und", ""] { rmdir(Folder.path + name) }
    }
    return path
  }()
}

@_cdecl("LLVMFuzzerInitialize")
public func initialise(_ count: UnsafeMutableRawPointer?, _ arguments: UnsafeMutableRawPointer?) -> CInt {
  var seeds: [[UInt8]] = []
  try? Files.tree(Place.lexicons) { path in
    // The beginning of each file, for Thai: the rest is more of the same.
    guard var bytes = try? Files.read(path) else { return }
    bytes = Array(bytes.prefix(3000))
    while let last = bytes.popLast(), last != 0x0A {}
    let text =
      String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix("language:") ? "language: th" : String($0) }
      .joined(separator: "\n") + "\n"
    seeds.append([path.hasSuffix("names.tsv") ? 1 : path.hasSuffix(".tsv") ? 2 : 0] + Array(text.utf8))
  }
  writeSeeds(seeds)
  return 0
}

@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = bytes(data, count)
  guard let code = input.first else { return 0 }
  let file = Array(input.dropFirst())
  let names = ["th/x.yaml", "und/given-names.tsv", "und/irregular-forms.tsv"]
  let name = names[Int(code) % names.count]
  do throws(FileProblem) {
    for other in names where other != name { Files.remove(Folder.path + "/" + other) }
    try Files.write(file, to: Folder.path + "/" + name)
  } catch {
    fail("\(error)")
  }
  do throws(SetupProblem) {
    _ = try YAMLNode.parse(file, path: "x.yaml")
  } catch {
    hold(error.line >= 1 && error.column >= 1 && !error.message.isEmpty, "a problem without a place: \(error)")
  }
  do throws(SetupProblems) {
    let store = try LexiconStore(roots: [Folder.path], cache: nil)
    for problem in try store.compile("th").problems { check(problem) }
    var options = LintOptions()
    options.languages.language = "th"
    options.showsLow = true
    _ = try Linter(options, store).check(Array("นายกกล่าว “ใช่ ”และ a, b: 5 (c) – NATO’s.".utf8), path: "x.txt")
  } catch {
    hold(!error.problems.isEmpty, "refused without a reason")
    for problem in error.problems { check(problem) }
  }
  return 0
}

private func check(_ problem: SetupProblem) {
  hold(!problem.message.isEmpty && !problem.path.isEmpty, "a problem without a file: \(problem)")
}
