using System.Linq;
using Psa.Adjustments;
using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;
using Psa.Documents;
using Psa.SalesItems;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Checks when a record is saved that what it names is there.</summary>
internal static class References
{
    private const string OverageList = $"{nameof(ContractPart.Block)}.{nameof(BlockTerms.OveragePriceList)}";

    /// <summary>Notes which field named what isn't there, or can't be used.</summary>
    internal static async Task<T> AtAsync<T>(this Task<T> found, string field)
    {
        try
        {
            return await found.ConfigureAwait(false);
        }
        catch (PsaException e) when (e is EntityNotFoundException or RuleViolationException)
        {
            e.At(field);
            throw;
        }
    }

    internal static async Task<Product?> RequireProductAsync(this IPsaSession session, Id<Product>? product, CancellationToken cancellationToken) =>
        product is { } id ? await session.Of<Product>().RequireAsync(id, cancellationToken).ConfigureAwait(false) : null;

    /// <summary>Refuses a product that isn't sold any more; what holds it already keeps it.</summary>
    private static async Task<Product?> RequireSoldAsync(this IPsaSession session, Id<Product>? product, CancellationToken cancellationToken) =>
        await session.RequireProductAsync(product, cancellationToken).ConfigureAwait(false) is { } found ? found.RequireActive() : null;

    /// <summary>Refuses a price list that isn't there, or could never be obeyed; it can't be deleted beside the step that assigns it.</summary>
    internal static async Task GuardAssignableAsync(this Step step, Id<PriceList>? list, Currency? currency, CancellationToken cancellationToken)
    {
        if (list is { } id)
        {
            await RequireAsync().AtAsync(nameof(PriceListAssignment.PriceList)).ConfigureAwait(false);

            async Task<PriceList> RequireAsync()
            {
                (await step.GuardPriceListAsync(id, cancellationToken).ConfigureAwait(false)).Write();
                var found = await step.Of<PriceList>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                found.RequireAssignable(currency);
                return found;
            }
        }
    }

    /// <summary>Refuses a tax code that the tax table doesn't know; without a table, codes wait for one.</summary>
    internal static async Task RequireTaxCodeAsync(this IPsaSession session, string? code, CancellationToken cancellationToken)
    {
        var refused = new RefusedReferences();
        await session.CheckTaxCodesAsync([("TaxCode", code)], refused, cancellationToken).ConfigureAwait(false);
        refused.ThrowIfAny();
    }

    /// <summary>Checks billing information; fields are those of the customer that holds it.</summary>
    internal static async Task RequireReferencesAsync(this IPsaSession session, BillingInformation? information, BillingInformation? before, CancellationToken cancellationToken)
    {
        const string Of = nameof(Customer.BillingInformation);
        var refused = new RefusedReferences();
        if (information?.DefaultBillingEntity is { } entity && entity != before?.DefaultBillingEntity)
        {
            await refused.TryAsync(
                $"{Of}.{nameof(information.DefaultBillingEntity)}",
                async () => (await session.Of<BillingEntity>().RequireAsync(entity, cancellationToken).ConfigureAwait(false)).RequireActive()).ConfigureAwait(false);
        }

        if (information?.TaxCode != before?.TaxCode)
        {
            await session.CheckTaxCodesAsync([($"{Of}.{nameof(information.TaxCode)}", information?.TaxCode)], refused, cancellationToken).ConfigureAwait(false);
        }

        refused.ThrowIfAny();
    }

    /// <summary>Refuses a contract that isn't the customer's.</summary>
    internal static async Task RequireContractAsync(this IPsaSession session, Id<Contract>? contract, Customer customer, CancellationToken cancellationToken)
    {
        if (contract is { } id
            && (await session.Of<Contract>().RequireAsync(id, cancellationToken).AsTask().AtAsync(nameof(NewSalesItem.Contract)).ConfigureAwait(false)).Customer != customer.Id)
        {
            throw new EntityNotFoundException(nameof(Contract), id.Value).At(nameof(NewSalesItem.Contract));
        }
    }

    internal static Task RequireReferencesAsync(this IPsaSession session, ValueList<NewDocumentLine> lines, ValueList<DocumentLine> before, CancellationToken cancellationToken) =>
        session.RequireReferencesAsync([.. lines.AsEnumerable().Select(static line => (line.Product, line.TaxCode))], [.. before.AsEnumerable().Select(static line => line.Product)], cancellationToken);

    internal static Task RequireReferencesAsync(this IPsaSession session, ValueList<ServiceLine> lines, ValueList<ServiceLine> before, CancellationToken cancellationToken) =>
        session.RequireReferencesAsync([.. lines.AsEnumerable().Select(static line => (line.Product, line.TaxCode))], [.. before.AsEnumerable().Select(static line => line.Product)], cancellationToken);

