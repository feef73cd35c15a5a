using NodaTime;
using Psa.Invoices;

namespace Psa.Payments;

/// <summary>A payment, or part of it, that turned out not to be one: it bounced, was refused, or was recorded by mistake.</summary>
public sealed record NewReversal
{
    /// <summary>Gets the key by which the call is known when it is repeated; see <see cref="NewPayment.Key"/>.</summary>
    public required string Key { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the payment: any of the entries that its call made.</summary>
    public required Id<PaymentEntry> Payment { get; init; }

    /// <summary>Gets the document whose part alone is reversed; <see langword="null"/> for the payment as a whole: first what became customer credit, then its documents, the last first.</summary>
    public Id<Invoice>? Invoice { get; init; }

    /// <summary>Gets how much, above zero; <see langword="null"/> for all that is left.</summary>
    public Money? Amount { get; init; }

    /// <summary>Gets the day from which it isn't paid any more: not before the payment's.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>Gets why: bounced, refused, error.</summary>
    public required string Reason { get; init; }
}
