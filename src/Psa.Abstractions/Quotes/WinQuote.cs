using NodaTime;
using Psa.Contracts;

namespace Psa.Quotes;

/// <summary>How a quote is won. All of it can be left open.</summary>
public sealed record WinQuote
{
    /// <summary>
    /// Gets the places of the chosen lines that were for choice, in <see cref="Documents.Document.Lines"/>, from 0, of a bundle that of its heading; <see langword="null"/> for what was accepted, else what the quote
    /// proposes. What was accepted is won as it was chosen.
    /// </summary>
    public ValueList<int>? Chosen { get; init; }

    /// <summary>Gets whether an order is made of what is sold once; <see langword="null"/> for what is usual of the tenant (<see cref="Sellers.QuotePolicy.OrdersWhenWon"/>). Without one, parts of the quote are ordered later.</summary>
    public bool? MakesOrder { get; init; }

    /// <summary>Gets the first day of what recurs, or <see langword="null"/> for the first of the next month.</summary>
    public LocalDate? ContractStart { get; init; }

    /// <summary>
    /// Gets the contracts of the customer to which recurring lines of their cycle and timing go, as parts; they need <see cref="Access.Permission.EditContracts"/>. What none of them takes goes to a new draft.
    /// </summary>
    public ValueList<Id<Contract>> Contracts { get; init; }

    /// <summary>
    /// Gets the hash of the prices of today that are agreed (<see cref="RepricedQuote.PriceHash"/>), where the quote's last day has passed and the tenant wants it priced anew; <see langword="null"/> where nobody agreed to
    /// any. Such a win is refused with the differences, and so is one at other prices than these.
    /// </summary>
    public string? ConfirmedPrices { get; init; }
}
