using Psa.Quotes;

namespace Psa.Orders;

/// <summary>
/// A quote or order that was written on a device, exactly one of the four. Only what somebody writes is taken of it: it is a draft, priced, numbered and summed up where it is merged.
/// </summary>
public sealed record DeviceDraft
{
    /// <summary>Gets the id of this writing, made on the device: with it, it is merged once, whatever file brings it again.</summary>
    public required Id<DeviceEntry> Id { get; init; }

    /// <summary>
    /// Gets the version of the stored document that was changed; <see langword="null"/> for a new document, and for one that is whole its own. After an entry of the same file on the document, what that left counts.
    /// </summary>
    public long? Version { get; init; }

    /// <summary>Gets a quote, with the id made on the device; where a version is said, its content is what that quote is to have.</summary>
    public NewQuote? NewQuote { get; init; }

    /// <summary>Gets an order, with the id made on the device; where a version is said, its content is what that order is to have.</summary>
    public NewOrder? NewOrder { get; init; }

    /// <summary>Gets a whole quote, as a device stores it that took it along. Its content counts, and no status, number, approval, total or source of a price.</summary>
    public Quote? Quote { get; init; }

    /// <summary>Gets a whole order, as a device stores it that took it along. Its content counts, and no status, number, quantity done, total or source of a price.</summary>
    public Order? Order { get; init; }
}
