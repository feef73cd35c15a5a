using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Psa.Catalog;

namespace Psa.Contracts;

/// <summary>Rules of changing many prices at once: what becomes of each part, and the entry that says so.</summary>
internal static class PriceChanges
{
    /// <summary>Checks a change as a whole.</summary>
    /// <param name="change">The change.</param>
    /// <returns>All that is wrong; empty when nothing is.</returns>
    public static ValueList<Problem> Validate(this PriceChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return change.Rate.Value is <= -100m or 0m
            ? [new(ContractErrors.BadPriceChange, $"Prices change by more than -100 % and not by nothing: not by {change.Rate}.", nameof(change.Rate))]
            : [];
    }

    /// <summary>Gives in few letters what a change does, so that its id can be told from that of another; its note aside, and in whatever order contracts are named.</summary>
    internal static string Fingerprint(this PriceChange change)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{change.From:R} {change.Rate} {change.Product} {change.BillingEntity} {change.Currency?.Code}");
        foreach (var contract in change.Contracts.AsEnumerable().Distinct().Order())
        {
            text.Append(' ').Append(contract.ToString());
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 12));
    }

    /// <summary>Gives the id of a change's entry in a part.</summary>
    public static Id<PartTerms> EntryOf(Id<PriceChange> change, ContractPart part) => DerivedId.Create<PartTerms>(part.Tenant, "price change", change.ToString(), part.Id.ToString());

    /// <summary>Tells whether a change speaks of a contract at all.</summary>
    public static bool IsMeant(this PriceChange change, Contract contract) =>
        contract.Status != ContractStatus.Discarded
        && (change.BillingEntity is not { } entity || contract.BillingEntity == entity)
        && (change.Currency is not { } currency || contract.Currency == currency);

    /// <summary>Tells whether a change speaks of a part of a contract that it speaks of.</summary>
    public static bool IsMeant(this PriceChange change, ContractPart part) => change.Product is not { } product || part.Product == product;

    /// <summary>Says what becomes of a part.</summary>
    /// <param name="change">The change.</param>
    /// <param name="contract">A contract that it speaks of.</param>
    /// <param name="part">Its part.</param>
    /// <returns>The line; of one that is changed with old and new prices.</returns>
    /// <exception cref="RuleViolationException"><c>money.overflow</c>: a price would be beyond all bounds.</exception>
    internal static PriceChangeLine LineOf(this PriceChange change, Contract contract, ContractPart part)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(contract);
        ArgumentNullException.ThrowIfNull(part);
        if (change.WhyNot(contract, part) is { } outcome)
        {
            return Line(contract, part, outcome);
        }

        // what would be billed on the first day of the new prices, agreed rises included
        var day = CycleTimeline.PolicyOf(contract, change.From).FirstDayOfTerms(change.From);
        var terms = TermsTimeline.Of(contract, part).On(day);
        if (terms.Pricing.TakesCost)
        {
            return Line(contract, part, PriceChangeOutcome.CostPlus);
        }

        var line = Line(contract, part, PriceChangeOutcome.Changed);
        if (terms.Pricing.TakesPrice && terms.UnitPrice is { } price && Escalations.Rise(price.Amount, change.Rate) is var amount && amount != price.Amount)
        {
            line = line with { OldPrice = price, NewPrice = UnitPrice.Of(amount, price.Currency) };
        }

        var risen = terms.Pricing.Risen(old => Escalations.Rise(old, change.Rate));
        line = risen == terms.Pricing ? line : line with { OldPricing = terms.Pricing, NewPricing = risen };
        return line is { NewPrice: null, NewPricing: null } ? line with { Outcome = PriceChangeOutcome.NoPrice } : line;
    }

    /// <summary>Does to a part what the change says.</summary>
    /// <param name="change">The change.</param>
    /// <param name="contract">A contract that it speaks of.</param>
    /// <param name="part">Its part.</param>
    /// <returns>The line, and the part with its entry; the part as it was, unless the line says that it changed.</returns>
    public static (PriceChangeLine Line, ContractPart After) Apply(this PriceChange change, Contract contract, ContractPart part) => Try(contract, part, () =>
    {
        var line = change.LineOf(contract, part);
        return line.Outcome == PriceChangeOutcome.Changed
            ? (line, part.WithTerms(new(change.From, UnitPrice: line.NewPrice, Pricing: line.NewPricing, Note: change.Note) { Id = EntryOf(change.Id, part) }))
            : (line, part);
    });

    /// <summary>Withdraws a change's entry from a part.</summary>
    /// <param name="change">The change.</param>
    /// <param name="withdrawal">Who withdraws it, when and why.</param>
    /// <param name="contract">A contract.</param>
    /// <param name="part">Its part.</param>
    /// <returns>The line, <see langword="null"/> for a part that the change didn't change; and the part without the entry, or as it was.</returns>
    public static (PriceChangeLine? Line, ContractPart After) Withdraw(Id<PriceChange> change, Withdrawal withdrawal, Contract contract, ContractPart part)
    {
        var id = EntryOf(change, part);
        return part.Terms.AsEnumerable().FirstOrDefault(terms => terms.Id == id) is not { } entry
            ? (null, part)
            : entry.IsWithdrawn
                ? (Line(contract, part, PriceChangeOutcome.ChangedBefore), part)
                : Try(contract, part, () => (Line(contract, part, PriceChangeOutcome.Withdrawn), part.WithoutTerms(id, withdrawal)));
    }

    /// <summary>Adds a line to what was done.</summary>
    public static PriceChangeResult Plus(this PriceChangeResult result, PriceChangeLine line) => line.Outcome switch
    {
        PriceChangeOutcome.Changed or PriceChangeOutcome.Withdrawn => result with { Changed = result.Changed + 1 },
        PriceChangeOutcome.ChangedBefore => result with { ChangedBefore = result.ChangedBefore + 1 },
        PriceChangeOutcome.Refused => result with { Refused = result.Refused.Add(line) },
        _ => result with { LeftOut = result.LeftOut + 1 },
    };

    private static PriceChangeLine Line(Contract contract, ContractPart part, PriceChangeOutcome outcome) => new()
    {
        Contract = contract.Id,
        ContractNumber = contract.Number,
        Customer = contract.Customer,
        Part = part.Id,
        Text = part.Text,
        Outcome = outcome,
    };

    // what one part refuses is its line
    private static (PriceChangeLine Line, ContractPart After) Try(Contract contract, ContractPart part, Func<(PriceChangeLine Line, ContractPart After)> change)
    {
        try
        {
            var (line, after) = change();
            return ReferenceEquals(after, part) || after.Validate(contract) is not { IsEmpty: false } problems
                ? (line, after)
                : (Line(contract, part, PriceChangeOutcome.Refused) with { Problem = problems[0] }, part);
        }
        catch (PsaException refusal)
        {
            return (Line(contract, part, PriceChangeOutcome.Refused) with { Problem = new(refusal.Code, refusal.Message) }, part);
        }
    }

    private static PriceChangeOutcome? WhyNot(this PriceChange change, Contract contract, ContractPart part)
    {
        var entry = EntryOf(change.Id, part);
        if (part.Terms.AsEnumerable().Any(terms => terms.Id == entry))
        {
            return PriceChangeOutcome.ChangedBefore;
        }

        if (contract.Status == ContractStatus.Draft)
        {
            return PriceChangeOutcome.DraftContract;
        }

        if (part.PriceBehaviour != PriceBehaviour.Locked)
        {
            return PriceChangeOutcome.CatalogPrice;
        }

        if (OpenDates.Earlier(part.LastDay, contract.EndExclusive()?.PlusDays(-1)) is { } last && last < change.From)
        {
            return PriceChangeOutcome.Ended;
        }

        if (part.FirstDay(contract) >= change.From)
        {
            return PriceChangeOutcome.NotBegun;
        }

        return part.Terms.AsEnumerable().Any(terms => terms is { IsWithdrawn: false } && terms.EffectiveFrom == change.From && (terms.UnitPrice is not null || terms.Pricing is not null))
            ? PriceChangeOutcome.AgreedThatDay
            : null;
    }
}
