namespace Psa;

/// <summary>
/// A page of a list. While a list is paged through, a record that doesn't change is seen once: a page begins after the last record of the page before, whatever was added, changed or
/// removed meanwhile.
/// </summary>
/// <typeparam name="T">The records.</typeparam>
/// <param name="Items">The records, in the list's order.</param>
/// <param name="Next">The key of the next page, for <see cref="PageRequest.After"/>; <see langword="null"/> when this is the last.</param>
/// <param name="Count">How many records the filter matches altogether, when that was asked for.</param>
public sealed record Page<T>(ValueList<T> Items, string? Next, long? Count = null);
