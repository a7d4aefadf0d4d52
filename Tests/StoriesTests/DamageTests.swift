import Findings
import TestKit
import TextBase
import Testing

@testable import Stories

/// What was damaged on the way comes back letter by letter, and what only looks so is left alone.
@Suite struct DamageTests {
  /// The language, the damaged copy and what it was.
  private static let misread: [(language: String, damaged: String, was: String)] = [
    ("de", "Das GemÃ¤lde hÃ¤ngt wieder im groÃŸen Saal.", "Das Gemälde hängt wieder im großen Saal."),
    ("fr", "Le maire a dit que lâ€™Ã©cole ouvrirait lundi.", "Le maire a dit que l’école ouvrirait lundi."),
    ("it", "La cittÃ  era chiusa, ha detto il sindaco.", "La città era chiusa, ha detto il sindaco."),
    ("pl", "Radni zostali wybrani, a miaÅ‚o ich nie byÄ‡.", "Radni zostali wybrani, a miało ich nie być."),
    ("pl", "Radni zostali wybrani, a miaĹ‚o ich nie byÄ‡.", "Radni zostali wybrani, a miało ich nie być."),
    ("es", "La reuniÃƒÂ³n serÃƒÂ¡ el lunes.", "La reunión será el lunes."),
    ("en", "She said â€œnoâ€ and left for a while.", "She said “no” and left for a while."),
    ("en", "A new caf├⌐ opened in the town on Monday.", "A new café opened in the town on Monday."),
    ("ru", "Вчера РіРѕСЂРѕРґ принял бюджет на год.", "Вчера город принял бюджет на год."),
    ("ru", "Вчера пЁп╬я─п╬п╢ принял бюджет на год.", "Вчера город принял бюджет на год."),
    ("el", "Το Ξ½Ξ­Ξ± έργο άρχισε τη Δευτέρα.", "Το νέα έργο άρχισε τη Δευτέρα."),
    ("zh", "市长说，ä½\u{A0}å¥½，今天开会。", "市长说，你好，今天开会。"),
  ]

  @Test(arguments: misread.indices)
  func comesBack(_ index: Int) throws {
    let (language, damaged, was) = Self.misread[index]
    try expectRepair(of: damaged, in: language, to: was)
  }

  private func expectRepair(of damaged: String, in language: String?, to was: String) throws {
    let file = Array(damaged.utf8)
    let findings = try report(file, language: language, rules: ["encoding/mojibake"]).findings
    let fixed = apply(findings.flatMap(\.fixes), to: file)
    #expect(fixed.map { $0.text(ByteRange(0, $0.count)) } == was, "\(findings.map(\.summary))")
  }

  /// Stories that were read in another set from beginning to end: no language is told of them.
  @Test(arguments: [
    (
      "мНБШИ ЛНЯР ВЕПЕГ ПЕЙС НРЙПНЧР Б ОНМЕДЕКЭМХЙ, ЯННАЫХКХ Б ЛЩПХХ. оН ЯКНБЮЛ ЩЙЯОЕПРНБ, НМ МЕ ЯРЮК ДНПНФЕ, МН ДКЪ ЦНПНДЮ ЩРН АШК ЦКЮБМШИ ОПНЕЙР.",
      "Новый мост через реку откроют в понедельник, сообщили в мэрии. По словам экспертов, он не стал дороже, но для города это был главный проект."
    ),
    (
      "Ç íÝá ãÝöõñá èá áíïßîåé ôç ÄåõôÝñá, åßðå ï äÞìáñ÷ïò. Óýìöùíá ìå ôïõò åéäéêïýò, ôï Ýñãï äåí Þôáí áêñéâüôåñï, áëëÜ ãéá ôçí ðüëç Þôáí ôï ìåãáëýôåñï.",
      "Η νέα γέφυρα θα ανοίξει τη Δευτέρα, είπε ο δήμαρχος. Σύμφωνα με τους ειδικούς, το έργο δεν ήταν ακριβότερο, αλλά για την πόλη ήταν το μεγαλύτερο."
    ),
  ])
  func aWholeStoryComesBack(_ damaged: String, _ was: String) throws {
    try expectRepair(of: damaged, in: nil, to: was)
  }

  /// Copy in languages that the lists do not have, or too little of it, is no damaged copy of another one.
  @Test(arguments: [
    "Голыг гаталсан шинэ гүүр даваа гарагт нээгдэнэ гэж хотын захиргаа мэдээллээ. Энэ оны гол төсөл байлаа. Оршин суугчид арван таван жил хүлээсэн бөгөөд одоо зам богино болно гэж найдаж байна.",
    "Новы мост праз раку адкрыюць у панядзелак, паведамілі ў гарвыканкаме. Па словах спецыялістаў, ён не стаў даражэйшым, але для горада гэта быў галоўны праект года. Жыхары чакалі яго пятнаццаць гадоў.",
    "Өзен арқылы өтетін жаңа көпір дүйсенбіде ашылады, деп хабарлады қала әкімдігі. Мамандардың айтуынша, ол қымбаттаған жоқ, бірақ қала үшін бұл жылдың басты жобасы болды.",
    "Նոր կամուրջը կբացվի երկուշաբթի, հայտնեցին քաղաքապետարանից: Մասնագետների խոսքով այն չի թանկացել, բայց քաղաքի համար դա տարվա գլխավոր ծրագիրն էր:",
    "Íñigo Þórðarson, Århus, Ærø, Ütrecht, Öland, Ñuñoa, Ávila, Évora, Ölüdeniz, Çeşme, Žďár, Łódź, Győr, Óbidos",
    "Ч нЙДУПНЕТ",
  ])
  func whatIsOnlyStrangeIsLeftAlone(_ text: String) throws {
    let findings = try report(Array(text.utf8), language: nil, rules: ["encoding/mojibake"]).findings
    #expect(findings.isEmpty, "\(findings.map(\.summary))")
  }

