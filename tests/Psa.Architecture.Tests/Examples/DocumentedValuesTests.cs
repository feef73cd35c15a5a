using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Events;
using Psa.Invoices;
using Psa.Records;
using Psa.Runs;
using Psa.Services;
using Psa.Storage;

namespace Psa.Architecture.Tests.Examples;

/// <summary>The other snippets of the pages: the comments that stand in them are what is asserted.</summary>
public sealed class DocumentedValuesTests
{
    [Fact]
    public void Lines_are_rounded_once()
    {
        // begin: lines
        var price = UnitPrice.Of(0.0750m, Currency.EUR);
        var line = price.Extend(3, Rounding.HalfUp);             // 0.225 → 0.23 EUR, not 3 × 0.08
        var discounted = (price.Times(3) - ExactAmount.Of(0.005m, Currency.EUR)).Round(Rounding.HalfUp);   // 0.22 EUR: one rounding, at the end
        var total = line + Money.Of(12.34m, Currency.EUR);       // 12.57 EUR: sums of rounded lines aren't rounded again

        // end
        Assert.Equal("0.23 EUR, 0.22 EUR, 12.57 EUR", $"{line}, {discounted}, {total}");
    }

    [Fact]
    public void Splitting_loses_nothing()
    {
        // begin: shares
        var thirds = Money.Of(1.00m, Currency.EUR).Allocate(1, 1, 1);   // 0.34, 0.33, 0.33
        var owed = Money.Of(-0.05m, Currency.EUR).Allocate(3, 7);       // −0.02, −0.03

        // end
        Assert.Equal("0.34 EUR, 0.33 EUR, 0.33 EUR", string.Join(", ", thirds));
        Assert.Equal("-0.02 EUR, -0.03 EUR", string.Join(", ", owed));
    }

    [Fact]
    public void Periods_are_half_open()
    {
        // begin: periods
        var march = DatePeriod.Inclusive(new(2026, 3, 1), new(2026, 3, 31));   // [2026-03-01, 2026-04-01)
        var (before, after) = march.SplitAt(new(2026, 3, 15));                 // 14 and 17 days

        // end
        Assert.Equal("[2026-03-01, 2026-04-01), 14, 17", $"{march}, {before.Length}, {after.Length}");
    }

    [Fact]
    public void Codes_of_a_table()
    {
        static TaxComponent Component(string name, decimal rate) => new() { Name = name, Category = TaxCategory.Standard, Rates = [new(new(2021, 1, 1), Percent.Of(rate))] };
        var (gst, qst) = (Component("GST", 5m), Component("QST", 9.975m));
        ValueList<TaxTableEntry> entries =
        [
            // begin: codes
            TaxTableEntry.Taxed("STD", "VAT", new TaxRate(new(2021, 1, 1), Percent.Of(21)), new TaxRate(new(2027, 1, 1), Percent.Of(22))),
            TaxTableEntry.Untaxed("RC", "Reverse charge", TaxCategory.ReverseCharge),
            new() { Code = "QC", Name = "GST and QST", Components = [gst, qst] },

            // end
        ];

        Assert.Equal([1, 1, 2], entries.Select(entry => entry.Components.Count));
    }

