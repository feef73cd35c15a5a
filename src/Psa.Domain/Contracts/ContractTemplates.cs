using System.Linq;
using NodaTime;
using Psa.Catalog;

namespace Psa.Contracts;

/// <summary>
/// Makes templates of contracts, and contracts of templates (R-TEMPLATE). A day has many forms from a start, as 1 March is a month and 28 days after 1 February: a contract that was started
/// from a template says its days as the template did wherever that still gives them, so that it makes the same template again.
/// </summary>
internal static class ContractTemplates
{
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
                .Select(pair => new ContractTemplatePriceList(OffsetOf(start, pair.Entry.EffectiveFrom, pair.Said?.From), pair.Entry.PriceList)).InOrder(static entry => entry.From),
            PaymentTerms = contract.PaymentTerms,
            PaymentMethod = contract.PaymentMethod,
            Delivery = contract.Delivery,
            SeparateInvoice = contract.SeparateInvoice,
            LineGrouping = contract.LineGrouping,
            Escalations = Pairs(start, contract.Escalations, static entry => entry.From, origin?.Escalations ?? [], static said => said.From)
                .Select(pair => new ContractTemplateEscalation(OffsetOf(start, pair.Entry.From, pair.Said?.From), pair.Entry.Rate, pair.Entry.EveryMonths)).InOrder(static entry => entry.From),
            Parts = PartsOf(start, parts, origin?.Parts ?? []),
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
        var cycles = template.Cycles.AsEnumerable().Select(said => new CycleTerms(said.From.From(start), CycleOf(said, start), said.Timing, said.Proration)).OrderBy(static entry => entry.EffectiveFrom);
        var lists = template.PriceLists.AsEnumerable().Select(said => new PriceListAssignment(said.From.From(start), said.PriceList)).OrderBy(static entry => entry.EffectiveFrom);
        return contract with
        {
            Template = template.Id,
            Cycles = cycles.Select((entry, place) => entry with { Id = place == 0 ? new(contract.Id.Value) : ids.Next<CycleTerms>() }).ToValueList(),
            PriceLists = lists.Select((entry, place) => entry with { Id = place == 0 ? new(contract.Id.Value) : ids.Next<PriceListAssignment>() }).ToValueList(),
            Escalations = template.Escalations.AsEnumerable().Select(said => new PriceEscalation(said.From.From(start), said.Rate, said.EveryMonths)).OrderBy(static entry => entry.From).ToValueList(),
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
        var terms = part.Terms.AsEnumerable()
            .Select(said => new PartTerms(said.From.From(start), said.Quantity, said.UnitPrice, said.Discount, said.Pricing, said.MinimumQuantity)).OrderBy(static entry => entry.EffectiveFrom);
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
            EffectiveFrom = part.Start?.From(start),
            LastDay = part.End?.From(start).PlusDays(-1),
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
        foreach (var (entry, said) in Pairs(contract.EffectiveFrom, Standing(contract.Cycles), static entry => entry.EffectiveFrom, origin, static said => said.From))
        {
            // one that begins nothing isn't said: weeks are anchored by a date, and said again from another day they would begin anew there
            var cycle = entry.EffectiveFrom <= start || said is { Cycle: not null } or { Weeks: not null } || Begins(contract, entry) ? entry.Cycle : null;
            if (cycle is not null || entry.Timing is not null || entry.Proration is not null)
            {
                entries.Add(new(
                    OffsetOf(start, entry.EffectiveFrom, said?.From),
                    cycle is { Unit: CycleUnit.Months } ? cycle : null,
                    cycle is { Unit: CycleUnit.Weeks } ? cycle.Count : null,
                    cycle?.Anchor is { } anchor ? anchor.DayNumber() - entry.EffectiveFrom.DayNumber() : 0,
                    entry.Timing,
                    entry.Proration));
            }
        }

        return entries.InOrder(static entry => entry.From);
    }

    private static bool Begins(Contract contract, CycleTerms entry)
    {
        var (cycle, from, _) = CycleTimeline.CycleOn(contract, entry.EffectiveFrom);
        return from == entry.EffectiveFrom && cycle == entry.Cycle;
    }

    private static BillingCycle? CycleOf(ContractTemplateCycle said, LocalDate start) =>
        said.Weeks is { } weeks ? BillingCycle.EveryWeeks(weeks, said.From.From(start).PlusDays(said.AnchorDays)) : said.Cycle;

    private static ValueList<ContractTemplatePart> PartsOf(LocalDate start, IReadOnlyList<ContractPart> parts, ValueList<ContractTemplatePart> origin)
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

            return ToTemplate(start, part, said);
        }).ToValueList();
    }

    private static ContractTemplatePart ToTemplate(LocalDate start, ContractPart part, ContractTemplatePart? origin) => new()
    {
        Product = part.Product,
        Text = part.Text,
        Unit = part.Unit,
        Kind = part.Kind,
        Block = part.Block,
        Start = OffsetOf(start, part.EffectiveFrom, origin?.Start),
        End = OffsetOf(start, part.LastDay?.PlusDays(1), origin?.End),
        TrialEnd = OffsetOf(start, part.TrialLastDay?.PlusDays(1), origin?.TrialEnd),
        QuantitySource = part.QuantitySource,
        PriceBehaviour = part.PriceBehaviour,
        TaxCode = part.TaxCode,
        ShowDetails = part.ShowDetails,
        Terms = Pairs(start, Standing(part.Terms), static entry => entry.EffectiveFrom, origin?.Terms ?? [], static said => said.From)
            .Select(pair => new ContractTemplateTerms(
                OffsetOf(start, pair.Entry.EffectiveFrom, pair.Said?.From),
                pair.Entry.Quantity,
                pair.Entry.UnitPrice,
                pair.Entry.Discount,
                pair.Entry.Pricing,
                pair.Entry.MinimumQuantity))
            .InOrder(static entry => entry.From),
    };

    private static IEnumerable<T> Standing<T>(ValueList<T> entries)
        where T : class, IDatedEntry<T> => entries.AsEnumerable().Where(static entry => entry.Withdrawn is null);

    private static StartOffset OffsetOf(LocalDate start, LocalDate date, StartOffset? said) => said?.From(start) == date ? said : StartOffset.Of(start, date);

    private static StartOffset? OffsetOf(LocalDate start, LocalDate? date, StartOffset? said) => date is { } day ? OffsetOf(start, day, said) : null;

    // both in the order of their days, of one day in the order in which they were recorded
    private static IEnumerable<(T Entry, TSaid? Said)> Pairs<T, TSaid>(
        LocalDate start, IEnumerable<T> entries, Func<T, LocalDate> dateOf, ValueList<TSaid> origin, Func<TSaid, StartOffset> offsetOf)
        where TSaid : class
    {
        var (said, next) = (origin.AsEnumerable().Select(one => (One: one, Date: offsetOf(one).From(start))).OrderBy(static one => one.Date).ToList(), 0);
        foreach (var entry in entries)
        {
            var date = dateOf(entry);
            while (next < said.Count && said[next].Date < date)
            {
                next++;
            }

            yield return (entry, next < said.Count && said[next].Date == date ? said[next++].One : null);
        }
    }

    private static ValueList<T> InOrder<T>(this IEnumerable<T> entries, Func<T, StartOffset> offsetOf) =>
        entries.OrderBy(entry => offsetOf(entry).Months).ThenBy(entry => offsetOf(entry).Days).ToValueList();
}
