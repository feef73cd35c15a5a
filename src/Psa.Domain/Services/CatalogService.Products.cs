using System.Linq;
using Psa.Access;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Documents;
using Psa.Events;
using Psa.Invoices;
using Psa.Orders;
using Psa.Quotes;
using Psa.Records;
using Psa.Storage;

namespace Psa.Services;

/// <content>Products and bundles.</content>
public sealed partial class CatalogService
{
    /// <summary>Stores a product. Who doesn't view costs leaves them out, and those that are stored stay.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="product">The product; with an empty id and version 0 it gets a new id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored product, without costs for who doesn't view them.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>; also of costs that somebody gives who doesn't view them.</exception>
    /// <exception cref="EntityNotFoundException">The unit group, or a component of a bundle, isn't there.</exception>
    /// <exception cref="ValidationFailedException">
    /// All that is wrong: <c>product.incomplete</c>; <c>product.bad_price</c>; <c>bundle.bad_content</c>, <c>bundle.nested</c>; <c>price.unit_not_in_group</c>; <c>product.in_use</c>, when its unit
    /// group changes, or the unit in which there is stock of it; <c>product.duplicate</c>, when number or service code are another's.
    /// </exception>
    /// <exception cref="ConcurrencyConflictException">Somebody else changed it meanwhile.</exception>
    [RequiresPermission(Permission.ManageCatalog)]
    public async Task<Product> SaveProductAsync(Actor actor, Product product, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageCatalog);
        Border.Check(product);
        if (!product.CurrentCosts.IsEmpty || !product.StandardCosts.IsEmpty)
        {
            actor.Require(Permission.ViewCosts, product.Id.Value);
        }

