using Psa.Customers;
using Psa.Orders;
using Psa.Sellers;

namespace Psa.Payments;

/// <summary>What payers have to their credit (R-CUSTOMER-CREDIT).</summary>
internal static class CustomerCredits
{
    /// <summary>Gives the id of the credit of a payer with a billing entity in a currency, free or bound to an order: there is one, so whoever spends it first and second meet.</summary>
    public static Id<CustomerCredit> IdOf(TenantId tenant, Id<Customer> payer, Id<BillingEntity> entity, Currency currency, Id<Order>? order = null) => order is { } bound
        ? DerivedId.Create<CustomerCredit>(tenant, "customer credit", payer.ToString(), entity.ToString(), currency.Code, bound.ToString())
        : DerivedId.Create<CustomerCredit>(tenant, "customer credit", payer.ToString(), entity.ToString(), currency.Code);

    /// <summary>Gives the credit of which there are no entries yet.</summary>
    public static CustomerCredit None(TenantId tenant, Id<Customer> payer, Id<BillingEntity> entity, Currency currency, Id<Order>? order = null) => new()
    {
        Id = IdOf(tenant, payer, entity, currency, order),
        Tenant = tenant,
        Payer = payer,
        BillingEntity = entity,
        Order = order,
        Balance = Money.Zero(currency),
    };

    /// <summary>Refuses to bind credit to an order that has ended, or that somebody else pays.</summary>
    /// <exception cref="RuleViolationException"><c>payment.order_ended</c>, <c>payment.other_order</c>.</exception>
    public static void RequireBindable(Order order, Id<Customer> payer, Id<BillingEntity> entity, Currency currency)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (order.HasEnded())
        {
            throw new RuleViolationException(PaymentErrors.OrderEnded, $"The order is {order.Status.Name} and bills nothing more: leave it out, and the credit is free.", order.Id.Value).At("Order");
        }

        if (order.Customer != payer || order.BillingEntity != entity || order.Currency != currency)
        {
            throw new RuleViolationException(
                PaymentErrors.OtherOrder, "The order is of another payer, billing entity or currency: name the account that it is billed to, or leave it out.", order.Id.Value, payer.Value, entity.Value).At("Order");
        }
    }

    /// <summary>Frees what is bound to an order that has ended: entries move it to the free credit, and the sum of both stays.</summary>
    /// <param name="posting">The call, with the bound credit taken.</param>
    /// <param name="order">The order.</param>
    public static void Free(Posting posting, Id<Order> order)
    {
        ArgumentNullException.ThrowIfNull(posting);
        var bound = posting.CreditOf(order).Balance;
        posting.Add(PaymentKind.CreditIn, bound, order: order);
        posting.Add(PaymentKind.CreditOut, bound);
    }
}
