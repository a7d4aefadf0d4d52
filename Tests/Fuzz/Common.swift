// What the fuzz targets share. libFuzzer calls LLVMFuzzerInitialize once and LLVMFuzzerTestOneInput for every input, on one
// thread; each target defines the latter.
import Findings
import Lexicons
import Linting
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

// MARK: seeds

/// The files of a folder of the repository that are not what a test expects of another.
func storyFiles(_ folder: String) -> [[UInt8]] {
  ((try? Files.names(in: folder)) ?? []).filter { !$0.hasSuffix(".expected") }.sorted()
    .compactMap { try? Files.read(folder + "/" + $0) }
}

/// Every file of a folder under each first byte, when run.sh asks for seeds.
func writeSeeds(from folder: String, choices: Int) {
  guard let seeds = Files.environment("WIRECHECK_FUZZ_SEEDS") else { return }
  for (number, file) in storyFiles(folder).enumerated() {
    for choice in 0...choices {
      try? Files.write([UInt8(choice)] + Array(file.prefix(4000)), to: "\(seeds)/story-\(number)-\(choice)")
    }
  }
}
