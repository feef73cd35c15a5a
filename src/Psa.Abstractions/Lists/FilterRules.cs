namespace Psa.Lists;

/// <summary>Which comparisons there are.</summary>
internal static class FilterRules
{
    /// <summary>Tells whether a kind of field is compared so.</summary>
    internal static bool Takes(FieldKind kind, bool isMany, FilterOperator how) => how switch
    {
        FilterOperator.Equal or FilterOperator.NotEqual or FilterOperator.OneOf or FilterOperator.Empty => true,
        FilterOperator.Contains => kind == FieldKind.Text,
        _ => !isMany && kind is (FieldKind.Text or FieldKind.Number or FieldKind.Money or FieldKind.Date),
    };

    /// <summary>Says what is wrong with how many values a comparison has; <see langword="null"/> for nothing.</summary>
    internal static string? CountProblem(FilterOperator how, int count) => how switch
    {
        FilterOperator.Empty => count == 0 ? null : "What is empty is compared with nothing.",
        FilterOperator.Between => count == 2 ? null : "A range has two ends.",
        FilterOperator.OneOf => count is > 0 and <= ListFilter.MostValues ? null : $"A list has 1 to {ListFilter.MostValues} values.",
        _ => count == 1 ? null : "It is compared with one value.",
    };
}
