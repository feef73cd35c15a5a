using System.Linq;
using NodaTime;
using Psa.Charges;
using Psa.Customers;
using Psa.Documents;
using Psa.Invoices;
using Psa.Languages;
using Psa.Orders;
using Psa.SalesItems;
using Psa.Sellers;

namespace Psa.Services;

/// <summary>Reads what one draft needs and writes it: by hand, or one of a run anew.</summary>
internal sealed class DraftWriter(Step step, ITaxCalculator taxes, LanguageSet languages)
{
    /// <summary>Writes a draft and stages nothing of it.</summary>
    /// <param name="payer">Who is billed.</param>
    /// <param name="entity">Who bills.</param>
    /// <param name="items">All items of the draft, pending.</param>
    /// <param name="written">What else stands on it.</param>
    /// <param name="charges">Its charges.</param>
    /// <param name="date">Its date.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The draft, and the items as they stand on it.</returns>
    internal async Task<(Invoice Draft, List<SalesItem> Items)> WriteAsync(
        Customer payer, BillingEntity entity, List<SalesItem> items, WrittenInvoice written, ValueList<NewDocumentCharge> charges, LocalDate date, CancellationToken cancellationToken)
    {
        BillingInformationRules.RequireComplete(payer);
        if (!written.Discounts.IsEmpty && items.Find(static item => item.Source == SalesItemSource.Deposit) is { } deposit)
        {
            throw new RuleViolationException(DepositErrors.FollowsOrder, "What a deposit asks for, or is deducted of it, isn't discounted: discount its order, or bill the other items on another document.", deposit.Id.Value);
        }

        var customers = await step.FindEachAsync(items.Select(static item => item.Customer), cancellationToken).ConfigureAwait(false);
        customers[payer.Id] = payer;
        items = written.IsByHand ? await CorrectingAsync(items, cancellationToken).ConfigureAwait(false) : items;
        var standing = written.Before?.Items.AsEnumerable().Select(static own => own.Item).ToHashSet() ?? [];
        foreach (var item in items)
        {
            // a draft keeps its payer, whoever pays for its customers by now
            var isOfPayer = standing.Contains(item.Id) || item.IsOf(written.Id) || (item.Payer ?? customers.GetValueOrDefault(item.Customer)?.Payer) == payer.Id;
            var names = new List<string>();
            names.AddRange(isOfPayer ? [] : ["payer"]);
            names.AddRange(item.BillingEntity == entity.Id ? [] : ["billing entity"]);
            if (names.Count > 0 && written.IsByHand)
            {
                throw new RuleViolationException(
                    DocumentErrors.OtherKey, $"The item can't stand on this document, whose {string.Join(", ", names)} it doesn't have: put it on another.", item.Id.Value);
            }
        }

        var contracts = await step.FindEachAsync(items.Where(static item => item.Contract is not null).Select(static item => item.Contract!.Value), cancellationToken).ConfigureAwait(false);
        var products = await step.FindEachAsync(
            items.SelectMany(static item => item.Lines.AsEnumerable()).Where(static line => line.Product is not null).Select(static line => line.Product!.Value), cancellationToken).ConfigureAwait(false);
        var units = await step.FindEachAsync(products.Values.Where(static product => product.UnitGroup is not null).Select(static product => product.UnitGroup!.Value), cancellationToken).ConfigureAwait(false);
        var context = new BillingContext(entity, products.Values, [], await step.TaxTableAsync(cancellationToken).ConfigureAwait(false), [.. units.Values])
        {
            Run = default,
            Through = date,
            InvoiceDate = date,
            Languages = languages,
        };
        var work = new ItemsToInvoice
        {
            Payer = payer,
            FindCustomer = id => customers.GetValueOrDefault(id),
            Contracts = [.. contracts.Values],
            Parts = [],
            Items = items,
            OpenItems = [],
        };
        return await DraftWriting.WriteAsync(work, written, charges, context, taxes, new CorrectedInvoices(step, written.Id).FindAsync, cancellationToken).ConfigureAwait(false);
    }

    // a correction goes to who was invoiced for what it corrects, and stands on no document before that does
    private async Task<List<SalesItem>> CorrectingAsync(List<SalesItem> items, CancellationToken cancellationToken)
    {
        var (corrected, own) = (await step.CorrectedAsync(items, cancellationToken).ConfigureAwait(false), items.ConvertAll(static item => item.Id));
        return items.ConvertAll(item =>
        {
            if (!corrected.TryGetValue(item.Id, out var billed))
            {
                return item;
            }

            var unissued = billed.Unissued();
            return unissued.Exists(other => !own.Contains(other.Id))
                ? throw new RuleViolationException(
                    DocumentErrors.OtherKey, "The item corrects another that isn't invoiced yet, and goes to whom that will be: put both on one document, or issue that one first.", item.Id.Value)
                : unissued.Count > 0 ? item : item.Correcting(billed);
        });
    }
}
