using System.Linq;
using NodaTime;
using Psa.Catalog;

namespace Psa.Contracts;

/// <summary>
/// Makes templates of contracts, and contracts of templates (R-TEMPLATE). A day has many forms from a start, as 1 March is a month and 28 days after 1 February: a contract that was started
/// from a template says its days as the template did wherever that still gives them, so that it makes the same template again.
/// The order of a template's entries is kept from every start: one that would come before the entry in front of it, as a month may be shorter than the days that another says, comes on that one's day, and so
/// holds after it; an escalation, of which there is one a date, on the next. Likewise a part begins and ends within its contract, and has a day at least.
/// </summary>
internal static class ContractTemplates
{
    // one ends the one before it
    private const int DaysBetweenEscalations = 1;

    /// <summary>Makes the template of a contract.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="parts">Its parts.</param>
    /// <param name="id">The template's id.</param>
    /// <param name="name">The template's name.</param>
    /// <param name="origin">The template from which the contract was started, or <see langword="null"/>.</param>
    /// <returns>The template.</returns>
    internal static ContractTemplate ToTemplate(this Contract contract, IReadOnlyList<ContractPart> parts, Id<ContractTemplate> id, string name, ContractTemplate? origin)
    {
        var start = contract.EffectiveFrom;
        return new()
        {
            Id = id,
            Tenant = contract.Tenant,
            Name = name,
            BillingEntity = contract.BillingEntity,
            Currency = contract.Currency,
            End = OffsetOf(start, contract.LastDay?.PlusDays(1), origin?.End),
            Renewal = contract.Renewal,
            Cycles = CyclesOf(contract, origin?.Cycles ?? []),
            PriceLists = Pairs(start, Standing(contract.PriceLists), static entry => entry.EffectiveFrom, origin?.PriceLists ?? [], static said => said.From)
                .Select(static pair => new ContractTemplatePriceList(pair.From, pair.Entry.PriceList)).ToValueList(),
            PaymentTerms = contract.PaymentTerms,
            PaymentMethod = contract.PaymentMethod,
            Delivery = contract.Delivery,
            SeparateInvoice = contract.SeparateInvoice,
            LineGrouping = contract.LineGrouping,
            Escalations = Pairs(start, contract.Escalations, static entry => entry.From, origin?.Escalations ?? [], static said => said.From, DaysBetweenEscalations)
                .Select(static pair => new ContractTemplateEscalation(pair.From, pair.Entry.Rate, pair.Entry.EveryMonths)).ToValueList(),
            Parts = PartsOf(contract, parts, origin?.Parts ?? []),
        };
    }

    /// <summary>Gives what a contract that is started from a template begins as, without what is dated in it.</summary>
    internal static NewContract ToRequest(this ContractTemplate template, NewTemplatedContract request) => new()
    {
        Id = request.Id,
        Customer = request.Customer,
        Name = string.IsNullOrEmpty(request.Name) ? template.Name : request.Name,
        Number = request.Number,
        BillingEntity = request.BillingEntity ?? template.BillingEntity,
        Currency = template.Currency,
        EffectiveFrom = request.EffectiveFrom,
        LastDay = template.End?.From(request.EffectiveFrom).PlusDays(-1),
        Renewal = template.Renewal,
        PaymentTerms = template.PaymentTerms,
        PaymentMethod = template.PaymentMethod,
        Delivery = template.Delivery,
        SeparateInvoice = template.SeparateInvoice,
        LineGrouping = template.LineGrouping,
        PurchaseOrderNumber = request.PurchaseOrderNumber,
        Metadata = request.Metadata,
    };

    /// <summary>Gives a contract that is started from a template what is dated in it.</summary>
    /// <param name="contract">The contract as <see cref="ToRequest"/> makes it.</param>
    /// <param name="template">The template.</param>
    /// <param name="ids">Makes ids of entries.</param>
    /// <returns>The contract, not checked.</returns>
    internal static Contract Filled(this Contract contract, ContractTemplate template, IIdGenerator ids)
    {
        var start = contract.EffectiveFrom;
        var cycles = Dated(start, template.Cycles, static said => said.From).Select(static one => new CycleTerms(one.Date, CycleOf(one.Said, one.Date), one.Said.Timing, one.Said.Proration));
        var lists = Dated(start, template.PriceLists, static said => said.From).Select(static one => new PriceListAssignment(one.Date, one.Said.PriceList));
        return contract with
        {
            Template = template.Id,
            Cycles = cycles.Select((entry, place) => entry with { Id = place == 0 ? new(contract.Id.Value) : ids.Next<CycleTerms>() }).ToValueList(),
            PriceLists = lists.Select((entry, place) => entry with { Id = place == 0 ? new(contract.Id.Value) : ids.Next<PriceListAssignment>() }).ToValueList(),
            Escalations = Dated(start, template.Escalations, static said => said.From, DaysBetweenEscalations).Select(static one => new PriceEscalation(one.Date, one.Said.Rate, one.Said.EveryMonths)).ToValueList(),
        };
    }

