using NodaTime;
using Psa.Documents;
using Psa.Invoices;
using Psa.Languages;

namespace Psa.Domain.Tests.Invoices;

/// <summary>Issued invoices made of lines alone, and credit notes of them without a store.</summary>
internal static class AnInvoice
{
    internal static readonly LocalDate Day = new(2026, 3, 1);

    private static readonly TenantId Tenant = new(new Guid("00000000-0000-0000-0000-0000000000aa"));

    internal static Invoice Of(DocumentInput input, params decimal[] quantities)
    {
        var totals = Totals.Compute(input);
        return new()
        {
            Id = new(new Guid("00000000-0000-0000-0000-000000000001")),
            Tenant = Tenant,
            Number = "R1",
            Status = InvoiceStatus.Issued,
            Customer = new(new Guid("00000000-0000-0000-0000-0000000000c1")),
            CustomerNumber = "C1",
            BillingEntity = new(new Guid("00000000-0000-0000-0000-0000000000e1")),
            Currency = input.Currency,
            GroupingKey = string.Empty,
            IssueDate = Day,
            DueDate = Day,
            Seller = new() { Name = "Seller" },
            Buyer = new() { Name = "Buyer" },
            PaymentTerms = default,
            Discounts = input.Discounts,
            Charges = input.Charges,
            PriceMode = input.PriceMode,
            TaxRounding = input.TaxRounding,
            Rounding = input.Rounding,
            Lines = [.. input.Lines.Select((line, i) => LineOf(input, line, i < quantities.Length ? quantities[i] : 1m))],
            Items = [.. input.Lines.Select((_, i) => new InvoicedItem(new(new Guid(i + 1, 0, 0, new byte[8])), new(new Guid("00000000-0000-0000-0000-0000000000c1")), default, 1))],
            Totals = totals,
        };
    }

    internal static Invoice Credit(this Invoice invoice, ref InvoiceBalance balance, NewCreditNote wanted)
    {
        var note = Draft(invoice, balance, wanted);
        balance = balance.WithDraft(note);
        note = note.Closing(invoice, balance);
        balance = balance.WithIssued(note).WithStatus();
        return note;
    }

    internal static Invoice Draft(this Invoice invoice, InvoiceBalance balance, NewCreditNote wanted, BilledItems? items = null) => CreditNotes.Draft(
        invoice,
        balance,
        wanted,
        new(new Guid(balance.CreditNotes.Count + 1, 1, 0, new byte[8])),
        Day,
        new Speaker(DocumentLanguages.English),
        items?.With(balance) ?? new(invoice, balance, [], []),
        items?.GivenBack ?? []);

    internal static NewCreditNote Lines(this Invoice invoice, params CreditLine[] lines) => new() { Invoice = invoice.Id, Reason = "wrong", Lines = [.. lines] };

    internal static NewCreditNote Whole(this Invoice invoice) => new() { Invoice = invoice.Id, Reason = "wrong", Whole = true };

    internal static NewCreditNote OnDocument(this Invoice invoice, Money amount) => new() { Invoice = invoice.Id, Reason = "goodwill", Amount = amount };

    private static DocumentLine LineOf(DocumentInput input, LineAmount line, decimal quantity)
    {
        var plain = Plain(input, line, quantity);
        return plain with { Carry = (line.Amount - plain.Recompute(input.Rounding)).MinorUnits };
    }

    private static DocumentLine Plain(DocumentInput input, LineAmount line, decimal quantity) => new()
    {
        Text = "Line",
        Quantity = line.Tax is null ? 0m : line.Amount.Sign < 0 ? -quantity : quantity,
        UnitPrice = UnitPrice.Of(decimal.Round(Math.Abs(line.Amount.Amount) / quantity, 6), line.Amount.Currency),
        Amount = line.Amount,
        Tax = line.Tax is { } tax ? new(tax, Day, input.PriceMode) : null,
        IsNote = line.Tax is null,
    };
}
