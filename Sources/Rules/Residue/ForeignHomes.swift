import Lexicons
import Stories

extension Analysis {
  /// Whether a run is of words that a machine transliterated: politsiya.
  func isTransliterated(_ run: ForeignRun) -> Bool {
    language.foreignWords.isSpelledOut(run.homes)
  }

  /// Whether a run can be English.
  func isEnglish(_ run: ForeignRun) -> Bool {
    language.foreignWords.tags.firstIndex(of: "en").map { run.homes >> UInt32($0) & 1 == 1 } ?? false
  }

  /// The languages that a run can be of, as an editor would say it: “French”, “Polish or Czech”.
  func homeNames(_ run: ForeignRun) -> String {
    let table = language.foreignWords
    var homes = run.homes
    var names: [String] = []
    while homes != 0 {
      let bit = homes.trailingZeroBitCount
      homes &= homes - 1
      // The language that the copy comes from, if it is known, settles it; English is the likeliest.
      if table.tags[bit] == source.language || table.tags[bit] == "en" && source.language == nil { return table.names[bit] }
      if !names.contains(table.names[bit]) { names.append(table.names[bit]) }
    }
    if names.count > 2 { return "of another language" }
    return names.joined(separator: " or ")
  }

  /// The sentence that a run stands in.
  func sentence(of run: ForeignRun) -> Int? {
    paragraphs[run.paragraph].sentences.first { sentences[$0].tokens.overlaps(run.tokens) }
  }
}
