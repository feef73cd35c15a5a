using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;
using Psa.Documents;
using Psa.Domain.Tests.SalesItems;
using Psa.Numbering;
using Psa.Runs;
using Psa.SalesItems;
using Psa.Sellers;
using Psa.Services;
using Psa.Storage;
using Psa.Testing;
using Psa.Usage;

namespace Psa.Domain.Tests.Services;

/// <summary>One customer with a contract of a fixed and a metered part, to which things are done through the services.</summary>
internal sealed class OfficePlay
{
    private static readonly LocalDate Start = new(2026, 1, 1);
    private static readonly LocalDate InvoiceDate = new(2027, 6, 30);
    private readonly AnOffice _office;
    private readonly BillingRunService _runs;
    private readonly Id<Customer> _customer;
    private readonly Id<Contract> _contract;

    private readonly Id<Customer> _head;

    private OfficePlay(AnOffice office, Id<Customer> customer, Id<Customer> head, Id<Contract> contract)
    {
        (_office, _customer, _head, _contract) = (office, customer, head, contract);
        _runs = new(new PureRunStore(office.Store), office.Clock, office.Ids, new TaxTableCalculator(), NullLogger<BillingRunService>.Instance);
    }

    public static async Task<OfficePlay> OpenAsync()
    {
        var office = await AnOffice.OpenAsync();
        var customer = await office.ABillableCustomerAsync();
        await office.Catalog.SaveTaxTableAsync(AnOffice.Ann, new()
        {
            Id = default,
            Tenant = AnOffice.Tenant,
            Entries = [TaxTableEntry.Taxed("S21", "VAT 21 %", new TaxRate(new(2000, 1, 1), Percent.Of(21)))],
            DefaultCode = "S21",
        });
        var product = await office.Catalog.SaveProductAsync(
            AnOffice.Ann,
            new() { Id = default, Tenant = AnOffice.Tenant, Number = "ST", Name = "Storage", Kind = ProductKind.ManagedService, Unit = "C62", ServiceCode = "storage" });
        await office.Catalog.SavePriceListAsync(AnOffice.Ann, new()
        {
            Id = default,
            Tenant = AnOffice.Tenant,
            Name = "All times",
            Currency = Currency.EUR,
            ValidFrom = new(2000, 1, 1),
            Items = [new(product.Id, "C62", [new(new(2000, 1, 1), UnitPrice.Of(0.37m, Currency.EUR))])],
        });
        foreach (var purpose in new[] { NumberPurpose.Invoice, NumberPurpose.CreditNote })
        {
            var series = await office.Numbering.CreateSeriesAsync(AnOffice.Ann, new() { BillingEntity = AnOffice.Entity, Purpose = purpose, Pattern = $"{purpose}-{{seq}}" });
            await office.Numbering.ConfirmAsync(AnOffice.Ann, series.Id);
        }

        var (contract, _) = await office.AnActiveContractAsync(customer, AnOffice.APart(3m, 10.01m), AnOffice.AMeteredPart());
        var entity = await office.InSessionAsync(session => session.Of<BillingEntity>().FindAsync(AnOffice.Entity).AsTask());
        await office.Catalog.SaveBillingEntityAsync(AnOffice.Ann, entity! with { MinimumInvoice = Money.Of(60m, Currency.EUR) });
        var head = await office.ABillableCustomerAsync("90001");
        return new(office, customer.Id, head.Id, contract.Id);
    }

    /// <summary>Does what a step says, if the rules allow it; tells whether they did.</summary>
    public async Task<bool> DoAsync(OfficeStep step)
    {
        try
        {
            return await DoItAsync(step, Start.PlusDays(step.Day));
        }
        catch (Exception refusal) when (refusal is RuleViolationException or ValidationFailedException)
        {
            return false; // what the rules refuse changes nothing
        }
    }

