using System.Globalization;
using NodaTime;
using Psa.Documents;
using Psa.SalesItems;

namespace Psa.Orders;

/// <summary>The sales items of deposits: the first asks for one, all others deduct it.</summary>
internal static class DepositItems
{
    /// <summary>Gives the id of an item of a deposit: two who make the same meet.</summary>
    internal static Id<SalesItem> IdOf(TenantId tenant, Id<Deposit> deposit, LocalDate date, int ordinal) =>
        DerivedId.Create<SalesItem>(date, tenant, "deposit", deposit.ToString(), ordinal.ToString(CultureInfo.InvariantCulture));

    /// <summary>Makes an item, a draft, with the terms of the order as what it bills has them, so that they stand on one document.</summary>
    /// <param name="order">The order.</param>
    /// <param name="deposit">The deposit.</param>
    /// <param name="ordinal">How many items it had before.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="date">The day from which it may be invoiced.</param>
    internal static SalesItem Item(Order order, Deposit deposit, int ordinal, ValueList<DocumentLine> lines, LocalDate date)
    {
        var (net, gross) = (Money.Zero(order.Currency), Money.Zero(order.Currency));
        foreach (var line in lines)
        {
            net += line.Amount;
            gross += line.UnitPrice.Extend(line.Quantity, order.Rounding);
        }

        return new()
        {
            Id = IdOf(order.Tenant, deposit.Id, deposit.Date, ordinal),
            Tenant = order.Tenant,
            Customer = order.ServedCustomer,
            BillingEntity = order.BillingEntity,
            Currency = order.Currency,
            Source = SalesItemSource.Deposit,
            SourceId = deposit.Id.Value,
            Terms = new(order.PaymentTerms, order.Delivery, order.PurchaseOrderNumber, order.ShipTo),
            Contract = order.Contract,
            PeriodStart = deposit.Date,
            Ordinal = ordinal,
            BillingDate = date,
            Status = SalesItemStatus.Draft,
            Lines = lines,
            TotalBeforeDiscount = gross,
            Computed = net,
            Net = net,
        };
    }
}
