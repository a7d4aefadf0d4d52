import Lexicons
import TextBase

/// What each shape of mark is in one story: what the language's styles make of it and what its spacing shows.
final class QuoteShapes {
  private struct Shape: BitwiseCopyable {
    var scalar: UInt32
    /// Votes for either role.
    var open = 0.0
    var close = 0.0
    var role = QuoteRole.unknown

    mutating func decide() { role = open >= close * 2 ? .open : close >= open * 2 ? .close : .unknown }
  }

  private let shapes = Scratch<Shape>(capacity: 32)

  /// Kinds of marks, straight double ones left out.
  var count: Int { shapes.count }

  func setGlyphs(_ marks: inout [QuoteMarkColumn], _ members: Scratch<Int>, _ traits: LanguageTraits) {
    shapes.begin(room: 32)
    tally(marks, members, traits.attached)
    guard shapes.count > 0 else { return }
    for place in 0..<shapes.count {
      weigh(&shapes[place], traits.language.profile)
      shapes[place].decide()
    }
    faceGuillemets(traits)
    for member in 0..<members.count {
      if let place = place(of: marks[members[member]].scalar) { marks[members[member]].glyph = shapes[place].role }
    }
  }

  private func place(of scalar: UInt32) -> Int? {
    for place in 0..<shapes.count where shapes[place].scalar == scalar { return place }
    return nil
  }

  private func tally(_ marks: [QuoteMarkColumn], _ members: Scratch<Int>, _ attached: QuoteNeighbours) {
    for member in 0..<members.count where !isStraight(marks[members[member]]) {
      let mark = marks[members[member]]
      let place = place(of: mark.scalar) ?? shapes.count
      if place == shapes.count { shapes.append(Shape(scalar: mark.scalar)) }
      switch mark.spacing {
      case .open: shapes[place].open += 1
      case .close: shapes[place].close += 1
      case .glued where attached == .prefix: shapes[place].open += 1
      case .glued where attached == .suffix: shapes[place].close += 1
      default: break
      }
    }
  }

  /// Straight marks and gershayim look the same at both ends.
  private func isStraight(_ mark: QuoteMarkColumn) -> Bool {
    mark.family == .straight || QuoteMark.glyph(mark.scalar) == .straight
  }

  private func weigh(_ shape: inout Shape, _ profile: LanguageProfile) {
    var isListed = false
    for (rank, style) in profile.quoteStyles.enumerated() {
      let weight = rank == 0 ? 3.0 : 1.0
      let opens = (style.outerOpen == shape.scalar ? weight : 0) + (style.innerOpen == shape.scalar ? weight : 0)
      let closes = (style.outerClose == shape.scalar ? weight : 0) + (style.innerClose == shape.scalar ? weight : 0)
      shape.open += opens
      shape.close += closes
      if opens + closes > 0 { isListed = true }
    }
    guard !isListed else { return }
    // Against the page a shape means what Unicode means by it.
    if QuoteMark.glyph(shape.scalar) == .opening { shape.open += 1.5 } else { shape.close += 1.5 }
  }

  /// « and » face each other, whichever way; but Swedish sets »x».
  private func faceGuillemets(_ traits: LanguageTraits) {
    guard let left = place(of: 0xAB), let right = place(of: 0xBB), !traits.hasTwoClosers else { return }
    let outward = shapes[left].open + shapes[right].close
    let inward = shapes[left].close + shapes[right].open
    shapes[left].role = outward >= inward * 2 ? .open : inward >= outward * 2 ? .close : .unknown
    shapes[right].role = shapes[left].role == .open ? .close : shapes[left].role == .close ? .open : .unknown
  }
}