  /// The damage alone is reported: the marks and words that it broke are not.
  @Test(arguments: [
    "“It is late,&rdquo; he said, and the council went home for the day.",
    "&ldquo;It is late,” he said, and the council went home for the day.",
    "â€œIt is late,” he said, and the council went home for the day.",
    "The council met on Mon\u{200B}day and went home for the day.",
  ])
  func hidesItsConsequences(_ text: String) throws {
    let findings = try check(text, language: "en", showsLow: false)
    #expect(findings.count == 1 && findings.allSatisfy { $0.rule.hasPrefix("encoding/") }, "\(findings.map(\.summary))")
  }

  /// A story that was misread as a whole is a finding a paragraph, whose fix restores all of it.
  @Test func aWholeStoryIsAFindingAParagraph() throws {
    let paragraph = "LÃ©o prÃ©fÃ¨re lâ€™Ã©tÃ© Ã  lâ€™hiver, a dÃ©clarÃ© le maire Ã©lu."
    let text = Array(repeating: paragraph.replacing("Ã  ", with: "Ã\u{A0} "), count: 4).joined(separator: "\n")
    let findings = try check(text, language: "fr", rules: ["encoding"])
    #expect(findings.count == 4, "\(findings.map(\.summary))")
    let fixed = apply(findings.flatMap(\.fixes), to: Array(text.utf8)) ?? []
    let was = "Léo préfère l’été à l’hiver, a déclaré le maire élu."
    #expect(fixed.text(ByteRange(0, fixed.count)) == Array(repeating: was, count: 4).joined(separator: "\n"))
  }
}

/// The bytes that a scan for damage passes by.
@Suite struct DamageScanTests {
  @Test func rowsLeaveNothingOut() {
    // The values that the tests of a fourth byte tell apart.
    let fourths: [UInt8] = [0x20, 0x81, 0x82, 0x91, 0x9F, 0xAA, 0xC2]
    for first in UInt8(0x80)...0xFF {
      for second in UInt8(0x80)...0xBF where DamageScan.rows[first] >> UInt64(second & 0x3F) & 1 == 0 {
        let missed = (UInt8(0)...255).first { third in
          DamageScan.isSpecial(first, second, third) || fourths.contains { DamageScan.mayBegin(first, second, third, $0) }
        }
        #expect(missed == nil, "\(first) \(second)")
      }
    }
  }

  /// What is passed by as plain is such that nothing begins with it: any three bytes, before letters, marks and the end.
  @Test func plainCharactersBeginNothing() {
    let behind: [[UInt8]] = [Array("a".utf8), Array(" ".utf8), Array("я".utf8), Array("“".utf8), Array("\u{A0}".utf8), []]
    var missed: [[UInt8]] = []
    for first in UInt8(0x80)...0xFF {
      for second in UInt8(0x80)...0xBF {
        for third in [0x20, 0x41] + Array(UInt8(0x80)...0xFF) {
          for rest in behind {
            let bytes = Array("ab".utf8) + [first, second, third] + rest
            let passed = bytes.withUnsafeBufferPointer { UTF8Text.plain($0, from: 0, to: $0.count) }
            // With a Cyrillic letter right before what is not plain misread copy may begin: the scan looks at it again.
            guard passed > 2, !(passed == 4 && first & 0xFE == 0xD0) else { continue }
            let fourth = rest.first ?? 0
            if DamageScan.isSpecial(first, second, third) || DamageScan.mayBegin(first, second, third, fourth) {
              missed.append(Array(bytes[2...]))
            }
          }
        }
      }
    }
    #expect(missed.isEmpty, "\(missed.prefix(5))")
  }

  /// Copy is passed by sixteen bytes at a time: what stands in it is found wherever the sixteen begin and end.
  @Test(arguments: [
    ("Вчера \u{420}\u{456}\u{420}\u{455}\u{421}\u{402}\u{420}\u{455}\u{420}\u{491} принял бюджет на целый год вперёд.", 1),
    ("Вчера город\u{200B}ской совет принял бюджет на целый год вперёд.", 0),
    ("Вчера город принял бюджет на целый год вперёд и разошёлся в пять часов.", 0),
    ("Вчера город &laquo;принял&raquo; бюджет на целый год вперёд.", 2),
  ])
  func isFoundAtAnyOffset(_ text: String, _ damages: Int) throws {
    let alone = try withAnalysis(text, language: "ru") { ($0.damages.count, $0.specials.count) }
    #expect(alone.0 == damages)
    for width in 1...17 {
      for letter in ["a", "я"] {
        let padding = String(repeating: letter, count: width) + " "
        let padded = try withAnalysis(padding + text, language: "ru") { ($0.damages.count, $0.specials.count) }
        #expect(padded == alone, "\(padding)")
      }
    }
  }
}
