extension String {
  /// The text, or its two ends with … between them where it is longer than both: a finding may cover ten megabytes.
  func excerpt(ends: Int) -> String {
    let scalars = unicodeScalars
    // Bytes are counted at once, scalars one by one.
    guard utf8.count > 2 * ends + 10, scalars.count > 2 * ends + 10 else { return self }
    return "\(UnicodeScalarView(scalars.prefix(ends))) … \(UnicodeScalarView(scalars.suffix(ends)))"
  }
}
