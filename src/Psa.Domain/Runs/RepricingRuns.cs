using System.Linq;
using NodaTime;
using Psa.Documents;

namespace Psa.Runs;

/// <summary>How a repricing run adds up.</summary>
internal static class RepricingRuns
{
    /// <summary>Tells whether a document sells what the run is about.</summary>
    internal static bool IsAbout(this RepricingRun run, Document draft) =>
        (run.Payers.IsEmpty || run.Payers.Contains(draft.Customer)) &&
        (run.Products.IsEmpty || draft.Lines.AsEnumerable().Any(line => line.Product is { } product && run.Products.Contains(product)));

    /// <summary>Tells whether a document differs in what the run is about.</summary>
    internal static bool IsAbout(this RepricingRun run, Document draft, ValueList<PriceDifference> differences) =>
        run.PriceList is not { } list
            ? !differences.IsEmpty
            : differences.AsEnumerable().Any(difference => difference.Source?.List == list || draft.Lines[difference.Line].Source?.List == list);

    /// <summary>Notes a document that was looked at and follows the catalog already.</summary>
    internal static RepricingRun Passed(this RepricingRun run) => run with { Looked = run.Looked + 1 };

    /// <summary>Notes a document that was priced anew.</summary>
    /// <param name="run">The run.</param>
    /// <param name="id">The id of the document.</param>
    /// <param name="before">The document before.</param>
    /// <param name="after">The document after.</param>
    /// <param name="lines">How many lines changed.</param>
    /// <returns>The run with it.</returns>
    internal static RepricingRun Repriced(this RepricingRun run, Guid id, Document before, Document after, int lines)
    {
        var (from, to) = (before.Totals.TotalWithTax, after.Totals.TotalWithTax);
        var known = run.Totals.AsEnumerable().FirstOrDefault(total => total.Before.Currency == from.Currency) ?? new(Money.Zero(from.Currency), Money.Zero(from.Currency));
        var repriced = run with
        {
            Looked = run.Looked + 1,
            Documents = run.Documents + 1,
            Lines = run.Lines + lines,
            Totals = run.Totals.AsEnumerable()
                .Where(total => total.Before.Currency != from.Currency)
                .Append(new(known.Before + from, known.After + to))
                .OrderBy(static total => total.Before.Currency.Code, StringComparer.Ordinal)
                .ToValueList(),
        };
        for (var i = 0; i < after.Lines.Count; i++)
        {
            if (after.Lines[i].PricingError is { } code)
            {
                repriced = repriced.With(new RepricingFault(id, code, i, run.Stage));
            }
        }

        return repriced;
    }

    /// <summary>Notes a document that couldn't be priced anew and stays as it was.</summary>
    internal static RepricingRun NotReached(this RepricingRun run, Guid document, string code) => run.Passed().With(new RepricingFault(document, code, Kind: run.Stage));

    /// <summary>Notes how far it got.</summary>
    /// <param name="run">The run.</param>
    /// <param name="last">The last document that was looked at, or <see langword="null"/> when none of its kind was left.</param>
    /// <param name="now">When.</param>
    /// <returns>The run; finished, when nothing is left of any kind.</returns>
    internal static RepricingRun Through(this RepricingRun run, Guid? last, Instant now) =>
        last is not null ? run with { Checkpoint = last }
        : run.Stage == RepricedKind.Order ? run with { FinishedAt = now }
        : run with { Stage = run.Stage + 1, Checkpoint = null };

    private static RepricingRun With(this RepricingRun run, RepricingFault fault) => run with
    {
        FaultCount = run.FaultCount + 1,
        Faults = run.Faults.Count < RepricingRun.MostFaults ? run.Faults.Add(fault) : run.Faults,
    };
}
