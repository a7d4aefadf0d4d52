import Lexicons
import TextBase

/// The names of months, weekdays, scales and units that begin at a token: the longest of each kind.
struct FigureNames {
  typealias Name = (value: Int, width: Int)
  private(set) var month, weekday, scale, unit: Name?

  fileprivate mutating func take(_ kind: FigureName.Kind, _ name: Name) {
    switch kind {
    case .month: month = name
    case .weekday: weekday = name
    case .scale: scale = name
    case .unit: unit = name
    }
  }
}

extension Analysis {
  /// The names that begin at a token; nil where none can, as at nearly every token.
  func figureNames(_ start: Int, _ end: Int) -> FigureNames? {
    guard start < end, tokens[start].kind != .quote else { return nil }
    var hash = FigureName.combine(FigureName.basis, tokens[start].hash)
    var exact = FigureName.combine(FigureName.exactBasis, exactHash(start))
    let (mayBe, mayBeExact) = (language.mayBeginFigureName(hash), language.mayBeginFigureName(exact))
    guard mayBe || mayBeExact else { return nil }
    var names = FigureNames()
    for index in start..<min(end, start + FigureName.longest) {
      let width = index - start + 1
      if mayBe {
        if index > start { hash = FigureName.combine(hash, tokens[index].hash) }
        if let found = language.figureName(hash) { names.take(found.kind, (found.value, width)) }
      }
      if mayBeExact {
        if index > start { exact = FigureName.combine(exact, exactHash(index)) }
        if let found = language.figureName(exact) { names.take(found.kind, (found.value, width)) }
      }
    }
    return names
  }

  /// The weekday, 1 to 7 by ISO, that is named at a token, and how many tokens its name takes.
  public func weekday(at start: Int, before end: Int) -> (value: Int, width: Int)? { figureNames(start, end)?.weekday }

  /// The power of ten that is named at a token, and how many tokens its name takes.
  public func scale(at start: Int, before end: Int) -> (value: Int, width: Int)? { figureNames(start, end)?.scale }

  private func exactHash(_ index: Int) -> UInt64 {
    let token = tokens[index]
    // Small letters of ASCII fold to themselves.
    let isFolded = token.kind == .word && token.shape == .lower && token.length == UInt16(token.scalars)
    return token.isWord && !isFolded ? WordHash.exact(bytes, token.range) : token.hash
  }
}
