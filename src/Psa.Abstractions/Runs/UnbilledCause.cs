using System.Text.Json.Serialization;

namespace Psa.Runs;

/// <summary>Why what was done stands on no invoice. Other kinds of work join with causes of their own.</summary>
[JsonConverter(typeof(EnumJsonConverter<UnbilledCause>))]
public enum UnbilledCause
{
    /// <summary>A sales item waits for its payer's billing information.</summary>
    ItemDraft = 0,

    /// <summary>A sales item waits for a run, or for an invoice by hand.</summary>
    ItemPending = 1,

    /// <summary>Usage on days on which no part reads the counter, though parts of the customer do on others, and no product is sold for the service.</summary>
    UsageWithoutPart = 2,

    /// <summary>Usage of a service that no part of the customer reads and no product is sold for.</summary>
    UsageWithoutProduct = 3,

    /// <summary>Usage that nothing prices on the day.</summary>
    UsageWithoutPrice = 4,

    /// <summary>A line of a submitted order of which not all is invoiced.</summary>
    Ordered = 5,

    /// <summary>The last run of a billing entity could not bill or invoice it.</summary>
    Obstacle = 6,
}
