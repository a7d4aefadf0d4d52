import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// Words in a script that the language of the copy is not written in.
struct SourceScript: Rule {
  static let card = RuleCard(
    id: "residue/source-script", title: "Words were left in another script",
    mqm: .untranslated, severity: .major, confidence: .high,
    why: "Readers who cannot read the script lose part of the sentence, and often it is the name or the figure that counts.",
    advice: "Translate the words, or transliterate the name.",
    examples: [
      .flags("en", "She joined the board of the club as a [[совета директоров]] in the spring of last year."),
      .flags("en", "Many [[富裕的]] areas of the country have run out of water for the third summer in a row."),
      .flags("de", "Der Sprecher der [[полиции]] sagte am Montag, bei dem Brand sei niemand verletzt worden."),
      .flags("zh", "市长周一表示，新的[[школа]]将于明年春天开放，届时将有三百名学生入学就读，家长们对此表示欢迎。"),
      .passes("en", "The president of China, Xi Jinping (习近平), arrived in the city on Monday with his wife."),
      .passes("en", "The sign says “Добро пожаловать” and somebody has painted a flower underneath it."),
      .passes("en", "A dose of 50 μg was measured at an angle of α and a wavelength of λ in the laboratory."),
      .passes("ru", "Министр сообщил, что компания Apple Music выйдет на рынок в понедельник, а iPhone подешевеет."),
    ])

  static var needs: Needs { .all(.otherScripts) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    let scripts = story.language.profile.scripts
    guard story.language.hasLexicon, !scripts.isEmpty else { return }
    // The scripts that may stand here: those of the language, Latin, and what belongs to none.
    var allowed = ScriptSet()
    for script in story.language.scriptCodes { allowed.insert(script) }
    for script in [Script.common, .inherited, .latin] { allowed.insert(script.code) }
    if scripts.contains("Hira") || scripts.contains("Kore") || scripts.contains("Hang") { allowed.insert(Script.han.code) }
    guard !story.scripts.isSubset(of: allowed) else { return }
    for paragraph in story.paragraphs where paragraph.language == nil && paragraph.field != .link {
      var depth = 0
      var index = paragraph.tokens.lowerBound
      while index < paragraph.tokens.upperBound {
        let token = story.tokens[index]
        if token.kind == .mark {
          switch story.bytes[Int(token.start)] {
          case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
          case UInt8(ascii: ")"), UInt8(ascii: "]"): depth = max(0, depth - 1)
          default:
            if story.isMark(index, 0xFF08) { depth += 1 } else if story.isMark(index, 0xFF09) { depth = max(0, depth - 1) }
          }
        }
        guard token.kind == .word || token.kind == .ideograph || token.kind == .unparted else {
          index += 1
          continue
        }
        if allowed.contains(token.script) || token.flags.contains(.mixedScript) {
          index += 1
          continue
        }
        let start = index
        var letters = 0
        while index < paragraph.tokens.upperBound, story.tokens[index].script == token.script, story.tokens[index].isWord {
          letters += Int(story.tokens[index].scalars)
          index += 1
        }
        // One letter is a symbol: an angle, a point, a variable.
        // Of two lines in two scripts nobody can say which is the foreign one.
        if start == paragraph.tokens.lowerBound, index + 1 >= paragraph.tokens.upperBound, story.wordCount < 60 { continue }
        guard depth == 0, letters > 1, !isMeant(start..<index, paragraph.tokens, story) else { continue }
        report(start..<index, story, &out)
      }
    }
  }

  /// In a quotation or a title, or explained right behind.
  private func isMeant(_ run: Range<Int>, _ paragraph: Range<Int>, _ story: borrowing Analysis) -> Bool {
    let next = run.upperBound
    if next < paragraph.upperBound, story.isMark(next, 0x28) || story.isMark(next, 0xFF08) { return true }
    if run.lowerBound > paragraph.lowerBound, story.tokens[run.lowerBound - 1].kind == .quote { return true }
    return story.tokens[run.lowerBound].flags.contains(.quoted) && story.isForeignQuotation(run)
  }

  private func report(_ run: Range<Int>, _ story: borrowing Analysis, _ out: inout FindingSink) {
    let token = story.tokens[run.lowerBound]
    let range = story.bytes(of: run)
    let isName = run.allSatisfy { story.tokens[$0].isCapitalised }
    let copy = story.language.profile.name
    out.report(
      range, "\(Wording.quoted(story.text(range))) is in \(scriptName(token.script)) script, which \(copy) is not written in.",
      severity: run.count > 6 ? .critical : .major, confidence: isName ? .medium : .high)
  }

  private func scriptName(_ code: UInt8) -> String {
    switch Script(code: code) {
    case .arabic: "Arabic"
    case .cyrillic: "Cyrillic"
    case .greek: "Greek"
    case .han: "Chinese"
    case .hangul: "Korean"
    case .hebrew: "Hebrew"
    case .hiragana, .katakana: "Japanese"
    case .latin: "Latin"
    case .thai: "Thai"
    default: "another"
    }
  }
}
