namespace Psa.Samples.BillingRun.Worlds;

/// <summary>Writes the facts of one customer into a batch, with the defaults that a sample may take for granted.</summary>
public sealed class FactsWriter
{
    private readonly WorldIds _ids;
    private readonly WorldBatch _batch;
    private readonly long _place;
    private int _contracts;
    private int _parts;
    private int _readings;
    private int _billed;

    /// <summary>Adds a customer; without a city billing information is incomplete, without a country there is none.</summary>
    public FactsWriter(WorldIds ids, WorldBatch batch, long place, Customer customer)
    {
        (_ids, _batch, _place, Customer) = (ids, batch, place, customer);
        batch.Customers.Add(customer);
    }

    public Customer Customer { get; }

    /// <summary>Makes complete billing information.</summary>
    public static BillingInformation Complete(string name, Currency currency, string taxCode, string city = "Hamburg", string country = "DE") => new()
    {
        LegalName = name,
        Email = "invoices@customer.example",
        Language = "en",
        Currency = currency,
        TaxCode = taxCode,
        Address = new() { Street = "Hauptstraße", Number = "1", Postcode = "10000", City = city, Country = country },
        PaymentTerms = PaymentTerms.DueIn(14),
    };

    /// <summary>Adds an active contract with one cycle.</summary>
    public Contract Contract(Currency currency, LocalDate from, BillingCycle cycle, BillingTiming timing, Func<Contract, Contract>? change = null)
    {
        var contract = new Contract
        {
            Id = _ids.Of<Contract>(_place, _contracts),
            Tenant = WorldIds.Tenant,
            Number = $"{Customer.Number}-{(char)('A' + _contracts)}",
            Name = Customer.Name,
            Customer = Customer.Id,
            BillingEntity = _ids.Of<BillingEntity>(0),
            Currency = currency,
            Status = ContractStatus.Active,
            EffectiveFrom = from,
            Cycles = [new(from, cycle, timing, ProrationPolicy.Default)],
        };
        _contracts++;
        contract = change?.Invoke(contract) ?? contract;
        _batch.Contracts.Add(contract);
        return contract;
    }

    /// <summary>Adds a part; its first terms start with the contract.</summary>
    public ContractPart Part(Contract contract, string text, decimal quantity, decimal? price, Func<ContractPart, ContractPart>? change = null)
    {
        var part = new ContractPart
        {
            Id = _ids.Of<ContractPart>(_place, _parts++),
            Tenant = WorldIds.Tenant,
            Contract = contract.Id,
            Customer = Customer.Id,
            Text = text,
            Terms = [new(contract.EffectiveFrom, quantity, price is { } amount ? UnitPrice.Of(amount, contract.Currency) : null, Pricing: PricingScheme.PerUnit)],
        };
        part = change?.Invoke(part) ?? part;
        _batch.Parts.Add(part);
        return part;
    }

    /// <summary>Adds what a vendor's counter reported on a day, or at a time of it.</summary>
    public void Used(string serviceCode, LocalDate date, decimal quantity, string unit, UnitPrice? cost = null, string counter = "", LocalTime time = default)
    {
        var id = _ids.Of<UsageRecord>(_place, _readings++);
        _batch.Usage.Add(new()
        {
            Id = id,
            Tenant = WorldIds.Tenant,
            SourceCode = "sample",
            SourceId = FormattableString.Invariant($"{Customer.Number}:{_readings}"),
            Customer = Customer.Id,
            ServiceCode = serviceCode,
            Counter = counter,
            Start = date.At(time).InUtc().ToInstant(),
            Date = date,
            Quantity = quantity,
            Unit = unit,
            Cost = cost?.Times(1m),
        });
    }

    /// <summary>Adds what a vendor delivered: all that a scope holds for a period.</summary>
    public void Delivered(string scope, DatePeriod period, LocalDate deliveredOn, string serviceCode, Currency currency, ReadOnlySpan<(int Day, decimal Cost)> rows)
    {
        var readings = new List<UsageReading>();
        foreach (var (day, cost) in rows)
        {
            readings.Add(new()
            {
                Line = readings.Count + 1,
                Customer = Customer.Id,
                ServiceCode = serviceCode,
                Date = period.Start.PlusDays(day - 1),
                Quantity = 1m,
                Unit = "Hours",
                Cost = cost,
                CostCurrency = currency.Code,
            });
        }

        _batch.Deliveries.Add(new(new() { SourceCode = "sample", Scope = scope, Period = period, DeliveredAt = deliveredOn.AtMidnight().InUtc().ToInstant() }, readings));
    }

    /// <summary>Adds what a vendor's counter reported for a service that no contract has: as an import does, it notes that the customer uses the service.</summary>
    public void UsedWithoutContract(string serviceCode, LocalDate date, decimal quantity, string unit)
    {
        Used(serviceCode, date, quantity, unit);
        var part = UncoveredUsage.PartId(WorldIds.Tenant, Customer.Id, serviceCode);
        if (!_batch.Ledgers.Exists(ledger => ledger.Part == part))
        {
            _batch.Ledgers.Add(new() { Id = new(part.Value), Tenant = WorldIds.Tenant, Part = part, Customer = Customer.Id, ServiceCode = serviceCode, DirtyFrom = date });
        }
    }

    /// <summary>Adds what an earlier system billed for a period, and from which day on the facts changed since.</summary>
    public void Billed(Contract contract, ContractPart part, DatePeriod period, Money amount, LocalDate dirtyFrom)
    {
        _batch.Billed.Add(new()
        {
            Id = _ids.Of<SalesItem>(_place, _billed++),
            Tenant = WorldIds.Tenant,
            Customer = Customer.Id,
            BillingEntity = contract.BillingEntity,
            Currency = amount.Currency,
            Source = SalesItemSource.ContractPart,
            SourceId = part.Id.Value,
            Contract = contract.Id,
            PeriodStart = period.Start,
            Period = period,
            BillingDate = period.Start,
            Status = SalesItemStatus.Invoiced,
            Lines = [new() { Text = part.Text, Quantity = 1m, UnitPrice = UnitPrice.Of(amount.Amount, amount.Currency), Period = period, Amount = amount }],
            TotalBeforeDiscount = amount,
            Computed = amount,
            Net = amount,
        });
        _batch.Ledgers.Add(new()
        {
            Id = new(part.Id.Value),
            Tenant = WorldIds.Tenant,
            Part = part.Id,
            Customer = Customer.Id,
            Through = period.LastDay,
            DirtyFrom = dirtyFrom,
        });
    }
}
