import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A few words come again and again: a decoder that did not find its way out.
struct RepeatedLoop: Rule {
  static let card = RuleCard(
    id: "repetition/loop", title: "The same words come three times or more in a row",
    mqm: .addition, severity: .critical, confidence: .high,
    why: """
      Machine translation sometimes falls into a loop and writes the same words over and over. What stood in the source at \
      that place is usually lost.
      """,
    advice: "Translate the passage anew from the source.",
    examples: [
      .flags("en", "The council agreed [[in the end in the end in the end]] to publish its figures."),
      .flags("en", "The bridge was closed [[because because because because]] of the storm."),
      .flags("de", "Die Brücke wurde [[wegen des Sturms wegen des Sturms wegen des Sturms]] gesperrt."),
      .flags("ru", "Мост закрыли [[из-за сильного ветра, из-за сильного ветра, из-за сильного ветра]] во вторник."),
      .flags("zh", "这座桥因为[[台风的影响台风的影响台风的影响]]而关闭。"),
      .passes("en", "“Ha ha ha,” the mayor said, “very, very, very funny.”"),
      .passes("en", "It happened again and again and again, day after day after day."),
      .passes("en", "The fans sang “Go Rovers! Go Rovers! Go Rovers!” until midnight."),
      .passes("en", "“I am not saying that. I am not saying that. I am not saying that,” the judge was told."),
      .passes("en", "Larsen won 6-4, 6-4, 6-4 and called it location, location, location."),
      .passes("zh", "他哈哈哈地笑了起来。"),
    ])

  static var needs: Needs { .all(.loops) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    for loop in story.loops where RepeatedLoop.isCertain(loop, story) {
      let turn = loop.tokens.lowerBound..<loop.tokens.lowerBound + loop.period
      out.report(
        story.bytes(of: loop.tokens),
        "\(Wording.quoted(story.text(story.bytes(of: turn)))) comes \(loop.turns) times in a row.")
    }
  }

  /// Emphasis, chants and idioms repeat a few times on purpose; how often depends on what is repeated.
  static func isCertain(_ loop: Loop, _ story: borrowing Analysis) -> Bool {
    var words = 0
    var ideographs = 0
    var marks = 0
    var isShout = false
    var isSentence = false
    var mayDouble = true
    var isQuoted = true
    for index in loop.tokens.prefix(loop.period) {
      let token = story.tokens[index]
      switch token.kind {
      case .word:
        words += 1
        if !story.isIn(index, .mayDouble) { mayDouble = false }
      case .number: words += 1
      case .ideograph: ideographs += 1
      case .mark, .symbol:
        marks += 1
        if story.isMark(index, 0x21) || story.isMark(index, 0xFF01) { isShout = true }
        if story.isMark(index, 0x2E) || story.isMark(index, 0x3002) { isSentence = true }
      default: marks += 1
      }
      if !token.flags.contains(.quoted) { isQuoted = false }
    }
    var turns = loop.turns
    // Who is interrupted begins again.
    if isQuoted, isSentence || words + ideographs / 2 <= 3 { turns -= 2 }
    if isShout { turns -= 2 }
    switch (words, ideographs) {
    case (0, 1): return turns >= 6
    case (0, 2): return turns >= 4
    case (0, _): return turns >= 3
    case (1, _):
      let isFunction = story.isIn(loop.tokens.lowerBound, .function)
      if mayDouble { return turns >= (isFunction && !isQuoted ? 5 : 8) }
      if marks > 0 { return turns >= (isQuoted ? 5 : 4) }
      return turns >= (isFunction ? 3 : 4)
    case (2, _): return turns >= (mayDouble ? 6 : marks > 0 ? 4 : 3)
    default: return turns >= 3
    }
  }
}
