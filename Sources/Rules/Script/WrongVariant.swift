import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A few characters of another standard of the same script: Traditional ones in Simplified copy, Arabic yeh in Persian,
/// ş with a cedilla beside ș with a comma in Romanian. One finding a story.
struct WrongVariant: Rule {
  static let card = RuleCard(
    id: "script/wrong-variant", title: "Characters of another standard stand in the copy",
    mqm: .characterEncoding, severity: .minor, confidence: .medium, languages: .only(["zh", "fa", "ar", "ro"]),
    why: """
      Chinese has two sets of characters, Persian and Arabic each their own yeh and kaf, Romanian letters with a comma below. \
      Copy that mixes them was joined from two sources or converted in part, and searches miss half of it.
      """,
    advice: "Use one standard throughout.",
    examples: [
      .flags("zh", "市长说，这个计划对我们很重要，经过长时间的讨论，议会认为应当开始。[[國]]会也同意。"),
      .flags(
        "fa",
        "شهردار گفت که این برنامه برای شهر مهم است. این شهر بزرگ است و جمعیت زیادی دارد؛ شهردار[[\u{64A}]] هم موافق بود."),
      .flags("ro", "Primarul și șeful poliției au spus că orașul va ține cont de propuneri și de oameni[[\u{163}]]."),
      .passes("zh", "市长说，这个计划对我们很重要，经过长时间的讨论，议会认为应当开始。"),
      .passes("zh", "市長說明天開會。"),
      .passes(
        "ro", "Primarul \u{15F}i \u{15F}eful poli\u{163}iei au spus că ora\u{15F}ul va cre\u{15F}te."),
      .passes("ar", "قال رئيس البلدية إن الخطة مهمة للمدينة وإن المجلس يوافق عليها."),
    ])

  init(_ style: HouseStyle) {}

  /// The standard of the copy must be this many times as frequent.
  private static let lead = 4

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    switch story.language.tag.prefix(2) {
    case "zh": han(story, &out)
    case "fa": letters(story, .arabic, own: .persian, "is an Arabic letter; Persian copy writes ی and ک", &out)
    case "ar": letters(story, .persian, own: .arabic, "is a Persian letter; Arabic copy writes ي and ك", &out)
    case "ro":
      letters(story, .withCedilla, own: .withComma, "has a cedilla; this copy writes ș and ț with a comma", &out)
    default: break
    }
  }

  private func han(_ story: borrowing Analysis, _ out: inout FindingSink) {
    guard story.wordClasses.contains(.simplifiedOnly), story.wordClasses.contains(.traditionalOnly) else { return }
    var simplified = 0
    var traditional = 0
    for token in story.tokens where token.kind == .ideograph && token.id != 0 {
      let classes = story.language.classes(of: token.id)
      if classes.contains(.simplifiedOnly) { simplified += 1 }
      if classes.contains(.traditionalOnly) { traditional += 1 }
    }
    let rare = min(simplified, traditional)
    guard rare > 0, max(simplified, traditional) >= rare * WrongVariant.lead else { return }
    let strange: WordClass = traditional < simplified ? .traditionalOnly : .simplifiedOnly
    // Titles and names in quotation marks and brackets may be given as they are written at home.
    let places = story.tokens.indices.filter {
      story.tokens[$0].kind == .ideograph && story.isIn($0, strange) && !story.tokens[$0].flags.contains(.quoted)
    }
    guard let first = places.first else { return }
    let partner = story.language.partner(story.tokens[first].id) ?? "the other"
    let name = strange == .traditionalOnly ? "Traditional" : "Simplified"
    out.report(
      story.tokens[first].range,
      "\(Wording.quoted(story.text(first))) is \(name); this copy writes “\(partner)”\(others(places.count)).",
      related: places.dropFirst().prefix(8).map { ("another one", story.tokens[$0].range) })
  }

  private func letters(
    _ story: borrowing Analysis, _ strange: TwoByteLetters, own: TwoByteLetters, _ message: String, _ out: inout FindingSink
  ) {
    // A loose cedilla belongs to the letter before it.
    let places = places(of: strange, story).filter {
      story.bytes[$0] != 0xCC || $0 > 0 && isST(story.bytes[$0 - 1])
    }
    guard let first = places.first, self.places(of: own, story).count >= places.count * WrongVariant.lead else { return }
    let range = ByteRange(story.bytes[first] == 0xCC ? first - 1 : first, first + 2)
    out.report(
      range, "\(Wording.quoted(story.text(range))) \(message)\(others(places.count)).",
      related: places.dropFirst().prefix(8).map { ("another one", ByteRange($0, $0 + 2)) })
  }

  /// Where letters of a set stand in paragraphs of the story's language.
  private func places(of letters: TwoByteLetters, _ story: borrowing Analysis) -> [Int] {
    var places: [Int] = []
    let (bytes, rows) = (story.bytes, letters.rows)
    for paragraph in story.paragraphs where paragraph.language == nil {
      var at = paragraph.range.start
      while at + 1 < paragraph.range.end {
        if rows[bytes[at]] >> UInt64(bytes[at + 1] & 0x3F) & 1 == 1 { places.append(at) }
        at += 1
      }
    }
    return places
  }

  private func isST(_ byte: UInt8) -> Bool { byte | 0x20 == 0x73 || byte | 0x20 == 0x74 }

  private func others(_ count: Int) -> String { count > 1 ? " (\(count) places)" : "" }
}

/// A set of letters of two bytes.
private struct TwoByteLetters {
  /// By first byte, a bit for every second one.
  let rows: ByteTable<UInt64>

  init(_ letters: String) {
    let pairs = letters.unicodeScalars.map { Array(String($0).utf8) }
    rows = ByteTable { first in
      pairs.reduce(0) { $1[0] == first ? $0 | 1 << UInt64($1[1] & 0x3F) : $0 }
    }
  }

  static let arabic = TwoByteLetters("\u{64A}\u{643}")
  static let persian = TwoByteLetters("\u{6CC}\u{6A9}")
  static let withCedilla = TwoByteLetters("\u{15F}\u{163}\u{15E}\u{162}\u{327}")
  static let withComma = TwoByteLetters("\u{219}\u{21B}\u{218}\u{21A}\u{326}")
}
