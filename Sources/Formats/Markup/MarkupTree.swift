import Stories
import TextBase

/// Elements and text of XML or HTML, each with its place. Our own reader, since neither libxml2's events nor its tree tell
/// the exact bytes of a text, an entity or a CDATA section. It loads nothing: no DTD, no external entity.
struct MarkupTree {
  enum Kind: UInt8 { case element, text, cdata }

  struct Node {
    let kind: Kind
    /// Local name in lower case; empty for text.
    let name: String
    /// Bytes of the start tag, of the text, or of the text within a CDATA section.
    var range: ByteRange
    let parent: Int
    var first = -1
    var last = -1
    var next = -1
  }

  let source: Source
  let isHTML: Bool
  private(set) var nodes: [Node] = []
  /// Plain values of the entities that the file itself declares.
  private(set) var entities: [String: [UInt8]] = [:]
  /// The file broke off within an element.
  private(set) var isCut = false

  static let depthLimit = 160
  /// Elements and texts; a long story has a few thousand.
  static let sizeLimit = 1_000_000

  private init(_ source: Source, isHTML: Bool) {
    self.source = source
    self.isHTML = isHTML
    nodes.append(Node(kind: .element, name: "", range: ByteRange(source.range.start, source.range.start), parent: -1))
  }

  static func xml(_ source: Source) throws(DecodedFile.Unreadable) -> MarkupTree {
    var tree = MarkupTree(source, isHTML: false)
    try tree.build()
    return tree
  }

  static func html(_ source: Source) throws(DecodedFile.Unreadable) -> MarkupTree {
    var tree = MarkupTree(source, isHTML: true)
    try tree.build()
    return tree
  }

  // MARK: building

  private mutating func add(_ kind: Kind, _ name: String, _ range: ByteRange, to parent: Int) -> Int {
    let index = nodes.count
    nodes.append(Node(kind: kind, name: name, range: range, parent: parent))
    if nodes[parent].first < 0 { nodes[parent].first = index } else { nodes[nodes[parent].last].next = index }
    nodes[parent].last = index
    return index
  }

  private mutating func build() throws(DecodedFile.Unreadable) {
    var open = [0]
    var seen: Set<String> = []
    // End tags that match nothing are counted too: each may look through the whole stack.
    var steps = 0
    var scanner = MarkupScanner(source, isHTML: isHTML)
    while let token = scanner.next() {
      steps += 1
      if steps > MarkupTree.sizeLimit {
        throw DecodedFile.Unreadable(reason: "it has more than a million elements; split it")
      }
      switch token {
      case .text(let range): _ = add(.text, "", range, to: open.last!)
      case .cdata(let range): _ = add(.cdata, "", range, to: open.last!)
      case .start(let name, let range, let isEmpty):
        if isHTML { HTMLNames.close(before: name, &open, nodes) }
        let index = add(.element, name, range, to: open.last!)
        if isEmpty || (isHTML && HTMLNames.void.contains(name)) { continue }
        // As browsers do: there is one body, and it ends with the file.
        if isHTML, HTMLNames.once.contains(name), !seen.insert(name).inserted { continue }
        if open.count <= MarkupTree.depthLimit {
          open.append(index)
        } else if !isHTML {
          throw DecodedFile.Unreadable(reason: "its elements are nested more than \(MarkupTree.depthLimit) levels deep")
        }
      case .end(let name):
        if isHTML, HTMLNames.once.contains(name) { continue }
        if let depth = open.lastIndex(where: { nodes[$0].name == name }), depth > 0 { open.removeSubrange(depth...) }
      case .entity(let name, let value): if entities.count < 100 { entities[name] = value }
      }
    }
    isCut = !isHTML && open.count > 1
  }

  // MARK: looking

  func children(_ node: Int) -> [Int] {
    var list: [Int] = []
    var child = nodes[node].first
    while child >= 0 {
      list.append(child)
      child = nodes[child].next
    }
    return list
  }

  func elements(_ node: Int) -> [Int] { children(node).filter { nodes[$0].kind == .element } }

  func name(_ node: Int) -> String { nodes[node].name }

  var root: Int? { elements(0).first }

  /// Child elements of a name; a path goes down several levels.
  func all(_ node: Int, _ path: String...) -> [Int] {
    var found = [node]
    for name in path { found = found.flatMap { elements($0).filter { nodes[$0].name == name } } }
    return found
  }

  func first(_ node: Int, _ path: String...) -> Int? {
    var found = node
    for name in path {
      var child = nodes[found].first
      while child >= 0, nodes[child].name != name { child = nodes[child].next }
      guard child >= 0 else { return nil }
      found = child
    }
    return found
  }

