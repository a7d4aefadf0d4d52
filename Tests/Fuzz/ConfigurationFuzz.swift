// Any bytes can be a configuration, a file of suppressions or of ignore patterns, or a diff: they are read or give problems.
import Findings
import Glibc
import Linting
import TextBase

private let folder: String = {
  guard let folder = Files.environment("WIRECHECK_FUZZ_TEMP") else { fatalError("set WIRECHECK_FUZZ_TEMP, as run.sh does") }
  return folder
}()

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>, _ size: Int) -> Int32 {
  guard size > 1 else { return 0 }
  let input = Input(data, size)
  let kind = input.choices % 5
  if kind == 3 {
    let path = Array("desk/today/a.txt".utf8)
    for pattern in GitPattern.all(in: input.file) {
      _ = pattern.matches(path[...], isDirectory: false)
      _ = pattern.matches(path.prefix(4), isDirectory: true)
    }
    return 0
  }
  if kind == 4 {
    var changed = ChangedLines()
    changed.add(input.file, root: "/desk")
    return 0
  }
  let path = folder + "/" + ["a.yml", "b.yml", "c.yml"][Int(kind)]
  do { try Files.write(input.file, to: path) } catch { fatalError("cannot write \(path)") }
  defer { unlink(path) }
  do throws(SetupProblems) {
    switch kind {
    case 0:
      let configuration = try Configuration(path: path)
      for story in ["a.txt", "desk/today/b.md"] {
        _ = configuration.key(for: folder + "/" + story)
        _ = try configuration.settings(for: folder + "/" + story, commands: [])
      }
    case 1: _ = try SuppressionFile(path: path)
    default: _ = try Baseline(path: path)
    }
  } catch {
    require(!error.problems.isEmpty, "refused without a problem")
    for problem in error.problems { require(problem.line >= 0 && problem.column >= 0, "problem at \(problem)") }
  }
  return 0
}
