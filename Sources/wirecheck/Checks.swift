import Lexicons
import Linting
import TextBase

/// What is to be done with each input of a run. The inputs of one group share all but their path.
struct Checks: Sendable {
  private let inputs: InputList
  private let byGroup: [Int: CheckGroup]
  /// Group of each input.
  let groups: [Int32]
  /// Absolute path of each folder of the list.
  private let folders: [String]
  private let fixing: InputCheck.Fixing?
  /// What becomes of a patch, by input; where one is made.
  private let patches: [Int: InputCheck.Fixing]

  init(
    _ inputs: InputList, byGroup: [Int: CheckGroup], groups: [Int32], folders: [String], fixing: InputCheck.Fixing?,
    patches: [Int: InputCheck.Fixing]
  ) {
    self.inputs = inputs
    self.byGroup = byGroup
    self.groups = groups
    self.folders = folders
    self.fixing = fixing
    self.patches = patches
  }

  subscript(index: Int) -> InputCheck {
    InputCheck(group: byGroup[Int(groups[index])]!, path: path(of: index), fixing: patches[index] ?? fixing)
  }

  /// The input as an absolute path.
  func path(of index: Int) -> String { Paths.join(folders[inputs.folder(of: index)], inputs.name(of: index)) }

  /// What the inputs of a group have in common.
  func group(_ number: Int) -> CheckGroup? { byGroup[number] }

  var stores: [LexiconStore] { byGroup.sorted { $0.key < $1.key }.map(\.value.store) }
}
