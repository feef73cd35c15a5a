using Psa.Access;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Records;

namespace Psa.Services;

/// <content>What things cost.</content>
public sealed partial class CatalogService
{
    /// <summary>Tells what a product costs: for whom, on which day, in which unit and quantity, and from which list.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The price, or the named pricing error that a line would have.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">Product, contract, customer or billing entity isn't there, or the contract is another customer's.</exception>
    [RequiresPermission(Permission.ViewCatalog)]
    public Task<PriceAnswer> PriceAsync(Actor actor, PriceRequest request, CancellationToken cancellationToken = default)
    {
        actor.RequireView(Permission.ViewCatalog, Permission.ManageCatalog);
        Border.Check(request);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                var product = await session.Of<Product>().RequireAsync(request.Product, cancellationToken).AsTask().AtAsync(nameof(request.Product)).ConfigureAwait(false);
                var contract = request.Contract is { } of ? await session.Of<Contract>().RequireAsync(of, cancellationToken).AsTask().AtAsync(nameof(request.Contract)).ConfigureAwait(false) : null;
                var customer = (request.Customer ?? contract?.Customer) is { } who ? await session.Of<Customer>().RequireAsync(who, cancellationToken).AsTask().AtAsync(nameof(request.Customer)).ConfigureAwait(false) : null;
                if (customer is not null)
                {
                    await session.RequireContractAsync(request.Contract, customer, cancellationToken).ConfigureAwait(false);
                }

                var payer = customer is null ? null : await session.PayerOfAsync(customer, cancellationToken).ConfigureAwait(false);
                var entity = await session.FindEntityAsync(request.BillingEntity ?? contract?.BillingEntity ?? customer?.EntityUnder(payer!), cancellationToken).AtAsync(nameof(request.BillingEntity)).ConfigureAwait(false);
                var catalog = await session.CatalogAsync([product.Id], cancellationToken).ConfigureAwait(false);
                return Answer(request, entity?.PriceMode ?? default, catalog, new()
                {
                    Product = catalog.Products[product.Id],
                    Unit = request.Unit,
                    Quantity = request.Quantity,
                    Currency = request.Currency ?? contract?.Currency ?? payer?.BillingInformation?.Currency ?? entity?.Currency ?? default,
                    Date = request.Date,
                    Chosen = request.PriceList,
                    OfContract = contract?.PriceLists ?? [],
                    OfCustomer = customer?.PriceLists ?? [],
                    OfPayer = payer?.PriceLists ?? [],
                });
            },
            cancellationToken);
    }

    private static PriceAnswer Answer(PriceRequest request, Sellers.PriceMode mode, CatalogFacts catalog, in PriceQuestion question)
    {
        var found = catalog.Book(mode).Find(question);
        return new()
        {
            Price = found.Price?.Price,
            VolumeDiscount = found.Price?.VolumeDiscount,
            Unit = request.Unit ?? question.Product.Unit,
            PriceMode = mode,
            List = found.Price?.List,
            ListName = found.Price?.ListName,
            From = found.Price?.From,
            BaseUnit = found.Price?.BaseUnit,
            Error = found.Error,
        };
    }
}
