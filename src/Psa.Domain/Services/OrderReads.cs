using System.Linq;
using Psa.Access;
using Psa.Customers;
using Psa.Documents;
using Psa.Invoices;
using Psa.Orders;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Reads orders, and what they show of those who are stored beside them.</summary>
internal static class OrderReads
{
    /// <summary>Lets an order show seller and buyer, and who is billed, as they are stored.</summary>
    internal static Order Showing(this Order order, BillingEntity entity, Customer payer) => order with
    {
        Customer = payer.Id,
        CustomerNumber = payer.Number,
        Seller = entity.ToParty(),
        Buyer = payer.ToParty(payer.BillingInformation),
        Language = payer.BillingInformation?.Language,
        Recipients = payer.BillingInformation?.InvoiceRecipients ?? [],
    };

    /// <summary>Lets active orders among some show seller and buyer as they are stored now; from Submitted on they are as they were.</summary>
    internal static async Task<ValueList<Order>> ShownAsync(this IPsaSession session, IReadOnlyCollection<Order> orders, CancellationToken cancellationToken)
    {
        var active = orders.Where(static order => order.Status == OrderStatus.Active).ToList();
        if (active.Count == 0)
        {
            return orders.ToValueList();
        }

        var served = await session.FindEachAsync(active.Select(static order => order.ServedCustomer), cancellationToken).ConfigureAwait(false);
        var payers = await session.FindEachAsync(served.Values.Select(static customer => customer.Payer), cancellationToken).ConfigureAwait(false);
        var entities = await session.FindEachAsync(active.Select(static order => order.BillingEntity), cancellationToken).ConfigureAwait(false);
        return orders.Select(order => order.Status == OrderStatus.Active
            && entities.GetValueOrDefault(order.BillingEntity) is { } entity
            && served.GetValueOrDefault(order.ServedCustomer) is { } customer
            && payers.GetValueOrDefault(customer.Payer) is { } payer ? order.Showing(entity, payer) : order).ToValueList();
    }

    /// <summary>Leaves empty what a reader of an order doesn't see of it: where prices are from, for who doesn't view the catalog (R-VIEW).</summary>
    internal static Order For(this Order order, Actor actor)
    {
        if (actor.May(Permission.ViewCatalog) || actor.May(Permission.ManageCatalog))
        {
            return order;
        }

        var lines = order.Lines;
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Source is not null || lines[i].BundleShare is not null)
            {
                lines = lines.SetItem(i, lines[i] with { Source = null, BundleShare = null });
            }
        }

        return lines == order.Lines ? order : order with { Lines = lines };
    }

    /// <summary>Reads who sells what an order sells to whom: the payer guarded, so that neither its billing information nor who pays for whom changes beside the step, and the seller as the lines were agreed.</summary>
    internal static async Task<PricedFor> WhoseAsync(this Step step, Order order, CancellationToken cancellationToken)
    {
        var (customer, payer) = await step.GuardPayerAsync(order.ServedCustomer, cancellationToken).ConfigureAwait(false);
        var entity = await step.Of<BillingEntity>().RequireAsync(order.BillingEntity, cancellationToken).ConfigureAwait(false);
        return new(customer, payer, entity.As(order), order.Currency, order.Contract, order.PriceList);
    }

    /// <summary>Reads who sells what an order sells to whom, to look at.</summary>
    internal static async Task<PricedFor> WhoseAsync(this IPsaSession session, Order order, CancellationToken cancellationToken)
    {
        var customer = await session.Of<Customer>().RequireAsync(order.ServedCustomer, cancellationToken).ConfigureAwait(false);
        var payer = await session.PayerOfAsync(customer, cancellationToken).ConfigureAwait(false);
        var entity = await session.Of<BillingEntity>().RequireAsync(order.BillingEntity, cancellationToken).ConfigureAwait(false);
        return new(customer, payer, entity.As(order), order.Currency, order.Contract, order.PriceList);
    }

    /// <summary>Tells whether an actor may see an order.</summary>
    internal static async Task<bool> IsSeenAsync(this IPsaSession session, Actor actor, Order order, CancellationToken cancellationToken)
    {
        if (actor.ViewsAll(Permission.ViewOrders, Permission.ManageOrders))
        {
            return true;
        }

        var customer = order.SubmittedOn is not null ? await session.Of<Customer>().FindAsync(order.ServedCustomer, cancellationToken).ConfigureAwait(false) : null;
        return customer is not null && actor.May(Permission.ViewOrders, customer.OwnOf(actor));
    }
}
