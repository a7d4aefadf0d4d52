// What the targets share that check stories.
import Findings
import Lexicons
import Linting
import Stories
import TextBase

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
