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
    internal static async Task RequireProductAsync(this IPsaSession session, Id<Product>? product, CancellationToken cancellationToken)
    {
        if (product is { } id)
        {
            await session.Of<Product>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Refuses a tax code that the tax table doesn't know; without a table, codes wait for one.</summary>
    internal static Task RequireTaxCodeAsync(this IPsaSession session, string? code, CancellationToken cancellationToken) => session.RequireTaxCodesAsync([code], cancellationToken);

    internal static async Task RequireReferencesAsync(this IPsaSession session, BillingInformation? information, BillingInformation? before, CancellationToken cancellationToken)
    {
        if (information?.DefaultBillingEntity is { } entity && entity != before?.DefaultBillingEntity)
        {
            await session.Of<BillingEntity>().RequireAsync(entity, cancellationToken).ConfigureAwait(false);
        }

        if (information?.TaxCode != before?.TaxCode)
        {
            await session.RequireTaxCodeAsync(information?.TaxCode, cancellationToken).ConfigureAwait(false);
        }
    }

    internal static async Task RequireReferencesAsync(this IPsaSession session, ValueList<NewSalesItemLine> lines, CancellationToken cancellationToken)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            await session.RequireProductAsync(lines[i].Product, cancellationToken).ConfigureAwait(false);
        }

        await session.RequireTaxCodesAsync(lines.AsEnumerable().Select(static line => line.TaxCode), cancellationToken).ConfigureAwait(false);
    }

    internal static async Task RequireReferencesAsync(this IPsaSession session, List<ContractPart> parts, CancellationToken cancellationToken)
    {
        foreach (var part in parts)
        {
            await session.RequireProductAsync(part.Product, cancellationToken).ConfigureAwait(false);
        }

        await session.RequireTaxCodesAsync(parts.Select(static part => part.TaxCode), cancellationToken).ConfigureAwait(false);
    }

    internal static async Task RequireReferencesAsync(this IPsaSession session, ContractPart part, ContractPart? before, CancellationToken cancellationToken)
    {
        if (part.Product != before?.Product)
        {
            await session.RequireProductAsync(part.Product, cancellationToken).ConfigureAwait(false);
        }

        if (part.TaxCode != before?.TaxCode)
        {
            await session.RequireTaxCodeAsync(part.TaxCode, cancellationToken).ConfigureAwait(false);
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
