using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;
using Psa.Documents;
using Psa.Invoices;
using Psa.Runs;
using Psa.SalesItems;
using Psa.Sellers;
using Psa.Usage;

namespace Psa.Conformance.Tests;

/// <summary>
/// A customer as a store would hold it: what was agreed, used and billed. Only the library's run bills it. With documents its items are drafted on them;
/// without, its billing information is missing, so they wait as drafts.
/// </summary>
internal sealed class Account(Currency currency, Rounding rounding = Rounding.HalfUp, TaxRounding taxRounding = TaxRounding.PerGroup, bool withDocuments = false)
{
    private static readonly TenantId Tenant = new(new Guid("11111111-1111-1111-1111-111111111111"));
    private static readonly Id<BillingEntity> Entity = new(new Guid("22222222-2222-2222-2222-222222222222"));
    private static readonly Id<Customer> Payer = new(new Guid("44444444-4444-4444-4444-444444444444"));
    private static readonly LocalDate Early = new(2000, 1, 1);

    private readonly List<Contract> _contracts = [];
    private readonly List<ContractPart> _parts = [];
    private readonly List<UsageRecord> _usage = [];
    private readonly List<TaxTableEntry> _taxes = [TaxTableEntry.Untaxed("0", "No tax", TaxCategory.ZeroRated)];
    private readonly Dictionary<Id<ContractPart>, List<SalesItem>> _billed = [];
    private readonly Dictionary<Id<ContractPart>, PartLedger> _ledgers = [];
    private readonly Dictionary<Id<ContractPart>, LocalDate> _billedElsewhere = [];

    public Id<ContractPart> Add(Agreement agreement)
    {
        var number = _parts.Count + 1;
        var contract = new Contract
        {
            Id = new(IdOf(0x33, number)),
            Tenant = Tenant,
            Number = FormattableString.Invariant($"C-{number}"),
            Name = "Contract",
            Customer = Payer,
            BillingEntity = Entity,
            Currency = currency,
            Status = ContractStatus.Active,
            EffectiveFrom = agreement.Start,
            Cycles = [new(agreement.Start, agreement.Cycle, agreement.Timing, agreement.Proration)],
            Suspensions = agreement.IsWithdrawn ? [new(agreement.Start)] : [],
        };
        var part = new ContractPart
        {
            Id = new(IdOf(0x55, number)),
            Tenant = Tenant,
            Contract = contract.Id,
            Customer = Payer,
            Text = FormattableString.Invariant($"Service {number:D4}"),
            Kind = agreement.Kind,
            EffectiveFrom = agreement.From,
            LastDay = agreement.LastDay,
            TrialLastDay = agreement.TrialLastDay,
            QuantitySource = agreement.Source,
            TaxCode = agreement.TaxCode ?? "0",
            Terms = agreement.Terms,
        };
        _contracts.Add(contract);
        _parts.Add(part);
        return part.Id;
    }

    /// <summary>Adds what is billed once on a day: a line of its own.</summary>
    public void AddOnce(LocalDate day, decimal quantity, UnitPrice price, string? taxCode = null) => Add(new(BillingCycle.Monthly, day)
    {
        Kind = PartKind.OneOff,
        Terms = [new(day, quantity, price, Pricing: PricingScheme.PerUnit)],
        TaxCode = taxCode,
    });

    /// <summary>Adds an amount that is billed once; a price is never negative, the quantity is.</summary>
    public void AddOnce(LocalDate day, Money amount, string? taxCode = null) =>
        AddOnce(day, amount.Sign < 0 ? -1m : 1m, UnitPrice.Of(amount.Abs().Amount, amount.Currency), taxCode);

    /// <summary>Makes a tax of a rate, and gives its code.</summary>
    public string Tax(Percent rate)
    {
        var code = rate.ToString();
        if (!_taxes.Exists(entry => entry.Code == code))
        {
            _taxes.Add(TaxTableEntry.Taxed(code, code, new TaxRate(Early, rate)));
        }

        return code;
    }

    public void Use(Id<ContractPart> part, LocalDate date, decimal quantity, string unit = "C62", string counter = "")
    {
        _usage.Add(new()
        {
            Id = new(IdOf(0x77, _usage.Count + 1)),
            Tenant = Tenant,
            SourceCode = "case",
            SourceId = FormattableString.Invariant($"{_usage.Count + 1:D4}"),
            Customer = Payer,
            ServiceCode = _parts.Single(one => one.Id == part).QuantitySource.ServiceCode!,
            Counter = counter,
            Start = date.AtMidnight().InUtc().ToInstant(),
            Date = date,
            Quantity = quantity,
            Unit = unit,
        });

        Touch(part, date);
    }

    /// <summary>Changes what was agreed.</summary>
    public void Change(Id<ContractPart> part, PartTerms terms)
    {
        var index = _parts.FindIndex(one => one.Id == part);
        _parts[index] = _parts[index] with { Terms = [.. _parts[index].Terms, terms] };
        Touch(part, terms.EffectiveFrom);
    }

