using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Customers;
using Psa.Languages;
using Psa.Numbering;
using Psa.Sellers;
using Psa.Services;

namespace Psa.Architecture.Tests.Examples;

/// <summary>Where the examples of the pages are run: a seller, a customer, a day that stands still, and the paper that the documents go to.</summary>
internal sealed class Desk : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly List<string> _blocks = [];
    private readonly List<string> _text = [];

    private Desk(ServiceProvider services) => _services = services;

    internal Actor Actor { get; } = Actor.System(TenantId.Parse("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a59"));

    internal BillingEntity Acme { get; private set; } = null!;

    internal Customer Bart { get; private set; } = null!;

    internal BillingInformation Billing { get; } = new()
    {
        LegalName = "Bakery Bart NV",
        Email = "bart@example.com",
        Language = "en",
        Address = new() { City = "Ghent", Country = "BE" },
        Currency = Currency.EUR,
        TaxCode = "VAT21",
    };

    internal static async Task<Desk> OpenAsync(params ILanguage[] languages)
    {
        var registered = new ServiceCollection().AddPsa().UseInMemoryStore();
        registered.AddSingleton<IClock>(new Day());
        foreach (var language in languages)
        {
            registered.AddSingleton(language);
        }

        var desk = new Desk(registered.BuildServiceProvider());
        await desk.SetUpAsync();
        return desk;
    }

    internal T Of<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Adds a line of plain text.</summary>
    internal void Write(string text) => _text.Add(text);

    /// <summary>Adds a block of Markdown.</summary>
    internal void Add(string block)
    {
        EndText();
        _blocks.Add(block.Trim('\n'));
    }

    internal string Read()
    {
        EndText();
        return string.Join("\n\n", _blocks);
    }

    internal void Clear()
    {
        _text.Clear();
        _blocks.Clear();
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private void EndText()
    {
        if (_text.Count > 0)
        {
            _blocks.Add($"```text\n{string.Join('\n', _text)}\n```");
            _text.Clear();
        }
    }

    private async Task SetUpAsync()
    {
        var catalog = Of<CatalogService>();
        await catalog.SaveTaxTableAsync(Actor, new()
        {
            Id = default,
            Tenant = Actor.Tenant,
            Entries = [TaxTableEntry.Taxed("VAT21", "VAT 21 %", new TaxRate(new(2021, 1, 1), Percent.Of(21)))],
        });
        Acme = await catalog.SaveBillingEntityAsync(Actor, new()
        {
            Id = default,
            Tenant = Actor.Tenant,
            Code = "ACME",
            IsDefault = true,
            LegalName = "Acme IT BV",
            VatNumber = "BE0123456749",
            Address = new() { City = "Ghent", Country = "BE" },
            Currency = Currency.EUR,
        });
        foreach (var (purpose, pattern) in new[] { (NumberPurpose.Invoice, "INV-{yyyy}-{seq:0000}"), (NumberPurpose.CreditNote, "CN-{yyyy}-{seq:0000}") })
        {
            var series = await Of<NumberingService>().CreateSeriesAsync(Actor, new() { BillingEntity = Acme.Id, Purpose = purpose, Pattern = pattern });
            await Of<NumberingService>().ConfirmAsync(Actor, series.Id);
        }

        Bart = await Of<CustomerService>().CreateAsync(Actor, new() { Number = "10001", Name = "Bakery Bart", BillingInformation = Billing });
    }

    /// <summary>The morning of 1 April 2026, a second later each time that somebody looks.</summary>
    private sealed class Day : IClock
    {
        private Instant _now = Instant.FromUtc(2026, 4, 1, 8, 0);

        public Instant GetCurrentInstant() => _now += Duration.FromSeconds(1);
    }
}
