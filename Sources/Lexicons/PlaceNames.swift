import Findings
import TextBase

/// One place as languages name it.
struct PlaceNames: Sendable {
  /// By language, what papers write first.
  var names: [String: [String]]

  /// Reads rows of a cell a language, names that are equally right parted by |. The first row that is no comment names the
  /// languages.
  static func rows(_ bytes: [UInt8], path: String, _ problems: inout [SetupProblem]) -> [PlaceNames] {
    var tags: [String] = []
    var rows: [PlaceNames] = []
    for (number, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      guard let first = line.first, first != UInt8(ascii: "#") else { continue }
      let text = String(decoding: line, as: UTF8.self)
      let cells = text.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      if tags.isEmpty {
        tags = cells
      } else if cells.count != tags.count {
        problems.append(
          SetupProblem(
            path: "\(path):\(number + 1)",
            "\(cells.count) cells for \(tags.count) languages; leave a cell empty where none is known"))
      } else {
        var names: [String: [String]] = [:]
        for (tag, cell) in zip(tags, cells) where !cell.isEmpty { names[tag] = cell.split(separator: "|").map(String.init) }
        rows.append(PlaceNames(names: names))
      }
    }
    return rows
  }

  init(names: [String: [String]]) { self.names = names }

  /// The usual names of a country or place; nil for other entities.
  init?(_ source: EntitySource) {
    guard source.kind == .country || source.kind == .place else { return nil }
    names = source.forms.mapValues { forms in
      forms.filter { $0.formClass == .usual || $0.formClass == .rival }.flatMap { form in
        // Rosja|Rosji: each is the name in some case.
        let words = form.pattern.text.split(separator: " ")
        return words.count == 1 ? words[0].split(separator: "|").filter { !$0.hasPrefix("=") }.map(String.init) : []
      }
    }.filter { !$0.value.isEmpty }
  }
}

extension LanguageBuilder {
  /// The names that other languages give to places, where this one has another: London in French copy, Deutschland in English.
  /// A name that differs in accents alone is a matter of style.
  mutating func addForeignPlaces(_ cities: [PlaceNames], _ entities: [EntitySource]) {
    let places = cities + entities.compactMap { PlaceNames($0) }
    var own: Set<String> = []
    for place in places { own.formUnion((place.names[profile.tag] ?? []).map(plainKey)) }
    // Its adjectives and other words are no foreign names: in Argentine football. Longer names may hold one: Alternative für
    // Deutschland.
    for entity in entities {
      for form in entity.forms[profile.tag] ?? [] where form.formClass != .calque && !form.pattern.text.contains(" ") {
        for word in form.pattern.text.split(whereSeparator: { "|=*".contains($0) }) { own.insert(plainKey(String(word))) }
      }
    }
    var foreign: [UInt64: PlacedText] = [:]
    var homes: [UInt64: String] = [:]
    for place in places {
      guard let home = place.names[profile.tag]?.first else { continue }
      for (_, names) in place.names.sorted(by: { $0.key < $1.key }) {
        guard let name = names.first, !own.contains(plainKey(name)) else { continue }
        let parts = tokens(name)
        guard parts.count == 1, parts[0].token.shape == .capitalised, parts[0].token.scalars >= 4,
          // In a longer name it may stand; a word of the copy's own it must not be.
          ids[parts[0].token.hash].map({ classes[Int($0)].isEmpty }) ?? true
        else { continue }
        foreign[parts[0].token.hash] = PlacedText(text: name, path: "", line: 0, column: 0)
        // Two places of one name: which is meant is not known.
        homes[parts[0].token.hash] = homes[parts[0].token.hash].map { $0 == home ? home : "" } ?? home
      }
    }
    for (hash, name) in foreign.sorted(by: { $0.key < $1.key }) {
      guard let home = homes[hash], !home.isEmpty else { continue }
      let row = addRow(home)
      for id in add(name, to: .foreignPlaces) { partnerIDs[Int(id)] = row }
    }
  }

  /// The letters of a name without accents.
  private func plainKey(_ text: String) -> String {
    let letters = NormalForm.nfd.apply(text.lowercased()).unicodeScalars.filter {
      $0.properties.isAlphabetic && $0.properties.generalCategory != .nonspacingMark
    }
    return String(String.UnicodeScalarView(letters))
  }
}
