import TextBase

/// The inputs of a run, in order. A million of them must not weigh: a folder is kept once for all that lie in it, names
/// stand in one array.
struct InputList: RandomAccessCollection, Sendable {
  /// As the paths were given, with the slash at the end.
  private(set) var folders: [String] = []
  private var folderOf: [Int32] = []
  private var names: [UInt8] = []
  private var ends: [Int] = []
  /// What is no file, by its place.
  private var others: [Int: Input] = [:]
  private var folderNumbers: [Substring: Int32] = [:]

  var startIndex: Int { 0 }
  var endIndex: Int { ends.count }

  init(_ inputs: [Input] = []) {
    for input in inputs { append(input) }
  }

  subscript(index: Int) -> Input { others[index] ?? .file(path(index)) }

  private func path(_ index: Int) -> String { folders[folder(of: index)] + name(of: index) }

  /// The number of the folder that an input lies in.
  func folder(of index: Int) -> Int { Int(folderOf[index]) }

  /// The last part of an input's path.
  func name(of index: Int) -> String {
    String(decoding: names[(index == 0 ? 0 : ends[index - 1])..<ends[index]], as: UTF8.self)
  }

  mutating func append(_ input: Input) {
    let path = input.name
    let cut = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path.utf8.index(after: $0) } ?? path.startIndex
    let folder = path[..<cut]
    // Those of one folder mostly follow each other.
    let number =
      folderOf.last.flatMap { folders[Int($0)] == folder ? $0 : nil } ?? folderNumbers[folder] ?? Int32(folders.count)
    if number == folders.count {
      folders.append(String(folder))
      folderNumbers[folders[folders.count - 1][...]] = number
    }
    if case .file = input {} else { others[ends.count] = input }
    folderOf.append(number)
    names.append(contentsOf: path[cut...].utf8)
    ends.append(names.count)
  }

  /// Without those at some places.
  func removing(_ places: Set<Int>) -> InputList {
    var rest = InputList()
    for index in indices where !places.contains(index) { rest.append(self[index]) }
    return rest
  }
}

/// Which paths a list of inputs holds, by their hashes: the paths themselves it holds once already.
struct KnownPaths {
  private var places: [Int: Int32] = [:]

  /// Those of a list, each of which it holds once.
  init(_ list: InputList = InputList()) {
    for index in list.indices { places[freeHash(of: list[index].name)] = Int32(index) }
  }

  private func freeHash(of path: String) -> Int {
    var hash = path.hashValue
    while places[hash] != nil { hash &+= 1 }
    return hash
  }

  /// Whether a path is new; it must then be the next of the list.
  mutating func insert(_ path: String, _ list: InputList) -> Bool {
    var hash = path.hashValue
    while let place = places[hash] {
      if place < list.count, list[Int(place)].name == path { return false }
      hash &+= 1
    }
    places[hash] = Int32(list.count)
    return true
  }
}
