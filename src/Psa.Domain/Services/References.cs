using System.Linq;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.SalesItems;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Checks when a record is saved that what it names is there.</summary>
internal static class References
{
    internal static async Task<Product?> RequireProductAsync(this IPsaSession session, Id<Product>? product, CancellationToken cancellationToken) =>
        product is { } id ? await session.Of<Product>().RequireAsync(id, cancellationToken).ConfigureAwait(false) : null;

    /// <summary>Refuses a product that isn't sold any more; what holds it already keeps it.</summary>
    private static async Task<Product?> RequireSoldAsync(this IPsaSession session, Id<Product>? product, CancellationToken cancellationToken) =>
        await session.RequireProductAsync(product, cancellationToken).ConfigureAwait(false) is { } found ? found.RequireActive() : null;

    /// <summary>Refuses a tax code that the tax table doesn't know; without a table, codes wait for one.</summary>
    internal static Task RequireTaxCodeAsync(this IPsaSession session, string? code, CancellationToken cancellationToken) => session.RequireTaxCodesAsync([code], cancellationToken);

    internal static async Task RequireReferencesAsync(this IPsaSession session, BillingInformation? information, BillingInformation? before, CancellationToken cancellationToken)
    {
        if (information?.DefaultBillingEntity is { } entity && entity != before?.DefaultBillingEntity)
        {
            (await session.Of<BillingEntity>().RequireAsync(entity, cancellationToken).ConfigureAwait(false)).RequireActive();
        }

        if (information?.TaxCode != before?.TaxCode)
        {
            await session.RequireTaxCodeAsync(information?.TaxCode, cancellationToken).ConfigureAwait(false);
        }
    }

    internal static async Task RequireReferencesAsync(this IPsaSession session, ValueList<NewSalesItemLine> lines, SalesItem? before, CancellationToken cancellationToken)
    {
        var held = new HashSet<Id<Product>?>((before?.Lines ?? []).AsEnumerable().Select(static line => line.Product));
        for (var i = 0; i < lines.Count; i++)
        {
            if (!held.Contains(lines[i].Product))
            {
                await session.RequireSoldAsync(lines[i].Product, cancellationToken).ConfigureAwait(false);
            }
        }

        await session.RequireTaxCodesAsync(lines.AsEnumerable().Select(static line => line.TaxCode), cancellationToken).ConfigureAwait(false);
    }

    internal static async Task RequireReferencesAsync(this IPsaSession session, Contract contract, List<ContractPart> parts, CancellationToken cancellationToken)
    {
        foreach (var part in parts)
        {
            await session.RequireSoldAsync(contract, part, cancellationToken).ConfigureAwait(false);
        }

        await session.RequireTaxCodesAsync(parts.Select(static part => part.TaxCode), cancellationToken).ConfigureAwait(false);
    }

    internal static async Task RequireReferencesAsync(this IPsaSession session, Contract contract, ContractPart part, ContractPart? before, CancellationToken cancellationToken)
    {
        if (part.Product != before?.Product || part.PriceBehaviour != before?.PriceBehaviour)
        {
            await session.RequireSoldAsync(contract, part, cancellationToken).ConfigureAwait(false);
        }

        if (part.TaxCode != before?.TaxCode)
        {
            await session.RequireTaxCodeAsync(part.TaxCode, cancellationToken).ConfigureAwait(false);
        }
    }

    // what follows the catalog needs a price there that is in use; one that comes later is waited for
    private static async Task RequireSoldAsync(this IPsaSession session, Contract contract, ContractPart part, CancellationToken cancellationToken)
    {
        if (await session.RequireSoldAsync(part.Product, cancellationToken).ConfigureAwait(false) is { } product && part.PriceBehaviour == PriceBehaviour.UseCurrent)
        {
            var lists = await session.Of<PriceList>().QueryAsync(RecordType<PriceList>.All, cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
            Prices.RequireActiveList(lists, product, contract.Currency, part.FirstDay(contract));
        }
    }

    // the table is read once, and only when there is a code
    private static async Task RequireTaxCodesAsync(this IPsaSession session, IEnumerable<string?> codes, CancellationToken cancellationToken)
    {
        TaxTable? table = null;
        foreach (var code in codes)
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

            Taxes.Require(table, code);
        }
    }
}
