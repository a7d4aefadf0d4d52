import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// Turns what rules reported on one story into findings with their places in the file on disk.
struct Resolver {
  private let story: StoryText
  private let file: DecodedFile
  private let lines: LineIndex

  init(_ story: StoryText, _ file: DecodedFile, _ lines: LineIndex) {
    self.story = story
    self.file = file
    self.lines = lines
  }

  /// Bytes of the decoded file for bytes of the story.
  func decoded(_ range: ByteRange) -> ByteRange { story.map.origin(of: range) }

  /// A place with its text, for the panels of a page.
  func place(_ range: ByteRange, _ text: String) -> CopyPlace {
    let decoded = decoded(range)
    return CopyPlace(text: text, line: lines.position(decoded.start).line, decoded: decoded)
  }

  func span(_ range: ByteRange) -> Span {
    let decoded = decoded(range)
    let (start, end) = lines.positions(decoded)
    return Span(
      bytes: file.disk.origin(of: decoded), utf16: ByteRange(start.utf16, end.utf16), startLine: start.line,
      startColumn: start.column, endLine: end.line, endColumn: end.column)
  }

  func fix(_ fix: Fix, isQuoted: Bool) -> Fix {
    var fix = fix
    // Speech is not edited by machine.
    if isQuoted, fix.applicability == .safe { fix.applicability = .review }
    let edits = fix.edits.compactMap { story.fileEdit($0, asASCII: file.takesOnlyASCII) }
    if edits.count < fix.edits.count {
      // What cannot be written without harm to the markup is only described.
      fix.applicability = .displayOnly
      fix.edits = []
    } else {
      // In the order of the file, which may hold the headline behind the body.
      fix.edits = edits.map { Edit(file.disk.origin(of: $0.range), $0.replacement) }.sorted {
        ($0.range.start, $0.range.end) < ($1.range.start, $1.range.end)
      }
    }
    // A file in another encoding cannot take UTF-8 text.
    if !file.isFile, fix.applicability != .displayOnly { fix.applicability = .displayOnly }
    return fix
  }
}

/// A decoded file and its lines, counted once for all of its stories and only when a place is asked for.
final class FileLines {
  let file: DecodedFile
  private(set) lazy var index = LineIndex(file.bytes, isValid: file.invalidCount == 0)
  init(_ file: DecodedFile) { self.file = file }
}

extension Linter {
  func resolve(
    _ analysis: borrowing Analysis, _ sink: FindingSink, _ lines: FileLines, path: String, format: String,
    _ cards: [RuleCard]
  ) -> DocumentReport {
    let file = lines.file
    var report = DocumentReport(path: path, format: format, status: .checked)
    report.story = analysis.story.identifier
    report.notes = file.notes + analysis.story.notes
    report.language = analysis.languageTag
    report.languageFrom = analysis.languageTag == nil ? nil : analysis.languageFrom.rawValue
    report.isRightToLeft = analysis.language.profile.direction == .rtl
    report.sourceLanguage = analysis.source.language
    report.sourceLanguageFrom = analysis.source.origin.rawValue
    report.words = analysis.wordCount
    report.sentences = analysis.sentences.count
    report.notChecked = notChecked(analysis)
    for (rule, count) in sink.overflow {
      report.notes.append("\(cards[rule].id): \(count) more places are not listed")
    }

    let consequences = Consequences(analysis, sink, reportsDamage)
    var shown = sink.findings.filter {
      $0.confidence >= floors[$0.rule] && !consequences.include($0, reportsDamage)
        && !analysis.story.isProtected($0.range)
    }
    if shown.count > 1 {
      shown.sort {
        // In the order of the file, which may hold the headline behind the body. Few findings share a place, so texts are
        // seldom compared.
        let (a, b) = (analysis.story.map.origin(of: $0.range), analysis.story.map.origin(of: $1.range))
        if a != b { return (a.start, a.end) < (b.start, b.end) }
        return (cards[$0.rule].id, $0.entry ?? "", $0.message) < (cards[$1.rule].id, $1.entry ?? "", $1.message)
      }
    }
    guard !shown.isEmpty || !analysis.entityHits.isEmpty || options.keepsText else { return report }
    let resolver = Resolver(analysis.story, file, lines.index)
    let quoted = QuotedRanges(analysis, isAsked: !shown.isEmpty)
    var fingerprints = Fingerprints()
    for raw in shown {
      let card = cards[raw.rule]
      let isQuoted = quoted.contain(raw.range)
      report.findings.append(
        Finding(
          rule: card.id, entry: raw.entry, severity: severities[raw.rule] ?? raw.severity, confidence: raw.confidence,
          mqm: card.mqm,
          message: raw.message, advice: raw.advice ?? card.advice, text: analysis.text(raw.range),
          span: resolver.span(raw.range), field: analysis.field(at: raw.range.start),
          related: raw.related.map {
            RelatedPlace(label: $0.label, text: analysis.text($0.range), span: resolver.span($0.range))
          },
          fixes: raw.fixes.map { resolver.fix($0, isQuoted: isQuoted) },
          fingerprint: fingerprints.next(card.id, raw.entry, raw.range, analysis)))
      if options.keepsText {
        report.decodedSpans.append(resolver.decoded(raw.range))
        report.decodedRelated.append(raw.related.map { resolver.decoded($0.range) })
      }
    }
    let entities = MentionedEntities(analysis)
    report.entities.reserveCapacity(entities.list.count)
    for (entity, count) in entities.list {
      let known = analysis.language.entities[entity]
      var mentions: [EntityMentions.Mention] = []
      mentions.reserveCapacity(count)
      entities.forEachMention(of: entity, analysis) {
        mentions.append(EntityMentions.Mention(text: analysis.text($0), span: resolver.span($0)))
      }
      report.entities.append(
        EntityMentions(name: analysis.language.name(known), kind: known.kind.rawValue, mentions: mentions))
    }
    report.decodedIsFile = file.isFile
    if options.keepsText {
      report.decoded = file.bytes
      report.decodedMentions = entities.list.map { entity, _ in
        var places: [ByteRange] = []
        entities.forEachMention(of: entity, analysis) { places.append(resolver.decoded($0)) }
        return places
      }
      report.facts = resolver.facts(analysis)
      report.parts = analysis.paragraphs.map {
        StoryPart(field: $0.field, text: analysis.text($0.range), decoded: resolver.decoded($0.range))
      }
    }
    return report
  }

