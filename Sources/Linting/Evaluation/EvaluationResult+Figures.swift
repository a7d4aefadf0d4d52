import Findings

extension EvaluationResult {
  /// What is shown beside a rule's confidence, for every rule of `ids`.
  public func figures(_ ids: [String]) -> [String: MeasuredFigures] {
    let clean = cleanAll
    let machine = EvaluationResult.sum(machine.values)
    let human = EvaluationResult.sum(references.values)
    var result: [String: MeasuredFigures] = [:]
    for id in ids {
      var figures = MeasuredFigures()
      let counts = [clean, machine, human].map { $0.rules[id] ?? RuleCount() }
      figures.cleanWords = Int(clean.words.rounded())
      figures.cleanFindings = counts[0].shown
      figures.cleanReal = counts[0].high.real + counts[0].medium.real
      figures.onArtefact = rules[id]?.findings.hits ?? 0
      figures.inArtefactStories = rules[id]?.findings.total ?? 0
      figures.machineWords = Int(machine.words.rounded())
      figures.machineFindings = counts[1].shown
      figures.humanWords = Int(human.words.rounded())
      figures.humanFindings = counts[2].shown
      let read = (counts[0].high.read + counts[0].medium.read) + (counts[1].high.read + counts[1].medium.read)
      (figures.read, figures.real) = (read.total, read.hits)
      result[id] = figures
    }
    return result
  }
}
