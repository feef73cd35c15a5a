namespace Psa.Services;

/// <summary>Ids that callers give to what is made, so that a repeated call makes it once.</summary>
internal static class GivenIds
{
    private const int Derived = 8;

    /// <summary>Gives the caller's id, or a new one.</summary>
    /// <exception cref="RuleViolationException"><c>value.out_of_range</c>: ids of that kind are derived from what a run bills, and would keep it from being billed.</exception>
    internal static Id<T> OrNext<T>(this Id<T>? given, IIdGenerator ids) => given is null ? ids.Next<T>() : given.OrEmpty();

    /// <summary>Gets the caller's id, or an empty one for what derives its own.</summary>
    /// <exception cref="RuleViolationException">As <see cref="OrNext"/>.</exception>
    internal static Id<T> OrEmpty<T>(this Id<T>? given) => given switch
    {
        null => default,
        { Value.Version: Derived } derived => throw new RuleViolationException(
            MoneyErrors.OutOfRange, $"{derived} is an id of version {Derived}, which the library derives itself: use a new one, of version 7 or 4.", derived.Value),
        { } free => free,
    };
}
