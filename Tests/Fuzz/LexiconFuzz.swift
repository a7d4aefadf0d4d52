// Any bytes can be a lexicon: they parse or give problems, and what parses compiles or gives problems.
import Findings
import Glibc
import Lexicons
import TextBase

private let folder = Files.environment("WIRECHECK_FUZZ_TEMP") ?? fatalNoFolder()
private func fatalNoFolder() -> String { fatalError("set WIRECHECK_FUZZ_TEMP, as run.sh does") }

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>, _ size: Int) -> Int32 {
  guard size > 1 else { return 0 }
  let input = Input(data, size)
  do throws(SetupProblem) {
    walk(try YAMLNode.parse(input.file, path: "fuzz.yaml"))
  } catch {
    require(error.line >= 0 && error.column >= 0, "problem at \(error.line):\(error.column)")
    // What is not YAML goes no further, except as a list of irregular forms.
    if input.choices & 1 == 0 { return 0 }
  }
  // The loader as a whole, from a folder that holds this file alone.
  let name = input.choices & 1 == 0 ? "fuzz.yaml" : "irregular-forms.tsv"
  let path = folder + "/" + name
  do { try Files.write(input.file, to: path) } catch { fatalError("cannot write \(path)") }
  defer { unlink(path) }
  do throws(SetupProblems) {
    let store = try LexiconStore(roots: [folder], cache: nil)
    let tags = try store.allSources().languageTags
    for tag in tags.prefix(1) + ["en"] { _ = try store.problems(of: tag) }
  } catch {
    require(!error.problems.isEmpty, "refused without a problem")
  }
  return 0
}

/// Every node through every question of the schema.
private func walk(_ node: YAMLNode) {
  let reader = SchemaReader(path: "fuzz.yaml")
  require(node.line >= 1 && node.column >= 1, "node at \(node.line):\(node.column)")
  switch node.content {
  case .text:
    _ = reader.integer(node, "x")
    _ = reader.flag(node, "x")
    _ = reader.choice(node, "x", Severity.self)
  case .sequence(let items):
    _ = reader.texts(node, "x")
    items.forEach(walk)
  case .mapping(let pairs):
    _ = reader.mapping(node, "x", keys: ["lexicon", "format", "language", "entries"])
    for (key, value) in pairs {
      walk(key)
      walk(value)
    }
  }
}
