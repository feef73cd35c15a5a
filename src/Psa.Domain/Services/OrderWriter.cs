using Psa.Contracts;
using Psa.Documents;
using Psa.Invoices;
using Psa.Languages;
using Psa.Orders;
using Psa.Sellers;

namespace Psa.Services;

/// <summary>Writes the content of orders: lines with their taxes, totals, parties and terms. It stages nothing.</summary>
internal sealed class OrderWriter(Step step, ITaxCalculator taxes, LanguageSet languages)
{
    /// <summary>Gives an order other content.</summary>
    /// <param name="order">The order as it was, or a blank one.</param>
    /// <param name="content">What somebody writes.</param>
    /// <param name="whose">Who sells to whom.</param>
    /// <param name="lines">The lines as they are agreed.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="RuleViolationException"><c>document.discount_exceeds_detail</c>, <c>document.charge_needs_tax</c>; <c>deposit.exceeds_order</c>: it comes to less than the deposits on it; what the tax calculator refuses.</exception>
    internal async Task<Order> WriteAsync(Order order, OrderContent content, PricedFor whose, ValueList<DocumentLine> lines, CancellationToken cancellationToken)
    {
        var contract = whose.Contract is { } id ? await step.Of<Contract>().RequireAsync(id, cancellationToken).ConfigureAwait(false) : null;
        var information = whose.Payer.BillingInformation;
        var written = order with
        {
            IssueDate = content.Date,
            PaymentTerms = content.PaymentTerms ?? contract?.PaymentTerms ?? information?.PaymentTerms ?? whose.Entity.PaymentTerms,
            PaymentMethod = contract?.PaymentMethod ?? information?.PaymentMethod ?? default,
            Delivery = content.Delivery ?? contract?.Delivery ?? information?.Delivery ?? default,
            PurchaseOrderNumber = content.PurchaseOrderNumber ?? contract?.PurchaseOrderNumber,
            BuyerReference = content.BuyerReference,
            ShipTo = content.ShipTo,
            Title = content.Title ?? languages.Find(information?.Language).Order,
            Introduction = content.Introduction,
            Note = content.Note,
        };
        var charges = order.Quote is null ? content.Charges : order.Charges.AsWritten();
        OfferedCharges.RequireNotNegative(charges);
        return await WriteAsync(order.Quote is null ? written with { PriceList = content.PriceList, Discounts = content.Discounts } : written, whose, lines, charges, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives an order other lines, and computes it anew: taxes, totals and parties as they are now.</summary>
    /// <param name="order">The order, with its discounts.</param>
    /// <param name="whose">Who sells to whom.</param>
    /// <param name="lines">The lines as they are agreed.</param>
    /// <param name="charges">The charges.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <param name="shares">What the discounts take off each line where that is given, or <see langword="null"/>: an order of a part of a quote keeps what it has.</param>
    /// <exception cref="RuleViolationException"><c>document.discount_exceeds_detail</c>, <c>document.charge_needs_tax</c>; <c>deposit.exceeds_order</c>: it comes to less than the deposits on it; what the tax calculator refuses.</exception>
    internal async Task<Order> WriteAsync(
        Order order, PricedFor whose, ValueList<DocumentLine> lines, ValueList<NewDocumentCharge> charges, CancellationToken cancellationToken, ValueList<Money>? shares = null)
    {
        var taxed = await step.TaxAsync(taxes, languages, whose, lines, charges, order.IssueDate, cancellationToken).ConfigureAwait(false);
        var written = order.Showing(whose.Entity, whose.Payer) with
        {
            Lines = taxed.Lines,
            Charges = taxed.Charges,
            PriceMode = taxed.PriceMode,
            TaxRounding = whose.Entity.TaxRounding,
            Rounding = whose.Entity.Rounding,
            Totals = taxed.Totals(static _ => true, order.Discounts, withCharges: true, shares ?? QuoteOrders.GivenShares(order)),
        };
        if (written.Totals.TotalWithTax < order.Totals.TotalWithTax)
        {
            DepositRules.RequireFitting(written, await step.DepositsOfAsync(written, cancellationToken).ConfigureAwait(false));
        }

        return written;
    }

    /// <summary>Makes an order without content.</summary>
    internal static Order Blank(NewOrder request, Id<Order> id, PricedFor whose, string number, OrderPolicy usual) => new()
    {
        Id = id,
        Tenant = whose.Customer.Tenant,
        Number = number,
        Status = OrderLifecycle.Table.Initial,
        ServedCustomer = whose.Customer.Id,
        Customer = whose.Payer.Id,
        CustomerNumber = whose.Payer.Number,
        BillingEntity = whose.Entity.Id,
        Currency = whose.Currency,
        Opportunity = request.Opportunity,
        Contract = request.Contract,
        PriceBehaviour = request.PriceBehaviour,
        Invoicing = request.Invoicing ?? usual.Invoicing,
        Freight = request.Freight ?? usual.Freight,
        IssueDate = request.Content.Date,
        Seller = whose.Entity.ToParty(),
        Buyer = whose.Payer.ToParty(whose.Payer.BillingInformation),
        PaymentTerms = whose.Entity.PaymentTerms,
        Lines = [],
        Totals = Totals.Compute(new() { Currency = whose.Currency, Lines = [], Rounding = whose.Entity.Rounding }),
        Metadata = request.Metadata,
    };
}
