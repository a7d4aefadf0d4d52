import TextBase

/// Small letters without accents, as initials are compared. ICU is asked once for each letter that is met.
final class LowerLetters {
  private static let count = 0x530
  /// By scalar; 0 for one that was not yet met.
  private let known = UnsafeMutablePointer<UInt32>.allocate(capacity: count)

  init() { known.initialize(repeating: 0, count: LowerLetters.count) }

  deinit { known.deallocate() }

  subscript(scalar: Unicode.Scalar) -> Unicode.Scalar {
    let place = Int(scalar.value)
    guard place < LowerLetters.count else { return LowerLetters.lower(scalar) }
    if known[place] == 0 { known[place] = LowerLetters.lower(scalar).value }
    return Unicode.Scalar(known[place]) ?? scalar
  }

  private static func lower(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    let small = scalar.properties.lowercaseMapping
    return (scalar.isASCII ? small : NormalForm.nfd.apply(small)).unicodeScalars.first ?? scalar
  }
}
