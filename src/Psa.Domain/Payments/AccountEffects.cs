using Psa.Invoices;

namespace Psa.Payments;

/// <summary>What documents and entries do to the open amount of an account: that of a day is the sum of all that is dated up to it.</summary>
internal static class AccountEffects
{
    /// <summary>Gives what an issued document adds.</summary>
    public static Money Effect(this Invoice document)
    {
        var total = Balances.Of(document).Total;
        return document.Kind == InvoiceKind.CreditNote ? -total : total;
    }

    /// <summary>Gives what an entry adds: nothing where it only moves within the account.</summary>
    public static Money Effect(this PaymentEntry entry) => entry.Kind switch
    {
        PaymentKind.Payment or PaymentKind.WriteOff or PaymentKind.EarlyPaymentDiscount => -entry.Amount,
        PaymentKind.Reversal or PaymentKind.Refund => entry.Amount,
        PaymentKind.CreditIn or PaymentKind.CreditOut or PaymentKind.Offset => Money.Zero(entry.Amount.Currency),
        _ => throw new ArgumentOutOfRangeException(nameof(entry), entry.Kind, "There is no such kind of entry."),
    };
}
