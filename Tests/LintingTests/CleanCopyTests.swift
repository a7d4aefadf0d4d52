import Foundation
import TestKit
import Testing

/// Correct copy of every language with a lexicon, full of what looks like a fault and is none, stays without a finding.
@Suite struct CleanCopyTests {
  static let languages = [
    "ar", "bg", "cs", "de", "el", "en", "es", "fa", "fr", "he", "hi", "it", "ja", "ko", "nl", "pl", "pt", "ro", "ru", "sv",
    "th",
    "tr", "uk", "vi", "zh",
  ]

  /// How the lines of a file may end and stand.
  enum Shape: CaseIterable { case asWritten, closeLines, carriageReturns, wrapped }

  @Test(arguments: languages, Shape.allCases)
  func correctCopyIsLeftAlone(_ language: String, _ shape: Shape) throws {
    let path = "\(Package.root)/Tests/CleanCopy/\(language).txt"
    let text = try CleanCopyTests.set(String(contentsOfFile: path, encoding: .utf8), shape)
    let found = try report(Array(text.utf8), language: nil, showsLow: false)
    #expect(found.language == language)
    #expect(found.findings.isEmpty, "\(found.findings.map(\.summary).joined(separator: "\n"))")
  }

  private static func set(_ text: String, _ shape: Shape) -> String {
    let paragraphs = text.split(whereSeparator: \.isNewline)
    switch shape {
    case .asWritten: return text
    case .closeLines: return paragraphs.joined(separator: "\n") + "\n"
    case .carriageReturns: return paragraphs.joined(separator: "\r\n\r\n") + "\r\n"
    case .wrapped: return paragraphs.map { wrap($0) }.joined(separator: "\n\n") + "\n"
    }
  }

  /// Broken at spaces, so that no line is longer than 72 characters unless a word is.
  private static func wrap(_ paragraph: Substring) -> String {
    var lines = [""]
    for word in paragraph.split(separator: " ") {
      if let last = lines.last, !last.isEmpty, last.count + word.count >= 72 {
        lines.append(String(word))
      } else {
        lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + word
      }
    }
    return lines.joined(separator: "\n")
  }
}
