import RuleKit

/// Every rule, in the order of the catalogue. `RegistryTests` fails when one under this folder is missing here.
public let allRules: [RuleEntry] = []
