namespace Psa.Payments;

/// <summary>How long what is open of a payer's invoices has been due. The buckets add up to what is open of invoices; what the payer has to get stands apart, in the account.</summary>
/// <param name="Account">The account, as of the same day.</param>
/// <param name="Buckets">What isn't due yet, then what is, by days past the due date of each instalment, ascending; a bucket may be zero.</param>
public sealed record Ageing(PayerAccount Account, ValueList<AgeingBucket> Buckets);
