using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Domain.Tests.SalesItems;
using Psa.SalesItems;

namespace Psa.Domain.Tests.Borne;

/// <summary>One thing that happens: what, when, and figures that say how.</summary>
internal sealed record FactStep(FactKind Kind, int Day, int Length, decimal Amount);

/// <summary>Does what the steps of a history say, as far as the rules allow it.</summary>
internal static class FactSteps
{
    public static readonly BillingCycle[] Cycles =
    [
        BillingCycle.Monthly, BillingCycle.Monthly.OnDay(1), BillingCycle.Monthly.OnDay(31), BillingCycle.Quarterly, BillingCycle.Quarterly.OnDay(15),
        BillingCycle.Yearly, BillingCycle.EveryWeeks(2, new LocalDate(2024, 1, 3)),
    ];

    public static readonly ProrationPolicy[] Policies =
    [
        ProrationPolicy.Default,
        ProrationPolicy.Default with { Style = ProrationStyle.PerPiece },
        ProrationPolicy.Default with { EffectiveDay = EffectiveDayRule.LastDayOfOld },
        ProrationPolicy.Default with { Basis = ProrationBasis.FullPeriod },
        ProrationPolicy.Default with { Basis = ProrationBasis.Waive },
        ProrationPolicy.Default with { Basis = ProrationBasis.Thirty360 },
        ProrationPolicy.Default with { Basis = ProrationBasis.FixedDaysAMonth(30) },
    ];

    /// <summary>How many of the policies can measure weeks: the first ones.</summary>
    public const int PoliciesOfWeeks = 5;

    public static readonly PricingScheme[] Schemes =
    [
        PricingScheme.PerUnit,
        PricingScheme.Flat,
        PricingScheme.Graduated([new(0, 5, 3m), new(5, null, 2m)]) with { Minimum = 4m },
        PricingScheme.Volume([new(0, 5, 3m, 1m), new(5, 12, 2.5m), new(12, null, 2m)]) with { Maximum = 21m },
        PricingScheme.Package(4m, 9.99m),
        PricingScheme.Included(5m, 1.10m),
    ];

    /// <summary>Schemes of used quantities: all of them, some with what is due without usage.</summary>
    public static readonly PricingScheme[] Metered =
    [
        PricingScheme.PerUnit,
        PricingScheme.CostPlus(Percent.Of(12.5m)),
        PricingScheme.PerUnit with { Maximum = 55m },
        .. Schemes,
        new GraduatedPricing([new(0, 10, 0.50m, 50m), new(10, null, 0.40m)], feeAtZero: true),
        new VolumePricing([new(0, 8, 2m, 7m), new(8, null, 1.5m, 3m, 4m)], feeAtZero: true) with { Maximum = 60m },
        PricingScheme.Package(4m, 9.99m, 3m) with { Minimum = 12m },
        PricingScheme.CostPlus(Percent.Of(-5m)) with { Minimum = 3m },
    ];

    private static readonly Withdrawal Mistake = new("Ann", Instant.FromUtc(2025, 1, 1, 0, 0), "mistake");

    public static void Apply(Book book, FactStep step)
    {
        var date = Book.Start.PlusDays(step.Day);
        switch (step.Kind)
        {
            case FactKind.Run:
                book.Run(date);
                break;
            case FactKind.RollBack when book.Items.Count > 0:
                book.RollBack(book.Items[^1]);
                break;
            case FactKind.Issue:
                book.Issue(step.Length % 5);
                break;
            case FactKind.Use:
                // now and then a reversal, which may leave less than nothing of its period
                var sign = step.Length % 5 == 0 ? -1m : 1m;
                book.Use("u" + (step.Length % 7), date, sign * step.Amount, sign * step.Amount * 0.3333m, counter: $"c{step.Length / 7 % 3}", hour: step.Length % 24);
                break;
            case FactKind.Cancel or FactKind.Override or FactKind.Move or FactKind.Credit or FactKind.Release:
                Decide(book, step);
                break;
            case FactKind.Quantity or FactKind.Price or FactKind.Discount or FactKind.Scheme or FactKind.MinimumQuantity:
                book.Tell(part: part => part.WithTerms(Terms(part, step, date)));
                break;
            case FactKind.Withdraw or FactKind.EndPart or FactKind.Trial:
                book.Tell(part: part => Changed(part, step, date));
                break;
            default:
                book.Tell(contract: contract => Changed(contract, step, date));
                break;
        }
    }

    // each entry has an id, so that it can be withdrawn
    private static PartTerms Terms(ContractPart part, FactStep step, LocalDate date) =>
        Said(part, step, date) with { Id = new(new Guid(part.Terms.Count, 0, 0, [0, 0, 0, 0, 0, 0, 0, 8])) };

