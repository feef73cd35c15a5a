using Psa.Catalog;
using Psa.Documents;

namespace Psa.Domain.Tests.Documents;

internal static class AnInput
{
    public static Money Eur(decimal amount) => Money.Of(amount, Currency.EUR);

    public static LineAmount Line(decimal amount, decimal rate) => new(Eur(amount), ATax.Of(rate));

    public static LineAmount Line(decimal amount, AppliedTax tax) => new(Eur(amount), tax);

    public static DocumentInput Of(params LineAmount[] lines) =>
        new() { Currency = Currency.EUR, Lines = lines.ToValueList(), Rounding = Rounding.HalfUp };
}
