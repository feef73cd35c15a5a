namespace Psa.Payments;

/// <summary>What an entry does to the document, the credit and the credit note that it names: the signs of all entries, said once.</summary>
internal static class PaymentEntries
{
    /// <summary>Gives what an entry adds to what is settled of its document; zero when it names none.</summary>
    public static Money OnDocument(this PaymentEntry entry) => entry.Invoice is null ? Money.Zero(entry.Amount.Currency) : entry.Kind switch
    {
        PaymentKind.Payment or PaymentKind.WriteOff or PaymentKind.EarlyPaymentDiscount or PaymentKind.CreditIn or PaymentKind.Offset => entry.Amount,
        PaymentKind.Reversal or PaymentKind.Refund or PaymentKind.CreditOut => -entry.Amount,
        _ => throw Unknown(entry),
    };

    /// <summary>
    /// Gives what an entry adds to what is paid of its document: payments, and credit that is applied or set off, less what of them was taken back. Credit that goes out is taken back when it
    /// hangs on what was applied; else it is what is owed, as a refund is.
    /// </summary>
    public static Money OnPaid(this PaymentEntry entry) => entry switch
    {
        { Invoice: null } => Money.Zero(entry.Amount.Currency),
        { Kind: PaymentKind.Payment or PaymentKind.CreditIn or PaymentKind.Offset } => entry.Amount,
        { Kind: PaymentKind.Reversal } or { Kind: PaymentKind.CreditOut, Of: not null } => -entry.Amount,
        _ => Money.Zero(entry.Amount.Currency),
    };

    /// <summary>Gives what an entry adds to the payer's credit.</summary>
    public static Money OnCredit(this PaymentEntry entry) => entry switch
    {
        { Kind: PaymentKind.CreditOut } or { Kind: PaymentKind.Payment, Invoice: null } => entry.Amount,
        { Kind: PaymentKind.CreditIn } or { Kind: PaymentKind.Reversal, Invoice: null } or { Kind: PaymentKind.Refund, Invoice: null, CreditNote: null } => -entry.Amount,
        _ => Money.Zero(entry.Amount.Currency),
    };

    private static InvalidOperationException Unknown(PaymentEntry entry) => new($"{entry.Kind} is no kind of entry.");
}
