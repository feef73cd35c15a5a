using System.Text.Json.Serialization;

namespace Psa.Payments;

/// <summary>What an entry of an account is.</summary>
[JsonConverter(typeof(EnumJsonConverter<PaymentKind>))]
public enum PaymentKind
{
    /// <summary>The customer paid a document; without a document in advance, which is customer credit.</summary>
    Payment = 0,

    /// <summary>A payment, or part of it, turned out not to be one: it bounced, was refused, or was an error.</summary>
    Reversal = 1,

    /// <summary>Money went back to the customer; without a document from its credit.</summary>
    Refund = 2,

    /// <summary>What is open was given up.</summary>
    WriteOff = 3,

    /// <summary>The discount that the terms give for paying early; below zero when it is taken back.</summary>
    EarlyPaymentDiscount = 4,

    /// <summary>Customer credit was applied to the document; without a document, credit that was bound to an order was freed.</summary>
    CreditIn = 5,

    /// <summary>What the document owes the customer became customer credit; without a document or credit note, credit that was bound to an order became free credit.</summary>
    CreditOut = 6,

    /// <summary>A credit note that a run made was set off against the document.</summary>
    Offset = 7,
}
