namespace Psa;

/// <summary>A part of a document that is due on a day of its own; see <see cref="PaymentTerms.InInstalments"/>, which checks it.</summary>
/// <param name="Weight">How much of the document it is, in proportion to the other instalments: 50, 30 and 20, or 1, 1 and 1.</param>
/// <param name="Terms">When it is due: terms of one due date, without a discount.</param>
public sealed record PaymentInstalment(int Weight, PaymentTerms Terms);
