using System.Diagnostics;
using Psa.Benchmarks.Runs;
using Psa.Catalog;
using Psa.Features;
using Psa.Inventory;
using Psa.Storage;

namespace Psa.Benchmarks;

/// <summary>What stock costs, however much was ever moved: reading a product's quantities and moving some of it, medians of warm calls in turn on two SQLite files, one with few moves and one with many.</summary>
internal static class StockCommand
{
    private const double MostRatio = 1.2;
    private const int Few = 10_000;
    private const int Batch = 5_000;

    private static readonly Id<Product> Cable = new(new Guid(1, 4, 4, [1, 2, 3, 4, 5, 6, 7, 8]));

    internal static async Task<int> RunAsync(string[] arguments)
    {
        var (many, calls) = (Arguments.Number(arguments, "--moves", 1_000_000), Arguments.Number(arguments, "--calls", 400));
        using var folder = new TemporaryFolder();
        await using var few = new BenchStore(folder.File("few.db"));
        await using var much = new BenchStore(folder.File("many.db"));
        Place[] places = [await SeededAsync(few, Few), await SeededAsync(much, many)];

        Compare("reading a quantity", await MediansAsync(place => place.Store.Inventory.ListBalancesAsync(BenchStore.Actor, Cable)));
        Compare("receiving", await MediansAsync(place => place.Store.Stock.ReceiveAsync(BenchStore.Actor, new(Cable, 1m, Money.Of(1m, Currency.EUR)))));
        Compare("carrying", await MediansAsync(place => place.Store.Stock.TransferAsync(BenchStore.Actor, new(Cable, place.From, place.To, 1m))));
        return Ratios.Print();

        void Compare(string what, double[] medians)
        {
            Figure.Print($"{what}: median {medians[0]:0.000} ms after {Few} moves, {medians[1]:0.000} ms after {many}, on SQLite");
            Ratios.AtMost($"{what} after {many} moves : after {Few}", medians[1] / medians[0], MostRatio);
        }

        async Task<double[]> MediansAsync(Func<Place, Task> call)
        {
            var milliseconds = Array.ConvertAll(places, _ => new double[calls]);
            for (var n = -calls; n < calls; n++)
            {
                for (var i = 0; i < places.Length; i++)
                {
                    var start = Stopwatch.GetTimestamp();
                    await call(places[i]);
                    if (n >= 0)
                    {
                        milliseconds[i][n] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                    }
                }
            }

            return Array.ConvertAll(milliseconds, Rounds.Median);
        }
    }

    private static async Task<Place> SeededAsync(BenchStore store, int moves)
    {
        await using (var session = await store.OpenAsync())
        {
            session.Of<Product>().Add(new() { Id = Cable, Tenant = BenchStore.Actor.Tenant, Number = "CABLE", Name = "Cable", Kind = ProductKind.Goods, Unit = "C62" });
            await session.CommitAsync();
        }

        await store.Features.SetEditionAsync(BenchStore.Actor, Edition.Premium);
        await store.Inventory.SetUpAsync(BenchStore.Actor, Currency.EUR, CostScope.Location);
        var (from, to) = (await LocationAsync(store, "Main", LocationKind.Warehouse), await LocationAsync(store, "Van", LocationKind.Van));
        await store.Inventory.StockAsync(BenchStore.Actor, Cable, CostMethod.Average);
        await store.Stock.ReceiveAsync(BenchStore.Actor, new(Cable, 1_000m, Money.Of(1_000m, Currency.EUR)));
        await store.Stock.TransferAsync(BenchStore.Actor, new(Cable, from.Id, to.Id, 500m));
        var begun = Stopwatch.GetTimestamp();
        for (var done = 2; done < moves; done += Batch)
        {
            await AppendAsync(store, [from, to], Math.Min(Batch, moves - done));
        }

        Figure.Print($"{moves} moves appended in {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.0} s, by commits of {Batch}");
        return new(store, from.Id, to.Id);
    }

    private static Task<StockLocation> LocationAsync(BenchStore store, string name, LocationKind kind) =>
        store.Inventory.SaveLocationAsync(BenchStore.Actor, new() { Id = default, Tenant = BenchStore.Actor.Tenant, Name = name, Kind = kind });

    // by the rules, as services append them, but many a commit
    private static async Task AppendAsync(BenchStore store, StockLocation[] places, int moves)
    {
        await using var session = await store.OpenAsync();
        var product = (await session.Of<StockedProduct>().FindAsync(new(Cable.Value)))!;
        var book = new StockBook(product, CostScope.Location, Currency.EUR, places.ToDictionary(place => place.Id, place => place.Kind));
        await foreach (var balance in session.Of<StockBalance>().QueryAsync(StockBalanceRecords.OfProduct(Cable)))
        {
            book.Add(balance);
        }

        var at = store.Now;
        for (var n = 0; n < moves; n++)
        {
            var (from, to) = n % 2 == 0 ? (places[0].Id, places[1].Id) : (places[1].Id, places[0].Id);
            book.Post(book.New(StockMoveKind.Transfer, at, BenchStore.Actor.User, BenchStore.Actor.DisplayName) with { From = from, To = to, Quantity = 1m + (n % 7) });
        }

        session.Of<StockedProduct>().Update(book.Product);
        foreach (var (_, now) in book.ChangedBalances())
        {
            session.Of<StockBalance>().Update(now);
        }

        session.Of<StockMove>().AddRange(book.Moves);
        await session.CommitAsync();
    }

    private sealed record Place(BenchStore Store, Id<StockLocation> From, Id<StockLocation> To);
}
