using NodaTime;
using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;
using Psa.Documents;
using Psa.Invoices;
using Psa.SalesItems;
using Psa.Sellers;
using Psa.Usage;

namespace Psa.Domain.Tests.SalesItems;

/// <summary>One part and all that happens to it, kept as a store would: facts, ledger, items.</summary>
internal sealed class Book
{
    public static readonly TenantId Tenant = new(new Guid("11111111-1111-1111-1111-111111111111"));
    public static readonly LocalDate Start = new(2024, 1, 1);
    private static readonly Id<BillingEntity> Entity = new(new Guid("22222222-2222-2222-2222-222222222222"));
    private int _runs;
    private int _invoices;

    public Book(Contract contract, ContractPart part)
    {
        Contract = contract;
        Part = part;
    }

    public Contract Contract { get; private set; }

    public ContractPart Part { get; private set; }

    public PartLedger? Ledger { get; private set; }

    public List<SalesItem> Items { get; } = [];

    public SortedDictionary<string, UsageRecord> Usage { get; } = new(StringComparer.Ordinal);

    public LocalDate? Highest { get; private set; }

    public static Contract AContract(BillingCycle cycle, BillingTiming timing, ProrationPolicy policy) => new()
    {
        Id = new(new Guid("33333333-3333-3333-3333-333333333333")),
        Tenant = Tenant,
        Number = "C-1",
        Name = "Contract",
        Customer = new(new Guid("44444444-4444-4444-4444-444444444444")),
        BillingEntity = Entity,
        Currency = Currency.EUR,
        Status = ContractStatus.Active,
        EffectiveFrom = Start,
        Cycles = [new(Start, cycle, timing, policy)],
    };

    public static ContractPart APart(Contract contract, QuantitySource source, PricingScheme pricing, decimal quantity, decimal price) => new()
    {
        Id = new(new Guid("55555555-5555-5555-5555-555555555555")),
        Tenant = Tenant,
        Contract = contract.Id,
        Customer = contract.Customer,
        Text = "Service",
        QuantitySource = source,
        Terms = [new(contract.EffectiveFrom, quantity, UnitPrice.Of(price, Currency.EUR), Pricing: pricing)],
    };

