using NodaTime;
using Psa.Invoices;

namespace Psa.Payments;

/// <summary>One line of a statement of account: a document, or an entry.</summary>
/// <param name="Date">Its date.</param>
/// <param name="Amount">What it adds to what the payer owes; below zero for what it takes away.</param>
/// <param name="Balance">What the payer owes after it.</param>
/// <param name="DocumentKind">What the document is; <see langword="null"/> for an entry.</param>
/// <param name="EntryKind">What the entry is; <see langword="null"/> for a document.</param>
/// <param name="Document">The document, or the one that the entry settles; <see langword="null"/> for customer credit.</param>
/// <param name="Number">Its number.</param>
/// <param name="Entry">The entry; <see langword="null"/> for a document.</param>
/// <param name="Text">What the bank or the payer wrote, or why; <see langword="null"/> when nobody said anything.</param>
public sealed record StatementLine(
    LocalDate Date,
    Money Amount,
    Money Balance,
    InvoiceKind? DocumentKind,
    PaymentKind? EntryKind,
    Id<Invoice>? Document,
    string? Number,
    Id<PaymentEntry>? Entry,
    string? Text);
