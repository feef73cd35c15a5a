using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Psa.Testing;

namespace Psa.Domain.Tests.Values;

public sealed class DayNumberTests
{
    private static readonly LocalDate Last = LocalDate.MaxIsoValue;

    private static readonly Arbitrary<LocalDate> AnyDay = Arb.From(Gen.OneOf(
        Gen.Choose(-1_000, Period.DaysBetween(new(1, 1, 1), Last)).Select(days => new LocalDate(1, 1, 1).PlusDays(days)),
        Arbitraries.Dates.Generator,
        Gen.Elements(new LocalDate(1, 1, 1), new(0, 12, 31), LocalDate.MinIsoValue, Last)));

    [Fact]
    public void Differences_of_numbers_are_days() => PropertyCheck.That(
        Prop.ForAll(AnyDay, AnyDay, (one, other) =>
            other.DayNumber() - one.DayNumber() == Period.DaysBetween(one, other) && one.DayNumber().CompareTo(other.DayNumber()) == Math.Sign(one.CompareTo(other))),
        2_000);

    [Fact]
    public void A_number_gives_its_day_again() => PropertyCheck.That(Prop.ForAll(AnyDay, day => DayNumbers.ToDate(day.DayNumber()) == day), 1_000);

    [Fact]
    public void A_day_has_one_number_in_every_calendar() => PropertyCheck.That(
        Prop.ForAll(Arbitraries.Dates, Arb.From(Gen.Elements(CalendarSystem.Julian, CalendarSystem.Coptic, CalendarSystem.PersianSimple, CalendarSystem.HebrewCivil)), (day, calendar) =>
            day.WithCalendar(calendar).DayNumber() == day.DayNumber()),
        500);
}
