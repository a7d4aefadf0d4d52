import TextBase

/// A place where characters were lost or changed on the way, with what stood there. What else looks wrong inside it is a
/// consequence: the other columns and rules look past it.
public struct Damage: Sendable {
  public enum Kind: UInt8, Sendable {
    /// UTF-8 that was read in another character set: Ã© for é.
    case misread
    /// &eacute; &#39; &amp;quot;
    case reference
    /// \u00e9 %C3%A9 \n
    case escape
    /// <br> </strong>
    case tag
  }

  public var range: ByteRange
  public var kind: Kind
  /// What stood there. With U+FFFD where that is lost.
  public var repaired: String
  /// Whether nothing of it is lost.
  public var isExact = true
  /// For text that was misread: what it was, and as what it was read.
  public var original = "UTF-8"
  public var charset = ""
  /// For text that was misread: how often.
  public var times = 1
}

/// A character that good copy hardly holds: an invisible one, a control, a private one, U+FFFD, or an ASCII sign that
/// begins what programs write (< @ # { [ % $ _). What it does here is the rules' to say.
public struct SpecialCharacter: Sendable, BitwiseCopyable {
  public var offset: UInt32
  public var scalar: UInt32
}

extension Analysis {
  /// Whether any of the bytes of `range` is damaged.
  public func isDamaged(_ range: ByteRange) -> Bool {
    var low = 0
    var high = damages.count
    while low < high {
      let middle = (low + high) / 2
      if damages[middle].range.end <= range.start { low = middle + 1 } else { high = middle }
    }
    return low < damages.count && damages[low].range.start < range.end
  }

  /// Finds what is damaged, paragraph by paragraph.
  mutating func findDamages(_ scalars: ScalarTable) {
    let misread = Misreading(traits.misread, scalars, bytes)
    var found: [Damage] = []
    var scan = DamageScan(misread)
    swap(&scan.specials, &specials)
    for paragraph in paragraphs {
      scan.scan(bytes, paragraph.range)
      if !scan.damages.isEmpty {
        found += misread.joined(scan.damages, bytes)
        scan.damages.removeAll()
      }
    }
    swap(&scan.specials, &specials)
    guard !found.isEmpty else { return }
    // An address may hold anything.
    damages = found.filter { damage in
      damage.kind == .misread || !isInAddress(damage.range)
    }
  }

  /// The double quotation mark that stood where a token is damaged. `next` is the first damage that was not yet passed by.
  func damagedMark(at token: Int, _ next: inout Int) -> (range: ByteRange, scalar: UInt32)? {
    while next < damages.count, damages[next].range.end <= Int(tokens[token].start) { next += 1 }
    guard next < damages.count, damages[next].range.start < Int(tokens[token].end) else { return nil }
    var marks = damages[next].repaired.unicodeScalars.filter { QuoteMark.isQuote($0.value) && !QuoteMark.isSingle($0.value) }[
      ...]
    guard let scalar = marks.popFirst()?.value, marks.isEmpty else { return nil }
    next += 1
    return (damages[next - 1].range, scalar)
  }

  private func isInAddress(_ range: ByteRange) -> Bool {
    var low = 0
    var high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if Int(tokens[middle].end) <= range.start { low = middle + 1 } else { high = middle }
    }
    return low < tokens.count && tokens[low].kind == .address && Int(tokens[low].start) <= range.start
  }
}
