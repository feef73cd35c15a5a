using System.Text.Json.Serialization;

namespace Psa.Lists;

/// <summary>
/// Which records of a list are wanted, as a value: comparisons of named fields, joined by and, or and not. It is JSON, so that users keep their filters. What a record fulfils is true or
/// false and nothing third: <see cref="NotFilter"/> always gives the others.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(FieldFilter), "is")]
[JsonDerivedType(typeof(AllFilter), "and")]
[JsonDerivedType(typeof(AnyFilter), "or")]
[JsonDerivedType(typeof(NotFilter), "not")]
public abstract record ListFilter
{
    /// <summary>The most comparisons of a filter.</summary>
    public const int MostComparisons = 100;

    /// <summary>How deep a filter goes at most: a comparison is one deep, and each and, or and not around it one more.</summary>
    public const int MostDepth = 10;

    /// <summary>The most values of one comparison.</summary>
    public const int MostValues = 1000;

    private protected ListFilter()
    {
    }

    /// <summary>Compares a field.</summary>
    /// <param name="field">Its name.</param>
    /// <param name="comparison">How it is compared.</param>
    /// <param name="values">With what: one value; the ends of <see cref="FilterOperator.Between"/>, all of <see cref="FilterOperator.OneOf"/>, none for <see cref="FilterOperator.Empty"/>.</param>
    /// <returns>The filter.</returns>
    [Pure]
    public static ListFilter Where(string field, FilterOperator comparison, params ReadOnlySpan<string> values) => new FieldFilter(field, comparison, ValueList.Create(values));

    /// <summary>Wants what fulfils all of some filters.</summary>
    /// <param name="filters">The filters; without any, everything fulfils them.</param>
    /// <returns>The filter.</returns>
    [Pure]
    public static ListFilter All(params ReadOnlySpan<ListFilter> filters) => new AllFilter(ValueList.Create(filters));

    /// <summary>Wants what fulfils any of some filters.</summary>
    /// <param name="filters">The filters; without any, nothing fulfils one.</param>
    /// <returns>The filter.</returns>
    [Pure]
    public static ListFilter Any(params ReadOnlySpan<ListFilter> filters) => new AnyFilter(ValueList.Create(filters));

    /// <summary>Wants what doesn't fulfil a filter.</summary>
    /// <param name="filter">The filter.</param>
    /// <returns>The filter.</returns>
    [Pure]
    public static ListFilter Not(ListFilter filter) => new NotFilter(filter);
}
