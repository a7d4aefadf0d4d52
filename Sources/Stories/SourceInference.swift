import Lexicons
import TextBase

extension Analysis {
  /// Infers the source language, unless the format or a line of the story declares it: from proofs of two kinds, or from many wordings of two rules that
  /// native writers use too.
  mutating func findSource(_ option: LanguageOptions.Source) {
    switch option {
    case .none: return
    case .tag(let tag):
      source = SourceEvidence(language: tag, origin: .option, traces: [])
      return
    case .auto: break
    }
    if let declared = story.sourceLanguage ?? creditedSource() {
      source = SourceEvidence(language: declared, origin: .declared, traces: [])
      return
    }
    struct Traces {
      var weight = 0
      var entries: Set<Int> = []
      /// Of what proves by itself.
      var kinds: Set<String> = []
      /// Of all.
      var rules: Set<String> = []
    }
    var traces: [String: Traces] = [:]
    for hit in phraseHits {
      let entry = language.phrases[hit.index]
      guard entry.needs != .source, !hit.isQuoted || entry.stance != .outside else { continue }
      let isProof = entry.needs == .nothing && entry.confidence > .low
      for from in language.sources(entry) where !from.isEmpty {
        guard traces[from, default: Traces()].entries.insert(hit.index).inserted else { continue }
        if isProof { traces[from]!.weight += entry.confidence == .high ? 2 : 1 }
        if isProof { traces[from]!.kinds.insert(language.rule(entry)) }
        traces[from]!.rules.insert(language.rule(entry))
      }
    }
    // Names carried over word for word, and a source outlet's own abbreviation.
    for hit in entityHits where !hit.isQuoted {
      let form = language.forms[hit.index]
      switch form.formClass {
      case .internal:
        if let origin = language.origin(language.entities[Int(form.entity)]), origin != language.tag,
          paragraphs[hit.paragraph].field == .credit
        {
          traces[origin, default: Traces()].weight += 2
          traces[origin]!.kinds.insert("outlet")
        }
      case .calque:
        for language in traces.keys.sorted()
        where traces[language]!.weight > 0 && traces[language]!.kinds.insert("calqued name").inserted {
          traces[language]!.weight += 1
        }
      default: break
      }
    }
    if traces.isEmpty { return }
    // Wordings that native writers use too, now and then: of 46 stories written in English none has three of one language.
    let many = 3 + wordCount / 1000
    let best = traces.filter {
      $0.value.kinds.count >= 2 && $0.value.weight >= 3 || $0.value.entries.count >= many && $0.value.rules.count >= 2
    }.max {
      ($0.value.weight, $0.value.entries.count, $1.key) < ($1.value.weight, $1.value.entries.count, $0.key)
    }
    source = SourceEvidence(
      language: best?.key, origin: best == nil ? .none : .inferred,
      traces: traces.filter { $0.value.weight > 0 }.keys.sorted())
  }
}
