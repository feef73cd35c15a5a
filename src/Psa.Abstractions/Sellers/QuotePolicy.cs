using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Psa.Sellers;

/// <summary>What holds for all quotes of a tenant.</summary>
public sealed record QuotePolicy
{
    /// <summary>Makes one in which all that has a usual value has it, also when JSON leaves it out. Code uses the object initializer.</summary>
    /// <param name="validityDays">See <see cref="ValidityDays"/>.</param>
    /// <param name="winsOnAcceptance">See <see cref="WinsOnAcceptance"/>.</param>
    /// <param name="ordersWhenWon">See <see cref="OrdersWhenWon"/>.</param>
    [JsonConstructor]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public QuotePolicy(int validityDays = 30, bool winsOnAcceptance = true, bool ordersWhenWon = true) =>
        (ValidityDays, WinsOnAcceptance, OrdersWhenWon) = (validityDays, winsOnAcceptance, ordersWhenWon);

    /// <summary>Gets for how many days a quote holds that doesn't say its last day, 0–3650: with 30, the last day is the 30th after its date. Default: 30.</summary>
    public int ValidityDays { get; init; }

    /// <summary>Gets whether a quote is won as soon as it is accepted; else Sales wins it later. Default: it is.</summary>
    public bool WinsOnAcceptance { get; init; }

    /// <summary>Gets whether an order of what is sold once is made when a quote is won, unless who wins it says otherwise; else it is ordered later. Default: it is made.</summary>
    public bool OrdersWhenWon { get; init; }

    /// <summary>Gets which quotes need approval, or <see langword="null"/> for none.</summary>
    public ApprovalPolicy? Approval { get; init; }

    /// <summary>Gets what the prices of a revision are. Default: those of the quote, as agreed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public RevisionPrices RevisionPrices { get; init; }

    /// <summary>Gets what becomes of a quote that is to be won after its last day. Default: it is refused.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ExpiredQuotes Expired { get; init; }

    /// <summary>Gets whether overdue quotes are closed when the host asks for it. Default: they are not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ClosesExpired { get; init; }
}
