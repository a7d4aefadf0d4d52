// Seeds of the targets that check: the examples of cards and lexicon entries, when run.sh asks for them.
import Findings
import Lexicons
import Rules
import TextBase

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