    public async Task<BillingRun> RunAsync(LocalDate through)
    {
        var run = await _runs.PlanAsync(AnOffice.Ann, new() { BillingEntity = AnOffice.Entity, Through = through, InvoiceDate = InvoiceDate, AllowFarDates = true });
        run = await _runs.CalculateAsync(AnOffice.Ann, run.Id);
        await foreach (var obstacle in _runs.ObstaclesAsync(AnOffice.Ann, run.Id))
        {
            Assert.True(obstacle.Code == ChargeErrors.BelowMinimum, $"{obstacle.Code}: {obstacle.Message}");
        }

        return await _runs.IssueAsync(AnOffice.Ann, run.Id);
    }

    /// <summary>Compares what is borne with what the final facts and decisions ask.</summary>
    public async Task CheckAsync(LocalDate through) => Bearing.Check(await ItemsAsync(), await AfreshAsync(through), await AfreshAsync(through.PlusYears(3)));

    /// <summary>What one run over the facts as they are bills.</summary>
    private Task<Dictionary<(Guid Source, LocalDate Slot, ChargeKind Charge), Money>> AfreshAsync(LocalDate through) => _office.InSessionAsync(async session =>
    {
        var only = IdRange<Customer>.Of(_customer);
        var usage = await session.Of<UsageRecord>().QueryAsync(UsageRecords.OfCustomers(only, LocalDate.MinIsoValue, LocalDate.MaxIsoValue)).ToListAsync();
        var facts = new CustomerFacts
        {
            Customer = (await session.Of<Customer>().FindAsync(_customer))!,
            Contracts = await session.Of<Contract>().QueryAsync(ContractRecords.OfCustomers(only)).ToListAsync(),
            Parts = await session.Of<ContractPart>().QueryAsync(ContractPartRecords.OfCustomers(only)).ToListAsync(),
            Usage = usage,
            Ledgers = usage.Count == 0 ? [] : [NeverBilled(usage[0])],
        };
        var context = new BillingContext(
            (await session.Of<BillingEntity>().FindAsync(AnOffice.Entity))!,
            await session.Of<Product>().QueryAsync(RecordType<Product>.All).ToListAsync(),
            (await session.Of<PriceList>().QueryAsync(RecordType<PriceList>.All).ToListAsync()).ToValueList(),
            await session.Of<TaxTable>().QueryAsync(RecordType<TaxTable>.All).FirstAsync())
        {
            Run = new(Guid.Parse("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4aaa")),
            Through = through,
            InvoiceDate = InvoiceDate,
        };
        return Bearing.ByPeriod(CustomerReconciliation.Bill(facts, facts.Customer, context).Items);
    });

    private static PartLedger NeverBilled(UsageRecord first)
    {
        var part = UncoveredUsage.PartId(AnOffice.Tenant, first.Customer, first.ServiceCode);
        return new() { Id = Ledgers.IdOf(part), Tenant = AnOffice.Tenant, Part = part, Customer = first.Customer, ServiceCode = first.ServiceCode, DirtyFrom = first.Date };
    }

    private Task<List<SalesItem>> ItemsAsync() => _office.InSessionAsync(async session =>
    {
        var items = new List<SalesItem>();
        foreach (var status in SalesItemStatus.All.ToArray())
        {
            foreach (var customer in new[] { _customer, _head })
            {
                items.AddRange(await session.Of<SalesItem>().QueryAsync(SalesItemRecords.OfCustomers(IdRange<Customer>.Of(customer), status, LocalDate.MaxIsoValue)).ToListAsync());
            }
        }

        return items;
    });

    private async Task<ContractPart> PartAsync(OfficeStep step)
    {
        var parts = await _office.Contracts.PartsOfAsync(AnOffice.Ann, _contract);
        return parts[step.Length % parts.Count];
    }