    [Fact]
    public async Task Stores_are_chosen()
    {
        await using (var both = Chosen(services =>
        {
            // begin: stores
            services.AddPsa().UseSqlite("psa.db");                                                // Psa.EntityFrameworkCore.Sqlite
            services.AddPsa().UsePostgreSql("Host=db;Username=psa;Database=host", schema: "psa"); // Psa.EntityFrameworkCore.PostgreSql

            // end
        }))
        {
            Assert.False(both.GetRequiredService<IPsaStore>().IsInHostTransaction);
        }

        await using var hosts = Chosen(services =>
        {
            // begin: transactions
            services.AddSingleton<MyTransactions>(); // yours: knows the transaction of the current call, for example by an AsyncLocal
            services.AddPsa().UsePostgreSql(provider => provider.GetRequiredService<MyTransactions>().Current); // or UseSqlite(…)

            // end
        });
        Assert.True(hosts.GetRequiredService<IPsaStore>().IsInHostTransaction);

        await using var strict = Chosen(services =>
        {
            // begin: migrations
            services.AddPsa().UsePostgreSql(
                "Host=db;Username=app;Database=host",
                migrations: new() { AtFirstUse = false, Before = BackUpAsync });

            // end
        });
        Assert.False(strict.GetRequiredService<IPsaStore>().IsInHostTransaction);

        static ValueTask BackUpAsync(ValueList<string> pending, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        static ServiceProvider Chosen(Action<ServiceCollection> choose)
        {
            var services = new ServiceCollection();
            choose(services);
            return services.BuildServiceProvider();
        }
    }

    [Fact]
    public async Task Tables_are_made_by_a_step_of_a_deployment()
    {
        await using var provider = new ServiceCollection().AddPsa().UseInMemoryStore().BuildServiceProvider();

        // begin: deploy
        var store = provider.GetRequiredService<IPsaStore>();
        foreach (var name in await store.PendingMigrationsAsync())
        {
            Console.WriteLine(name);
        }

        var applied = await store.MigrateAsync();

        // end
        Assert.Empty(applied);
    }

    [Fact]
    public async Task Prices_are_changed_at_once()
    {
        await using var provider = new ServiceCollection().AddPsa().UseInMemoryStore().BuildServiceProvider();
        var (prices, ids, actor) = (provider.GetRequiredService<PriceChangeService>(), provider.GetRequiredService<IIdGenerator>(), Actor.System(new(new Guid("0192d4e0-7b1f-7c3a-8e55-0000000000aa"))));

        // begin: prices
        var change = new PriceChange { Id = ids.Next<PriceChange>(), From = new(2027, 1, 1), Rate = Percent.Of(3m), Note = "as agreed for 2027" };
        await foreach (var line in prices.PreviewAsync(actor, change))
        {
            Console.WriteLine($"{line.ContractNumber} {line.Text}: {line.OldPrice} becomes {line.NewPrice} ({line.Outcome})");
        }

        var result = await prices.ApplyAsync(actor, change);

        // end
        Assert.Equal(0, result.Changed);
    }

    [Fact]
    public async Task What_a_run_tells()
    {
        await using var desk = await Desk.OpenAsync();
        var mailed = await new Mail(desk).SendAsync();

        Assert.Equal(["Invoice INV-2026-0001"], mailed);
    }

    [Fact]
    public void A_context_of_the_host()
    {
        // begin: context
        var options = new JsonSerializerOptions();
        PsaJson.Configure(options);
        var context = new MyJsonContext(options);

        // end
        var record = new MyRecord([new(Money.Of(1m, Currency.EUR), new(2026, 3, 1))]);
        Assert.Equal(record, PsaJson.Read(JsonSerializer.Serialize(record, context.MyRecord), context.MyRecord));
        Assert.Equal(PsaErrors.MalformedJson, Assert.Throws<InvalidDataPsaException>(() => PsaJson.Read("""{"lines":[null]}""", context.MyRecord)).Code);
    }

    private sealed class MyTransactions
    {
        internal Npgsql.NpgsqlTransaction Current { get; } = null!;
    }

    private sealed class Mail(Desk desk) : Example(desk)
    {
        private readonly Desk _desk = desk;

        internal async Task<List<string>> SendAsync()
        {
            await AgreeAsync(new() { Text = "Managed workplace", Quantity = 10, UnitPrice = Euro(49.50m) });
            await BillAsync(new(2026, 3, 1));
            var (sent, lastSeen) = (new List<string>(), 0L);
            await using var session = await _desk.Of<IPsaStore>().OpenAsync(actor.Tenant);

            // begin: events
            await foreach (var item in session.Events.ReadAfterAsync(lastSeen, new() { Kind = EventKinds.BillingRunBatch }))
            {
                var batch = JsonSerializer.Deserialize<RunBatch>(item.Data, PsaJson.Options)!;
                if (batch.Phase != RunPhase.Issuing)
                {
                    continue;
                }

                foreach (var document in batch.Documents.AsEnumerable())
                {
                    await MailAsync(document.Kind, document.Id, document.Number!);
                }
            }

            // end
            return sent;

            Task MailAsync(InvoiceKind kind, Id<Invoice> document, string number)
            {
                Assert.False(document.IsEmpty);
                sent.Add($"{kind} {number}");
                return Task.CompletedTask;
            }
        }
    }
}

internal sealed record MyRecord(ValueList<MyLine> Lines);

internal sealed record MyLine(Money Amount, LocalDate On);

// begin: host
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(MyRecord))]
[JsonSerializable(typeof(MyLine))]        // what a ValueList<MyLine> holds has to be listed too
internal sealed partial class MyJsonContext : JsonSerializerContext;

// end
