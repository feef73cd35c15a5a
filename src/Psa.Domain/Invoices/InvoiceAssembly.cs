using Psa.Access;
using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;
using Psa.Documents;
using Psa.Languages;
using Psa.SalesItems;
using Psa.Sellers;

namespace Psa.Invoices;

/// <summary>Writes the draft of an invoice, or of a credit note when corrections outweigh what is billed.</summary>
internal static class InvoiceAssembly
{
    /// <summary>Writes a draft, whose taxes, if it becomes a credit note, go on from those that were given back before. One by hand stays an invoice whatever it comes to: it is refused when it is issued below zero.</summary>
    internal static async ValueTask<Invoice> AssembleAsync(
        ItemsToInvoice work, BillingInformation information, InvoiceGroup group, ValueList<DocumentLine>[] taxed, BillingContext context, WrittenInvoice? written, CorrectedInvoice.Finding? corrected, CancellationToken cancellationToken)
    {
        var (customer, entity) = (work.Payer, context.Entity);
        var speaker = new Speaker(context.Languages.Find(information.Language));
        var (lines, amounts) = Lines(group, taxed, speaker, context, isCredit: false);
        var input = Input(group, amounts, entity, entity.PayableStepOf(group.Currency), written);
        var totals = Totals.Compute(input);
        var isCredit = written is null or { IsByHand: false } && totals.TotalWithTax.Sign < 0;
        if (isCredit)
        {
            (lines, amounts) = Lines(group, taxed, speaker, context, isCredit: true);
            input = Input(group, amounts, entity, payableStep: null, written);
            totals = Totals.Compute(input);
            totals = corrected is null ? totals : CorrectionTaxes.Of(input, totals, lines, group.Items, await corrected(group.Items, cancellationToken).ConfigureAwait(false));
        }

        var kind = isCredit ? InvoiceKind.CreditNote : InvoiceKind.Invoice;
        var (buyer, dueDate) = (customer.ToParty(information), group.PaymentTerms.DueDate(context.InvoiceDate));
        var draft = new Invoice()
        {
            Id = written?.Id ?? DerivedId.Create<Invoice>(context.InvoiceDate, context.Tenant, customer.Id.Value, group.Items[0].Id.Value, 0, context.Calculation),
            Tenant = context.Tenant,
            Kind = kind,
            Status = InvoiceStatus.Draft,
            Customer = customer.Id,
            CustomerNumber = customer.Number,
            BillingEntity = entity.Id,
            Currency = group.Currency,
            Run = written is null ? context.Run : null,
            GroupingKey = group.Key,
            IssueDate = context.InvoiceDate,
            DueDate = dueDate,
            Seller = entity.ToParty(),
            Buyer = buyer,
            PaymentTerms = group.PaymentTerms,
            PaymentMethod = group.PaymentMethod,
            Delivery = group.Delivery,
            Language = information.Language,
            Title = isCredit ? speaker.Words.CreditNote : speaker.Words.Invoice,
            PurchaseOrderNumber = group.PurchaseOrderNumber,
            ShipTo = group.ShipTo,
            Recipients = information.InvoiceRecipients,
            Note = information.InvoiceNote,
            Lines = lines,
            PriceMode = group.PriceMode,
            TaxRounding = entity.TaxRounding,
            Rounding = entity.Rounding,
            Items = Items(group, work, information),
            Subtotals = information.ShowSubtotals ? Subtotals.Of(group, work, totals, speaker.Words) : [],
            Totals = totals,
            Corrects = isCredit ? Corrected(group) : [],
            Footer = entity.FooterOf(kind, number: null, context.InvoiceDate, dueDate, buyer),
        };
        RequireFitting(totals);
        return written is null ? draft : written.On(draft);
    }

    private static void RequireFitting(DocumentTotals totals)
    {
        if (Math.Max(Math.Abs(totals.TotalWithTax.MinorUnits), Math.Abs(totals.Payable.MinorUnits)) > Bounds.MinorUnits)
        {
            throw new RuleViolationException(ChargeErrors.TooLarge, $"{totals.TotalWithTax} is more than a document may come to: look for a price or quantity that is too large.");
        }
    }

