// RuleKit
