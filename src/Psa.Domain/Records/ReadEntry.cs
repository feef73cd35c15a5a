using Psa.Orders;

namespace Psa.Records;

/// <summary>An entry of a device's file as it was read.</summary>
/// <param name="Where">Its place in the file.</param>
internal sealed record ReadEntry(string Where)
{
    /// <summary>Gets the draft, where it is one that can be read.</summary>
    internal DeviceDraft? Draft { get; init; }

    /// <summary>Gets the action, where it is one that can be read.</summary>
    internal DeviceAction? Action { get; init; }

    /// <summary>Gets why it can't be read, or <see langword="null"/>.</summary>
    internal InvalidDataPsaException? Unreadable { get; init; }

    /// <summary>Gets all ids that stand in what can't be read: whichever is its document's, nothing else of the file is done with it.</summary>
    internal List<Guid> Names { get; init; } = [];

    /// <summary>Gets the places of what isn't known of an entry, and so is passed over.</summary>
    internal List<string> Unknown { get; init; } = [];
}