    /// <summary>Makes a part of a contract that is started from a template.</summary>
    /// <param name="part">The template's part.</param>
    /// <param name="contract">The contract.</param>
    /// <param name="ids">Makes the ids of part and entries.</param>
    /// <returns>The part, not checked.</returns>
    internal static ContractPart ToPart(this ContractTemplatePart part, Contract contract, IIdGenerator ids)
    {
        var (id, start) = (ids.Next<ContractPart>(), contract.EffectiveFrom);
        var terms = Dated(start, part.Terms, static said => said.From)
            .Select(static one => new PartTerms(one.Date, one.Said.Quantity, one.Said.UnitPrice, one.Said.Discount, one.Said.Pricing, one.Said.MinimumQuantity));
        var first = FirstOf(part.Start, contract);
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
            EffectiveFrom = first,
            LastDay = EndOf(part.End, contract, first)?.PlusDays(-1),
            TrialLastDay = part.TrialEnd?.From(start).PlusDays(-1),
            QuantitySource = part.QuantitySource,
            PriceBehaviour = part.PriceBehaviour,
            TaxCode = part.TaxCode,
            ShowDetails = part.ShowDetails,
            Terms = terms.Select((entry, place) => entry with { Id = place == 0 ? new(id.Value) : ids.Next<PartTerms>() }).ToValueList(),
        };
    }

    private static ValueList<ContractTemplateCycle> CyclesOf(Contract contract, ValueList<ContractTemplateCycle> origin)
    {
        var (start, entries) = (contract.EffectiveFrom, new List<ContractTemplateCycle>());
        foreach (var (entry, said, from) in Pairs(start, Standing(contract.Cycles), static entry => entry.EffectiveFrom, origin, static said => said.From))
        {
            // one that begins nothing isn't said: weeks are anchored by a date, and said again from another day they would begin anew there
            var cycle = entry.EffectiveFrom <= start || said is { Cycle: not null } or { Weeks: not null } || Begins(contract, entry) ? entry.Cycle : null;
            if (cycle is not null || entry.Timing is not null || entry.Proration is not null)
            {
                entries.Add(new(
                    from,
                    cycle is { Unit: CycleUnit.Months } ? cycle : null,
                    cycle is { Unit: CycleUnit.Weeks } ? cycle.Count : null,
                    cycle?.Anchor is { } anchor ? anchor.DayNumber() - entry.EffectiveFrom.DayNumber() : 0,
                    entry.Timing,
                    entry.Proration));
            }
        }

        return entries.ToValueList();
    }

    private static bool Begins(Contract contract, CycleTerms entry)
    {
        var (cycle, from, _) = CycleTimeline.CycleOn(contract, entry.EffectiveFrom);
        return from == entry.EffectiveFrom && cycle == entry.Cycle;
    }

    private static BillingCycle? CycleOf(ContractTemplateCycle said, LocalDate from) =>
        said.Weeks is { } weeks ? BillingCycle.EveryWeeks(weeks, from.PlusDays(said.AnchorDays)) : said.Cycle;

    private static ValueList<ContractTemplatePart> PartsOf(Contract contract, IReadOnlyList<ContractPart> parts, ValueList<ContractTemplatePart> origin)
    {
        var left = new List<ContractTemplatePart>(origin);
        return parts.Select(part =>
        {
            var at = left.FindIndex(said => said.Product == part.Product && said.Text == part.Text && said.Unit == part.Unit && said.Kind == part.Kind && said.QuantitySource == part.QuantitySource);
            var said = at < 0 ? null : left[at];
            if (at >= 0)
            {
                left.RemoveAt(at);
            }

            return ToTemplate(contract, part, said);
        }).ToValueList();
    }

    private static ContractTemplatePart ToTemplate(Contract contract, ContractPart part, ContractTemplatePart? origin) => new()
    {
        Product = part.Product,
        Text = part.Text,
        Unit = part.Unit,
        Kind = part.Kind,
        Block = part.Block,
        Start = FirstOf(origin?.Start, contract) == part.EffectiveFrom ? origin?.Start : OffsetOf(contract.EffectiveFrom, part.EffectiveFrom, said: null),
        End = EndOf(origin?.End, contract, part.EffectiveFrom) == part.LastDay?.PlusDays(1) ? origin?.End : OffsetOf(contract.EffectiveFrom, part.LastDay?.PlusDays(1), said: null),
        TrialEnd = OffsetOf(contract.EffectiveFrom, part.TrialLastDay?.PlusDays(1), origin?.TrialEnd),
        QuantitySource = part.QuantitySource,
        PriceBehaviour = part.PriceBehaviour,
        TaxCode = part.TaxCode,
        ShowDetails = part.ShowDetails,
        Terms = Pairs(contract.EffectiveFrom, Standing(part.Terms), static entry => entry.EffectiveFrom, origin?.Terms ?? [], static said => said.From)
            .Select(static pair => new ContractTemplateTerms(pair.From, pair.Entry.Quantity, pair.Entry.UnitPrice, pair.Entry.Discount, pair.Entry.Pricing, pair.Entry.MinimumQuantity))
            .ToValueList(),
    };

    private static IEnumerable<T> Standing<T>(ValueList<T> entries)
        where T : class, IDatedEntry<T> => entries.AsEnumerable().Where(static entry => entry.Withdrawn is null);

    private static StartOffset OffsetOf(LocalDate start, LocalDate date, StartOffset? said) => said?.From(start) == date ? said : StartOffset.Of(start, date);

    private static StartOffset? OffsetOf(LocalDate start, LocalDate? date, StartOffset? said) => date is { } day ? OffsetOf(start, day, said) : null;

    private static LocalDate? FirstOf(StartOffset? said, Contract contract) =>
        said?.From(contract.EffectiveFrom) is not { } date ? null
        : contract.AgreedLastDay() is { } last && date > last ? last
        : date;

    private static LocalDate? EndOf(StartOffset? said, Contract contract, LocalDate? first)
    {
        if (said?.From(contract.EffectiveFrom) is not { } end)
        {
            return null;
        }

        var earliest = (first ?? contract.EffectiveFrom).PlusDays(1);
        var latest = contract.AgreedLastDay()?.PlusDays(1);
        return end > latest ? latest : end < earliest ? earliest : end;
    }

    // the days of a template's entries from a start, in the template's order
    private static IEnumerable<(T Said, LocalDate Date)> Dated<T>(LocalDate start, ValueList<T> entries, Func<T, StartOffset> offsetOf, int daysBetween = 0)
    {
        LocalDate? last = null;
        foreach (var said in entries)
        {
            var date = DayOf(offsetOf(said), start, last, daysBetween);
            last = date;
            yield return (said, date);
        }
    }

    private static LocalDate DayOf(StartOffset said, LocalDate start, LocalDate? last, int daysBetween)
    {
        var date = said.From(start);
        return last?.PlusDays(daysBetween) is { } earliest && earliest > date ? earliest : date;
    }

    // both in the order of their days, of one day in the order in which they were recorded; each is said as the template said it, where that gives its day behind the entry before it
    private static IEnumerable<(T Entry, TSaid? Said, StartOffset From)> Pairs<T, TSaid>(
        LocalDate start, IEnumerable<T> entries, Func<T, LocalDate> dateOf, ValueList<TSaid> origin, Func<TSaid, StartOffset> offsetOf, int daysBetween = 0)
        where TSaid : class
    {
        var (said, next) = (Dated(start, origin, offsetOf, daysBetween).ToList(), 0);
        LocalDate? last = null;
        foreach (var entry in entries)
        {
            var date = dateOf(entry);
            while (next < said.Count && said[next].Date < date)
            {
                next++;
            }

            var own = next < said.Count && said[next].Date == date ? said[next++].Said : null;
            yield return (entry, own, own is not null && DayOf(offsetOf(own), start, last, daysBetween) == date ? offsetOf(own) : StartOffset.Of(start, date));
            last = date;
        }
    }
}
