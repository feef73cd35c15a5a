using NodaTime;
using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;
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
        if (result.Obstacle is null)
        {
            foreach (var item in result.Items)
            {
                Assert.False(Items.Exists(i => i.Id == item.Id), $"the id of {item.PeriodStart:R} {item.Charge} #{item.Ordinal} exists");
                Items.Add(item);
            }

            Ledger = result.Ledger is { } next ? next with { Version = next.Version + 1 } : Ledger;
            Highest = Highest > through ? Highest : through;
        }

        return result;
    }

    public void RollBack(SalesItem made)
    {
        for (var i = 0; i < Items.Count; i++)
        {
            if (Items[i].Run == made.Run && Items[i] is { Released: false, Override: null } && Items[i].Status != SalesItemStatus.Canceled)
            {
                Items[i] = Items[i] with { Status = SalesItemStatus.Canceled, Released = true };
                Dirty(Items[i].PeriodStart!.Value);
            }
        }
    }

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

    /// <summary>What counts as billed, by slot and charge.</summary>
    public SortedDictionary<(LocalDate, ChargeKind), long> Billed()
    {
        var billed = new SortedDictionary<(LocalDate, ChargeKind), long>();
        foreach (var item in Items.Where(i => !i.Released))
        {
            var key = (item.PeriodStart!.Value, item.Charge);
            billed[key] = billed.GetValueOrDefault(key) + item.Computed.MinorUnits;
            if (billed[key] == 0)
            {
                billed.Remove(key);
            }
        }

        return billed;
    }

    /// <summary>What one run over the final facts bills.</summary>
    public SortedDictionary<(LocalDate, ChargeKind), long> Afresh()
    {
        var fresh = new Book(Contract, Part);
        foreach (var (key, record) in Usage)
        {
            fresh.Usage.Add(key, record);
        }

        fresh.Run(Highest!.Value);
        return fresh.Billed();
    }

    public void Use(string source, LocalDate date, decimal quantity, decimal cost, string unit = "GB")
    {
        if (Usage.TryGetValue(source, out var before))
        {
            DirtyByUsage(before.Date);
        }

        Usage[source] = new()
        {
            Id = DerivedId.Create<UsageRecord>(Tenant, source),
            Tenant = Tenant,
            SourceId = source,
            Customer = Contract.Customer,
            ServiceCode = "svc",
            Date = date,
            Quantity = quantity,
            Unit = unit,
            Cost = UnitPrice.Of(cost, Currency.EUR),
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
