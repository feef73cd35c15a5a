using Psa.Customers;
using Psa.Numbering;
using Psa.SalesItems;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Finds which of the tenant's companies bills a customer.</summary>
internal static class EntityChoice
{
    /// <summary>Gives the chosen entity, else the tenant's default.</summary>
    internal static async Task<BillingEntity?> FindEntityAsync(this IPsaSession session, Id<BillingEntity>? chosen, CancellationToken cancellationToken)
    {
        if (chosen is { } id)
        {
            return await session.Of<BillingEntity>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
        }

        await foreach (var entity in session.Of<BillingEntity>().QueryAsync(RecordType<BillingEntity>.All, cancellationToken).ConfigureAwait(false))
        {
            if (entity is { IsDefault: true, IsActive: true })
            {
                return entity;
            }
        }

        return null;
    }

    /// <summary>Gives who bills what somebody writes by hand: the chosen entity, else the customer's, else the tenant's default.</summary>
    /// <exception cref="RuleViolationException"><c>sales_item.billing_entity_missing</c>, <c>billing_entity.inactive</c>.</exception>
    internal static async Task<BillingEntity> ChooseEntityAsync(this IPsaSession session, Id<BillingEntity>? chosen, Customer customer, Customer payer, CancellationToken cancellationToken)
    {
        const string At = nameof(NewSalesItem.BillingEntity);
        var entity = await session.FindEntityAsync(chosen ?? customer.EntityUnder(payer), cancellationToken).AtAsync(At).ConfigureAwait(false)
            ?? throw new RuleViolationException(SalesItemErrors.BillingEntityMissing, "Say which billing entity bills it, or set a default one.", customer.Id.Value).At(At);
        return entity.RequireActive();
    }

    /// <summary>Gives the live series of an entity for one purpose.</summary>
    internal static async Task<NumberSeries?> FindSeriesAsync(this IPsaSession session, Id<BillingEntity> entity, NumberPurpose purpose, CancellationToken cancellationToken)
    {
        await foreach (var series in session.Of<NumberSeries>().QueryAsync(NumberSeriesRecords.LiveOf(entity), cancellationToken).ConfigureAwait(false))
        {
            if (series.Purpose == purpose)
            {
                return series;
            }
        }

        return null;
    }
}