    private static DocumentInput Input(InvoiceGroup group, ValueList<LineAmount> lines, BillingEntity entity, Money? payableStep, WrittenInvoice? written) => new()
    {
        Currency = group.Currency,
        Lines = lines,
        Discounts = written?.Discounts ?? [],
        Charges = written?.Charges ?? [],
        PriceMode = group.PriceMode,
        TaxRounding = entity.TaxRounding,
        PayableStep = payableStep,
        Rounding = entity.Rounding,
    };

    private static (ValueList<DocumentLine> Lines, ValueList<LineAmount> Amounts) Lines(
        InvoiceGroup group, ValueList<DocumentLine>[] taxed, Speaker speaker, BillingContext context, bool isCredit)
    {
        var count = 0;
        foreach (var own in taxed)
        {
            count += own.Count;
        }

        var (lines, amounts, place) = (new DocumentLine[count], new LineAmount[count], 0);
        for (var i = 0; i < taxed.Length; i++)
        {
            foreach (var billed in Billed(group.Items[i], taxed[i], context).AsSpan())
            {
                var spoken = LineText.In(isCredit ? Credited(billed) : billed, speaker);
                var shown = spoken.BundleShare is null ? spoken : spoken with { BundleShare = null };
                lines[place] = context.UnitCodeOf(shown.Product, shown.Unit) is { } code ? shown with { UnitCode = code } : shown;
                amounts[place] = new(lines[place].Amount, billed.Tax?.Applied);
                place++;
            }
        }

        return (ValueList.Owning(lines), ValueList.Owning(amounts));
    }

    private static ValueList<DocumentLine> Billed(SalesItem item, ValueList<DocumentLine> lines, BillingContext context)
    {
        foreach (var line in lines)
        {
            if (line.Tax?.Freed is not null)
            {
                return FreedLines.Billed(item, lines, context.Rounding);
            }
        }

        return lines;
    }

    // a credit note says positively what is given back
    private static DocumentLine Credited(DocumentLine line) => line with
    {
        Quantity = -line.Quantity,
        Carry = -line.Carry,
        Amount = -line.Amount,
        Tax = line.Tax is { Freed: { } freed } tax ? tax with { Freed = freed with { Amount = -freed.Amount } } : line.Tax,
    };

    private static ValueList<InvoicedItem> Items(InvoiceGroup group, ItemsToInvoice work, BillingInformation information)
    {
        var contracts = new ContractsById(work.Contracts);
        var items = new InvoicedItem[group.Items.Count];
        for (var i = 0; i < items.Length; i++)
        {
            var item = group.Items[i];
            var grouping = (item.Contract is { } id ? contracts.Find(id)?.LineGrouping : null) ?? information.LineGrouping;
            items[i] = new(item.Id, item.Customer, item.Source, item.Lines.Count, grouping, GroupedBy(item, grouping));
        }

        return ValueList.Owning(items);
    }

    private static Guid? GroupedBy(SalesItem item, LineGrouping grouping) => grouping switch
    {
        LineGrouping.Part => SourceOf(item),
        LineGrouping.Ticket or LineGrouping.Activity when !item.Work.IsEmpty => item.SourceId,
        LineGrouping.Person when !item.Work.IsEmpty => PeopleOf(item),
        _ => null,
    };

    // all who worked on it, as one
    private static Guid PeopleOf(SalesItem item)
    {
        var people = new SortedSet<UserId>();
        foreach (var share in item.Work)
        {
            people.UnionWith(share.People);
        }

        return DerivedId.Create<UserId>(item.Tenant, "people", string.Join('\n', people)).Value;
    }

    // what is no part stands for itself
    private static Guid SourceOf(SalesItem item) => item.Source == SalesItemSource.Manual ? item.Id.Value : item.SourceId;

    private static ValueList<Id<Invoice>> Corrected(InvoiceGroup group)
    {
        var seen = new SortedSet<Id<Invoice>>();
        foreach (var item in group.Items)
        {
            seen.UnionWith(item.Corrects);
        }

        return seen.ToValueList();
    }
}
