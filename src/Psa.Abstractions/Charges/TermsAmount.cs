using NodaTime;

namespace Psa.Charges;

/// <summary>What a full period costs under the terms in force from a day on (<c>Aᵢ</c>): priced, discounted, not rounded.</summary>
/// <param name="From">The first day of the terms; they hold until the next entry's.</param>
/// <param name="Amount">The exact amount of a full period; negative for a credit.</param>
internal readonly record struct TermsAmount(LocalDate From, ExactAmount Amount);