  private func notChecked(_ analysis: borrowing Analysis) -> [NotChecked] {
    guard let tag = analysis.languageTag else {
      return [NotChecked(family: "all language rules", reason: "the story is too short or too mixed to tell its language")]
    }
    let list = missing(tag, analysis.source.language, analysis.language)
    guard analysis.paragraphs.contains(where: { $0.language != nil }) else { return list }
    return list
      + Set(analysis.paragraphs.compactMap(\.language?.text)).sorted().map {
        NotChecked(family: "phrases", reason: "paragraphs in \($0) were not read with the words of \(tag)")
      }
  }

  /// What no story in a language that comes from `source` is checked for.
  private func missing(_ tag: String, _ source: String?, _ language: Language) -> [NotChecked] {
    if let last = lastMissing, last.language === language, last.tag == tag, last.source == source { return last.list }
    var list: [NotChecked] = []
    if !language.hasLexicon {
      list.append(NotChecked(family: "language", reason: "no lexicon for \(tag); quotation marks follow CLDR"))
    }
    if language.packs.isEmpty {
      list.append(NotChecked(family: "calque", reason: "no lexicon for \(tag)"))
    } else if let source, !language.packs.contains("\(source)-\(language.tag)") {
      list.append(NotChecked(family: "calque", reason: "no pack from \(source) into \(language.tag)"))
    } else if source == nil {
      list.append(
        NotChecked(family: "calque", reason: "entries that need a known source language: none is declared or evident"))
    }
    list += missingData(language)
    lastMissing = (language, tag, source, list)
    return list
  }
}

/// The entities of a story in the order of their first mention.
///
/// Currencies are left out: they are no names.
private struct MentionedEntities {
  private(set) var list: [(entity: Int, count: Int)] = []
  /// By hit.
  private var entities: [Int32] = []

  init(_ analysis: borrowing Analysis) {
    entities.reserveCapacity(analysis.entityHits.count)
    list.reserveCapacity(16)
    for hit in analysis.entityHits {
      let entity = Int(analysis.language.forms[hit.index].entity)
      entities.append(Int32(entity))
      if analysis.language.entities[entity].kind == .currency { continue }
      // Few entities a story, so a search in a short list is cheaper than hashing.
      if let place = list.firstIndex(where: { $0.entity == entity }) {
        list[place].count += 1
      } else {
        list.append((entity, 1))
      }
    }
  }

  func forEachMention(of entity: Int, _ analysis: borrowing Analysis, _ body: (ByteRange) -> Void) {
    for (place, other) in entities.enumerated() where Int(other) == entity {
      body(analysis.coreBytes(of: analysis.entityHits[place].tokens))
    }
  }
}

/// Where direct speech is, for many questions.
private struct QuotedRanges {
  /// First bytes of the quotations in order, and the furthest end of all that begin there or before.
  private var starts: [Int] = []
  private var furthest: [Int] = []

  init(_ analysis: borrowing Analysis, isAsked: Bool) {
    guard isAsked, !analysis.quotations.isEmpty else { return }
    var ranges = analysis.quotations.map { analysis.bytes(of: $0.tokens) }
    ranges.sort { $0.start < $1.start }
    starts.reserveCapacity(ranges.count)
    furthest.reserveCapacity(ranges.count)
    for range in ranges {
      starts.append(range.start)
      furthest.append(max(range.end, furthest.last ?? 0))
    }
  }

  /// Whether a range lies inside a quotation. The marks themselves are the desk's own.
  func contain(_ range: ByteRange) -> Bool {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] < range.start { low = middle + 1 } else { high = middle }
    }
    return low > 0 && furthest[low - 1] > range.end
  }
}
