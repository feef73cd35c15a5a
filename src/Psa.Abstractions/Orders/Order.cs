using System.Text.Json.Serialization;
using NodaTime;
using Psa.Contracts;
using Psa.Customers;
using Psa.Documents;
using Psa.Quotes;
using Psa.Sellers;

namespace Psa.Orders;

/// <summary>An order. Its content can be changed until it is submitted, and never after; how much of each line was shipped, canceled and invoiced stands beside it in <see cref="Quantities"/>.</summary>
public sealed record Order : Document, IEntity<Order>
{
    /// <inheritdoc/>
    public required Id<Order> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets where it stands; only its lifecycle changes it.</summary>
    public required OrderStatus Status { get; init; }

    /// <summary>Gets the customer that it is for; who pays for it is billed.</summary>
    public required Id<Customer> ServedCustomer { get; init; }

    /// <summary>Gets the quote that it was made of, or <see langword="null"/>.</summary>
    public Id<Quote>? Quote { get; init; }

    /// <summary>Gets the places of the quote's lines that its lines were made of, in the order of its lines; empty when it is of no quote.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<int> QuoteLines { get; init; }

    /// <summary>Gets the opportunity that it belongs to, or <see langword="null"/>.</summary>
    public Id<Opportunity>? Opportunity { get; init; }

    /// <summary>Gets the customer's contract whose price lists hold for it, or <see langword="null"/>.</summary>
    public Id<Contract>? Contract { get; init; }

    /// <summary>Gets what of it may be invoiced.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public InvoicePolicy Invoicing { get; init; }

    /// <summary>Gets on which invoices its freight stands.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public FreightPolicy Freight { get; init; }

    /// <summary>Gets when it was submitted, or <see langword="null"/>.</summary>
    public Instant? SubmittedAt { get; init => field = value.ToMicroseconds(); }

    /// <summary>Gets the day on which it was submitted, or <see langword="null"/>.</summary>
    public LocalDate? SubmittedOn { get; init; }

    /// <summary>Gets what became of each line since it was submitted, in the order of the lines; empty before.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<OrderQuantities> Quantities { get; init; }

    /// <summary>Gets how much of it is fulfilled: all when nothing of what wasn't canceled is left to be delivered.</summary>
    [JsonIgnore]
    public OrderProgress FulfilmentProgress => Progress(static quantities => quantities.Shipped);

    /// <summary>Gets how much of it is invoiced: all when nothing of what wasn't canceled, and didn't come back unbilled, is left to be billed.</summary>
    [JsonIgnore]
    public OrderProgress InvoicingProgress => Progress(static quantities => quantities.Invoiced + quantities.Unbilled);

    /// <summary>Gets what was delivered by hand, in the order in which people told it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<Fulfilment> Fulfilments { get; init; }

    /// <summary>Gets why it, or the rest of it, was canceled; <see langword="null"/> when nothing was.</summary>
    public string? CancelReason { get; init; }

    private OrderProgress Progress(Func<OrderQuantities, decimal> done)
    {
        var (any, open) = (false, Quantities.IsEmpty);
        for (var i = 0; i < Math.Min(Quantities.Count, Lines.Count); i++)
        {
            any |= done(Quantities[i]) != 0m;
            open |= Lines[i].Bills && !IsAll(done(Quantities[i]), Quantities[i].Canceled, Lines[i].Quantity);
        }

        return open ? any ? OrderProgress.Part : OrderProgress.None : OrderProgress.Full;
    }

    private static bool IsAll(decimal done, decimal canceled, decimal ordered) =>
        Math.Sign(canceled) * Math.Sign(ordered) >= 0 && Math.Abs(canceled) <= Math.Abs(ordered) && done == ordered - canceled;
}
