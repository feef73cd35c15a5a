using NodaTime;
using Psa.Invoices;

namespace Psa.Adjustments;

/// <summary>An invoice that a difference below zero may be credited to, with what is left of it (R-CN-LIMIT), without tax and after document discounts.</summary>
internal interface ICreditSource
{
    /// <summary>Gets the invoice.</summary>
    Id<Invoice> Id { get; }

    /// <summary>Gets its date: the newest is credited first.</summary>
    LocalDate Date { get; }

    /// <summary>Gets its number.</summary>
    string Number { get; }

    /// <summary>Spreads an amount over some lines by what is left of each, as far as it is left of all of them together.</summary>
    Money[] Spread(Money amount, IReadOnlyList<int> lines);

    /// <summary>Gives what stands of a line: what was billed, or below zero given back, less what is credited of it.</summary>
    Money StandingOf(int line);

    /// <summary>Takes what is credited of a line; an amount of the other sign gives it back.</summary>
    void Take(int line, Money net);
}
