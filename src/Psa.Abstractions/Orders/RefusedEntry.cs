using System.Text.Json.Serialization;
using Psa.Quotes;

namespace Psa.Orders;

/// <summary>An entry of a device's file that was refused.</summary>
public sealed record RefusedEntry
{
    /// <summary>Gets its place in the file: <c>Drafts[0]</c>, <c>Actions[2]</c>.</summary>
    public required string Where { get; init; }

    /// <summary>Gets its id, or <see langword="null"/> when that couldn't be read.</summary>
    public Id<DeviceEntry>? Entry { get; init; }

    /// <summary>Gets the quote that it is about, or <see langword="null"/>.</summary>
    public Id<Quote>? Quote { get; init; }

    /// <summary>Gets the order that it is about, or <see langword="null"/>.</summary>
    public Id<Order>? Order { get; init; }

    /// <summary>Gets what was done, or <see langword="null"/> for a draft, and for what couldn't be read.</summary>
    public DeviceActionKind? Action { get; init; }

    /// <summary>Gets the stable code of why: that of the step which was refused, or one of <see cref="OfflineErrors"/>.</summary>
    public required string Code { get; init; }

    /// <summary>Gets what is wrong and what to do next.</summary>
    public required string Message { get; init; }

    /// <summary>Gets the fields concerned, as the step which was refused names them; empty when there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<string> Fields { get; init; }

    /// <summary>Gets the ids of the records concerned; empty when there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<Guid> Ids { get; init; }

    /// <summary>Gets the version that the device had, where it was stale (<c>store.conflict</c>); 0 for a new document.</summary>
    public long? Expected { get; init; }

    /// <summary>Gets the version that was found instead.</summary>
    public long? Found { get; init; }
}
