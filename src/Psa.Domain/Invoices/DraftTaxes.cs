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
    private readonly Dictionary<Id<SalesItem>, LineTax?[]> _found = [];

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

        foreach (var item in items)
        {
            try
            {
                await FindAsync(item, cancellationToken).ConfigureAwait(false);
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
        if (_found.TryGetValue(item.Id, out var found))
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

    /// <summary>Gives the taxes of an item's lines, in their order; none for a note.</summary>
    /// <exception cref="RuleViolationException">What the calculator refuses; <c>tax.unknown_code</c>, <c>tax.no_rate</c>, <c>tax.no_default</c>: it isn't known what tax a price holds.</exception>
    internal async ValueTask<LineTax?[]> FindAsync(SalesItem item, CancellationToken cancellationToken)
    {
        if (_found.TryGetValue(item.Id, out var found))
        {
            return found;
        }

        found = new LineTax?[item.Lines.Count];
        for (var i = 0; i < found.Length; i++)
        {
            found[i] = item.Lines[i].IsNote ? null : item.Lines[i].Tax;
        }

        // lines of one tax point are asked for together: usually all
        for (var i = 0; i < found.Length; i++)
        {
            if (IsAsked(item.Lines[i], found[i]))
            {
                await AskAsync(item, TaxPointOf(item, item.Lines[i]), found, cancellationToken).ConfigureAwait(false);
            }
        }

        if (context.Entity.PriceMode == PriceMode.TaxInclusive)
        {
            Free(item, found);
        }

        _found.Add(item.Id, found);
        return found;
    }

    // a line by hand states its own code or has its product's
    private string? CodeOf(DocumentLine line) => line.TaxCode ?? context.FindProduct(line.Product)?.TaxCode;

    // what a line corrects was taxed already, and a note isn't
    private static bool IsAsked(DocumentLine line, LineTax? found) => found is null && !line.IsNote;

    private LocalDate TaxPointOf(SalesItem item, DocumentLine line) =>
        context.Entity.TaxPoint == TaxPointRule.PeriodEnd && (line.Period ?? item.Period) is { } period ? period.LastDay : context.InvoiceDate;

    private async ValueTask AskAsync(SalesItem item, LocalDate point, LineTax?[] found, CancellationToken cancellationToken)
    {
        var places = new List<int>(found.Length);
        var lines = new List<TaxRequestLine>(found.Length);
        for (var i = 0; i < found.Length; i++)
        {
            if (item.Lines[i] is var line && IsAsked(line, found[i]) && TaxPointOf(item, line) == point)
            {
                places.Add(i);
                lines.Add(new(CodeOf(line), line.Product, line.Amount, line.IsTaxOverride));
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
                Lines = lines.ToValueList(),
            },
            cancellationToken).ConfigureAwait(false);
        if (applied.Count != places.Count)
        {
            throw new InvalidOperationException($"The tax calculator gave {applied.Count} taxes for {places.Count} lines.");
        }

        for (var i = 0; i < places.Count; i++)
        {
            found[places[i]] = new(applied[i], point, context.Entity.PriceMode);
        }
    }

    /// <summary>
    /// Frees the new lines of an item of the tax in their prices when another treatment than its own applies to one of them: an item stands on one document, whose prices are of one kind.
    /// An override is of the document's kind, and is the amount that was decided.
    /// </summary>
    private void Free(SalesItem item, LineTax?[] found)
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

        for (var i = 0; isOther && i < found.Length; i++)
        {
            if (found[i] is { IsKept: false } tax)
            {
                found[i] = tax with
                {
                    PriceMode = PriceMode.TaxExclusive,
                    Freed = item.Override is null ? new(held[i], FreedPrices.Amount(item.Lines[i], held[i], context.Rounding)) : null,
                };
            }
        }
    }
}
