using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Sellers;
using Psa.Testing;
using Psa.Usage;

namespace Psa.Domain.Tests.Contracts;

public sealed class ContractValidationTests
{
    private static readonly LocalDate Start = AContract.Start;

    public static TheoryData<string, string, Func<Contract, Contract>> WrongContracts { get; } = new()
    {
        { ContractErrors.Incomplete, "Name", contract => contract with { Name = " " } },
        { ContractErrors.Incomplete, "Number", contract => contract with { Number = string.Empty } },
        { ContractErrors.EndBeforeStart, "Termination", contract => contract with { Termination = new(Start.PlusDays(-2), "error") } },
        { ContractErrors.BadRenewal, "Renewal", contract => contract with { Renewal = new(12, 30) } },
        { ContractErrors.BadRenewal, "Renewal", contract => contract with { LastDay = Start.PlusYears(1), Renewal = new(0, 30) } },
        { ContractErrors.BadRenewal, "Renewal", contract => contract with { LastDay = Start.PlusYears(1), Renewal = new(12, -1) } },
        { ContractErrors.BadCycles, "Cycles", contract => contract with { Cycles = [] } },
        { ContractErrors.BadCycles, "Cycles[0]", contract => contract with { Cycles = [contract.Cycles[0] with { Timing = null }] } },
        { ContractErrors.BadCycles, "Cycles[0]", contract => contract with { Cycles = [new(Start, Timing: default(BillingTiming)), contract.Cycles[0] with { EffectiveFrom = Start.PlusDays(1) }] } },
        { ContractErrors.BadCycles, "Cycles[1]", contract => contract with { Cycles = [contract.Cycles[0], new(Start.PlusDays(1))] } },
        { ContractErrors.BadCycles, "Cycles[1]", contract => contract with { Cycles = [contract.Cycles[0], contract.Cycles[0] with { EffectiveFrom = Start.PlusDays(-1) }] } },
        { ContractErrors.BadCycles, "Cycles", contract => contract with { Cycles = [contract.Cycles[0] with { Withdrawn = new("Ann", default, "error") }] } },
        {
            ContractErrors.BasisNotForWeeks,
            "Cycles[0]",
            contract => contract with { Cycles = [new(Start, BillingCycle.EveryWeeks(2, Start), default(BillingTiming), new() { Basis = ProrationBasis.Thirty360 })] }
        },
        {
            ContractErrors.BasisNotForWeeks,
            "Cycles[1]",
            contract => contract.Prorated(new() { Basis = ProrationBasis.FixedDaysAMonth(30) }).WithCycle(new(Start.PlusMonths(1), BillingCycle.EveryWeeks(2, Start)))
        },
        { ContractErrors.EndBeforeStart, "Suspensions[0]", contract => contract with { Suspensions = [new(Start.PlusDays(9), Start)] } },
        { ContractErrors.SuspensionsOverlap, "Suspensions[1]", contract => contract with { Suspensions = [new(Start, Start.PlusDays(9)), new(Start.PlusDays(9), null)] } },
        { ContractErrors.SuspensionsOverlap, "Suspensions[1]", contract => contract with { Suspensions = [new(Start, null), new(Start.PlusDays(99), null)] } },
        { ContractErrors.BadEscalation, "Escalations[0]", contract => contract with { Escalations = [new(Start, Percent.Of(3), 0)] } },
        { ContractErrors.BadEscalation, "Escalations[0]", contract => contract with { Escalations = [new(Start, Percent.Of(-100))] } },
        { ContractErrors.BadEscalation, "Escalations[0]", contract => contract with { Escalations = [new(Start.PlusDays(-1), Percent.Of(3))] } },
        { ContractErrors.BadEscalation, "Escalations[1]", contract => contract with { Escalations = [new(Start, Percent.Of(3)), new(Start, Percent.Of(4))] } },
        { ContractErrors.CurrencyMismatch, "Parts[0].Terms[0]", contract => contract with { Currency = Currency.USD } },
    };

