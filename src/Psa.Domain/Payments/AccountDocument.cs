using NodaTime;
using Psa.Invoices;
using Psa.Sellers;

namespace Psa.Payments;

/// <summary>What an account needs of an issued document, and what became of it by what was read so far.</summary>
internal sealed class AccountDocument
{
    internal AccountDocument(Invoice document)
    {
        Total = Balances.Of(document).Total;
        (Id, Kind, Number) = (document.Id, document.Kind, document.Number ?? string.Empty);
        (BillingEntity, IssueDate, DueDate) = (document.BillingEntity, document.IssueDate, document.DueDate);
        Lowers = document.Credit?.Invoice;
        Due = document.Kind == InvoiceKind.Invoice ? Instalments.Of(document) : [];
        Covered = Money.Zero(Total.Currency);
    }

    internal Id<Invoice> Id { get; }

    internal InvoiceKind Kind { get; }

    internal string Number { get; }

    internal Id<BillingEntity> BillingEntity { get; }

    internal LocalDate IssueDate { get; }

    internal LocalDate DueDate { get; }

    internal Money Total { get; }

    /// <summary>Gets the invoice that a credit note lowers; <see langword="null"/> of invoices, and of credit notes that a run made, which stand for themselves.</summary>
    internal Id<Invoice>? Lowers { get; }

    /// <summary>Gets what of an invoice is due when, the oldest first.</summary>
    internal ValueList<DueAmount> Due { get; }

    /// <summary>Gets or sets what was credited and settled of it.</summary>
    internal Money Covered { get; set; }

    /// <summary>Gets what is left of it: of an invoice above zero to be paid and below zero owed, of a credit note the other way round.</summary>
    internal Money Left => Total - Covered;

    /// <summary>Gets what is open of an invoice with the days by which it is to be paid.</summary>
    internal ValueList<DueAmount> OpenDue => Kind == InvoiceKind.Invoice && Left.Sign > 0 ? Instalments.OpenOf(Due, Covered, IssueDate) : [];
}