  /// Elements of a name at any depth, in the order of the file.
  func descendants(_ node: Int, _ names: String...) -> [Int] {
    // Nodes are stored in the order of the file, so those below a node follow it.
    var found: [Int] = []
    var at = node + 1
    while at < nodes.count, nodes[at].parent >= node {
      if names.contains(nodes[at].name), isBelow(at, node) { found.append(at) }
      at += 1
    }
    return found
  }

  /// The first node behind a node and all below it.
  func end(of node: Int) -> Int {
    var at = node + 1
    while at < nodes.count, nodes[at].parent >= node { at += 1 }
    return at
  }

  private func isBelow(_ node: Int, _ ancestor: Int) -> Bool {
    var at = nodes[node].parent
    while at > ancestor { at = nodes[at].parent }
    return at == ancestor
  }

  /// The text of an element, entities resolved, for what is read and not checked.
  func text(_ node: Int) -> String { content(node).text.trimmedASCII }

  /// The text of an element as a source of its own: escaped HTML, plain text.
  func content(_ node: Int) -> Source {
    var bytes: [UInt8] = []
    var map = SourceMap()
    var layers: Set<Escaping> = []
    let children = children(node)
    for child in children {
      let range = nodes[child].range
      switch nodes[child].kind {
      case .element: continue
      case .cdata:
        if range.isEmpty { continue }
        layers.insert(.cdata)
        map.appendCopy(range, through: source.map)
        bytes.append(contentsOf: source.bytes[range.start..<range.end])
      case .text:
        if children.count > 1, source.bytes[range.start..<range.end].allSatisfy({ $0 <= 0x20 }) { continue }
        layers.insert(.markup)
        for piece in pieces(range) {
          if let value = piece.value {
            map.appendAtom(length: value.count, piece.range, through: source.map)
            bytes.append(contentsOf: value)
          } else {
            map.appendCopy(piece.range, through: source.map)
            bytes.append(contentsOf: source.bytes[piece.range.start..<piece.range.end])
          }
        }
      }
    }
    let layer: Escaping = layers.count > 1 ? .sealed : layers.first ?? .markup
    return Source(bytes, map: map, escaping: [layer] + source.escaping)
  }

  /// A part of text: bytes as they stand, or a reference and what it stands for.
  struct Piece {
    let range: ByteRange
    let value: [UInt8]?
  }

  func pieces(_ range: ByteRange) -> [Piece] {
    var pieces: [Piece] = []
    var at = range.start
    var plain = at
    while at < range.end {
      guard source.bytes[at] == UInt8(ascii: "&"),
        let (value, length) = Entities.decode(source.bytes, at, end: range.end, own: entities, isHTML: isHTML)
      else {
        at += 1
        continue
      }
      if at > plain { pieces.append(Piece(range: ByteRange(plain, at), value: nil)) }
      pieces.append(Piece(range: ByteRange(at, at + length), value: value))
      at += length
      plain = at
    }
    if at > plain { pieces.append(Piece(range: ByteRange(plain, at), value: nil)) }
    return pieces
  }

  /// An attribute's value. `name` is looked for as it stands (`xml:lang`), then without regard to a prefix.
  func attribute(_ node: Int, _ name: String) -> String? {
    let range = nodes[node].range
    guard nodes[node].kind == .element, range.count > 2 else { return nil }
    var local: String?
    for attribute in MarkupScanner.attributes(source.bytes, range) {
      let qualified = String(decoding: source.bytes[attribute.name.start..<attribute.name.end], as: UTF8.self).lowercased()
      guard qualified == name || (local == nil && qualified.hasSuffix(":" + name)) else { continue }
      var value: [UInt8] = []
      for piece in pieces(attribute.value) {
        value.append(contentsOf: piece.value ?? Array(source.bytes[piece.range.start..<piece.range.end]))
      }
      let text = String(decoding: value, as: UTF8.self)
      if qualified == name { return text }
      local = text
    }
    return local
  }

  /// An anchor that leads nowhere is a place to lead to.
  func isLink(_ node: Int) -> Bool { nodes[node].name == "a" && attribute(node, "href") != nil }

  /// The language that the element itself or its nearest ancestor below `limit` declares.
  func language(_ node: Int, below limit: Int = 0) -> String? {
    var at = node
    while at > limit {
      if let tag = LanguageTag.parse(attribute(at, "xml:lang") ?? (isHTML ? attribute(at, "lang") : nil)) { return tag }
      at = nodes[at].parent
    }
    return nil
  }
}

extension String {
  var trimmedASCII: String {
    var bytes = Array(utf8)[...]
    while let first = bytes.first, first <= 0x20 { bytes.removeFirst() }
    while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  var nonEmpty: String? { isEmpty ? nil : self }
}
