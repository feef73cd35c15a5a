using System.Text.Json.Serialization;

namespace Psa.Runs;

/// <summary>Why what was done stands on no invoice. Goods of a stock charge are sales items once they are delivered.</summary>
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

    /// <summary>What of a line of a submitted order is neither delivered nor invoiced.</summary>
    Ordered = 5,

    /// <summary>The last run of a billing entity could not bill or invoice it.</summary>
    Obstacle = 6,

    /// <summary>Time waits for its approval.</summary>
    TimeSubmitted = 7,

    /// <summary>Time was rejected, and waits for who logged it.</summary>
    TimeRejected = 8,

    /// <summary>What of a line of a submitted order is delivered and not invoiced.</summary>
    Delivered = 9,
}
