import Lexicons
import Linting
import TextBase

/// What is to be done with each input of a run. The inputs of one group share all but their path.
struct Checks: Sendable {
  private let inputs: InputList
  private let byGroup: [Int: InputCheck]
  /// Group of each input.
  let groups: [Int32]
  /// Absolute path of each folder of the list.
  private let folders: [String]
  /// What becomes of a patch, by input; where one is made.
  private let patches: [Int: InputCheck.Fixing]

  init(
    _ inputs: InputList, byGroup: [Int: InputCheck], groups: [Int32], folders: [String], patches: [Int: InputCheck.Fixing]
  ) {
    self.inputs = inputs
    self.byGroup = byGroup
    self.groups = groups
    self.folders = folders
    self.patches = patches
  }

  subscript(index: Int) -> InputCheck {
    var check = byGroup[Int(groups[index])]!
    check.path = path(of: index)
    if let fixing = patches[index] { check.fixing = fixing }
    return check
  }

  /// The input as an absolute path.
  func path(of index: Int) -> String { Paths.join(folders[inputs.folder(of: index)], inputs.name(of: index)) }

  /// What the inputs of a group have in common.
  func group(_ number: Int) -> InputCheck? { byGroup[number] }

  var stores: [LexiconStore] { byGroup.sorted { $0.key < $1.key }.map(\.value.store) }
}
