using NodaTime;
using Psa.Catalog;
using Psa.Charges;
using Psa.Customers;
using Psa.Documents;
using Psa.SalesItems;
using Psa.Sellers;

namespace Psa.Invoices;

/// <summary>Finds how a payer's lines are taxed. What was answered isn't asked again.</summary>
internal sealed class DraftTaxes(BillingContext context, BillingInformation information, ITaxCalculator calculator)
{
    private Dictionary<Id<SalesItem>, LineTax?[]>? _found;

    /// <summary>
    /// Asks for the taxes of items whose prices hold tax before they are grouped: where another treatment applies than their own, they are billed without tax, on another document.
    /// What fails is asked again, and reported, with the document.
    /// </summary>
    internal async ValueTask LookAsync(IReadOnlyList<SalesItem> items, CancellationToken cancellationToken)
    {
        if (context.Entity.PriceMode != PriceMode.TaxInclusive)
        {
            return;
        }

        _found = new(items.Count);
        foreach (var item in items)
        {
            try
            {
                _found[item.Id] = await FindAsync([item], cancellationToken).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // a host's tax service that fails keeps back this document and no other
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                // the document reports it
            }
        }
    }

    /// <summary>Tells whether the document that bills an item holds tax in its prices: as what it corrects did, as the treatment of its lines demands, or as the entity says.</summary>
    internal PriceMode ModeOf(SalesItem item)
    {
        if (_found?.GetValueOrDefault(item.Id) is { } found)
        {
            foreach (var tax in found)
            {
                if (tax is not null)
                {
                    return tax.PriceMode;
                }
            }
        }

        foreach (var line in item.Lines)
        {
            if (line.Tax is { IsKept: true } kept)
            {
                return kept.PriceMode;
            }
        }

        return context.Entity.PriceMode;
    }

    /// <summary>Gives the first line of an item that isn't priced, as it is agreed or as a document bills it; <see langword="null"/> when all are.</summary>
    internal DocumentLine? Unpriced(SalesItem item) =>
        HandItems.Unpriced(item.Lines)
        ?? (item.Source == SalesItemSource.Manual && _found?.GetValueOrDefault(item.Id) is { } found && Array.Exists(found, static tax => tax?.Freed is not null)
            ? HandItems.Unpriced(FreedLines.Billed(item, Taxed([item], found)[0], context.Rounding))
            : null);

    /// <summary>Gives the taxes of the lines of a document's items, in their order; none for a note.</summary>
    /// <exception cref="RuleViolationException">What the calculator refuses; <c>tax.unknown_code</c>, <c>tax.no_rate</c>, <c>tax.no_default</c>: it isn't known what tax a price holds.</exception>
    internal async ValueTask<LineTax?[]> FindAsync(IReadOnlyList<SalesItem> items, CancellationToken cancellationToken)
    {
        var (lines, found) = LinesOf(items);

        // lines of one tax point are asked for together: usually all
        for (var i = 0; i < found.Length; i++)
        {
            if (IsAsked(lines[i].Line, found[i]))
            {
                await AskAsync(lines, lines[i].Point, found, cancellationToken).ConfigureAwait(false);
            }
        }

        if (context.Entity.PriceMode == PriceMode.TaxInclusive)
        {
            var place = 0;
            foreach (var item in items)
            {
                if (_found?.ContainsKey(item.Id) != true)
                {
                    Free(item, found.AsSpan(place, item.Lines.Count));
                }

                place += item.Lines.Count;
            }
        }

        return found;
    }

    /// <summary>Gives the charges of a document with their taxes: those with a code of their own have that one's, whatever the customer has.</summary>
    /// <exception cref="RuleViolationException">What the calculator refuses; <c>tax.unknown_code</c>, <c>tax.no_rate</c>.</exception>
    internal async ValueTask<ValueList<DocumentCharge>> FindAsync(ValueList<NewDocumentCharge> charges, CancellationToken cancellationToken)
    {
        var found = new List<DocumentCharge>(charges.Count);
        foreach (var charge in charges)
        {
            if (charge.TaxCode is null)
            {
                found.Add(new(charge.Amount, charge.Reason));
                continue;
            }

            var line = new DocumentLine { Text = charge.Reason, Amount = charge.Amount, TaxCode = charge.TaxCode, IsTaxOverride = true };
            var taxes = new LineTax?[1];
            await AskAsync([(line, context.InvoiceDate)], context.InvoiceDate, taxes, cancellationToken).ConfigureAwait(false);
            found.Add(new(charge.Amount, charge.Reason, taxes[0]!.Applied));
        }

        return found.ToValueList();
    }