    private async Task<bool> DoItAsync(OfficeStep step, LocalDate date)
    {
        var (contracts, ann) = (_office.Contracts, AnOffice.Ann);
        LocalDate? last = step.Length > 50 ? null : date.PlusDays(step.Length);
        switch (step.Kind)
        {
            case OfficeStepKind.Run:
                await RunAsync(date);
                break;
            case OfficeStepKind.RollBack:
                await RollBackAsync(date);
                break;
            case OfficeStepKind.ChangeTerms:
                await contracts.ChangeTermsAsync(ann, (await PartAsync(step)).Id, new(date, step.Amount, UnitPrice.Of(step.Amount + 0.17m, Currency.EUR)));
                break;
            case OfficeStepKind.EndPart:
                await contracts.ChangePartDatesAsync(ann, (await PartAsync(step)).Id, null, step.Length > 50 ? null : date);
                break;
            case OfficeStepKind.Suspend:
                await contracts.SuspendAsync(ann, _contract, new(date, last));
                break;
            case OfficeStepKind.Resume:
                await contracts.ResumeAsync(ann, _contract, date);
                break;
            case OfficeStepKind.Terminate:
                await contracts.TerminateAsync(ann, _contract, new() { On = date, Reason = "moved" });
                break;
            case OfficeStepKind.Reinstate:
                await contracts.ReinstateAsync(ann, _contract);
                break;
            case OfficeStepKind.ChangeCycle:
                var cycle = step.Length % 2 == 0 ? BillingCycle.Quarterly : BillingCycle.Monthly.OnDay(10);
                await contracts.ChangeCycleAsync(ann, _contract, new(date, cycle, (BillingTiming)(step.Length % 3 % 2)));
                break;
            case OfficeStepKind.ChangeDates:
                await contracts.ChangeDatesAsync(ann, _contract, date, null);
                break;
            case OfficeStepKind.Scheme:
                await contracts.ChangePricingAsync(ann, (await PartAsync(step)).Id, step.Length % 2 == 0 ? PricingScheme.PerUnit : PricingScheme.Flat, date);
                break;
            case OfficeStepKind.Quantity or OfficeStepKind.Price or OfficeStepKind.Withdraw or OfficeStepKind.Proration or OfficeStepKind.Escalate:
                await AgreeAsync(step, date);
                break;
            case OfficeStepKind.Cancel or OfficeStepKind.Release or OfficeStepKind.Override or OfficeStepKind.Move or OfficeStepKind.Credit:
                return await DecideAsync(step);
            default:
                await DoOtherAsync(step, date, last);
                break;
        }

        return true;
    }

    private async Task AgreeAsync(OfficeStep step, LocalDate date)
    {
        var (contracts, ann, part) = (_office.Contracts, AnOffice.Ann, await PartAsync(step));
        switch (step.Kind)
        {
            case OfficeStepKind.Quantity:
                await contracts.ChangeQuantityAsync(ann, part.Id, step.Amount, date);
                break;
            case OfficeStepKind.Price:
                await contracts.ChangePriceAsync(ann, part.Id, UnitPrice.Of(step.Amount, Currency.EUR), date);
                break;
            case OfficeStepKind.Withdraw:
                await contracts.WithdrawTermsAsync(ann, part.Id, part.Terms[step.Length % part.Terms.Count].Id!.Value, "test");
                break;
            case OfficeStepKind.Proration:
                var policy = new ProrationPolicy { Basis = step.Length % 2 == 0 ? ProrationBasis.FullPeriod : default, EffectiveDay = (EffectiveDayRule)(step.Length % 3 % 2) };
                await contracts.ChangeCycleAsync(ann, _contract, new(date, Proration: policy));
                break;
            default:
                await contracts.ChangeEscalationsAsync(ann, _contract, [new(date, Percent.Of(step.Amount), 1 + (step.Length % 5))]);
                break;
        }
    }

