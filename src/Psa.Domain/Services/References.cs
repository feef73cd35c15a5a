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
    internal static async Task RequireTaxCodeAsync(this IPsaSession session, string? code, CancellationToken cancellationToken)
    {
        if (code is null || await session.Of<TaxTable>().FirstAsync(RecordType<TaxTable>.All, cancellationToken).ConfigureAwait(false) is not { } table)
        {
            return;
        }

        foreach (var entry in table.Entries)
        {
            if (entry.Code == code)
            {
                return;
            }
        }

        throw new RuleViolationException(CatalogErrors.UnknownTaxCode, $"The tax table has no code '{code}': add it there first, or choose one that it has.", table.Id.Value);
    }

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
            var line = lines[i];
            await session.RequireProductAsync(line.Product, cancellationToken).ConfigureAwait(false);
            await session.RequireTaxCodeAsync(line.TaxCode, cancellationToken).ConfigureAwait(false);
        }
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
}