    private static async Task RequireReferencesAsync(this IPsaSession session, List<(Id<Product>? Product, string? TaxCode)> lines, HashSet<Id<Product>?> held, CancellationToken cancellationToken)
    {
        var refused = new RefusedReferences();
        for (var i = 0; i < lines.Count; i++)
        {
            var product = lines[i].Product;
            if (!held.Contains(product))
            {
                await refused.TryAsync(FormattableString.Invariant($"Lines[{i}].Product"), () => session.RequireSoldAsync(product, cancellationToken)).ConfigureAwait(false);
            }
        }

        var codes = lines.Select(static (line, place) => (FormattableString.Invariant($"Lines[{place}].TaxCode"), line.TaxCode));
        await session.CheckTaxCodesAsync(codes, refused, cancellationToken).ConfigureAwait(false);
        refused.ThrowIfAny();
    }

    internal static async Task RequireReferencesAsync(this Step step, Contract contract, List<ContractPart> parts, CancellationToken cancellationToken)
    {
        var refused = new RefusedReferences();
        for (var i = 0; i < parts.Count; i++)
        {
            var part = parts[i];
            await refused.TryAsync(FormattableString.Invariant($"Parts[{i}].Product"), () => step.RequireSoldAsync(contract, part, cancellationToken)).ConfigureAwait(false);
            await refused.TryAsync(FormattableString.Invariant($"Parts[{i}].{OverageList}"), () => step.GuardAssignableAsync(part.Block?.OveragePriceList, contract.Currency, cancellationToken)).ConfigureAwait(false);
        }

        var codes = parts.Select(static (part, place) => (FormattableString.Invariant($"Parts[{place}].TaxCode"), part.TaxCode));
        await step.CheckTaxCodesAsync(codes, refused, cancellationToken).ConfigureAwait(false);
        refused.ThrowIfAny();
    }

    internal static async Task RequireReferencesAsync(this Step step, Contract contract, ContractPart part, ContractPart? before, CancellationToken cancellationToken)
    {
        var refused = new RefusedReferences();
        if (part.Product != before?.Product || part.PriceBehaviour != before?.PriceBehaviour)
        {
            await refused.TryAsync(nameof(part.Product), () => step.RequireSoldAsync(contract, part, cancellationToken)).ConfigureAwait(false);
        }

        if (part.Block?.OveragePriceList != before?.Block?.OveragePriceList)
        {
            await refused.TryAsync(OverageList, () => step.GuardAssignableAsync(part.Block?.OveragePriceList, contract.Currency, cancellationToken)).ConfigureAwait(false);
        }

        if (part.TaxCode != before?.TaxCode)
        {
            await step.CheckTaxCodesAsync([(nameof(part.TaxCode), part.TaxCode)], refused, cancellationToken).ConfigureAwait(false);
        }

        refused.ThrowIfAny();
    }

    // what follows the catalog needs a price there that is in use; one that comes later is waited for
    private static async Task RequireSoldAsync(this Step step, Contract contract, ContractPart part, CancellationToken cancellationToken)
    {
        if (await step.RequireSoldAsync(part.Product, cancellationToken).ConfigureAwait(false) is { } product && part.PriceBehaviour == PriceBehaviour.UseCurrent)
        {
            var catalog = await step.CatalogAsync([product.Id], cancellationToken).ConfigureAwait(false);
            var seller = await step.Of<BillingEntity>().RequireAsync(contract.BillingEntity, cancellationToken).ConfigureAwait(false);
            var customer = await step.Of<Customer>().RequireAsync(contract.Customer, cancellationToken).ConfigureAwait(false);
            var payer = await step.PayerOfAsync(customer, cancellationToken).ConfigureAwait(false);
            catalog.Book(seller.PriceMode).RequireActiveList(new()
            {
                Product = product,
                Unit = ChargePrices.UnitOf(part, product, catalog.GroupOf(product)),
                Currency = contract.Currency,
                Date = part.FirstDay(contract),
                OfContract = contract.PriceLists,
                OfCustomer = customer.PriceLists,
                OfPayer = payer.PriceLists,
            });
        }
    }

    // the table is read once, and only when there is a code
    private static async Task CheckTaxCodesAsync(
        this IPsaSession session, IEnumerable<(string Field, string? Code)> codes, RefusedReferences refused, CancellationToken cancellationToken)
    {
        TaxTable? table = null;
        foreach (var (field, code) in codes)
        {
            if (code is null)
            {
                continue;
            }

            table ??= await session.Of<TaxTable>().FirstAsync(RecordType<TaxTable>.All, cancellationToken).ConfigureAwait(false);
            if (table is null)
            {
                return;
            }

            await refused.TryAsync(
                field,
                () =>
                {
                    Taxes.Require(table, code);
                    return Task.CompletedTask;
                }).ConfigureAwait(false);
        }
    }
}
