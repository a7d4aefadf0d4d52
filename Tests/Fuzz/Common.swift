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

let store: LexiconStore = {
  let root = Files.environment("WIRECHECK_FUZZ_LEXICONS") ?? "Lexicons"
  do { return try LexiconStore(roots: [root], cache: nil) } catch { fatalError("the lexicons do not load:\n\(error)") }
}()

/// Every language of the lexicons, the four that are mutated most first; nil is to be found out.
let languages: [String?] = {
  let first = ["en", "de", "ru", "zh"]
  return first + store.index.tags.filter { !first.contains($0) } + [nil]
}()
nonisolated(unsafe) private var linters = [Linter?](repeating: nil, count: 256)

/// The first byte: bits 0, 1 and 3 to 7 choose the language, bit 2 a declared source language.
func choices(language: Int, hasSource: Bool) -> UInt8 {
  UInt8(language & 3 | (language >> 2) << 3 | (hasSource ? 4 : 0))
}

func newLinter(_ choices: UInt8) -> Linter {
  let language = languages[(Int(choices & 3) | Int(choices >> 3) << 2) % languages.count]
  var options = LintOptions()
  options.languages.language = language
  if choices & 4 != 0 { options.languages.source = .tag(language == "ru" ? "en" : "ru") }
  options.showsLow = true
  options.keepsText = true
  return Linter(options, store)
}

func linter(_ choices: UInt8) -> Linter {
  let index = Int(choices)
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

/// The examples of cards and lexicon entries as seeds, when run.sh asks for them.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(
  _ count: UnsafeMutablePointer<Int32>, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>
) -> Int32 {
  guard let folder = Files.environment("WIRECHECK_FUZZ_SEEDS") else { return 0 }
  var examples = allRules.flatMap(\.card.examples).map { ($0.language, $0.sourceLanguage != nil, $0.unmarked.text) }
  for entry in (try? store.allSources().phrases) ?? [] {
    for example in entry.bad + entry.good { examples.append((entry.language, true, Example.unmark(example.text).text)) }
  }
  for (number, (tag, hasSource, text)) in examples.enumerated() {
    let primary = String(tag.prefix { $0 != "-" })
    let language = languages.firstIndex(of: primary) ?? languages.count - 1
    let first = choices(language: language, hasSource: hasSource)
    try? Files.write([first] + Array(text.utf8), to: "\(folder)/example-\(number)")
  }
  return 0
}
