using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;
using Psa.Work;

namespace Psa.Services;

/// <summary>What decides what approved time of a ticket or project becomes, read once for all of it that is approved together.</summary>
/// <param name="Billing">How it is billed.</param>
/// <param name="Contract">The contract that it names, or <see langword="null"/>.</param>
/// <param name="Part">The part that it names, or <see langword="null"/>.</param>
/// <param name="Parts">The parts of the contract.</param>
/// <param name="Customer">The customer.</param>
/// <param name="Payer">Who pays for it.</param>
/// <param name="Catalog">The products.</param>
/// <param name="Book">Their prices.</param>
/// <param name="Blocks">The parts that sell hours to it, and their lots.</param>
internal sealed record WorkPrices(
    WorkBilling Billing, Contract? Contract, ContractPart? Part, IReadOnlyList<ContractPart> Parts, Customer Customer, Customer Payer, CatalogFacts Catalog, PriceBook Book, BlockScope Blocks)
{
    /// <summary>Approves an entry. What is priced or taken of lots has taken nothing yet.</summary>
    /// <param name="asked">What is asked.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="activity">The ticket's hourly rate.</param>
    /// <param name="kinds">All work kinds.</param>
    /// <param name="actor">Who approves.</param>
    /// <param name="at">When.</param>
    /// <param name="where">The place of the entry, for what is wrong with it.</param>
    /// <returns>The approval, and that it has no price: then it doesn't count, unless lots take all of it. No minutes need none.</returns>
    internal (TimeApproval Approval, Problem? Problem) Approve(
        TimeToApprove asked, TimeEntry entry, Id<Product>? activity, Dictionary<Id<WorkKind>, WorkKind> kinds, Actor actor, Instant at, string where)
    {
        var approval = new TimeApproval
        {
            User = actor.User,
            By = actor.DisplayName,
            At = at,
            Minutes = asked.Minutes ?? entry.Minutes,
            Kind = asked.Kind ?? entry.Kind,
            Activity = asked.Activity ?? entry.Activity ?? activity,
        };
        if (asked.IsFree ?? entry.IsFree)
        {
            return (approval with { Cover = TimeCover.NotBillable }, null);
        }

        if (Part is not null && Contract is not null && WorkCover.IsCovered(Contract, Part, entry.WorkedOn))
        {
            return (approval with { Cover = TimeCover.Covered, Part = Part.Id }, null);
        }

        var (rate, why) = RateOf(approval.Activity, entry.WorkedOn);
        var terms = kinds[approval.Kind].On(entry.WorkedOn);
        var multiplier = approval.Activity is { } own && Catalog.Products.TryGetValue(own, out var product) ? product.BlockMultiplier ?? 1m : 1m;
        approval = approval with { Cover = TimeCover.Priced, Counted = terms.Lift(approval.Minutes), Rate = rate, Factor = terms.Factor, Multiplier = multiplier * terms.Factor };
        return (approval, rate is null && approval.Counted > 0
            ? new(ChargeErrors.PriceMissing, $"The time {entry.Id} of {entry.WorkedOn:R} has no price in {Billing.Currency}: {why}. Say an hourly rate that has one, add the price, or approve it as not billable.", where)
            : null);
    }

    private (UnitPrice? Rate, string? Why) RateOf(Id<Product>? activity, LocalDate day)
    {
        if (activity is not { } id || !Catalog.Products.TryGetValue(id, out var product))
        {
            return (null, "neither it nor its ticket says an hourly rate");
        }

        // what a block's contract says of hours that its lots don't cover goes before all other rates
        foreach (var block in Blocks.OverageOn(day))
        {
            if (OverageOf(block, product, day) is { } overage)
            {
                return (overage, null);
            }
        }

        if (Contract is not null && WorkCover.RateOf(Contract, Parts, id, day) is { } agreed && agreed.Currency == Billing.Currency)
        {
            return (agreed, null);
        }

        var found = Book.Find(Question(product, day, Contract?.PriceLists ?? []));
        return found.Price is { } price ? (price.Price, null) : (null, $"'{product.Name}' ({found.Error})");
    }

    private UnitPrice? OverageOf(BlockTerms block, Product product, LocalDate day) =>
        block.OverageRate is { } rate ? (rate.Currency == Billing.Currency ? rate : null)
        : Book.Find(Question(product, day, [new(day, block.OveragePriceList)])).Price is { } price && price.List == block.OveragePriceList ? price.Price
        : null;

    private PriceQuestion Question(Product product, LocalDate day, ValueList<PriceListAssignment> ofContract) => new()
    {
        Product = product,
        Currency = Billing.Currency,
        Date = day,
        OfContract = ofContract,
        OfCustomer = Customer.PriceLists,
        OfPayer = Payer.PriceLists,
    };
}
