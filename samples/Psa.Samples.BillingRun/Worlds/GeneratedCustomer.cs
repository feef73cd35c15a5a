namespace Psa.Samples.BillingRun.Worlds;

/// <summary>One generated customer: what the dice say, written as facts.</summary>
internal sealed class GeneratedCustomer(WorldIds ids, WorldBatch batch, int place, Dice dice)
{
    private static readonly LocalDate March = new(2026, 3, 1);

    private static readonly PricingScheme Tiers = PricingScheme.Graduated(PriceTiers.None.UpTo(100m, 0.0875m).UpTo(1000m, 0.0613m, flatFee: 1.5m).Beyond(0.0412m));

    private Dice _dice = dice;
    private FactsWriter? _facts;
    private Currency _currency;

    internal void Write()
    {
        _currency = _dice.From(0, 99) switch { < 70 => Currency.EUR, < 80 => Currency.USD, < 88 => Currency.CHF, < 94 => Currency.GBP, < 98 => Currency.JPY, _ => Currency.KWD };
        _facts = new(ids, batch, place, Customer());
        var started = _dice.InThousand(150) ? new LocalDate(2026, 3, _dice.From(1, 28)) : new LocalDate(2023, 1, 1).PlusDays(_dice.From(0, 1100));
        WriteFixed(started);
        WriteQuarterly(started);
        WriteMetered(started);
        if (_dice.InThousand(20))
        {
            _facts.UsedWithoutContract(GeneratedWorld.StorageService, March.PlusDays(_dice.From(0, 30)), _dice.Amount(1, 90_000_000, 6), "GB");
        }
    }

    private Customer Customer()
    {
        var name = FormattableString.Invariant($"Customer {place:000000}");
        var customer = new Customer
        {
            Id = ids.Of<Customer>(place),
            Tenant = WorldIds.Tenant,
            Payer = ids.Of<Customer>(place),
            Number = FormattableString.Invariant($"G-{place:000000}"),
            Name = name,
            TrialLastDay = _dice.InThousand(30) ? March.PlusDays(_dice.From(-5, 40)) : null,
            BillingInformation = FactsWriter.Complete(name, _currency, _currency == Currency.EUR ? Seller.Domestic : Seller.Export),
        };
        return _dice.From(0, 99) switch
        {
            < 3 => customer with { BillingInformation = null },
            < 5 => customer with { BillingInformation = customer.BillingInformation with { Email = null } },
            _ => customer,
        };
    }

    // billed by calendar month in advance: a fixed service whose quantity or price may change in mid-month, and a licence at catalog price
    private void WriteFixed(LocalDate started)
    {
        Termination? termination = _dice.InThousand(40) ? new(March.PlusDays(_dice.From(0, 29)), "left") : null;
        var contract = _facts!.Contract(_currency, started, BillingCycle.Monthly.OnDay(1), BillingTiming.InAdvance, one => termination is null || termination.LastDay < started
            ? one
            : one with { Status = ContractStatus.Terminated, Termination = termination });
        var (quantity, price) = (_dice.From(1, 50), Price(500, 9000));
        var terms = ValueList.Create([new PartTerms(started, quantity, price, Pricing: PricingScheme.PerUnit)]);
        if (_dice.InThousand(300))
        {
            terms = terms.Add(new(Later(started, March.PlusDays(_dice.From(0, 30))), _dice.From(1, 50)));
        }

        if (_dice.InThousand(50))
        {
            terms = terms.Add(new(terms[^1].EffectiveFrom, UnitPrice: Price(500, 9000), Note: "agreed later"));
        }

        _facts.Part(contract, "Managed workstation", quantity, null, part => part with { Terms = terms, BillFrom = March });
        var product = _dice.From(1, 50) == 1 ? 3 : _dice.From(1, 2);
        _facts.Part(contract, "Licence", _dice.From(1, 30), null, part => part with
        {
            Product = ids.Of<Product>(product),
            PriceBehaviour = PriceBehaviour.UseCurrent,
            BillFrom = March,
        });
    }

    // billed by quarter from the contract's own day; what lies before the opening balance counts as settled
    private void WriteQuarterly(LocalDate started)
    {
        var contract = _facts!.Contract(_currency, started, BillingCycle.Quarterly, BillingTiming.InAdvance);
        var billFrom = new LocalDate(2026, _dice.From(1, 3), _dice.From(1, 28));
        _facts.Part(contract, "Managed network", _dice.From(1, 3), Price(4_000, 90_000).Amount, part => part with { BillFrom = billFrom });
    }

    // billed by calendar month after its end: tiers, sometimes with a minimum
    private void WriteMetered(LocalDate started)
    {
        var contract = _facts!.Contract(_currency, started, BillingCycle.Monthly.OnDay(1), BillingTiming.InArrears);
        decimal? minimum = _dice.InThousand(250) ? 20m : null;
        _facts.Part(contract, "Transfer", 0m, null, part => part with
        {
            Kind = PartKind.MeteredUsage,
            QuantitySource = QuantitySource.Usage("transfer-gb"),
            Terms = [part.Terms[0] with { Pricing = Tiers with { Minimum = minimum } }],
            BillFrom = March,
        });
        var first = Later(Later(started, March), _facts.Customer.TrialLastDay?.PlusDays(1) ?? March);
        for (var reading = _dice.From(1, 6); reading > 0 && first.Month == 3; reading--)
        {
            _facts.Used("transfer-gb", first.PlusDays(_dice.From(0, 31 - first.Day)), _dice.Amount(1, 500_000_000, 6), "GB");
        }
    }

    private UnitPrice Price(int low, int high) => UnitPrice.Of(_dice.Amount(low, high, 2), _currency);

    private static LocalDate Later(LocalDate one, LocalDate other) => one > other ? one : other;
}