    public static BillingContext Context(LocalDate through, int run = 0, params ReadOnlySpan<PriceList> lists) => new(
        new() { Id = Entity, Tenant = Tenant, Code = "A", LegalName = "Seller", Address = new() { City = "Graz", Country = "AT" }, Currency = Currency.EUR, IsDefault = true },
        [AProduct],
        ValueList.Create(lists),
        new() { Id = new(Guid.Empty), Tenant = Tenant, Entries = [], DefaultCode = null })
    {
        Run = new(new Guid(run + 1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 9])),
        Through = through,
        InvoiceDate = through,
    };

    public static Product AProduct { get; } = new()
    {
        Id = new(new Guid("66666666-6666-6666-6666-666666666666")),
        Tenant = Tenant,
        Number = "P",
        Name = "Product",
        Kind = default,
        Unit = "C62",
    };

    public void Change(LocalDate date, Func<Contract, Contract>? contract = null, Func<ContractPart, ContractPart>? part = null)
    {
        var before = Contract;
        Contract = contract?.Invoke(Contract) ?? Contract;
        Part = part?.Invoke(Part) ?? Part;
        var (old, now) = (BillingSlots.StartOf(before, date), BillingSlots.StartOf(Contract, date));
        Dirty(old < now ? old : now);
    }

    /// <summary>Tells another fact, if the rules allow it, and lowers the ledger as services do.</summary>
    public void Tell(Func<Contract, Contract>? contract = null, Func<ContractPart, ContractPart>? part = null)
    {
        try
        {
            var (agreed, told) = (contract?.Invoke(Contract) ?? Contract, part?.Invoke(Part) ?? Part);
            if (!agreed.Validate(told).IsEmpty)
            {
                return;
            }

            var changed = OpenDates.Earlier(ContractChanges.FirstChangedDay(Contract, agreed), ContractChanges.FirstChangedDay(Part, told, agreed));
            if (changed is { } day && Ledger is { } ledger)
            {
                Ledger = ledger.Lower(Ledgers.DirtyDate(Contract, agreed, day));
            }

            (Contract, Part) = (agreed, told);
        }
        catch (RuleViolationException)
        {
            // what the rules refuse doesn't happen
        }
    }

    public void Dirty(LocalDate date)
    {
        if (Ledger is { Through: not null } ledger)
        {
            Ledger = ledger with { DirtyFrom = ledger.DirtyFrom < date ? ledger.DirtyFrom : date };
        }
    }

    public PartResult Run(LocalDate through, params ReadOnlySpan<PriceList> lists)
    {
        var result = PartBilling.Bill(Facts(), Context(through, _runs++, lists));
        foreach (var item in result.Items)
        {
            Assert.False(Items.Exists(i => i.Id == item.Id), $"the id of {item.PeriodStart:R} {item.Charge} #{item.Ordinal} exists");
            Items.Add(item);
        }

        if (result.Ledger is { } next)
        {
            Ledger = next with { Version = next.Version + 1 };
        }

        // what is in the way of one period keeps no other from being billed
        Highest = result.Obstacles.Any(static obstacle => obstacle.Group.Length == 0) || Highest > through ? Highest : through;
        return result;
    }

    /// <summary>Puts all that waits on issued documents, with the tax of the day; with that of odd days prices are freed of 21 %.</summary>
    public void Issue(int rate)
    {
        var invoice = new Id<Invoice>(new Guid(_invoices++, 0, 0, [0, 0, 0, 0, 0, 0, 0, 7]));
        var tax = new LineTax(new("T", TaxCategory.Standard, Percent.Of(5 + rate)), Start, PriceMode.TaxExclusive);
        for (var i = 0; i < Items.Count; i++)
        {
            if (Items[i].Status == SalesItemStatus.Pending)
            {
                Items[i] = Items[i] with { Status = SalesItemStatus.Invoiced, Invoice = invoice, Payer = Items[i].Payer ?? Items[i].Customer, Lines = [.. Items[i].Lines.Select(l => l with { Tax = l.Tax ?? Freed(Items[i], l) })] };
            }
        }

        LineTax Freed(SalesItem item, DocumentLine line) =>
            rate % 2 == 0 || item.Override is not null ? tax : tax with { Freed = new(Percent.Of(21m), line.Amount.Scale(100, 121, Rounding.HalfUp)) };
    }

    /// <summary>Withdraws what a run made that isn't issued, but for what a user canceled.</summary>
    public void RollBack(SalesItem made)
    {
        if (Items.Exists(i => i.Run == made.Run && i.Status == SalesItemStatus.Invoiced))
        {
            return;
        }

        for (var i = 0; i < Items.Count; i++)
        {
            if (Items[i].Run == made.Run && Items[i] is { Released: false } && Items[i].Status != SalesItemStatus.Canceled)
            {
                Items[i] = Items[i].Withdraw("rolled back");
                Dirty(Items[i].PeriodStart!.Value);
            }
        }
    }

    /// <summary>Decides on an item, as a service does: on a period that has other items it is looked at again.</summary>
    public void Decide(int index, Func<SalesItem, IReadOnlyList<SalesItem>, SalesItem> decide)
    {
        var others = OthersOf(Items[index]);
        Items[index] = decide(Items[index], others);
        if (others.Count > 0 || Items[index].Released)
        {
            Dirty(Items[index].PeriodStart!.Value);
        }
    }

    /// <summary>Something that differs once anything changed.</summary>
    public (Contract, ContractPart, PartLedger?, int Usage, int Items) Mark() =>
        (Contract, Part, Ledger, Usage.Values.Aggregate(0, static (hash, u) => HashCode.Combine(hash, u)), Items.Aggregate(0, static (hash, i) => HashCode.Combine(hash, i.Status, i.Net, i.Credited, i.Released, i.Customer)));

    public List<SalesItem> OthersOf(SalesItem item) => Items.FindAll(i => i.PeriodStart == item.PeriodStart && i.Charge == item.Charge && i.Id != item.Id);

    public PartFacts Facts()
    {
        var facts = new PartFacts
        {
            Contract = Contract,
            Part = Part,
            Product = AProduct,
            Usage = [.. Usage.Values.OrderBy(u => u.Date)],
            Ledger = Ledger,
        };
        var (from, needsHistory) = PartBilling.FirstSlot(facts);
        return needsHistory ? facts with { History = [.. Items.Where(i => i.PeriodStart >= from)] } : facts;
    }

    /// <summary>What counts as billed, by period; what sums to nothing is left out.</summary>
    public Dictionary<(Guid Source, LocalDate Slot, ChargeKind Charge), Money> Billed() => Bearing.Periods(Items.Where(i => !i.Released))
        .Select(p => (p.Key, Sum: Bearing.Sum(p.Select(i => i.Computed), Currency.EUR)))
        .Where(p => !p.Sum.IsZero)
        .ToDictionary(p => p.Key, p => p.Sum);

    /// <summary>What one run over the final facts bills through a day.</summary>
    public Dictionary<(Guid Source, LocalDate Slot, ChargeKind Charge), Money> Expected(LocalDate through)
    {
        var fresh = new Book(Contract, Part);
        foreach (var (key, record) in Usage)
        {
            fresh.Usage.Add(key, record);
        }

        fresh.Run(through);
        return Bearing.ByPeriod(fresh.Items);
    }

    public void Use(string source, LocalDate date, decimal quantity, decimal cost, string unit = "GB", string counter = "", int hour = 0)
    {
        if (Usage.TryGetValue(source, out var before))
        {
            DirtyByUsage(before.Date);
        }

        Usage[source] = new()
        {
            Id = DerivedId.Create<UsageRecord>(Tenant, source),
            Tenant = Tenant,
            SourceCode = "vendor",
            SourceId = source,
            Customer = Contract.Customer,
            ServiceCode = "svc",
            Counter = counter,
            Start = date.At(new(hour, 0)).InUtc().ToInstant(),
            Date = date,
            Quantity = quantity,
            Unit = unit,
            Cost = ExactAmount.Of(cost, Currency.EUR),
        };
        DirtyByUsage(date);
    }

    private void DirtyByUsage(LocalDate date)
    {
        if (date <= Ledger?.Through)
        {
            Dirty(BillingSlots.StartOf(Contract, date));
        }
    }
}
