using System.Text.Json.Serialization;
using NodaTime;
using Psa.Customers;
using Psa.Orders;
using Psa.Sellers;

namespace Psa.Payments;

/// <summary>Money that came from a payer: for documents, and what isn't for any of them in advance, which is customer credit.</summary>
public sealed record NewPayment
{
    /// <summary>Gets the key by which the call is known when it is repeated: unique in the tenant, 1–200 characters, for example the id of the bank's booking.</summary>
    public required string Key { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets how much, above zero.</summary>
    public required Money Amount { get; init; }

    /// <summary>Gets the day on which it was paid: not before a document that it pays, nor more than 92 days after today.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>Gets the day the bank says, or <see langword="null"/>.</summary>
    public LocalDate? ValueDate { get; init; }

    /// <summary>Gets how it was paid.</summary>
    public PaymentMethod Method { get; init; }

    /// <summary>Gets what the bank or the payer wrote, or <see langword="null"/>.</summary>
    public string? Reference { get; init; }

    /// <summary>Gets what it pays: documents of one payer and billing entity, each once. What the payment has beyond them is customer credit.</summary>
    public ValueList<PaymentPart> Parts { get; init; }

    /// <summary>Gets whether what a part has beyond what is open becomes customer credit; else it is refused.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool SurplusToCredit { get; init; }

    /// <summary>Gets the order, active or submitted, to whose invoices the credit is bound that the payment has beyond its parts; <see langword="null"/> for free credit.</summary>
    public Id<Order>? Order { get; init; }

    /// <summary>Gets who paid; may be left out when a document or the order says it.</summary>
    public Id<Customer>? Payer { get; init; }

    /// <summary>Gets which of the tenant's companies was paid; may be left out when a document or the order says it.</summary>
    public Id<BillingEntity>? BillingEntity { get; init; }
}
