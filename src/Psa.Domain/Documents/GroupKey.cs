using Psa.Catalog;

namespace Psa.Documents;

/// <summary>What is taxed alike: category and rate, and of codes with several components the component's name; in the order documents list them.</summary>
internal readonly record struct GroupKey(TaxCategory Category, Percent Rate, string? Component)
{
    internal static GroupKey Of(AppliedTaxComponent component) => new(component.Category, component.Rate, component.Name);

    internal static int Compare(GroupKey left, GroupKey right) =>
        left.Category != right.Category ? left.Category.Value.CompareTo(right.Category.Value)
        : left.Rate != right.Rate ? right.Rate.CompareTo(left.Rate)
        : string.CompareOrdinal(left.Component, right.Component);
}