    /// <summary>States what another system billed of a part for a period that is stored under a day.</summary>
    public void WasBilled(Id<ContractPart> part, LocalDate slot, DatePeriod period, Money amount)
    {
        var items = ItemsOf(part);
        items.Add(new()
        {
            Id = new(IdOf(0x88, _billed.Values.Sum(list => list.Count) + 1)),
            Tenant = Tenant,
            Customer = Payer,
            BillingEntity = Entity,
            Currency = amount.Currency,
            Source = SalesItemSource.ContractPart,
            SourceId = part.Value,
            Contract = _parts.Single(one => one.Id == part).Contract,
            PeriodStart = slot,
            Ordinal = items.Count,
            Period = period,
            BillingDate = period.Start,
            Status = SalesItemStatus.Invoiced,
            Lines = [],
            TotalBeforeDiscount = amount,
            Computed = amount,
            Net = amount,
        });
        _billedElsewhere[part] = _billedElsewhere.TryGetValue(part, out var first) && first < slot ? first : slot;
    }

    /// <summary>What a run bills.</summary>
    /// <exception cref="RuleViolationException">The run reports an obstacle.</exception>
    public PayerBilling Bill(LocalDate through)
    {
        var customer = new Customer
        {
            Id = Payer,
            Tenant = Tenant,
            Number = "1",
            Name = "Customer",
            Payer = Payer,
            BillingInformation = withDocuments
                ? new() { LegalName = "Customer", Email = "a@example.org", Language = "en", Address = new() { City = "Graz", Country = "AT" }, Currency = currency, TaxCode = "0" }
                : null,
        };
        var facts = new CustomerFacts
        {
            Customer = customer,
            Contracts = _contracts,
            Parts = _parts,
            Usage = [.. _usage.OrderBy(record => record.Date)],
            Ledgers = [.. _ledgers.Values, .. _billedElsewhere.Select(pair => Ledger(pair.Key, pair.Value, through))],
            History = _billed.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<SalesItem>)pair.Value),
        };
        var billing = PayerRun.BillAsync(new() { Payer = customer, Customers = [facts] }, Context(through), Taxes.Calculator).AsTask().GetAwaiter().GetResult();

        // without documents the items wait for who is billed, and nothing else may be in their way
        var obstacle = billing.Obstacles.FirstOrDefault(one => withDocuments || one.Reason != ObstacleReason.BillingInformationMissing);
        return obstacle is null ? billing : throw new RuleViolationException(obstacle.Code, obstacle.Message);
    }

    /// <summary>Bills, and keeps it as billed: the next run bills what differs.</summary>
    public PayerBilling BillAndKeep(LocalDate through)
    {
        var billing = Bill(through);
        foreach (var item in billing.Items)
        {
            ItemsOf(new(item.SourceId)).Add(item with { Status = SalesItemStatus.Invoiced });
        }

        foreach (var ledger in billing.Ledgers)
        {
            _ledgers[ledger.Part] = ledger;
        }

        return billing;
    }

    /// <summary>The one document of what a run bills.</summary>
    public Invoice Document(LocalDate through) => Bill(through).Invoices.Single();

    /// <summary>An amount of a document as the other systems write it: what a credit note gives back is below zero.</summary>
    public static Money Signed(Invoice document, Money amount) => document.Kind == InvoiceKind.CreditNote ? -amount : amount;

    private static Guid IdOf(int kind, int number) => new(kind, 0, 0, 0, 0, 0, 0, 0, 0, (byte)(number >> 8), (byte)number);

    private static PartLedger Ledger(Id<ContractPart> part, LocalDate from, LocalDate through) => new()
    {
        Id = new(part.Value),
        Tenant = Tenant,
        Part = part,
        Customer = Payer,
        Through = through,
        DirtyFrom = from,
    };

    // who changes a fact marks from where what was billed must be looked at again
    private void Touch(Id<ContractPart> part, LocalDate date)
    {
        if (_ledgers.TryGetValue(part, out var ledger))
        {
            _ledgers[part] = ledger with { DirtyFrom = ledger.DirtyFrom is { } dirty && dirty < date ? dirty : date };
        }
    }

    private List<SalesItem> ItemsOf(Id<ContractPart> part) => _billed.TryGetValue(part, out var items) ? items : _billed[part] = [];

    private BillingContext Context(LocalDate through) => new(
        new()
        {
            Id = Entity,
            Tenant = Tenant,
            Code = "A",
            LegalName = "Seller",
            Address = new() { City = "Graz", Country = "AT" },
            Currency = currency,
            Rounding = rounding,
            TaxRounding = taxRounding,
            IsDefault = true,
        },
        [],
        [],
        new() { Id = new(IdOf(0x99, 1)), Tenant = Tenant, Entries = [.. _taxes] })
    {
        Run = new(new Guid("66666666-6666-6666-6666-666666666666")),
        Through = through,
        InvoiceDate = through,
    };

    /// <summary>The tax calculator that hosts get.</summary>
    private static class Taxes
    {
        public static ITaxCalculator Calculator { get; } = (ITaxCalculator)new ServiceCollection().AddPsa().BuildServiceProvider().GetService(typeof(ITaxCalculator))!;
    }
}