        var stored = await repricing.AfterAsync(SaveAsync(
            actor,
            product.Id.IsEmpty ? product with { Id = ids.Next<Product>() } : product,
            EventKinds.ProductChanged,
            async (step, before, saved) =>
            {
                var complete = before is null ? saved : saved.WithCosts(before, actor);
                return (await CheckAsync(step, before, complete, cancellationToken).ConfigureAwait(false), complete);
            },
            ProductSaved,
            cancellationToken), actor, cancellationToken).ConfigureAwait(false);
        return stored.ShownTo(actor);
    }

    private void ProductSaved(Step step, Product? before, Product after)
    {
        if (before?.Contents != after.Contents && (before is not null || !after.Contents.IsEmpty))
        {
            step.Append(EventKinds.BundleChanged, after.Id);
        }

        if (before is not null && Products.MovesPrices(before, after))
        {
            PricesChanged(step, EventKinds.ProductChanged, after.Id);
        }
    }

    private static async Task<IEnumerable<Problem>> CheckAsync(Step step, Product? before, Product saved, CancellationToken cancellationToken)
    {
        var problems = new List<Problem>(saved.Validate());
        if (problems.Count > 0)
        {
            return problems;
        }

        await step.RequireTaxCodeAsync(saved.TaxCode, cancellationToken).ConfigureAwait(false);
        problems.AddRange(await CheckUnitsAsync(step, before, saved, cancellationToken).ConfigureAwait(false));
        problems.AddRange(await CheckBundleAsync(step, before, saved, cancellationToken).ConfigureAwait(false));
        if (await step.Of<Product>().FirstAsync(ProductRecords.OfNumber(saved.Number), cancellationToken).ConfigureAwait(false) is { } other && other.Id != saved.Id)
        {
            problems.Add(new(CatalogErrors.DuplicateProduct, $"The article number {saved.Number} is '{other.Name}' already: choose another.", nameof(saved.Number)));
        }

        if (saved is { IsActive: true, ServiceCode: { Length: > 0 } service })
        {
            (await step.GuardServiceAsync(service, cancellationToken).ConfigureAwait(false)).Write();
            await CheckServiceAsync(step, saved, service, problems, cancellationToken).ConfigureAwait(false);
        }

        return problems;
    }

    private static async Task CheckServiceAsync(Step session, Product product, string service, List<Problem> problems, CancellationToken cancellationToken)
    {
        await foreach (var other in session.Of<Product>().QueryAsync(ProductRecords.OfService(service), cancellationToken).ConfigureAwait(false))
        {
            if (other.IsActive && other.Id != product.Id)
            {
                problems.Add(new(
                    CatalogErrors.DuplicateProduct,
                    $"The service {service} is sold as '{other.Name}' already: usage couldn't tell which of the two it is.",
                    nameof(product.ServiceCode)));
            }
        }
    }

    private static async Task<ValueList<Problem>> CheckUnitsAsync(Step step, Product? before, Product saved, CancellationToken cancellationToken)
    {
        UnitGroup? group = null;
        if (saved.UnitGroup is { } id)
        {
            (await step.GuardUnitsAsync(id, cancellationToken).ConfigureAwait(false)).Write();
            group = await step.Of<UnitGroup>().RequireAsync(id, cancellationToken).AsTask().AtAsync(nameof(saved.UnitGroup)).ConfigureAwait(false);
        }

        if (before?.UnitGroup is { } known && known != saved.UnitGroup && await IsCountedAsync(step, saved.Id, cancellationToken).ConfigureAwait(false))
        {
            return [new(CatalogErrors.ProductInUse, "Prices, contract parts, bundles or drafts count the product in the units of its group: make another product.", nameof(saved.UnitGroup))];
        }

        var isRecounted = before is not null && (before.UnitGroup != saved.UnitGroup || (saved.UnitGroup is null && before.Unit != saved.Unit));
        return isRecounted && await step.IsStockCountedAsync(saved.Id, cancellationToken).ConfigureAwait(false)
            ? [new(CatalogErrors.ProductInUse, "There is stock of the product, or something of it is on order or asked for, in the units that it has: make another product.", before!.UnitGroup == saved.UnitGroup ? nameof(saved.Unit) : nameof(saved.UnitGroup))]
            : saved.CheckUnit(group);
    }

    // drafts have no index by product; that a unit group changes is seldom
    private static async Task<bool> IsCountedAsync(Step step, Id<Product> product, CancellationToken cancellationToken)
    {
        if (await step.Of<ContractPart>().QueryAsync(ContractPartRecords.OfProduct(product), cancellationToken).HasAnyAsync(cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        var lists = await step.Of<PriceList>().QueryAsync(RecordType<PriceList>.All, cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        var bundles = await step.Of<Product>().QueryAsync(ProductRecords.Bundles, cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        if (lists.Exists(list => list.Items.AsEnumerable().Any(item => item.Product == product)) || bundles.Exists(bundle => bundle.Holds(product)))
        {
            return true;
        }

        return await IsSoldAsync(InvoiceRecords.AllDrafts).ConfigureAwait(false)
            || await IsSoldAsync(QuoteRecords.AllDrafts).ConfigureAwait(false)
            || await IsSoldAsync(OrderRecords.AllActive).ConfigureAwait(false);

        async Task<bool> IsSoldAsync<T>(Query<T> drafts)
            where T : Document, IEntity<T>
        {
            await foreach (var draft in step.Of<T>().QueryAsync(drafts, cancellationToken).ConfigureAwait(false))
            {
                if (draft.Lines.AsEnumerable().Any(line => line.Product == product))
                {
                    return true;
                }
            }

            return false;
        }
    }

    private static async Task<ValueList<Problem>> CheckBundleAsync(Step step, Product? before, Product saved, CancellationToken cancellationToken)
    {
        if (saved.Kind != ProductKind.Bundle)
        {
            return [];
        }

        (await step.GuardBundlesAsync(cancellationToken).ConfigureAwait(false)).Write();
        var refused = new RefusedReferences();
        var components = saved.Contents.AsEnumerable().SelectMany(static content => content.Components.AsEnumerable()).Select(static component => component.Product);
        var facts = await step.CatalogAsync(components, cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < saved.Contents.Count; i++)
        {
            for (var j = 0; j < saved.Contents[i].Components.Count; j++)
            {
                var product = saved.Contents[i].Components[j].Product;
                await refused.TryAsync(FormattableString.Invariant($"Contents[{i}].Components[{j}].Product"), () => facts.RequireProduct(product)).ConfigureAwait(false);
            }
        }

        refused.ThrowIfAny();
        var problems = new List<Problem>(Bundles.CheckComponents(saved, facts.Products, facts.Units.AsEnumerable().ToDictionary(static group => group.Id)));
        if (before is not null && before.Kind != ProductKind.Bundle)
        {
            await foreach (var other in step.Of<Product>().QueryAsync(ProductRecords.Bundles, cancellationToken).ConfigureAwait(false))
            {
                if (other.Holds(saved.Id))
                {
                    problems.Add(new(CatalogErrors.NestedBundle, $"It is a component of '{other.Name}', and no bundle is in a bundle: take it out there first.", nameof(saved.Kind)));
                }
            }
        }

        return problems.ToValueList();
    }
}