    private async Task DoOtherAsync(OfficeStep step, LocalDate date, LocalDate? last)
    {
        var ann = AnOffice.Ann;
        switch (step.Kind)
        {
            case OfficeStepKind.Use:
                var reading = new UsageReading { SourceId = $"u{step.Length % 7}", Customer = _customer, ServiceCode = "storage", Date = date, Quantity = step.Amount, Unit = "GB" };
                await _office.Usage.ImportAsync(ann, new("vendor"), new[] { reading }.ToAsyncEnumerable());
                break;
            case OfficeStepKind.Trial:
                var customer = await _office.Customers.FindAsync(ann, _customer);
                await _office.Customers.UpdateAsync(ann, customer! with { TrialLastDay = last is null ? null : date });
                break;
            case OfficeStepKind.PartTrial:
                await _office.Contracts.UpdatePartAsync(ann, await PartAsync(step) with { TrialLastDay = last is null ? null : date });
                break;
            case OfficeStepKind.AddPart:
                var part = step.Length % 2 == 0 ? AnOffice.AMeteredPart() : AnOffice.APart(1m, 7.77m);
                await _office.Contracts.AddPartAsync(ann, _contract, part with { EffectiveFrom = date, LastDay = last });
                break;
            case OfficeStepKind.Payer:
                var paid = await _office.Customers.FindAsync(ann, _customer);
                await _office.Customers.UpdateAsync(ann, paid! with { Parent = _head, ConsolidateBilling = step.Length % 2 == 0 });
                break;
            default:
                throw new NotSupportedException($"{step.Kind}");
        }
    }

    private async Task<bool> DecideAsync(OfficeStep step)
    {
        var (ann, sales) = (AnOffice.Ann, _office.Items);
        var items = (await ItemsAsync()).FindAll(i => step.Kind switch
        {
            OfficeStepKind.Release => i is { Released: false } && (i.Status == SalesItemStatus.Canceled || i.Credited == i.Net),
            OfficeStepKind.Credit => i is { Released: false, Net.IsZero: false } && i.Status == SalesItemStatus.Invoiced,
            _ => i.IsEditable(),
        });
        if (items.Count == 0)
        {
            return false;
        }

        var item = items.OrderBy(i => i.Id).ElementAt((step.Day + 40 + step.Length) % items.Count);
        var net = Money.Round(step.Amount, Currency.EUR, Rounding.HalfUp);
        await (step.Kind switch
        {
            OfficeStepKind.Cancel => sales.CancelAsync(ann, item.Id, "test"),
            OfficeStepKind.Release => sales.ReleaseAsync(ann, item.Id),
            OfficeStepKind.Override => sales.OverrideAsync(ann, item.Id, item.Net.Sign < 0 ? -net : net, "goodwill"),
            OfficeStepKind.Move => sales.MoveAsync(ann, item.Id, item.Customer == _head ? _customer : _head),
            _ => CreditAsync(item, Money.FromMinorUnits(item.Net.MinorUnits * (1 + (step.Length % 4)) / 4, Currency.EUR)),
        });
        return true;
    }

    // as the credit notes of people will do it
    private Task<SalesItem> CreditAsync(SalesItem item, Money credited) => _office.InSessionAsync(async session =>
    {
        var stored = session.Of<SalesItem>().Update(item with { Credited = credited });
        if (await session.Of<PartLedger>().FindAsync(Ledgers.IdOf(new Id<ContractPart>(item.SourceId))) is { } ledger)
        {
            session.Of<PartLedger>().Update(ledger.Lower(item.PeriodStart!.Value));
        }

        await session.CommitAsync();
        return stored;
    });

    private async Task RollBackAsync(LocalDate through)
    {
        var run = await _runs.PlanAsync(AnOffice.Ann, new() { BillingEntity = AnOffice.Entity, Through = through, InvoiceDate = InvoiceDate, AllowFarDates = true });
        await _runs.CalculateAsync(AnOffice.Ann, run.Id);
        await _runs.RollBackAsync(AnOffice.Ann, run.Id);
    }
}
