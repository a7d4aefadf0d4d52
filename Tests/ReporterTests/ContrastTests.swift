import Foundation
import TestKit
import Testing

/// The colours of the style sheet against WCAG 2.2: text 4.5 to 1 (1.4.3), edges and shapes that tell something 3 to 1
/// (1.4.11), on every ground that they stand on, light, dark and on paper.
@Suite struct ContrastTests {
  typealias Colour = [Double]

  static let sheet = Package.text(Package.root + "/Reports/templates/style.css")

  /// The colour variables of a scheme; those of the light one hold where a later one says nothing.
  static let schemes: [String: [String: Colour]] = {
    let light = variables(in: sheet.prefix(upTo: "@media"))
    let dark = variables(in: sheet.section("@media (prefers-color-scheme: dark)", "* {"))
    let print = variables(in: sheet.section("@media print", ".toolbar"))
    return ["light": light, "dark": light.merging(dark) { $1 }, "print": light.merging(print) { $1 }]
  }()

  private static func variables(in text: Substring) -> [String: Colour] {
    var found: [String: Colour] = [:]
    for match in text.matches(of: /--([a-z0-9-]+): #([0-9a-fA-F]{3,6});/) {
      let digits = match.2.count == 3 ? match.2.flatMap { [$0, $0] } : Array(match.2)
      found[String(match.1)] = stride(from: 0, to: 6, by: 2).map { Double(Int(String(digits[$0..<($0 + 2)]), radix: 16)!) }
    }
    return found
  }

  private static func luminance(_ colour: Colour) -> Double {
    let linear = colour.map { part -> Double in
      let value = part / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }

  static func ratio(_ a: Colour, _ b: Colour) -> Double {
    let (first, second) = (luminance(a), luminance(b))
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)
  }

  /// `color-mix(in srgb, a share, b)`.
  private static func mix(_ a: Colour, _ share: Double, _ b: Colour) -> Colour {
    zip(a, b).map { $0 * share + $1 * (1 - share) }
  }

  private static let tones = ["critical", "major", "minor", "neutral"]
  private static let tints = ["t0", "t1", "t2", "t3", "t4", "t5"]

  @Test(arguments: ["light", "dark", "print"])
  func textCanBeRead(_ scheme: String) throws {
    let colours = try #require(Self.schemes[scheme])
    let grounds = ["paper", "card"]
    var pairs: [(String, String)] = []
    for ground in grounds { pairs += (["ink", "soft"] + Self.tones).map { ($0, ground) } }
    for tone in Self.tones { pairs.append(("paper", tone)) }
    if scheme != "print" { pairs += (Self.tints + ["flash", "removed-back", "added-back"]).map { ("ink", $0) } }
    for (text, ground) in pairs {
      let ratio = Self.ratio(try #require(colours[text]), try #require(colours[ground]))
      #expect(ratio >= 4.5, "\(scheme): \(text) on \(ground) has \(ratio)")
    }
  }

  /// A chosen mark and a change stand on a mixture.
  @Test(arguments: ["light", "dark"])
  func textOnMixturesCanBeRead(_ scheme: String) throws {
    let colours = try #require(Self.schemes[scheme])
    func colour(_ name: String) throws -> Colour { try #require(colours[name]) }
    for tone in Self.tones {
      let chosen = Self.mix(try colour(tone), 0.22, try colour("paper"))
      #expect(Self.ratio(try colour("ink"), chosen) >= 4.5, "\(scheme): a chosen \(tone) mark")
    }
    for change in ["removed", "added"] {
      let ground = Self.mix(try colour(change), 0.18, try colour("\(change)-back"))
      let ratio = Self.ratio(try colour(change), ground)
      #expect(ratio >= 4.5, "\(scheme): \(change) text has \(ratio)")
    }
  }

  @Test(arguments: ["light", "dark"])
  func shapesCanBeSeen(_ scheme: String) throws {
    let colours = try #require(Self.schemes[scheme])
    // Underlines stand on tints too.
    var pairs = Self.tones.flatMap { tone in Self.tints.map { (tone, $0) } }
    for ground in ["paper", "card"] { pairs += ["edge", "focus", "clean"].map { ($0, ground) } }
    for (shape, ground) in pairs {
      let ratio = Self.ratio(try #require(colours[shape]), try #require(colours[ground]))
      #expect(ratio >= 3, "\(scheme): \(shape) on \(ground) has \(ratio)")
    }
  }

  /// The arithmetic itself: black on white is 21 to 1, and the grey of the standard's own example.
  @Test func theRatioIsThatOfTheStandard() {
    #expect(abs(Self.ratio([0, 0, 0], [255, 255, 255]) - 21) < 0.01)
    #expect(abs(Self.ratio([119, 119, 119], [255, 255, 255]) - 4.48) < 0.01)
  }
}

extension String {
  fileprivate func prefix(upTo mark: String) -> Substring { self[..<(range(of: mark)?.lowerBound ?? endIndex)] }

  fileprivate func section(_ start: String, _ end: String) -> Substring {
    guard let from = range(of: start)?.upperBound else { return "" }
    return self[from..<(range(of: end, range: from..<endIndex)?.lowerBound ?? endIndex)]
  }
}
