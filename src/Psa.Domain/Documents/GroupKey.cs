using Psa.Catalog;

namespace Psa.Documents;

/// <summary>What is taxed alike: category and rate, in the order documents list them.</summary>
internal readonly record struct GroupKey(TaxCategory Category, Percent Rate)
{
    internal static GroupKey Of(AppliedTax tax) => new(tax.Category, tax.Rate);

    internal static int Compare(GroupKey left, GroupKey right) =>
        left.Category == right.Category ? right.Rate.CompareTo(left.Rate) : left.Category.Value.CompareTo(right.Category.Value);
}
