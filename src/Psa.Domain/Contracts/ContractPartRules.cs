using NodaTime;
using Psa.Catalog;

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
    /// <returns>The part, not checked. Its first terms hold from its first day, and have the part's id.</returns>
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
            Block = part.Block,
            EffectiveFrom = part.EffectiveFrom,
            LastDay = part.LastDay,
            TrialLastDay = part.TrialLastDay,
            QuantitySource = part.QuantitySource,
            PriceBehaviour = part.PriceBehaviour,
            TaxCode = part.TaxCode,
            ShowDetails = part.ShowDetails,
            BillFrom = part.BillFrom,
            Metadata = part.Metadata,
            Terms = [new(part.EffectiveFrom ?? contract.EffectiveFrom, part.Quantity, part.UnitPrice, part.Discount, part.Pricing, part.MinimumQuantity) { Id = new(id.Value) }],
        };
    }

    /// <summary>Tells what is wrong with a price that somebody says of a part: one that follows the catalog would never bill it.</summary>
    internal static Problem? RefusedPrice(PriceBehaviour behaviour, UnitPrice? price, string where) =>
        behaviour == PriceBehaviour.UseCurrent && price is { } said
            ? new(ContractErrors.PriceFollowsCatalog, $"The part bills the catalog's price, and {said} would never be billed: leave the price out, or agree it.", where)
            : null;

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

    /// <summary>Tells whether a part is billed once, in the period that holds its first day.</summary>
    internal static bool IsOnce(this ContractPart part) => part.Kind == PartKind.OneOff || part.Block is { IsOnce: true };

    /// <summary>Tells whether another state of a part bills as this one but for its dates and terms: what is fixed once it was billed.</summary>
    /// <param name="part">The part.</param>
    /// <param name="other">Its other state.</param>
    /// <returns>Whether product, unit, kind, hours, quantity source, price behaviour, tax code and opening balance are the same.</returns>
    public static bool BillsAs(this ContractPart part, ContractPart other) => part.FixedFieldsOtherThan(other).IsEmpty;

    /// <summary>Names the fields in which a part bills otherwise than another state of it.</summary>
    internal static ValueList<string> FixedFieldsOtherThan(this ContractPart part, ContractPart other)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(other);
        var fields = new List<string>();
        Note(part.Product != other.Product, nameof(part.Product));
        Note(part.Unit != other.Unit, nameof(part.Unit));
        Note(part.Kind != other.Kind, nameof(part.Kind));
        Note(part.Block != other.Block, nameof(part.Block));
        Note(part.QuantitySource != other.QuantitySource, nameof(part.QuantitySource));
        Note(part.PriceBehaviour != other.PriceBehaviour, nameof(part.PriceBehaviour));
        Note(part.TaxCode != other.TaxCode, nameof(part.TaxCode));
        Note(part.BillFrom != other.BillFrom, nameof(part.BillFrom));
        return fields.ToValueList();

        void Note(bool differs, string field)
        {
            if (differs)
            {
                fields.Add(field);
            }
        }
    }

    /// <summary>
    /// Adds an entry to a part's timeline: a change is a new entry, never an overwrite. It may be back-dated; of two with the same date the later recorded wins.
    /// </summary>
    /// <param name="part">The part.</param>
    /// <param name="terms">The new entry.</param>
    /// <returns>The part with the entry behind all others of its date or an earlier one; the same part when it says the same already.</returns>
    /// <exception cref="RuleViolationException">
    /// <c>contract.bad_terms</c>: it states nothing, is withdrawn from the beginning, or has the id of another entry; <c>contract.price_follows_catalog</c>: it states a price, and the part follows the catalog.
    /// </exception>
    public static ContractPart WithTerms(this ContractPart part, PartTerms terms)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(terms);
        var after = part with { Terms = DatedEntries.With(part.Terms, terms, ContractErrors.BadTerms, part.Id.Value) };
        return after != part && RefusedPrice(part.PriceBehaviour, terms.UnitPrice, nameof(terms.UnitPrice)) is { } refused
            ? throw new RuleViolationException(refused.Code, refused.Message, part.Id.Value).At(refused.Where)
            : after;
    }

    /// <summary>Withdraws an entry of a part's timeline: then it is as if it had never been.</summary>
    /// <param name="part">The part.</param>
    /// <param name="entry">The entry's id.</param>
    /// <param name="withdrawal">Who withdraws it, when and why.</param>
    /// <returns>The part, not checked: the entry may have stated what a day needs. The same part when it was withdrawn before.</returns>
    /// <exception cref="EntityNotFoundException">The part has no such entry.</exception>
    public static ContractPart WithoutTerms(this ContractPart part, Id<PartTerms> entry, Withdrawal withdrawal)
    {
        ArgumentNullException.ThrowIfNull(part);
        return part with { Terms = DatedEntries.Without(part.Terms, entry.Value, withdrawal) };
    }

    internal static void Check(Contract contract, ContractPart part, string where, List<Problem> problems)
    {
        if (string.IsNullOrWhiteSpace(part.Text))
        {
            Add(ContractErrors.Incomplete, "The part needs a text: the invoice line says it.", nameof(part.Text));
        }

        CheckDates(contract, part, Add);
        CheckSource(part, Add);
        BlockTermsRules.Check(contract, part, Add);
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

        if (part is { QuantitySource.Kind: QuantitySourceKind.ApprovedTime, Product: null })
        {
            add(ContractErrors.ProductMissing, "The part says what an hour of its product costs on tickets: name the hourly rate.", nameof(part.Product));
        }
    }

    private static void CheckTerms(Contract contract, ContractPart part, Action<string, string, string> add)
    {
        for (var i = 0; i < part.Terms.Count; i++)
        {
            var (terms, where) = (part.Terms[i], FormattableString.Invariant($"Terms[{i}]"));
            if (i > 0 && terms.EffectiveFrom < part.Terms[i - 1].EffectiveFrom)
            {
                add(ContractErrors.BadTerms, $"The terms from {terms.EffectiveFrom:R} stand behind later ones: sort them by date.", where);
            }

            if (!DatedEntries.StatesSomething(terms))
            {
                add(ContractErrors.BadTerms, $"The terms from {terms.EffectiveFrom:R} state nothing: give a quantity, a price, a discount, a scheme or a minimum.", where);
            }
        }

        if (DatedEntries.Earliest(part.Terms.AsSpan()) < 0)
        {
            add(ContractErrors.BadTerms, $"Nothing says what the part bills: state its quantity and price from its first day, {part.FirstDay(contract):R}, on.", nameof(part.Terms));
            return;
        }

        // a price that was never agreed has a code of its own; an entry that another one replaced before it could hold bills nothing, and can't be mended otherwise
        var (timeline, first) = (TermsTimeline.Of(contract, part), part.FirstDay(contract));
        var isPriced = part.Terms.AsSpan().ContainsPrice();
        for (var i = 0; i < timeline.Count; i++)
        {
            var everHolds = i + 1 == timeline.Count || timeline[i + 1].From > first;
            if (i == 0 || everHolds)
            {
                CheckNeeds(part, timeline[i], i == 0 && !isPriced ? ContractErrors.PriceMissing : ContractErrors.BadTerms, add);
            }

            if (everHolds)
            {
                CheckFigures(contract, part, timeline[i], add);
            }
        }
    }

    private static void CheckNeeds(ContractPart part, in HeldTerms held, string withoutPrice, Action<string, string, string> add)
    {
        var (scheme, isUsed) = (held.Scheme, part.QuantitySource.Kind != QuantitySourceKind.Fixed);
        var (from, where) = (part.Terms[held.Index].EffectiveFrom, FormattableString.Invariant($"Terms[{held.Index}]"));
        if (held.Schemed is null || (scheme.NeedsQuantity && !isUsed && held.Quantity is null))
        {
            add(ContractErrors.BadTerms, $"From {from:R} on nothing says {(held.Schemed is null ? "how the part is priced: state its scheme" : "how much the part bills: state its quantity")}.", where);
        }

        if (part.PriceBehaviour == PriceBehaviour.Locked && scheme.TakesPrice && held.Priced is null)
        {
            add(
                withoutPrice,
                $"The part bills an agreed price: say which one holds from {from:R}, or let it use the catalog's.",
                where);
        }

        if (part is { PriceBehaviour: PriceBehaviour.UseCurrent, Product: null } && scheme.TakesPrice)
        {
            add(ContractErrors.ProductMissing, "The part bills the catalog's price: name its product, or agree a price.", nameof(part.Product));
        }

        if (scheme.TakesCost && part.QuantitySource.Kind != QuantitySourceKind.Usage)
        {
            add(ContractErrors.CostSourceMissing, "The part passes on the vendor's cost, which only usage brings: let it read a service's counter.", where);
        }
    }

    private static void CheckFigures(Contract contract, ContractPart part, in HeldTerms held, Action<string, string, string> add)
    {
        var (quantity, minimum, isUsed) = (held.Committed, held.Minimum, part.QuantitySource.Kind == QuantitySourceKind.Usage);
        var where = FormattableString.Invariant($"Terms[{held.Index}]");
        if (part.QuantitySource.Kind == QuantitySourceKind.ApprovedTime && (held.Scheme is not PerUnitPricing || quantity != 0m || minimum != 0m || held.Discount is not null))
        {
            add(ContractErrors.BadTerms, "A part of approved time says the price of an hour and nothing else: leave quantity, minimum and discount out, and price it by the unit.", where);
        }

        if (quantity.Scale > Decimals.OfQuantities || (quantity < 0m && (isUsed || !held.Scheme.TakesNegative)))
        {
            var why = isUsed ? "what is committed of a counter is" : "tiers, packages and included units need";
            add(ContractErrors.BadQuantity, FormattableString.Invariant($"The quantity {quantity} can't be priced: {why} 0 or more, all at most {Decimals.OfQuantities} decimals."), where);
        }

        BlockTermsRules.Check(part, held, where, add);
        if (minimum < 0m || minimum.Scale > Decimals.OfQuantities)
        {
            add(ContractErrors.BadQuantity, FormattableString.Invariant($"The minimum quantity is {minimum} and must be 0 or more, with at most {Decimals.OfQuantities} decimals."), where);
        }

        if ((held.UnitPrice is { } price && price.Currency != contract.Currency) || (held.Discounted?.Discount?.Currency is { } other && other != contract.Currency))
        {
            add(ContractErrors.CurrencyMismatch, $"Price and discount must be in the contract's currency, {contract.Currency}.", where);
        }

        if (held.Discounted?.Discount?.UnitAmount is not null)
        {
            add(CatalogErrors.DiscountNeedsLine, Discounts.NeedsLine, where);
        }
    }

    private static bool ContainsPrice(this ReadOnlySpan<PartTerms> entries)
    {
        foreach (var entry in entries)
        {
            if (entry is { Withdrawn: null, UnitPrice: not null })
            {
                return true;
            }
        }

        return false;
    }
}