    /// <summary>Gives the lines of each of a document's items with their taxes.</summary>
    internal static ValueList<DocumentLine>[] Taxed(IReadOnlyList<SalesItem> items, LineTax?[] taxes)
    {
        var (taxed, place) = (new ValueList<DocumentLine>[items.Count], 0);
        for (var i = 0; i < taxed.Length; i++)
        {
            var lines = new DocumentLine[items[i].Lines.Count];
            for (var j = 0; j < lines.Length; j++)
            {
                var (line, tax) = (items[i].Lines[j], taxes[place++]);
                lines[j] = ReferenceEquals(line.Tax, tax) ? line : line with { Tax = tax };
            }

            taxed[i] = ValueList.Owning(lines);
        }

        return taxed;
    }

    private ((DocumentLine Line, LocalDate Point)[] Lines, LineTax?[] Found) LinesOf(IReadOnlyList<SalesItem> items)
    {
        var count = 0;
        for (var i = 0; i < items.Count; i++)
        {
            count += items[i].Lines.Count;
        }

        var (lines, found, place) = (new (DocumentLine Line, LocalDate Point)[count], new LineTax?[count], 0);
        for (var i = 0; i < items.Count; i++)
        {
            var item = items[i];
            var known = _found?.GetValueOrDefault(item.Id);
            for (var j = 0; j < item.Lines.Count; j++)
            {
                var line = item.Lines[j];
                lines[place] = (line, TaxPointOf(item, line));
                found[place++] = known is not null ? known[j] : line.Bills ? line.Tax : null;
            }
        }

        return (lines, found);
    }

    // a line by hand states its own code or has its product's
    private string? CodeOf(DocumentLine line) => line.TaxCode ?? context.FindProduct(line.Product)?.TaxCode;

    // what a line corrects was taxed already, and neither a note is nor the heading of a bundle
    private static bool IsAsked(DocumentLine line, LineTax? found) => found is null && line.Bills;

    private LocalDate TaxPointOf(SalesItem item, DocumentLine line) =>
        context.Entity.TaxPoint == TaxPointRule.PeriodEnd && (line.Period ?? item.Period) is { } period ? period.LastDay : context.InvoiceDate;

    private async ValueTask AskAsync((DocumentLine Line, LocalDate Point)[] lines, LocalDate point, LineTax?[] found, CancellationToken cancellationToken)
    {
        var asked = new List<TaxRequestLine>(lines.Length);
        for (var i = 0; i < lines.Length; i++)
        {
            if (IsAsked(lines[i].Line, found[i]) && lines[i].Point == point)
            {
                var line = lines[i].Line;
                asked.Add(new(CodeOf(line), line.Product, line.Amount, line.IsTaxOverride));
            }
        }

        var applied = await calculator.FindTaxesAsync(
            new()
            {
                Tenant = context.Tenant,
                Table = context.TaxTable,
                TaxPoint = point,
                Seller = context.Entity.Address,
                Customer = information.Address!,
                CustomerVatNumber = information.VatNumber,
                CustomerTaxCode = information.TaxCode ?? context.Entity.TaxCode,
                CustomerExemption = information.TaxExemption,
                Lines = asked.ToValueList(),
            },
            cancellationToken).ConfigureAwait(false);
        if (applied.Count != asked.Count)
        {
            throw new InvalidOperationException($"The tax calculator gave {applied.Count} taxes for {asked.Count} lines.");
        }

        foreach (var tax in applied)
        {
            _ = tax ?? throw new InvalidOperationException("The tax calculator gave no tax for a line: each line has one, if only of a category that is not taxed.");
        }

        var (next, last) = (0, default(LineTax));
        for (var i = 0; i < lines.Length; i++)
        {
            if (IsAsked(lines[i].Line, found[i]) && lines[i].Point == point)
            {
                var tax = applied[next++];
                found[i] = last = ReferenceEquals(last?.Applied, tax) ? last : new(tax, point, context.Entity.PriceMode);
            }
        }
    }

    /// <summary>
    /// Frees the new lines of an item of the tax in their prices when another treatment than its own applies to one of them: an item stands on one document, whose prices are of one kind.
    /// An override is of the document's kind, and is the amount that was decided.
    /// </summary>
    private void Free(SalesItem item, Span<LineTax?> found)
    {
        var held = new Percent[found.Length];
        var isOther = false;
        for (var i = 0; i < found.Length; i++)
        {
            if (found[i] is { IsKept: false } tax)
            {
                held[i] = context.TaxTable.At(CodeOf(item.Lines[i]) ?? context.Entity.TaxCode, tax.Point).Rate;
                isOther |= held[i] != tax.Applied.Rate;
            }
        }

        if (!isOther)
        {
            return;
        }

        var amounts = FreedPrices.Amounts(item.Lines, held, context.Rounding);
        for (var i = 0; i < found.Length; i++)
        {
            if (found[i] is { IsKept: false } tax)
            {
                found[i] = tax with
                {
                    PriceMode = PriceMode.TaxExclusive,
                    Freed = item.Override is null ? new(held[i], amounts[i]) : null,
                };
            }
        }
    }
}
