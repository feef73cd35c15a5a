namespace Psa.Services;

/// <content>What follows from changes of the catalog.</content>
public sealed partial class CatalogService
{
    // told within the commit of each change that can move a price
    private void PricesChanged<T>(Step step, string cause, Id<T> record) => step.PricesChanged(ids, cause, record.Value);
}
