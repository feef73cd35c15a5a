using NodaTime;
using Psa.Invoices;
using Psa.Orders;

namespace Psa.Payments;

/// <summary>What an invoice owes its payer and is to become customer credit.</summary>
public sealed record NewCreditMove
{
    /// <summary>Gets the key by which the call is known when it is repeated; see <see cref="NewPayment.Key"/>.</summary>
    public required string Key { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the issued invoice.</summary>
    public required Id<Invoice> Invoice { get; init; }

    /// <summary>Gets the order, active or submitted, to whose invoices the credit is bound; <see langword="null"/> for free credit.</summary>
    public Id<Order>? Order { get; init; }

    /// <summary>Gets how much: above zero, at most what is owed.</summary>
    public required Money Amount { get; init; }

    /// <summary>Gets the day from which it is credit.</summary>
    public required LocalDate Date { get; init; }
}
