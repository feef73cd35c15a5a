namespace Psa.Samples.BillingRun.Pricing;

/// <summary>Puts the prices of a file into the seller's default list.</summary>
internal static class PriceImport
{
    private const int Most = 20;

    /// <summary>Imports a file; what is wrong with its rows is said line by line.</summary>
    /// <returns>How many rows were refused.</returns>
    internal static async Task<long> RunAsync(DemoContext context, string file, IReadOnlyList<PriceRow> rows, CancellationToken cancellationToken)
    {
        var currency = context.World.Entity.Currency;
        var lists = await context.Catalog.ListPriceListsAsync(context.Actor, new() { Currency = currency, IsActive = true }, PageRequest.First, cancellationToken);
        var list = lists.Items.AsEnumerable().FirstOrDefault(static one => one.IsDefault)
            ?? throw new SampleException(SampleErrors.PricesUnreadable, $"There is no price list in {currency} to put '{file}' into.");
        var result = await context.Catalog.ImportPricesAsync(context.Actor, list.Id, rows.ToAsyncEnumerable(), allOrNothing: false, cancellationToken);
        context.Screen.Step($"Prices of {Path.GetFileName(file)}, into '{list.Name}'");
        context.Screen.Say(FormattableString.Invariant($"{result.Rows} rows: {result.Added} new, {result.Replaced} changed, {result.Unchanged} unchanged, {result.Refused} refused."));
        foreach (var refused in result.Rejected.AsEnumerable().Take(Most))
        {
            context.Screen.Say(FormattableString.Invariant($"  line {refused.Line}, {refused.Field}: {refused.Reason}"));
        }

        if (result.Rejected.Count > Most)
        {
            context.Screen.Say(FormattableString.Invariant($"  … and {result.Rejected.Count - Most} more."));
        }

        return result.Refused;
    }
}
