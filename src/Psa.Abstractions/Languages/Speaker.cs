using NodaTime;

namespace Psa.Languages;

/// <summary>Writes figures and days in a language: amounts with all decimals of their currency and no more than needed.</summary>
/// <param name="Words">The language.</param>
internal readonly record struct Speaker(ILanguage Words)
{
    internal string Quantity(decimal quantity) => Words.Number(Figures.Quantity(quantity));

    internal string Percent(Percent percent) => $"{Words.Number(Figures.Quantity(percent.Value))} %";

    internal string Amount(Money money) => Amount(ExactAmount.Of(money));

    internal string Amount(ExactAmount amount) => $"{Words.Number(Figures.Digits(amount))} {amount.Currency}";

    internal string Price(UnitPrice price) => Amount(price.Times(1m));

    internal string Amount(decimal amount, Currency currency) => Amount(ExactAmount.Of(amount, currency));

    internal string Days(DatePeriod period) => period.Length == 1 ? Words.Date(period.Start) : Words.Days(Words.Date(period.Start), Words.Date(period.LastDay));

    internal string On(LocalDate? date) => date is { } day ? Words.Date(day) : Words.ItsStart;

    internal string Name(Rounding rounding) => rounding switch
    {
        Rounding.HalfUp => Words.HalfUp,
        Rounding.HalfEven => Words.HalfEven,
        Rounding.Up => Words.Up,
        _ => Words.Down,
    };
}