    private static PartTerms Said(ContractPart part, FactStep step, LocalDate date) => step.Kind switch
    {
        FactKind.Quantity => new(date, Quantity: step.Amount),
        FactKind.Price => new(date, UnitPrice: UnitPrice.Of(step.Amount + 0.37m, Currency.EUR)),
        FactKind.Discount => new(date, Discount: (step.Length % 3) switch
        {
            0 => Discount.None,
            1 => Discount.OfPercent(Percent.Of(step.Length)),
            _ => Discount.OfAmount(Money.Round(step.Amount, Currency.EUR, Rounding.HalfUp)),
        }),
        FactKind.MinimumQuantity => new(date, MinimumQuantity: step.Length % 2 == 0 ? 0m : step.Amount),
        _ => new(date, Pricing: part.QuantitySource.Kind == QuantitySourceKind.Usage ? Metered[step.Length % Metered.Length] : Schemes[step.Length % Schemes.Length]),
    };

    private static ContractPart Changed(ContractPart part, FactStep step, LocalDate date) => step.Kind switch
    {
        FactKind.Withdraw when part.Terms[step.Length % part.Terms.Count].Id is { } entry => part.WithoutTerms(entry, Mistake),
        FactKind.EndPart => part with { LastDay = step.Length > 60 ? null : date },
        FactKind.Trial => part with { TrialLastDay = step.Length > 40 ? null : Book.Start.PlusDays(step.Day / 4) },
        _ => part,
    };

    private static Contract Changed(Contract contract, FactStep step, LocalDate date) => step.Kind switch
    {
        FactKind.Cycle => contract.WithCycle(new CycleTerms(date, Cycle: Cycles[step.Length % Cycles.Length]) with { Id = IdOf(contract) }),
        FactKind.Timing => contract.WithCycle(new CycleTerms(date, Timing: (BillingTiming)(step.Length % 2)) with { Id = IdOf(contract) }),
        FactKind.Proration => contract.WithCycle(new CycleTerms(date, Proration: Policies[step.Length % Policies.Length]) with { Id = IdOf(contract) }),
        FactKind.WithdrawCycle when contract.Cycles[step.Length % contract.Cycles.Count].Id is { } entry => contract.WithoutCycle(entry, Mistake),
        FactKind.Escalate => contract with { Escalations = step.Length % 4 == 0 ? [] : [.. contract.Escalations.Where(e => e.From < date), new(date, Percent.Of((step.Amount / 2m) - 2m), 1 + (step.Length % 12))] },
        FactKind.Suspend => contract with { Suspensions = [.. contract.Suspensions.Append(new(date, step.Length > 60 ? null : date.PlusDays(step.Length))).OrderBy(s => s.From)] },
        FactKind.Terminate => contract with { Termination = new(date, "test"), Status = ContractStatus.Terminated },
        FactKind.Reinstate => contract with { Termination = null, Status = ContractStatus.Active },
        FactKind.MoveStart when step.Day < 120 => contract.WithDates(date, null),
        _ => contract,
    };

    private static Id<CycleTerms> IdOf(Contract contract) => new(new Guid(contract.Cycles.Count, 0, 0, [0, 0, 0, 0, 0, 0, 0, 9]));

    private static void Decide(Book book, FactStep step)
    {
        var open = book.Items.FindAll(i => step.Kind switch
        {
            FactKind.Release => i is { Released: false } && (i.Status == SalesItemStatus.Canceled || i.Credited == i.Net),
            FactKind.Credit => i is { Released: false } && i.Status == SalesItemStatus.Invoiced,
            _ => i.IsEditable(),
        });
        if (open.Count == 0)
        {
            return;
        }

        var item = open[step.Day % open.Count];
        var others = book.OthersOf(item);
        try
        {
            book.Decide(book.Items.IndexOf(item), step.Kind switch
            {
                FactKind.Cancel => static (i, _) => i with { Status = SalesItemStatus.Canceled, CancelReason = "goodwill" },
                FactKind.Override => (i, all) => i.OverrideNet(Signed(i, step.Amount), new("Ann", Instant.MinValue, "goodwill"), all),
                FactKind.Credit => (i, _) => i with { Credited = Money.FromMinorUnits(i.Net.MinorUnits * (step.Length % 5) / 4, i.Currency) },
                FactKind.Release => static (i, _) => i.Release(),
                _ => (i, all) => Movable(i, all) ? Moved(i, step) : i,
            });
            if (step.Kind == FactKind.Move)
            {
                foreach (var other in item.MovingWith(others))
                {
                    book.Items[book.Items.IndexOf(other)] = Moved(other, step);
                }
            }
        }
        catch (RuleViolationException)
        {
            // what the rules refuse doesn't happen
        }
    }

    private static Money Signed(SalesItem item, decimal amount)
    {
        var net = Money.Round(amount, item.Currency, Rounding.HalfUp);
        return item.NetByRule().Sign < 0 ? -net : net;
    }

    private static bool Movable(SalesItem item, IReadOnlyList<SalesItem> others) => item.MovingWith(others).Count <= others.Count; // refused when one of them stands on a document

    private static SalesItem Moved(SalesItem item, FactStep step) =>
        item with { Customer = new(new Guid(step.Length % 3, 0, 0, [0, 0, 0, 0, 0, 0, 0, 4])), Contract = null };
}
