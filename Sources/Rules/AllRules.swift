import RuleKit

/// Every rule, in the order of the catalogue. `RegistryTests` fails when one under this folder is missing here.
public let allRules: [RuleEntry] =
  [
    RuleEntry(MisplacedSpace.self),
    RuleEntry(StraySpace.self),
    RuleEntry(MissingSpace.self),
    RuleEntry(ReversedMark.self),
    RuleEntry(UnclosedQuotation.self),
    RuleEntry(UnopenedQuotation.self),
    RuleEntry(MismatchedPair.self),
    RuleEntry(ForeignStyle.self),
    RuleEntry(MixedStyles.self),
    RuleEntry(AuthorPronoun.self),
    RuleEntry(UnrelatedBiography.self),
    RuleEntry(PlaceholderPersona.self),
    RuleEntry(TitleGender.self),
    RuleEntry(MixedNames.self),
    RuleEntry(MemberOrder.self),
    RuleEntry(CalquedAbbreviation.self),
    RuleEntry(MixedVariants.self),
    RuleEntry(SourceVariant.self),
    RuleEntry(MismatchedExpansion.self),
    RuleEntry(RepeatedExpansion.self),
    RuleEntry(TwoMeanings.self),
    RuleEntry(NeverExpanded.self),
    RuleEntry(ScaleWordAfterFigure.self),
    RuleEntry(SourceAbbreviation.self),
    RuleEntry(DanglingAdjectives.self),
    RuleEntry(InvalidBytes.self),
  ] + PackRules.all
