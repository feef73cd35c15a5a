namespace Psa.Lists;

/// <summary>Wants what doesn't fulfil a filter.</summary>
/// <param name="Of">The filter.</param>
public sealed record NotFilter(ListFilter Of) : ListFilter;
