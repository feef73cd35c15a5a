using NodaTime;

namespace Psa.Contracts;

/// <summary>What a contract part must keep to.</summary>
internal static class ContractPartRules
{
    /// <summary>Checks one part of a contract.</summary>
    /// <param name="part">The part.</param>
    /// <param name="contract">Its contract.</param>
    /// <returns>All that is wrong, each with its place; empty when nothing is.</returns>
    public static ValueList<Problem> Validate(this ContractPart part, Contract contract)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(contract);
        var problems = new List<Problem>();
        Check(contract, part, string.Empty, problems);
        return problems.ToValueList();
    }

    /// <summary>Makes the record of a new part.</summary>
    /// <param name="part">What was agreed.</param>
    /// <param name="id">Its id.</param>
    /// <param name="contract">Its contract.</param>
    /// <returns>The part, not checked. Without a timeline of its own, quantity and price hold from its first day.</returns>
    public static ContractPart ToPart(this NewContractPart part, Id<ContractPart> id, Contract contract)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(contract);
        return new()
        {
            Id = id,
            Tenant = contract.Tenant,
            Contract = contract.Id,
            Customer = contract.Customer,
            Product = part.Product,
            Text = part.Text,
            Unit = part.Unit,
            Kind = part.Kind,
            EffectiveFrom = part.EffectiveFrom,
            LastDay = part.LastDay,
            TrialLastDay = part.TrialLastDay,
            QuantitySource = part.QuantitySource,
            MinimumQuantity = part.MinimumQuantity,
            Pricing = part.Pricing,
            PriceBehaviour = part.PriceBehaviour,
            TaxCode = part.TaxCode,
            ShowDetails = part.ShowDetails,
            BillFrom = part.BillFrom,
            Terms = part.Terms.IsEmpty
                ? [new(part.EffectiveFrom ?? contract.EffectiveFrom, part.Quantity, part.UnitPrice, part.Discount)]
                : part.Terms,
        };
    }

    /// <summary>Gives the first day of a part: its own, else its contract's.</summary>
    /// <param name="part">The part.</param>
    /// <param name="contract">Its contract.</param>
    /// <returns>The day.</returns>
    public static LocalDate FirstDay(this ContractPart part, Contract contract)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(contract);
        return part.EffectiveFrom ?? contract.EffectiveFrom;
    }

    /// <summary>
    /// Adds an entry to a part's timeline: a change is a new entry, never an overwrite. It may be back-dated; of two with the same date the later recorded wins.
    /// </summary>
    /// <param name="part">The part.</param>
    /// <param name="terms">The new entry.</param>
    /// <returns>The part with the entry behind all others of its date or an earlier one.</returns>
    public static ContractPart WithTerms(this ContractPart part, PartTerms terms)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(terms);
        var entries = new List<PartTerms>(part.Terms);
        if (terms.Id is { } id && entries.Find(entry => entry.Id == id) is { } made)
        {
            // the change was made before
            return made == terms ? part : throw new RuleViolationException(ContractErrors.BadTerms, $"The id {id} is that of other terms, from {made.EffectiveFrom:R}: give these an id of their own.", part.Id.Value);
        }

        var at = entries.Count;
        while (at > 0 && entries[at - 1].EffectiveFrom > terms.EffectiveFrom)
        {
            at--;
        }

        if (at > 0 && entries[at - 1] == terms)
        {
            return part; // it says what is said already
        }

        entries.Insert(at, terms);
        return part with { Terms = entries.ToValueList() };
    }

    /// <summary>Lets the first quantity and price hold from an earlier day on, for a part that starts earlier than it did.</summary>
    /// <param name="part">The part.</param>
    /// <param name="first">The day.</param>
    /// <returns>The part with one more entry in front; the same part when its timeline starts by then already.</returns>
    public static ContractPart KnownFrom(this ContractPart part, LocalDate first)
    {
        ArgumentNullException.ThrowIfNull(part);
        return part.Terms.IsEmpty || part.Terms[0].EffectiveFrom <= first ? part : part.WithTerms(part.Terms[0] with { EffectiveFrom = first });
    }

    /// <summary>Gives the terms that hold on a day: those of the last entry whose first day has come, by the contract's rule for the day of a change.</summary>
    /// <param name="part">The part.</param>
    /// <param name="contract">Its contract.</param>
    /// <param name="date">The day; days before the first entry belong to it.</param>
    /// <returns>The entry; of two with one date the later recorded. <see langword="null"/> for a part without terms.</returns>
    public static PartTerms? TermsAt(this ContractPart part, Contract contract, LocalDate date)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(contract);
        return part.Terms.IsEmpty ? null : part.Terms[TermsTimeline.IndexAt(part.Terms, contract.Proration, date)];
    }

    internal static void Check(Contract contract, ContractPart part, string where, List<Problem> problems)
    {
        if (string.IsNullOrWhiteSpace(part.Text))
        {
            Add(ContractErrors.Incomplete, "The part needs a text: the invoice line says it.", nameof(part.Text));
        }

        CheckDates(contract, part, Add);
        CheckSource(part, Add);
        CheckTerms(contract, part, Add);

        void Add(string code, string message, string field) => problems.Add(new(code, message, where.Length == 0 ? field : $"{where}.{field}"));
    }

    private static void CheckDates(Contract contract, ContractPart part, Action<string, string, string> add)
    {
        var first = part.FirstDay(contract);
        if (part.LastDay < first)
        {
            add(ContractErrors.EndBeforeStart, $"The part ends on {part.LastDay:R}, before it starts on {first:R}.", nameof(part.LastDay));
        }

        if (first < contract.EffectiveFrom || first > contract.AgreedLastDay())
        {
            var until = contract.AgreedLastDay() is { } last ? $" to {last:R}" : string.Empty;
            add(ContractErrors.PartOutside, $"The part starts on {first:R}, outside its contract, which runs from {contract.EffectiveFrom:R}{until}: change one of the dates.", nameof(part.EffectiveFrom));
        }

        if (part.LastDay > contract.AgreedLastDay())
        {
            add(ContractErrors.PartOutside, $"The part ends on {part.LastDay:R}, after its contract on {contract.AgreedLastDay():R}: change one of the dates.", nameof(part.LastDay));
        }
    }

    private static void CheckSource(ContractPart part, Action<string, string, string> add)
    {
        if (part.QuantitySource.Kind == QuantitySourceKind.Usage && string.IsNullOrWhiteSpace(part.QuantitySource.ServiceCode))
        {
            add(ContractErrors.ServiceMissing, "The part bills what a vendor's counter reports: name the vendor's service.", nameof(part.QuantitySource));
        }

        if (part.Pricing.TakesCost && part.QuantitySource.Kind != QuantitySourceKind.Usage)
        {
            add(ContractErrors.CostSourceMissing, "The part passes on the vendor's cost, which only usage brings: let it read a service's counter.", nameof(part.Pricing));
        }

        if (part.MinimumQuantity is { } minimum && (minimum < 0m || minimum.Scale > Decimals.OfQuantities))
        {
            add(ContractErrors.BadQuantity, FormattableString.Invariant($"The minimum quantity is {minimum} and must be 0 or more, with at most {Decimals.OfQuantities} decimals."), nameof(part.MinimumQuantity));
        }

        if (part is { PriceBehaviour: PriceBehaviour.UseCurrent, Product: null } && part.Pricing.TakesPrice)
        {
            add(ContractErrors.ProductMissing, "The part bills the catalog's price: name its product, or agree a price.", nameof(part.Product));
        }
    }

    private static void CheckTerms(Contract contract, ContractPart part, Action<string, string, string> add)
    {
        var first = part.FirstDay(contract);
        if (part.Terms.IsEmpty || part.Terms[0].EffectiveFrom > first)
        {
            add(ContractErrors.BadTerms, $"Quantity and price must be known from the part's first day, {first:R}, on.", nameof(part.Terms));
        }

        for (var i = 0; i < part.Terms.Count; i++)
        {
            CheckTerms(contract, part, i, FormattableString.Invariant($"Terms[{i}]"), add);
        }
    }

    private static void CheckTerms(Contract contract, ContractPart part, int index, string where, Action<string, string, string> add)
    {
        var terms = part.Terms[index];
        if (index > 0 && terms.EffectiveFrom < part.Terms[index - 1].EffectiveFrom)
        {
            add(ContractErrors.BadTerms, $"The terms from {terms.EffectiveFrom:R} stand behind later ones: sort them by date.", where);
        }

        // an entry that another one replaced before it could hold bills nothing, and can't be mended otherwise
        if (!TermsTimeline.IsEverInForce(part.Terms, contract.Proration, index, part.FirstDay(contract)))
        {
            return;
        }

        if (terms.Quantity.Scale > Decimals.OfQuantities || (terms.Quantity < 0m && !part.Pricing.TakesNegative))
        {
            add(ContractErrors.BadQuantity, FormattableString.Invariant($"The quantity {terms.Quantity} can't be priced: tiers, packages and included units need 0 or more, all at most {Decimals.OfQuantities} decimals."), where);
        }

        var needsPrice = part.PriceBehaviour == PriceBehaviour.Locked && part.Pricing.TakesPrice;
        if (needsPrice && terms.UnitPrice is null)
        {
            add(ContractErrors.PriceMissing, $"The part bills an agreed price: say which one holds from {terms.EffectiveFrom:R}, or let it use the catalog's.", where);
        }

        if ((terms.UnitPrice is { } price && price.Currency != contract.Currency) || (terms.Discount is { Amount: { } amount } && amount.Currency != contract.Currency))
        {
            add(ContractErrors.CurrencyMismatch, $"Price and discount must be in the contract's currency, {contract.Currency}.", where);
        }
    }
}
