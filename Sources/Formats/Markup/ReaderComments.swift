/// What readers wrote below a story: told by the names that publishing systems and comment services give its elements, by
/// ARIA's role and by schema.org's type.
enum ReaderComments {
  /// Whether an element is one of comments by what it says; one that holds the story too may say so as well.
  static func isIn(_ tree: MarkupTree, _ node: Int) -> Bool {
    let (name, range) = (tree.name(node), tree.nodes[node].range)
    guard range.count > name.utf8.count + 7, name != "html", name != "body", name != "main" else { return false }
    for attribute in MarkupScanner.attributes(tree.source.bytes, range) {
      let value = String(decoding: tree.source.bytes[attribute.value.start..<attribute.value.end], as: UTF8.self)
      switch String(decoding: tree.source.bytes[attribute.name.start..<attribute.name.end], as: UTF8.self).lowercased() {
      case "role":
        if value == "comment" { return true }
      case "itemtype", "typeof":
        if value.split(separator: " ").contains(where: { types.contains(String($0.split { "/:".contains($0) }.last ?? "")) }) {
          return true
        }
      case "class", "id":
        if value.split(whereSeparator: \.isWhitespace).contains(where: { tells(String($0), of: name) }) { return true }
      default: continue
      }
    }
    return false
  }

  /// Types of schema.org, the second an old one.
  private static let types: Set<String> = ["Comment", "UserComments"]

  /// Whether a class or an id says that its element holds comments.
  static func tells(_ word: String, of element: String) -> Bool {
    if services.contains(word.lowercased()) { return true }
    let parts = parts(word)
    guard !parts.contains(where: mentions.contains) else { return false }
    if parts.contains(where: several.contains) { return true }
    guard let index = parts.firstIndex(of: "comment") else { return false }
    if parts.count == 1 { return ["li", "article", "div", "section", "ol", "ul"].contains(element) }
    return index + 1 < parts.count && behindOne.contains(parts[index + 1])
  }

  /// `article-comments`, `comments__list` and `commentList` in small letters, word by word.
  private static func parts(_ word: String) -> [String] {
    var parts: [String] = []
    var part = ""
    var wasSmall = false
    for byte in word.utf8 {
      let isCapital = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || isCapital && wasSmall {
        parts.append(part)
        part = ""
      }
      if byte != UInt8(ascii: "-"), byte != UInt8(ascii: "_") {
        part.unicodeScalars.append(UnicodeScalar(isCapital ? byte | 0x20 : byte))
      }
      wasSmall = !isCapital
    }
    return (parts + [part]).filter { !$0.isEmpty }
  }

  /// The word in the languages that sites name their elements in.
  private static let several: Set<String> = [
    "comments", "commentlist", "commentslist", "comentarios", "commentaires", "kommentare", "kommentarer", "commenti",
    "komentarze", "komentare", "komentari", "kommentarii", "comentarii", "comentaris", "yorumlar", "reacties", "kommentit",
  ]

  /// Names of comment services for the element that they fill.
  private static let services: Set<String> = [
    "disqus_thread", "fb-comments", "vk_comments", "coral_talk_stream", "coral_thread", "coral-stream", "commento",
    "isso-thread", "hyvor-talk-view", "hypercomments_widget", "spotim-conversation", "viafoura", "giscus", "utterances",
  ]

  /// With one of these beside it the word speaks of comments: how many there are, whether they are open.
  private static let mentions: Set<String> = [
    "has", "with", "no", "without", "open", "closed", "on", "off", "enabled", "disabled", "count", "counter", "number", "num",
    "link", "icon", "button", "toggle",
  ]

  private static let behindOne: Set<String> = [
    "list", "body", "content", "text", "item", "block", "thread", "reply", "replies", "respond", "form", "wrapper", "section",
    "area", "container", "author", "meta", "box",
  ]
}
