import Findings
import Lexicons
import Stories
import TextBase

/// Reads TBX (ISO 30042), the editions of 2008 and 2019, with data categories as attributes or as elements.
public enum TBXReader {
  public static func read(_ bytes: [UInt8], path: String) throws(SetupProblems) -> TermList {
    let tree: MarkupTree
    do throws(DecodedFile.Unreadable) {
      tree = try MarkupTree.xml(Source(try DecodedFile(bytes)))
    } catch {
      throw SetupProblems([SetupProblem(path: path, "the term list cannot be read: \(error.reason)")])
    }
    guard let root = tree.root, ["tbx", "martif"].contains(tree.name(root)) else {
      throw SetupProblems([SetupProblem(path: path, "this is no TBX: its first element is neither tbx nor martif")])
    }
    var list = TermList()
    for entry in descendants(root, ["conceptentry", "termentry"], tree) {
      let id = tree.attribute(entry, "id") ?? "concept-\(list.concepts.count + 1)"
      var concept = TermList.Concept(id: id.replacing("__", with: "#"))
      for child in tree.elements(entry) {
        switch tree.name(child) {
        case "note": take(note: text(child, tree), into: &concept)
        case "descrip" where tree.attribute(child, "type") == "subjectField", "subjectfield": concept.kind = text(child, tree)
        default: break
        }
      }
      for section in descendants(entry, ["langsec", "langset"], tree) {
        guard let language = tree.language(section) else { continue }
        for group in descendants(section, ["termsec", "tig", "ntig"], tree) {
          if let term = term(group, language, tree) { concept.terms.append(term) }
        }
      }
      if !concept.terms.isEmpty { list.concepts.append(concept) }
    }
    return list
  }

  /// A note of ours holds a property of the entry; any other is what the list says of the concept.
  private static func take(note: String, into concept: inout TermList.Concept) {
    for name in TermList.properties where note.hasPrefix("wirecheck \(name): ") {
      let value = String(note.dropFirst("wirecheck \(name): ".count))
      return concept.properties[name, default: []].append(TermList.unescaped(value))
    }
    concept.note = note
  }

  private static func term(_ group: Int, _ language: String, _ tree: MarkupTree) -> TermList.Term? {
    guard let node = descendants(group, ["term"], tree).first else { return nil }
    let text = text(node, tree)
    guard !text.isEmpty else { return nil }
    var term = TermList.Term(language: language, text: text, status: .admitted)
    for note in descendants(group, ["termnote", "administrativestatus", "note"], tree) {
      let value = self.text(note, tree)
      switch tree.name(note) {
      case "termnote" where tree.attribute(note, "type") == "administrativeStatus", "administrativestatus":
        // preferredTerm-admn-sts, and what tools make of it.
        let word = value.lowercased()
        if word.hasPrefix("preferred") { term.status = .preferred }
        if ["deprecated", "superseded", "forbidden", "obsolete"].contains(where: { word.hasPrefix($0) }) {
          term.status = .deprecated
        }
      case "note":
        if value.hasPrefix("wirecheck class: ") { term.formClass = String(value.dropFirst(17)) }
        if value.hasPrefix("wirecheck pattern: ") { term.pattern = String(value.dropFirst(19)) }
      default: break
      }
    }
    return term
  }

  /// Elements of these names at any depth, in order; none within another.
  private static func descendants(_ node: Int, _ names: Set<String>, _ tree: MarkupTree) -> [Int] {
    tree.elements(node).flatMap { child in names.contains(tree.name(child)) ? [child] : descendants(child, names, tree) }
  }

  private static func text(_ node: Int, _ tree: MarkupTree) -> String {
    tree.text(node)
  }
}