    public static TheoryData<string, string, Func<ContractPart, ContractPart>> WrongParts { get; } = new()
    {
        { ContractErrors.Incomplete, "Text", part => part with { Text = string.Empty } },
        { ContractErrors.EndBeforeStart, "LastDay", part => part with { EffectiveFrom = Start.PlusDays(9), LastDay = Start.PlusDays(8) } },
        { ContractErrors.PartOutside, "EffectiveFrom", part => part with { EffectiveFrom = Start.PlusDays(-1) } },
        { ContractErrors.PartOutside, "EffectiveFrom", part => part with { EffectiveFrom = Start.PlusYears(2) } },
        { ContractErrors.PartOutside, "LastDay", part => part with { LastDay = Start.PlusYears(2) } },
        { ContractErrors.ServiceMissing, "QuantitySource", part => part with { QuantitySource = QuantitySource.Usage(" ") } },
        { ContractErrors.CostSourceMissing, "Terms[0]", part => part.Priced(PricingScheme.CostPlus(Percent.Of(15))) },
        { ContractErrors.BadQuantity, "Terms[0]", part => part.First(terms => terms with { MinimumQuantity = -1m }) },
        { ContractErrors.ProductMissing, "Product", part => part.First(terms => terms with { UnitPrice = null }) with { PriceBehaviour = PriceBehaviour.UseCurrent } },
        { ContractErrors.BadTerms, "Terms", part => part with { Terms = [] } },
        { ContractErrors.BadTerms, "Terms", part => part.First(terms => terms with { Withdrawn = new("Ann", default, "error") }) },
        { ContractErrors.BadTerms, "Terms[0]", part => part.First(terms => terms with { Pricing = null }) },
        { ContractErrors.BadTerms, "Terms[0]", part => part.First(terms => terms with { Quantity = null }) },
        { ContractErrors.BadTerms, "Terms[0]", part => part.WithTerms(new(Start.PlusDays(-1), 1m, Pricing: PricingScheme.PerUnit)) },
        { ContractErrors.BadTerms, "Terms[1]", part => part with { Terms = [part.Terms[0], new(Start.PlusDays(9), Note: "nothing")] } },
        {
            ContractErrors.BadTerms,
            "Terms[1]",
            part => part.First(terms => new(Start, 1m, Pricing: PricingScheme.Package(10m, 5m)))
                .WithTerms(new(Start.PlusDays(9), Pricing: PricingScheme.Flat))
                .WithTerms(new(Start.PlusDays(20), UnitPrice: UnitPrice.Of(1m, Currency.EUR)))
        },
        { ContractErrors.BadTerms, "Terms[1]", part => part with { Terms = [part.Terms[0], part.Terms[0] with { EffectiveFrom = Start.PlusDays(-1) }] } },
        { ContractErrors.PriceMissing, "Terms[0]", part => part.First(terms => terms with { UnitPrice = null }) },
        { ContractErrors.PriceMissing, "Terms[0]", part => part.First(terms => new(Start, Pricing: PricingScheme.Flat)) },
        { ContractErrors.BadQuantity, "Terms[0]", part => part.First(terms => new(Start, -1m, Pricing: PricingScheme.Package(10m, 5m))) },
        { ContractErrors.BadQuantity, "Terms[0]", part => part.First(terms => terms with { Quantity = -1m }) with { QuantitySource = QuantitySource.Usage("svc") } },
        { ContractErrors.BadQuantity, "Terms[0]", part => part with { Terms = [part.Terms[0] with { Quantity = 0.0000000000000001m }] } },
        { ContractErrors.CurrencyMismatch, "Terms[0]", part => part with { Terms = [part.Terms[0] with { Discount = Discount.OfAmount(Money.Of(1m, Currency.USD)) }] } },
    };

    [Fact]
    public void Nothing_is_wrong_with_a_right_contract() => Assert.Empty(AContract.Active.Validate(AContract.Part));

    [Theory]
    [MemberData(nameof(WrongContracts))]
    public void A_contract_is_refused_with_code_and_place(string code, string where, Func<Contract, Contract> spoil)
    {
        var problem = Assert.Single(spoil(AContract.Active).Validate(AContract.Part));
        Assert.Equal((code, where), (problem.Code, problem.Where));
    }

    [Theory]
    [MemberData(nameof(WrongParts))]
    public void A_part_is_refused_with_code_and_place(string code, string where, Func<ContractPart, ContractPart> spoil)
    {
        var problem = Assert.Single(spoil(AContract.Part).Validate(AContract.Active with { LastDay = Start.PlusYears(1) }));
        Assert.Equal((code, where), (problem.Code, problem.Where));
    }

    [Fact]
    public void Everything_wrong_is_reported_at_once()
    {
        var contract = AContract.Active with { Name = string.Empty, LastDay = Start.PlusDays(-1), Suspensions = [new(Start, null), new(Start, null)] };
        var problems = contract.Validate(AContract.Part with { Text = string.Empty, Terms = [] });
        Assert.Equal(
            [
                ContractErrors.Incomplete, ContractErrors.EndBeforeStart, ContractErrors.SuspensionsOverlap,
                ContractErrors.Incomplete, ContractErrors.PartOutside, ContractErrors.BadTerms,
            ],
            problems.Select(problem => problem.Code));
    }

    [Fact]
    public void What_never_holds_need_not_be_right_so_that_a_part_can_be_mended()
    {
        var (wrong, euros) = (AContract.Part.First(terms => terms with { UnitPrice = UnitPrice.Of(5m, Currency.USD) }), UnitPrice.Of(5m, Currency.EUR));
        Assert.NotEmpty(wrong.WithTerms(new(Start.PlusDays(1), UnitPrice: euros)).Validate(AContract.Active));
        Assert.Empty(wrong.WithTerms(new(Start, UnitPrice: euros)).Validate(AContract.Active));
        Assert.Empty((wrong with { EffectiveFrom = Start.PlusDays(5) }).WithTerms(new(Start.PlusDays(5), UnitPrice: euros)).Validate(AContract.Active));
        var later = AContract.Part.WithTerms(new(Start.PlusDays(3), UnitPrice: UnitPrice.Of(5m, Currency.USD)));
        Assert.NotEmpty(later.Validate(AContract.Active));
        Assert.Empty(later.WithTerms(new(Start.PlusDays(3), UnitPrice: euros)).Validate(AContract.Active));
    }

    [Fact]
    public void A_renewing_contract_has_no_end_that_a_part_could_pass() =>
        Assert.Empty(AContract.Renewing(Start.PlusMonths(12).PlusDays(-1), 12, 30).Validate(AContract.Part with { LastDay = Start.PlusYears(5) }));
}
