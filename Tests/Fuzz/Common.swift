// What the fuzz targets share. libFuzzer calls LLVMFuzzerInitialize once and LLVMFuzzerTestOneInput for every input, on one
// thread; each target defines the latter.
import Findings
import Lexicons
import Linting
import Rules
import Stories
import TextBase

/// Ends the run; libFuzzer keeps the input.
func fail(_ message: String) -> Never { fatalError("invariant broken: " + message) }

func require(_ condition: Bool, _ message: @autoclosure () -> String) {
  if !condition { fail(message()) }
}

/// An input: one byte of choices, then the file.
struct Input {
  let choices: UInt8
  let file: [UInt8]

  init(_ data: UnsafePointer<UInt8>, _ size: Int) {
    choices = data[0]
    file = Array(UnsafeBufferPointer(start: data + 1, count: size - 1))
  }
}

nonisolated(unsafe) let store: LexiconStore = {
  let root = Files.environment("WIRECHECK_FUZZ_LEXICONS") ?? "Lexicons"
  do { return try LexiconStore(roots: [root], cache: nil) } catch { fatalError("the lexicons do not load:\n\(error)") }
}()

/// The lowest two bits of the first byte choose the language, the third a declared source language.
let languages = ["en", "de", "ru", "zh"]
nonisolated(unsafe) private var linters = [Linter?](repeating: nil, count: 8)

func newLinter(_ choices: UInt8) -> Linter {
  let language = languages[Int(choices & 3)]
  var options = LintOptions()
  options.languages.language = language
  if choices & 4 != 0 { options.languages.source = .tag(language == "ru" ? "en" : "ru") }
  options.showsLow = true
  options.keepsText = true
  return Linter(options, store)
}

func linter(_ choices: UInt8) -> Linter {
  let index = Int(choices & 7)
  if let linter = linters[index] { return linter }
  let linter = newLinter(choices)
  linters[index] = linter
  return linter
}

func reports(_ file: [UInt8], _ linter: Linter) -> [DocumentReport] {
  do { return try linter.check(file, path: "fuzz.txt") } catch { fail("a language does not compile: \(error)") }
}

func isBoundary(_ bytes: [UInt8], _ offset: Int) -> Bool {
  bytes.withUnsafeBufferPointer { UTF8Text.isBoundary($0, offset) }
}

/// The examples of the cards as seeds, when run.sh asks for them.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(
  _ count: UnsafeMutablePointer<Int32>, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>
) -> Int32 {
  guard let folder = Files.environment("WIRECHECK_FUZZ_SEEDS") else { return 0 }
  var number = 0
  for rule in allRules {
    for example in rule.card.examples {
      let primary = String(example.language.prefix { $0 != "-" })
      let language = languages.firstIndex(of: primary) ?? number % languages.count
      let choices = UInt8(language) | (example.sourceLanguage == nil ? 0 : 4)
      try? Files.write([choices] + Array(example.unmarked.text.utf8), to: "\(folder)/example-\(number)")
      number += 1
    }
  }
  return 0
}
