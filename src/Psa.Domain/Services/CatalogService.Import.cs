using System.Linq;
using Psa.Access;
using Psa.Catalog;
using Psa.Events;
using Psa.Records;

namespace Psa.Services;

/// <content>Prices from files.</content>
public sealed partial class CatalogService
{
    private const int NumbersAtOnce = 500;

    /// <summary>
    /// Puts rows of a file into a price list, in one commit: each sets the price of its product and unit from its day on. What no row names stays, and a volume discount that came with the
    /// price before goes on. Every row that is wrong is reported with all that is; the others go in, unless all or nothing is wanted. The same file again changes nothing.
    /// </summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="list">The list.</param>
    /// <param name="rows">The rows, read once.</param>
    /// <param name="allOrNothing">Whether nothing goes in when a row is refused.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What was done, and what was refused.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such list.</exception>
    /// <exception cref="ValidationFailedException">Something else than the rows is wrong with the list.</exception>
    [RequiresPermission(Permission.ManageCatalog)]
    public async Task<PriceImportResult> ImportPricesAsync(
        Actor actor, Id<PriceList> list, IAsyncEnumerable<PriceRow> rows, bool allOrNothing = false, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageCatalog);
        ArgumentNullException.ThrowIfNull(rows);
        var read = new List<PriceRow>();
        await foreach (var row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            Border.CheckQuestion(row, FormattableString.Invariant($"Rows[{read.Count}]"));
            read.Add(row);
        }


        return await repricing.AfterAsync(store.StepAsync(clock, actor, step => ImportAsync(step, list, read, allOrNothing, cancellationToken), cancellationToken), actor, cancellationToken).ConfigureAwait(false);
    }

    private async Task<PriceImportResult> ImportAsync(Step step, Id<PriceList> id, List<PriceRow> rows, bool allOrNothing, CancellationToken cancellationToken)
    {
        var before = await step.Of<PriceList>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
        var (problems, seesCosts) = (new List<PriceRowRejection>(), step.Actor.May(Permission.ViewCosts));
        var parsed = rows.Select(row => PriceImports.Parse(row, before.Currency, Border.Problems(row), problems)).OfType<PriceImports.ReadRow>().ToList();
        var products = await ProductsAsync(step, parsed, cancellationToken).ConfigureAwait(false);
        var applied = PriceImports.Apply(before, parsed, products, seesCosts, problems);
        var refused = PriceImports.Refused(applied, [.. Border.Problems(applied.List), .. await CheckAsync(step, applied.List, cancellationToken).ConfigureAwait(false)], id.Value);
        if (refused.Count > 0)
        {
            // the others go in without them
            problems.AddRange(refused);
            var lines = refused.Select(static one => one.Line).ToHashSet();
            parsed.RemoveAll(row => lines.Contains(row.Line));
            applied = PriceImports.Apply(before, parsed, products, seesCosts, []);
        }

        var result = applied.Counted with
        {
            Rows = rows.Count,
            Refused = problems.Select(static problem => problem.Line).Distinct().Count(),
            Rejected = problems.OrderBy(static problem => problem.Line).ToValueList(),
        };
        if (allOrNothing && result.Refused > 0)
        {
            return result;
        }

        if (result.Added + result.Replaced == 0)
        {
            return result;
        }

        step.Of<PriceList>().Update(applied.List);
        step.Append(EventKinds.PriceListChanged, id);
        PricesChanged(step, EventKinds.PriceListChanged, id);
        return result with { IsStored = true };
    }

    private static async Task<Dictionary<string, Product>> ProductsAsync(Step step, List<PriceImports.ReadRow> rows, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, Product>(StringComparer.Ordinal);
        foreach (var numbers in rows.Select(static row => row.Number).Distinct(StringComparer.Ordinal).Chunk(NumbersAtOnce))
        {
            await foreach (var product in step.Of<Product>().QueryAsync(ProductRecords.OfNumbers(numbers), cancellationToken).ConfigureAwait(false))
            {
                found.Add(product.Number, product);
            }
        }

        return found;
    }
}
