namespace Psa.Samples.BillingRun.Worlds;

/// <summary>The short words in which the cases of the sample company are written.</summary>
public sealed class CaseFacts(WorldIds ids, FactsWriter facts, Currency currency)
{
    /// <summary>The first day of the month that the sample bills.</summary>
    public static readonly LocalDate March = new(2026, 3, 1);

    /// <summary>Gets the currency.</summary>
    public Currency Currency => currency;

    /// <summary>Gives a day of March 2026.</summary>
    public static LocalDate Day(int day) => new(2026, 3, day);

    /// <summary>Adds a contract that is billed by calendar month at its start; it began on 1 March unless another day is given.</summary>
    public Contract InAdvance(LocalDate? from = null, Func<Contract, Contract>? change = null) =>
        facts.Contract(currency, from ?? March, BillingCycle.Monthly.OnDay(1), BillingTiming.InAdvance, change);

    /// <summary>Adds a contract that is billed by calendar month after its end.</summary>
    public Contract InArrears(LocalDate? from = null, Func<Contract, Contract>? change = null) =>
        facts.Contract(currency, from ?? March, BillingCycle.Monthly.OnDay(1), BillingTiming.InArrears, change);

    /// <summary>Adds a contract with another cycle.</summary>
    public Contract Every(BillingCycle cycle, LocalDate from, Func<Contract, Contract>? change = null) =>
        facts.Contract(currency, from, cycle, BillingTiming.InAdvance, change);

    /// <summary>Adds a part: so many units at a price.</summary>
    public ContractPart Part(Contract contract, string text, decimal quantity, decimal? price, Func<ContractPart, ContractPart>? change = null) =>
        facts.Part(contract, text, quantity, price, change);

    /// <summary>Adds a part that bills what a vendor's counter reports.</summary>
    public ContractPart Metered(Contract contract, string text, string service, PricingScheme pricing, decimal? price = null, Func<ContractPart, ContractPart>? change = null) =>
        facts.Part(contract, text, 0m, price, part =>
        {
            part = part with { Kind = PartKind.MeteredUsage, QuantitySource = QuantitySource.Usage(service), Terms = [part.Terms[0] with { Pricing = pricing }] };
            return change?.Invoke(part) ?? part;
        });

    /// <summary>Adds a part that bills a product at its catalog price.</summary>
    public ContractPart AtCatalogPrice(Contract contract, int product, decimal quantity) =>
        facts.Part(contract, SampleCompany.CatalogOf(ids)[product].Name, quantity, null, part => part with
        {
            Product = SampleCompany.CatalogOf(ids)[product].Id,
            PriceBehaviour = PriceBehaviour.UseCurrent,
        });

    /// <summary>Adds what was used on a day of March.</summary>
    public void Used(string service, int day, decimal quantity, string unit = "GB", decimal? cost = null) =>
        facts.Used(service, Day(day), quantity, unit, cost is { } amount ? UnitPrice.Of(amount, currency) : null);

    /// <summary>Adds what one counter of a service, a site or device, said in an hour of a day of March.</summary>
    public void Read(string service, string counter, int day, int hour, decimal quantity) =>
        facts.Used(service, Day(day), quantity, "seats", counter: counter, time: new(hour, 0));

    /// <summary>Adds all that a vendor's account holds for March, as the vendor said on a day of it: a later one replaces it.</summary>
    public void Delivered(string scope, int deliveredOn, string service, params ReadOnlySpan<(int Day, decimal Cost)> rows) =>
        facts.Delivered(scope, DatePeriod.Inclusive(March, Day(31)), Day(deliveredOn), service, currency, rows);

    /// <summary>Adds what the system before this one billed, and the day from which the facts changed since.</summary>
    public void Billed(Contract contract, ContractPart part, DatePeriod period, decimal amount, LocalDate dirtyFrom) =>
        facts.Billed(contract, part, period, Money.Of(amount, currency), dirtyFrom);

    /// <summary>Adds what was used on a day of March of a service that no contract has.</summary>
    public void UsedWithoutContract(string service, int day, decimal quantity) => facts.UsedWithoutContract(service, Day(day), quantity, "GB");
}
