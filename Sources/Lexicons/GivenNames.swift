import Findings
import TextBase

/// What a given name tells of its bearer.
public enum NameGender: String, CaseIterable, Sendable {
  case male, female
  case either
}

/// Given names with their gender, by origin. A name that is a man's in one country and a woman's in another tells nothing
/// unless the origin is known.
public struct GivenNames: Sendable {
  struct Row: Sendable, BitwiseCopyable {
    /// Bit n: origin n, in `origins`.
    var male: UInt64 = 0
    var female: UInt64 = 0
    var either: UInt64 = 0
  }

  private let keys: [UInt64]
  private let rows: [Row]
  private let origins: [String]
  /// A bit for every key: most words are no names, and end here.
  private let filter: [UInt64]
  /// Where the keys with each value of the upper twelve bits begin, and the end of all: hashes lie evenly, so that a few
  /// keys are compared.
  private let starts: [UInt32]

  public var isEmpty: Bool { keys.isEmpty }
  public var count: Int { keys.count }

  /// The gender that every origin agrees on, nil when the name is unknown or they differ. With `origin`, of that origin
  /// alone if the table has it.
  public func gender(_ hash: UInt64, origin: String? = nil) -> NameGender? {
    guard let place = place(of: hash) else { return nil }
    var row = rows[place]
    if let origin, let index = origins.firstIndex(of: origin) {
      let bit: UInt64 = 1 << UInt64(index)
      if (row.male | row.female | row.either) & bit != 0 {
        row = Row(male: row.male & bit, female: row.female & bit, either: row.either & bit)
      }
    }
    if row.either != 0 || (row.male != 0 && row.female != 0) { return .either }
    return row.male != 0 ? .male : .female
  }

  /// How many origins have the name.
  public func originCount(_ hash: UInt64) -> Int {
    place(of: hash).map { (rows[$0].male | rows[$0].female | rows[$0].either).nonzeroBitCount } ?? 0
  }

  @inline(__always)
  private func place(of hash: UInt64) -> Int? {
    guard !filter.isEmpty, filter[GivenNames.word(hash)] >> (hash >> 40 & 63) & 1 == 1 else { return nil }
    let part = Int(hash >> 52)
    var place = Int(starts[part])
    let end = Int(starts[part + 1])
    while place < end, keys[place] < hash { place += 1 }
    return place < end && keys[place] == hash ? place : nil
  }

  /// Asks for the memory in which a name will be looked up.
  @inline(__always)
  public func fetch(_ hash: UInt64) {
    filter.withUnsafeBufferPointer { filter in
      if let base = filter.baseAddress { Memory.fetch(base + GivenNames.word(hash)) }
    }
  }

  init() {
    keys = []
    rows = []
    origins = []
    filter = []
    starts = []
  }

  /// Reads the table: `#` lines, then a header row, then name, gender, origins, sources.
  init(_ bytes: [UInt8], path: String, _ problems: inout [SetupProblem]) {
    let scalars = ScalarTable()
    var table: [UInt64: Row] = [:]
    var origins: [String] = []
    var sawHeader = false
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      guard let first = line.first, first != UInt8(ascii: "#") else { continue }
      let cells = line.split(separator: 0x09, omittingEmptySubsequences: false).map {
        String(decoding: $0, as: UTF8.self)
      }
      func report(_ message: String) { problems.append(SetupProblem(path: path, line: index + 1, column: 1, message)) }
      if !sawHeader {
        sawHeader = true
        if cells != ["name", "gender", "origins", "sources"] {
          report("the header row must be name, gender, origins, sources, parted by tabs")
        }
        continue
      }
      guard cells.count == 4 else {
        report("a row has four cells parted by tabs, this one has \(cells.count)")
        continue
      }
      guard let gender = NameGender(rawValue: cells[1]) else {
        report("the gender is male, female or either, not “\(cells[1])”")
        continue
      }
      var mask: UInt64 = 0
      for origin in cells[2].split(separator: ",") {
        let tag = String(origin)
        if !origins.contains(tag) { origins.append(tag) }
        if let bit = origins.firstIndex(of: tag), bit < 64 { mask |= 1 << UInt64(bit) }
      }
      let hash = WordHash.of(cells[0], scalars)
      switch gender {
      case .male: table[hash, default: Row()].male |= mask
      case .female: table[hash, default: Row()].female |= mask
      case .either: table[hash, default: Row()].either |= mask
      }
    }
    if origins.count > 64 { problems.append(SetupProblem(path: path, "more than 64 origins; merge some")) }
    let sorted = table.sorted { $0.key < $1.key }
    keys = sorted.map(\.key)
    rows = sorted.map(\.value)
    self.origins = origins
    filter = GivenNames.filter(keys)
    starts = GivenNames.starts(keys)
  }

  private static func word(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 46 & 0xFFF) }

  private static func filter(_ keys: [UInt64]) -> [UInt64] {
    var filter = [UInt64](repeating: 0, count: 0x1000)
    for key in keys { filter[word(key)] |= 1 << (key >> 40 & 63) }
    return filter
  }

  private static func starts(_ keys: [UInt64]) -> [UInt32] {
    var starts = [UInt32](repeating: 0, count: 0x1001)
    for key in keys { starts[Int(key >> 52) + 1] += 1 }
    for part in 1...0x1000 { starts[part] += starts[part - 1] }
    return starts
  }

  func write(to image: inout ImageWriter) {
    image.put(keys)
    image.put(rows)
    image.put(origins)
  }

  init(from image: inout ImageReader) throws(ImageReader.Damaged) {
    keys = try image.array(UInt64.self)
    rows = try image.array(Row.self)
    origins = try image.texts()
    filter = GivenNames.filter(keys)
    starts = GivenNames.starts(keys)
  }
}
