using System.Text.Json.Serialization;
using Psa.Invoices;

namespace Psa.Payments;

/// <summary>What of a payment is for one document.</summary>
/// <param name="Invoice">The issued invoice.</param>
/// <param name="Amount">How much, above zero, in its currency.</param>
/// <param name="WithEarlyDiscount">
/// Whether the payer took the discount for paying early and the document must be paid with it: it is refused when the discount isn't due. A discount that is due is given without this too.
/// </param>
public sealed record PaymentPart(Id<Invoice> Invoice, Money Amount, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool WithEarlyDiscount = false);
